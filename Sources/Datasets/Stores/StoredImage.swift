import Crypto
import Glibc

/// What a record says of an image file, and whether the file is so.
struct StoredImage: Sendable, Equatable {
    var byteCount: Int
    /// Hexadecimal.
    var sha256: String
    /// Pixels.
    var width: Int
    var height: Int

    /// What is wrong with a file.
    enum Flaw: String, Sendable {
        case missing = "missing"
        case size = "of another size"
        case content = "damaged"
    }

    /// What is wrong with the file at a path; nil where nothing is.
    ///
    /// The size and the format's own beginning and end tell files that were lost, cut short or filled with zeros, as they
    /// may be after a power failure; the hash tells everything, and takes as long as reading does.
    func flaw(of path: SafePath, in folders: inout FolderWalk, byHash: Bool) throws -> Flaw? {
        guard let folder = try folders.folder(of: path), folder.kind(of: path.name) == .file else { return .missing }
        let file = try Descriptor.file(path.name, in: folder, flags: O_RDONLY | O_NONBLOCK)
        guard try file.size() == byteCount else { return .size }
        if byHash {
            return Digest(of: try file.readAll()).hexadecimal == sha256 ? nil : .content
        }
        // Files that were kept as they came may be of any kind, or have something behind their end.
        if try hasEnds(file) { return nil }
        return Digest(of: try file.readAll()).hexadecimal == sha256 ? nil : .content
    }

    /// Whether the file begins and ends as its format does.
    private func hasEnds(_ file: Descriptor) throws -> Bool {
        let start = try file.read(count: 24, at: 0)
        let end = try file.read(count: 12, at: max(0, byteCount - 12))
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return end.suffix(2) == [0xFF, 0xD9] }
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        return start.starts(with: Self.pngStart) && end == Self.pngEnd && start.count == 24
            && number(start[16..<20]) == width && number(start[20..<24]) == height
    }

    /// The signature and the head of the first chunk, `IHDR`, of 13 bytes.
    private static let pngStart: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
    ]
    /// The last chunk, `IEND`, and its checksum.
    private static let pngEnd: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
}

extension Descriptor {
    /// Up to `count` bytes from a place in the file on.
    func read(count: Int, at offset: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let (number, done) = (number, filled)
            let got = bytes.withUnsafeMutableBytes {
                pread(
                    number, UnsafeMutableRawBufferPointer(rebasing: $0[done...]).baseAddress, count - done,
                    off_t(offset + done))
            }
            if got < 0 && errno == EINTR { continue }
            if got < 0 { throw DatasetError.system(errno, "read", path) }
            if got == 0 { break }
            filled += got
        }
        return Array(bytes[..<filled])
    }
}
