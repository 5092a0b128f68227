import Glibc

/// An open file or folder, closed when the last user lets go of it.
package final class Descriptor: Sendable {
    /// The system's number of it.
    package let number: Int32
    /// For messages.
    package let path: String

    /// Takes over what is open under a number.
    package init(_ number: Int32, _ path: String) {
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Opens a folder.
    static func folder(_ path: String) throws -> Descriptor {
        let number = retry { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard number >= 0 else { throw DatasetError.system(errno, "open folder", path, creating: true) }
        return Descriptor(number, path)
    }

    /// Opens a file in a folder, which is no link.
    static func file(_ name: String, in folder: Descriptor, flags: Int32) throws -> Descriptor {
        let path = folder.path + "/" + name
        let number = retry { openat(folder.number, name, flags | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        guard number >= 0 else {
            let failure = errno
            if failure == ELOOP && folder.kind(of: name) == .link { throw DatasetError.link(path) }
            throw DatasetError.system(
                failure, flags & O_CREAT != 0 ? "create" : "open", path, creating: flags & O_CREAT != 0)
        }
        return Descriptor(number, path)
    }

    /// Opens a file or a folder that is only read.
    static func reading(_ path: String) throws -> Descriptor {
        // Without O_NONBLOCK, opening a named pipe would wait for its other end.
        let number = retry { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard number >= 0 else { throw DatasetError.system(errno, "open", path) }
        return Descriptor(number, path)
    }

    /// Writes all bytes at the file's position.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while let base = rest.baseAddress, rest.count > 0 {
            let count = Glibc.write(number, base, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw DatasetError.system(errno, "write", path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Writes all bytes at the file's position.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Reads up to the buffer's size; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw DatasetError.system(errno, "read", path) }
        }
    }

    /// The whole file, from the file's position on.
    func readAll() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try block.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// Moves to the file's start.
    func rewind() throws { try move(to: 0) }

    /// Moves to a byte.
    func move(to offset: Int) throws {
        guard lseek(number, off_t(offset), SEEK_SET) >= 0 else { throw DatasetError.system(errno, "read", path) }
    }

    /// The file's size, bytes.
    func size() throws -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw DatasetError.system(errno, "look at", path) }
        return Int(status.st_size)
    }

    /// Cuts the file to a length, bytes, and moves to its end.
    func truncate(to length: Int) throws {
        if try size() != length {
            guard retry({ ftruncate(number, off_t(length)) }) == 0 else {
                throw DatasetError.system(errno, "shorten", path)
            }
        }
        guard lseek(number, off_t(length), SEEK_SET) >= 0 || errno == ESPIPE else {
            throw DatasetError.system(errno, "write", path)
        }
    }

    /// Locks the file for this process; false where another has it.
    ///
    /// The lock ends with the descriptor.
    package func lock() -> Bool {
        // A process that is being started elsewhere in this one holds a copy of every descriptor for a moment, and with
        // it a lock that has just been given back; so one refusal is not the last word.
        for _ in 0..<50 {
            if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(10_000)
        }
        return false
    }
}

/// Repeats a system call that a signal cut short.
func retry(_ call: () -> Int32) -> Int32 {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}
