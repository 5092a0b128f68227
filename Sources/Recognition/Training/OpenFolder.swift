import Datasets
import Foundation

/// An open folder whose files are named plainly: nothing outside of it is reached, and no link is followed.
///
/// Files get their names when they are whole and safe on the disk.
final class OpenFolder: Sendable {
    private let descriptor: Descriptor

    /// For messages.
    var path: String { descriptor.path }
    private var number: Int32 { descriptor.number }

    /// Opens a folder.
    convenience init(_ path: String) throws(RecognitionError) {
        try self.init(openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path)
    }

    private init(_ number: Int32, _ path: String) throws(RecognitionError) {
        guard number >= 0 else {
            throw RecognitionError(.unwritable, "cannot open the folder \(path): \(systemReason())")
        }
        descriptor = Descriptor(number, path)
    }

    /// Opens a folder in this one, which is made where there is none.
    func folder(_ name: String) throws(RecognitionError) -> OpenFolder {
        let path = path + "/" + name
        guard mkdirat(number, name, 0o777) == 0 || errno == EEXIST else { throw Self.failure("make the folder", path) }
        return try OpenFolder(openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), path)
    }

    /// Locks the folder for this process; false where another one holds it.
    ///
    /// The lock ends with this value, or with the process.
    func lock() -> Bool { descriptor.lock() }

    /// The names in the folder, sorted, without `.` and `..`.
    func names() throws(RecognitionError) -> [String] {
        do { return try descriptor.names() } catch { throw RecognitionError(.unwritable, "\(error)") }
    }

    /// What a name stands for; nil where it stands for nothing.
    func kind(of name: String) -> Descriptor.Kind? { descriptor.kind(of: name) }

    /// Opens a file for reading and writing; nil where the name stands for no file, or for a link.
    func handle(_ name: String) -> FileHandle? {
        // Without O_NONBLOCK, opening a named pipe would wait for its other end.
        let file = openat(number, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? handle : nil
    }

    /// Removes a file or a link, not what it leads to; nothing happens where there is none.
    func remove(_ name: String) throws(RecognitionError) {
        if unlinkat(number, name, 0) != 0, errno != ENOENT { throw Self.failure("remove", path + "/" + name) }
    }
}

// MARK: Writing

extension OpenFolder {
    private static let (beginning, ending) = (".", ".partial")

    /// What a file is called until it is whole.
    static func partialName(of name: String) -> String { beginning + name + ending }

    /// The name of the file that was being written under a name for unfinished ones; nil for all other names.
    static func wholeName(of partial: String) -> String? {
        guard partial.hasPrefix(beginning), partial.hasSuffix(ending),
            partial.utf8.count > beginning.utf8.count + ending.utf8.count
        else { return nil }
        return String(partial.dropFirst(beginning.count).dropLast(ending.count))
    }

    /// Writes a file: whole, or not at all.
    ///
    /// It is safe on the disk when this returns.
    func write(_ data: Data, to name: String) throws(RecognitionError) {
        let partial = Self.partialName(of: name)
        // What a killed run left is not written through: it might be a link by now.
        try remove(partial)
        let file = openat(number, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Self.failure("write", path + "/" + name) }
        var isWritten = Self.write(data, to: file) && fsync(file) == 0
        var number = errno
        if close(file) != 0, isWritten { (isWritten, number) = (false, errno) }
        if isWritten, renameat(self.number, partial, self.number, name) != 0 { (isWritten, number) = (false, errno) }
        guard isWritten else {
            unlinkat(self.number, partial, 0)
            throw Self.failure("write", path + "/" + name, number)
        }
        try synchronize()
    }

    /// Brings the names in the folder to the disk.
    func synchronize() throws(RecognitionError) {
        // Some file systems keep no folders that could be brought anywhere.
        guard fsync(number) == 0 || errno == EINVAL || errno == ENOTSUP else { throw Self.failure("write", path) }
    }

    private static func write(_ data: Data, to file: Int32) -> Bool {
        data.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = Foundation.write(file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    /// An error of the system's: of its kind where the disk is full or fails, of a file in the way where not.
    private static func failure(_ action: String, _ path: String, _ number: Int32 = errno) -> RecognitionError {
        let isDisk = [ENOSPC, EDQUOT, EFBIG, EIO].contains(number)
        let advice = isDisk ? "; free some space, then go on with --resume" : ""
        return RecognitionError(
            isDisk ? .inputOutput : .unwritable, "cannot \(action) \(path): \(systemReason(number))\(advice)")
    }
}

/// What the system says of an error, in lower case.
func systemReason(_ number: Int32 = errno) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text).lowercased()
}
