import Crypto
import Foundation
import Synchronization

/// A file on its way: what came so far, under the file's name with `.part`.
///
/// It is locked, so that two runs do not write to it, and stays when a run is stopped. The file appears under its name
/// when it is whole and right.
final class PartialFile: Sendable {
    private let path: String
    private let partPath: String
    private let file: Int32
    private let state: Mutex<Int>

    /// How much has come, bytes.
    var count: Int { state.withLock { $0 } }

    /// Opens what came so far, or begins it.
    ///
    /// - Throws: `FetchError`.
    init(of path: String) throws {
        self.path = path
        partPath = path + ".part"
        let file = open(partPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FetchError.system("create", partPath, errno, creating: true) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw FetchError(.cannotCreate, "\(partPath) is being written by another run: wait until it ends")
        }
        let end = lseek(file, 0, SEEK_END)
        guard end >= 0 else {
            close(file)
            throw FetchError.system("read", partPath, errno)
        }
        self.file = file
        state = Mutex(Int(end))
    }

    deinit { close(file) }

    /// Forgets what came.
    func clear() throws {
        try state.withLock { count in
            guard ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0 else {
                throw FetchError.system("write", partPath, errno)
            }
            count = 0
        }
    }

    /// Adds what came.
    func append(_ data: Data) throws {
        try state.withLock { count in
            var rest = data[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                if written < 0 && errno == EINTR { continue }
                guard written >= 0 else { throw FetchError.system("write", partPath, errno) }
                rest = rest.dropFirst(written)
                count += written
            }
        }
    }

    /// Gives the file its name if its content is right; forgets it, and returns false, where it is not.
    func finish(sha256: String) throws -> Bool {
        guard try fileSHA256(partPath) == sha256 else {
            try clear()
            return false
        }
        guard rename(partPath, path) == 0 else { throw FetchError.system("create", path, errno, creating: true) }
        return true
    }
}

/// The SHA-256 of a file, in hexadecimal, read piece by piece.
///
/// - Throws: `FetchError`.
func fileSHA256(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FetchError.system("read", path, errno) }
    defer { close(file) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(file, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw FetchError.system("read", path, errno) }
        if count == 0 { break }
        buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
