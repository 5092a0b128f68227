import Imaging

/// The rows of one tar shard: the places of the pictures and of the texts.
struct TarTable: RowTable {
    /// A sample's picture and label.
    private struct Entry {
        var picture: TarScan.Member
        var text: TarScan.Member
        /// Whether the text is a document with the label in it.
        var isJSON: Bool
        /// The document beside the text; nil where there is none.
        var record: TarScan.Member?
    }

    let folder: String
    private let path: String
    private let file: Descriptor
    private let entries: [Entry]
    private let keepsBlanks: Bool
    private let readsBoxes: Bool

    /// The longest label with what is around it, bytes.
    private static let longest = 1 << 20
    /// Fields that hold a label, those that are taken first in front.
    private static let textFields = ["txt", "text", "gt.txt", "label", "transcription"]

    /// Goes through the archive once, reading heads and labels.
    ///
    /// - Throws: `DatasetError` where it is damaged, or a sample is broken and broken ones are refused.
    init(_ path: String, _ findings: inout Findings) throws {
        let file = try Descriptor.reading(path)
        var scan = try TarScan(file)
        var (key, fields): (String, [String: TarScan.Member]) = ("", [:])
        var entries: [Entry] = []
        self.path = path
        self.file = file
        (keepsBlanks, readsBoxes) = (findings.keepsBlanks, findings.readsBoxes)
        folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        func close(_ findings: inout Findings) throws {
            guard !fields.isEmpty else { return }
            let place = "\(path), \(key)"
            do throws(RowProblem) {
                let entry = try Self.entry(fields)
                let row = try Self.row(entry, path, file, findings.keepsBlanks, findings.readsBoxes)
                if row.isTrimmed { findings.noteBlanks(at: place, in: path) }
                entries.append(entry)
            } catch {
                try findings.meet(error.what, at: place)
            }
        }
        do {
            while let member = try scan.next() {
                let name = member.name.split(separator: "/").last.map(String.init) ?? ""
                let isHidden = member.name.split(separator: "/").first?.hasPrefix("__") ?? false
                guard let dot = name.firstIndex(of: "."), dot > name.startIndex, !isHidden else { continue }
                let (stem, field) = (
                    String(member.name.dropLast(name[dot...].count)), name[name.index(after: dot)...].lowercased()
                )
                if stem != key {
                    try close(&findings)
                    (key, fields) = (stem, [:])
                }
                if fields[field] != nil {
                    try findings.meet("it has two files .\(field): rename one", at: "\(path), \(key)")
                }
                fields[field] = member
            }
        } catch let error as DatasetError where error.code == .damaged {
            // Of what is cut short, all that is whole can be read.
            try findings.meet(error.message.replacing(path + ": ", with: ""), ofFile: path)
        }
        try close(&findings)
        self.entries = entries
    }

    private static func entry(_ fields: [String: TarScan.Member]) throws(RowProblem) -> Entry {
        let pictures = fields.keys.sorted().filter {
            PictureFormat(named: "x." + $0)?.isRead ?? false
        }
        guard let name = pictures.first, let picture = fields[name] else {
            throw RowProblem("there is no picture among .\(fields.keys.sorted().joined(separator: ", ."))")
        }
        if let field = textFields.first(where: { fields[$0] != nil }), let text = fields[field] {
            return Entry(picture: picture, text: text, isJSON: false, record: fields["json"])
        }
        guard let json = fields["json"] else {
            throw RowProblem("there is no text among .\(fields.keys.sorted().joined(separator: ", .")): add a .txt")
        }
        return Entry(picture: picture, text: json, isJSON: true, record: json)
    }

    /// What this program's record of a sample tells of boxes and the mask; documents of other programs tell no more than
    /// their labels.
    private static func addBoxes(
        to row: inout StoredRow, from member: TarScan.Member, _ file: Descriptor, _ path: String
    ) throws(RowProblem) {
        let bytes = try content(of: member, file)
        let isRecord = bytes.starts(with: Array(#"{"split":"#.utf8))
        guard isRecord else { return }
        let line = bytes.last == .lineFeed ? bytes.dropLast() : bytes[...]
        let result = line.withUnsafeBytes { bytes -> Result<StoredRow?, RowProblem> in
            do throws(RowProblem) {
                return .success(try RecordFormat(readsBoxes: true).parse(bytes, number: 1))
            } catch {
                return .failure(error)
            }
        }
        guard let record = try result.get() else { return }
        guard record.label == row.label else {
            throw RowProblem(
                "its .json has the label \(record.label.quotedForMessage), and its text is \(row.label.quotedForMessage)"
            )
        }
        (row.quad, row.characters) = (record.quad, record.characters)
        // Masks are files beside the archive, where they were not left behind.
        guard let mask = record.mask, SafePath(mask) != nil else { return }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if (try? FileKind(of: folder + "/" + mask)) == .file { row.maskFile = folder + "/" + mask }
    }

    private static func content(of member: TarScan.Member, _ file: Descriptor) throws(RowProblem) -> [UInt8] {
        guard member.size <= longest, let bytes = try? file.read(count: member.size, at: member.offset),
            bytes.count == member.size
        else { throw RowProblem("\(member.name) can't be read, or is longer than \(longest) bytes") }
        return bytes
    }

    private static func row(
        _ entry: Entry, _ path: String, _ file: Descriptor, _ keepsBlanks: Bool, _ readsBoxes: Bool
    ) throws(RowProblem) -> StoredRow {
        let bytes = try content(of: entry.text, file)
        let label: String
        if entry.isJSON {
            var found: String?
            let isObject = bytes.withUnsafeBytes { bytes in
                var cursor = JSONCursor(bytes)
                return cursor.members { key, cursor in
                    guard FieldNames.isText(key), cursor.isAtString, found == nil else { return cursor.skipValue() }
                    found = cursor.string()
                    return found != nil
                }
            }
            guard isObject, let found else {
                throw RowProblem("its .json has no text under a name such as text or label")
            }
            label = found
        } else {
            var text = bytes[...]
            // Written by hand, a label has a line end; written by a program, none.
            if text.last == .lineFeed { text = text.dropLast() }
            if text.last == .carriageReturn { text = text.dropLast() }
            label = try text.text()
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var row = StoredRow(path: "\(name)/\(entry.picture.name)", label: label)
        row.piece = StoredPiece(place: entry.picture.offset, count: entry.picture.size)
        if readsBoxes, let record = entry.record { try addBoxes(to: &row, from: record, file, path) }
        return try row.checked(keepingBlanks: keepsBlanks, example: "000000000.txt") { label }
    }

    var count: Int { entries.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let entry = entries[number]
        let place = RowPlace(path: "\(path), \(entry.picture.name)", line: nil)
        do throws(RowProblem) { return (try Self.row(entry, path, file, keepsBlanks, readsBoxes), place) } catch {
            throw DatasetError(.damaged, "\(place): \(error.what)")
        }
    }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        for number in numbers {
            let (row, place) = try row(at: number)
            try body(number, row, place)
        }
    }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let name = folder + "/" + row.path
        guard let piece = row.piece else { throw ImagingError(.unreadable, "\(name) is not in the archive") }
        try limits.require(byteCount: piece.count, name: name)
        let bytes = try file.read(count: piece.count, at: piece.place)
        guard bytes.count == piece.count else { throw ImagingError(.corrupt, "\(name) is cut short") }
        return (bytes, name)
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let (bytes, name) = try file(of: row, limits: limits)
        return try ImageFile.decode(bytes, name: name, limits: limits)
    }
}

extension ImageLimits {
    /// - Throws: `ImagingError` where a file has more bytes than are read.
    func require(byteCount: Int, name: String) throws(ImagingError) {
        guard byteCount > maxBytes else { return }
        throw ImagingError(.tooLarge, "\(name): the file has \(byteCount) bytes: more than \(maxBytes) are refused")
    }
}
