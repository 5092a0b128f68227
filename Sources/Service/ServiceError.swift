/// Why a service could not be started.
package struct ServiceError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable {
        /// A file is missing.
        case missing
        /// What a file says can't be used.
        case data
        /// The address can't be listened at.
        case address
    }

    /// What kind of failure it is.
    package let code: Code
    /// What failed, where, and what to do.
    package let description: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        description = message
    }
}
