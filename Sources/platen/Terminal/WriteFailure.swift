import Configs
import Foundation

/// What the system says where Foundation could not write a file.
struct WriteFailure: Sendable {
    /// Whether the disk, or the user's share of it, is full, or fails: not the place is wrong.
    let isOfDisk: Bool
    /// The reason, for messages.
    let reason: String

    /// The failure behind an error of Foundation's.
    init(_ error: any Error) {
        if let number = error.systemErrorNumber {
            self.init(number: number)
        } else {
            self.init(isOfDisk: false, reason: error.systemReason)
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
