/// Why processes can't work together.
package struct ParallelError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure.
    package enum Code: Sendable, Hashable, CaseIterable {
        /// The library is missing, or is another one.
        case missing
        /// What started the processes says something that can't be.
        case launch
        /// The processes have other configs, data or programs.
        case differs
        /// Another process failed.
        case elsewhere
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, and what to do.
    package let message: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
