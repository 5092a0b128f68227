import CLinux
import Dispatch
import Glibc

/// Forces what was written to the disk, so that it is there after the power failed; or does nothing, where a run is
/// told to leave that to the system.
struct DiskSync: Sendable {
    /// Whether anything is forced.
    let isOn: Bool

    init(_ isOn: Bool) { self.isOn = isOn }

    /// Forces a file's bytes, or a folder's names.
    func force(_ file: Descriptor) throws {
        guard isOn, retry({ fsync(file.number) }) != 0 else { return }
        // Some file systems have no such call, for folders above all.
        if [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) { return }
        throw DatasetError.system(errno, "write", file.path)
    }

    /// Forces everything that was written to the file system of a folder: thousands of small files for the price of one
    /// wait.
    func forceAll(with folder: Descriptor) throws {
        guard isOn, retry({ syncfs(folder.number) }) != 0 else { return }
        guard errno == ENOSYS else { throw DatasetError.system(errno, "write", folder.path) }
        sync()
    }

    /// The same on a thread of its own, so that none of those that draw waits.
    func forceAllApart(with folder: Descriptor) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async { continuation.resume(with: Result { try forceAll(with: folder) }) }
        }
    }
}
