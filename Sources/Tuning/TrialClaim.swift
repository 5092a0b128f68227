import Foundation

/// The right to work on a trial, which one process has at a time.
///
/// It is a lock of the system's, which ends with the process, whatever ends that: a trial whose process was killed is free for
/// another.
package final class TrialClaim {
    private let file: Int32

    /// - Returns: nil where another process has it.
    init?(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else {
            throw TuningError(.unwritable, "cannot open \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        self.file = file
    }

    deinit { close(file) }
}
