/// Why a network could not be computed, stored or read.
package struct NeuralError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure.
    package enum Code: Sendable, Hashable, CaseIterable {
        /// oneDNN refused: it has no such primitive here, or memory is short.
        case engine
        /// Sizes that do not go together.
        case shape
        /// Labels, indices or settings outside of what is allowed.
        case value
        /// A file that cannot be opened or read.
        case unreadable
        /// The bytes are not those of the format, or they are cut short.
        case damaged
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, on what, and what to do.
    package let message: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
