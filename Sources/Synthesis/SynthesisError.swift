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

    /// An error from its parts.
    public init(_ code: Code, at keyPath: String = "", _ message: String) {
        self.code = code
        self.keyPath = keyPath
        self.message = message
    }

    /// The key and the message.
    public var description: String { keyPath.isEmpty ? message : "\(keyPath): \(message)" }
}
