/// Goes through a tar archive, file by file, reading heads alone.
struct TarScan {
    /// A file in an archive.
    struct Member {
        var name: String
        /// Where its bytes begin.
        var offset: Int
        var size: Int
    }

    private let file: Descriptor
    private let size: Int
    private var position = 0
    /// A name that stands before a member as one of its own.
    private var longName: String?

    /// Whether there is another archive behind the end mark.
    private(set) var hasMore = false

    /// The longest of these, bytes.
    private static let longest = 1 << 16

    init(_ file: Descriptor) throws {
        self.file = file
        size = try file.size()
    }

    /// The next file; nil at the end mark.
    ///
    /// - Throws: `DatasetError` where the archive is damaged or cut short.
    mutating func next() throws -> Member? {
        while true {
            guard position + TarHeader.blockSize <= size else {
                throw damaged("it is cut short: there is no end mark, two blocks of zeros")
            }
            let block = try file.read(count: TarHeader.blockSize, at: position)
            if block.allSatisfy({ $0 == 0 }) {
                hasMore = try !isPadding(from: position)
                return nil
            }
            guard let header = TarHeader(block) else {
                throw damaged("there is no head of a member at byte \(position)")
            }
            let start = position + TarHeader.blockSize
            guard header.size <= size - start else {
                throw damaged("it is cut short: \(header.name) has \(header.size) bytes, and \(size - start) are there")
            }
            position = start + header.size + TarHeader.padding(header.size)
            switch header.kind {
            case UInt8(ascii: "0"), UInt8(ascii: "7"):
                defer { longName = nil }
                return Member(name: longName ?? header.name, offset: start, size: header.size)
            case UInt8(ascii: "L"):
                longName = TarHeader.text(try content(header, start))
            case UInt8(ascii: "x"):
                longName = Self.path(inRecords: try content(header, start)) ?? longName
            default:
                // Folders and links are no samples.
                longName = nil
            }
        }
    }

    /// Whether nothing but zeros follows, as far as one looks: writers fill up to blocks of some KB, or at most of a MB.
    private func isPadding(from start: Int) throws -> Bool {
        var place = start
        while place + TarHeader.blockSize <= min(size, start + 1 << 21) {
            let block = try file.read(count: TarHeader.blockSize, at: place)
            if block.contains(where: { $0 != 0 }) { return TarHeader(block) == nil }
            place += TarHeader.blockSize
        }
        return true
    }

    private func content(_ header: TarHeader, _ start: Int) throws -> [UInt8] {
        guard header.size <= Self.longest else { throw damaged("a name in it has \(header.size) bytes") }
        return try file.read(count: header.size, at: start)
    }

    /// The path in records like `30 path=train/000000001.png`, each of which begins with its length.
    private static func path(inRecords bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        var path: String?
        while let space = rest.firstIndex(of: .space),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > space - rest.startIndex + 1,
            length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
            if record.starts(with: "path=".utf8) { path = String(decoding: record.dropFirst(5), as: UTF8.self) }
            rest = rest.dropFirst(length)
        }
        return path
    }

    private func damaged(_ what: String) -> DatasetError { DatasetError(.damaged, "\(file.path): \(what)") }
}
