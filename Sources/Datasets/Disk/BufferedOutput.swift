import Crypto

/// Bytes on their way into a file, a block at a time.
struct BufferedOutput {
    private let file: Descriptor
    private var hash = SHA256()
    /// What is not written yet; to be appended to.
    var bytes: [UInt8] = []
    /// How many bytes were written before these.
    private(set) var written = 0

    private static let block = 1 << 18

    init(_ file: Descriptor) { self.file = file }

    /// Where the next byte goes.
    var offset: Int { written + bytes.count }

    /// Writes what has gathered, if it is a block or more.
    mutating func flushIfFull() throws {
        if bytes.count >= Self.block { try finish() }
    }

    /// Writes all.
    mutating func finish() throws {
        try file.write(bytes)
        hash.update(bytes)
        written += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes all, and says what the file holds then.
    mutating func end() throws -> FileRecord {
        try finish()
        return FileRecord(bytes: written, sha256: Digest(hash).hexadecimal)
    }
}
