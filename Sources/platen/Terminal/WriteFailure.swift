import Foundation

/// What the system says where Foundation could not write a file.
struct WriteFailure: Sendable {
    /// Whether the disk, or the user's share of it, is full, or fails: not the place is wrong.
    let isOfDisk: Bool
    /// The reason, for messages.
    let reason: String

    /// The failure behind an error of Foundation's.
    init(_ error: any Error) {
        var inner = error as NSError
        while let next = inner.userInfo[NSUnderlyingErrorKey] as? NSError { inner = next }
        if inner.domain == NSPOSIXErrorDomain {
            self.init(number: Int32(truncatingIfNeeded: inner.code))
        } else if let error = error as? CocoaError, error.code == .fileWriteOutOfSpace {
            self.init(number: ENOSPC)
        } else {
            self.init(isOfDisk: false, reason: error.localizedDescription)
        }
    }

    private init(isOfDisk: Bool, reason: String) {
        self.isOfDisk = isOfDisk
        self.reason = reason
    }

    /// The failure of a system call.
    init(number: Int32) {
        isOfDisk = [ENOSPC, EDQUOT, EFBIG, EIO, EMFILE, ENFILE].contains(number)
        switch number {
        case ENOSPC, EDQUOT: reason = "the disk is full"
        case EMFILE, ENFILE: reason = "too many open files: raise the limit with ulimit -n"
        default: reason = String(cString: strerror(number)).lowercased()
        }
    }
}
