import Foundation

/// A change to a config: `key.path=value`.
///
/// Relative paths in it start at the working directory where it comes from the command line. Where a config says it, they
/// start at the folder of the file that is changed, as if the change stood there.
public struct ConfigOverride: Configurable, Hashable {
    /// `key.path=value`.
    public var assignment: String
    /// Where relative paths in the value start; nil for the folder of the file that is changed.
    let baseDirectory: String?

    /// A change from the command line.
    public init(_ assignment: String) {
        (self.assignment, baseDirectory) = (assignment, FileManager.default.currentDirectoryPath)
    }

    /// Reads a change that a config says.
    public init(from node: ConfigNode) throws(ConfigError) {
        (assignment, baseDirectory) = (try String(from: node), nil)
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .string(assignment) }
    /// What may be written.
    public static var schema: ConfigSchema { .string() }
    /// What may be written, in words.
    public static var expected: String { String.expected }
}
