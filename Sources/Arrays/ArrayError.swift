import Glibc

/// Why a file of arrays could not be read or written.
package struct ArrayError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure.
    package enum Code: Sendable, Hashable, CaseIterable {
        /// The file cannot be opened or read.
        case unreadable
        /// The file cannot be created.
        case unwritable
        /// The bytes are not those of the format, or they are cut short.
        case damaged
        /// The file is sound, but holds what is not handled.
        case unsupported
        /// Writing failed on the way: a full disk, as a rule.
        case failed
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, in which file and at which byte, and what to do.
    package let message: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}

extension ArrayError {
    /// What the system says about an error, in lower case.
    static func reason(_ number: Int32 = errno) -> String {
        if number == EMFILE || number == ENFILE { return "too many open files: raise the limit with ulimit -n" }
        if number == ENOSPC || number == EDQUOT { return "the disk is full" }
        guard let text = strerror(number) else { return "error \(number)" }
        return String(cString: text).lowercased()
    }

    /// The failure of a write: the disk, or the place.
    static func writing(_ path: String, _ number: Int32 = errno) -> ArrayError {
        // The disk, the user's share of it, a limit: not the place.
        let isFull = [ENOSPC, EDQUOT, EFBIG, EIO, EMFILE, ENFILE].contains(number)
        return ArrayError(isFull ? .failed : .unwritable, "cannot write \(path): \(reason(number))")
    }
}
