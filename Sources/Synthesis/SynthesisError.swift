/// What can go wrong between a recipe and its samples.
public struct SynthesisError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble.
    public enum Code: Sendable, Hashable {
        /// The recipe asks for something that can't be done.
        case recipe
        /// A font or a background that the recipe needs is not there or can't be read.
        case missingInput
        /// A sample could not be drawn in the permitted number of tries.
        case unprintable
    }

    /// The kind of trouble.
    public var code: Code
    /// The key of the recipe that is to blame, such as `fonts.faces`; empty where it is none in particular.
    public var keyPath: String
    /// What failed, on what, and what to do.
    public var message: String
    /// What else is wrong with the same recipe.
    public internal(set) var others: [SynthesisError] = []

    /// An error from its parts.
    public init(_ code: Code, at keyPath: String = "", _ message: String) {
        self.code = code
        self.keyPath = keyPath
        self.message = message
    }

    /// The key and the message, on one line; what else is wrong on more.
    public var description: String { all.joined(separator: "\n") }

    /// Everything that is wrong, each with its key.
    public var all: [String] {
        [keyPath.isEmpty ? message : "\(keyPath): \(message)"] + others.flatMap(\.all)
    }

    /// The error as one of a part of the recipe.
    /// - Parameter path: where the part stands, with a dot at its end.
    func below(_ path: String) -> SynthesisError {
        var error = self
        error.keyPath = path + keyPath
        error.others = others.map { $0.below(path) }
        return error
    }
}
