import Foundation

/// Why a file could not be fetched.
struct FetchError: Error, CustomStringConvertible {
    /// The kind of failure.
    enum Code: Sendable {
        /// No mirror gave the file.
        case unreachable
        /// All that mirrors gave is not what is published.
        case wrongContent
        /// The file cannot be created, or something else is in its place.
        case cannotCreate
        /// Writing failed on the way.
        case io
    }

    let code: Code
    /// What failed, on which file, and what to do.
    let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The failure of a call on a file.
    static func system(_ action: String, _ path: String, _ number: Int32, creating: Bool = false) -> FetchError {
        let failure = WriteFailure(number: number)
        return FetchError(
            creating && !failure.isOfDisk ? .cannotCreate : .io, "cannot \(action) \(path): \(failure.reason)")
    }
}
