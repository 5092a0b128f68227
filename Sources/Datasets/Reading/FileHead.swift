import Arrays

/// The beginning of a file that lists pictures, from which its format is told.
struct FileHead {
    /// The file's path, for messages.
    let path: String
    /// The first bytes, without a byte order mark.
    let bytes: [UInt8]
    /// The first line, or as much of it as there is in these bytes; without its line end.
    let firstLine: String
    /// Whether the first line is there from end to end.
    let isWholeLine: Bool

    private static let size = 1 << 14

    /// - Throws: `DatasetError`, if the file is empty or no UTF-8.
    init(_ file: Descriptor) throws {
        path = file.path
        var block = [UInt8](repeating: 0, count: Self.size)
        try file.rewind()
        // One read may give less than there is.
        var count = 0
        while count < block.count {
            let got = try block.withUnsafeMutableBytes {
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            if got == 0 { break }
            count += got
        }
        try file.rewind()
        var bytes = block[..<count]
        if bytes.isEmpty { throw DatasetError(.damaged, "\(path) is empty: it should list images and labels") }
        if bytes.isUTF16 {
            throw DatasetError(.damaged, "\(path):1: the file is UTF-16: save it as UTF-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        self.bytes = Array(bytes)
        let line = self.bytes.prefix(while: { $0 != .lineFeed })
        isWholeLine = line.count < self.bytes.count || count < Self.size
        let content = line.last == .carriageReturn ? line.dropLast() : line
        // An object of JSON may well be one line, however long it is; a file of Parquet has none.
        guard let text = String(validating: content, as: UTF8.self), isWholeLine else {
            // So may the texts of a page, behind its path.
            let isPage = content.firstIndex(of: .tab).map { content[$0...].dropFirst().starts(with: "[{".utf8) }
            let isParquet = content.starts(with: ParquetLayout.mark)
            guard content.first == UInt8(ascii: "{") || isPage == true || isParquet else {
                throw DatasetError(
                    .damaged,
                    "\(path):1: the first line is no UTF-8 text of a moderate length: \(Self.shown(content))")
            }
            firstLine = String(decoding: content, as: UTF8.self)
            return
        }
        firstLine = text
    }

    /// The first bytes as text, for a look at what words are in them.
    var firstBytes: String { String(decoding: bytes, as: UTF8.self) }

    /// What the file's name ends in, in lower case.
    var fileExtension: String {
        let name = path.split(separator: "/").last ?? ""
        return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }

    /// The format that the file speaks of.
    ///
    /// - Throws: `DatasetError`, if it is none that is known.
    var format: DatasetFormat {
        get throws {
            for format in DatasetFormat.all.reversed() {
                if let list = format.definition as? any ListFormat, list.recognizes(self) { return format }
            }
            let known = DatasetFormat.all.filter {
                $0.definition is any ListFormat && $0 != .platen && !$0.definition.isVariant
            }
            throw DatasetError(
                .damaged,
                "\(path):1: the first line is of no format that is known: \(Self.shown(firstLine.utf8)); known are "
                    + known.map { "\($0.name) (\($0.definition.example))" }.joined(separator: ", "))
        }
    }

    private static func shown(_ line: some Collection<UInt8>) -> String {
        String(decoding: Array(line.prefix(400)), as: UTF8.self).quotedForMessage
    }
}

extension Collection<UInt8> {
    /// Whether it begins with the byte order mark of UTF-16.
    var isUTF16: Bool { starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) }
}

extension BidirectionalCollection<UInt8> {
    /// Whether it ends in a dot and letters, digits or `_`, with something before the dot: like the path of a picture.
    var endsInExtension: Bool {
        guard let dot = lastIndex(of: .dot), dot > startIndex else { return false }
        let ending = self[index(after: dot)...]
        return !ending.isEmpty
            && ending.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), .underscore, 0x80...:
                    true
                default: false
                }
            }
    }
}
