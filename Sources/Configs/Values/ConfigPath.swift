import Foundation

/// A file or folder that must exist.
///
/// Relative paths start at the folder of the config file, or in overrides at the working directory; a leading `~`
/// is the home folder.
public struct ConfigPath: Configurable, Hashable {
    /// The absolute path.
    public var path: String

    /// A path that is taken as it is: nothing is resolved or looked up.
    public init(path: String) { self.path = path }

    /// Reads a path, resolves it, and makes sure that something is there.
    public init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        guard !text.isEmpty, !text.utf8.contains(0) else { throw node.mismatch(Self.expected) }
        path = Self.resolve(text, in: node.tree.place.origin.baseDirectory)
        guard FileManager.default.fileExists(atPath: path) else {
            throw node.error(.missing, "'\(shortened(text))' does not exist", hint: "looked for \(path)")
        }
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .string(path) }
    /// What may be written.
    public static var schema: ConfigSchema { .string() }
    /// What may be written, in words.
    public static var expected: String { "the path of a file or folder" }

    /// The absolute path of `text`, without `.` and `..`.
    static func resolve(_ text: String, in directory: String) -> String {
        var path = text
        if text == "~" || text.hasPrefix("~/") {
            path = FileManager.default.homeDirectoryForCurrentUser.path + text.dropFirst()
        } else if !text.hasPrefix("/") {
            path = (directory.hasSuffix("/") ? directory : directory + "/") + text
        }
        return URL(fileURLWithPath: path).standardized.path
    }
}
