import Glibc

/// Whole files as bytes.
enum ArrayFile {
    /// Longer files, packed or not, are refused.
    static let maxBytes = 2 << 30

    /// The bytes of a regular file.
    static func read(_ path: String) throws -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for its other end.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw ArrayError(.unreadable, "cannot read \(path): \(ArrayError.reason())") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw ArrayError(.unreadable, "cannot read \(path): \(ArrayError.reason())")
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw ArrayError(.unreadable, "cannot read \(path): it is a folder")
        default: throw ArrayError(.unreadable, "cannot read \(path): it is not a regular file")
        }
        let count = Int(status.st_size)
        guard count <= maxBytes else {
            throw ArrayError(.unsupported, "\(path): the file has \(count) bytes: more than \(maxBytes) are refused")
        }
        var failure: String?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = ArrayError.reason() }
                if got <= 0 { break }
                filled += got
            }
        }
        if let failure { throw ArrayError(.unreadable, "cannot read \(path): \(failure)") }
        return bytes
    }

    /// Writes a file through a temporary one beside it, so that it appears whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = "\(path).\(getpid()).part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw ArrayError.writing(path) }
        var failure = bytes.withUnsafeBytes { write($0, to: file) }
        if close(file) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(temporary, path) != 0 { failure = errno }
        if failure != 0 {
            unlink(temporary)
            throw ArrayError.writing(path, failure)
        }
    }

    /// Writes all bytes to an open file; returns the number of the error, or 0.
    static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
        var rest = bytes
        while rest.count > 0 {
            let count = Glibc.write(file, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return errno }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return 0
    }
}

/// The first bytes of a file, for messages: as text where they are text.
func beginning(of bytes: some Collection<UInt8>) -> String {
    let first = bytes.prefix(8)
    if first.isEmpty { return "nothing" }
    if first.allSatisfy({ (0x20...0x7E).contains($0) }) { return "\"\(String(decoding: first, as: UTF8.self))\"" }
    return first.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
