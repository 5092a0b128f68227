/// What is wrong with a config, where, and what to do about it.
public struct ConfigError: Error, CustomStringConvertible, Hashable {
    /// Kinds of errors.
    public enum Code: String, Sendable {
        /// The text is not YAML, or YAML that a config may not use.
        case syntax
        /// A key or a value is not allowed.
        case value
        /// A file or folder that the config names does not exist.
        case missing
        /// The config file itself cannot be read.
        case unreadable
        /// An override cannot be applied.
        case override
    }

    /// The kind of error.
    public let code: Code
    /// Where it stands: `configs/x.yml:12:7` or `override 'fonts.size=big'`.
    public let place: String
    /// The path of the key, such as `camera[0].blur.sigma`; empty for the config as a whole.
    public let keyPath: String
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// What else is wrong in the same config, in the order in which it stands there.
    public private(set) var others: [ConfigError] = []

    /// An error at a place.
    public init(code: Code, place: String, keyPath: String, message: String, hint: String? = nil) {
        self.code = code
        self.place = place
        self.keyPath = keyPath
        self.message = message
        self.hint = hint
    }

    /// The place, the key, what is wrong and what to do, on one line; what else is wrong on more.
    public var description: String { all.joined(separator: "\n") }

    /// Everything that is wrong, each with its place, its key and what to do.
    public var all: [String] {
        let line = place + ": " + (keyPath.isEmpty ? "" : keyPath + ": ") + message + (hint.map { "; " + $0 } ?? "")
        return [line] + others.flatMap(\.all)
    }

    /// The error, and after it another one.
    package func followed(by other: ConfigError) -> ConfigError {
        var (all, other) = (self, other)
        let more = other.others
        other.others = []
        all.others += [other] + more
        return all
    }
}

/// Collects what is wrong in the parts of a config, so that all of it is said at once.
struct ConfigSlips {
    private var error: ConfigError?

    /// Adds what was found.
    mutating func add(_ found: ConfigError) { error = error?.followed(by: found) ?? found }

    /// - Throws: all that was found, if anything was.
    func check() throws(ConfigError) {
        if let error { throw error }
    }
}

/// What a record finds wrong with itself when it checks its fields against each other.
public struct ConfigProblem: Error, Hashable {
    /// The key to report it at; with dots where it lies deeper.
    public let key: String
    /// What is wrong.
    public let message: String

    /// A problem, reported at the place of `key`, or of the record where the config does not give the key.
    public init(key: String, _ message: String) {
        self.key = key
        self.message = message
    }
}
