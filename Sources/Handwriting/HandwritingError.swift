/// Why handwriting could not be read or written.
package struct HandwritingError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure.
    package enum Code: Sendable, Hashable, CaseIterable {
        /// A file or a folder is not there, or cannot be read.
        case missingInput
        /// A file is not what it must be, or files do not belong together.
        case badData
        /// There is no picture of a character.
        case noPicture
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, on which input, and what to do.
    package let message: String
    /// The error behind this one.
    package let cause: (any Error)?

    /// An error from its parts.
    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// The message.
    package var description: String { message }
}
