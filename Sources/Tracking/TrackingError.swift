/// Why a run could not be told to a tracking server, or brought back from one.
package struct TrackingError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure; a command maps it to its exit status.
    package enum Code: Sendable, Hashable {
        /// A setting that can't work.
        case config
        /// A folder or a run that is not there.
        case missing
        /// A journal or an answer that can't be understood, or a file that is not what it should be.
        case data
        /// A file that can't be written.
        case unwritable
        /// The system or the network failed.
        case inputOutput
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, on what, and what to do.
    package let message: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        (self.code, self.message) = (code, message)
    }

    /// The message.
    package var description: String { message }
}

/// Why entries were not delivered.
package enum DeliveryFailure: Error, Sendable, Hashable {
    /// The server can't be reached, or has trouble of its own: the same may work later.
    case away(String)
    /// The server does not let us in: the same may work with another name or token.
    case denied(String)
    /// The server never takes these: they are left out, and counted.
    case refused(String)

    /// What is said of it.
    package var reason: String {
        switch self {
        case .away(let reason), .denied(let reason), .refused(let reason): reason
        }
    }
}
