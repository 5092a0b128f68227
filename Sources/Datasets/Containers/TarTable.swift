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
                let entry = try Self.entry(fields, file)
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
        if scan.hasMore {
            findings.note(
                "\(path): there is another archive behind its end mark, as where archives were joined by cat: it is not read; "
                    + "join them by 'tar --concatenate', or give them as files of their own")
        }
        self.entries = entries
    }

    private static func entry(_ fields: [String: TarScan.Member], _ file: Descriptor) throws(RowProblem) -> Entry {
        let all = fields.keys.sorted().filter { PictureFormat(named: "x." + $0)?.isRead ?? false }
        // `1.mask.png` beside `1.png` is no picture of its own.
        let plain = all.filter { !$0.contains(".") }
        let pictures = plain.isEmpty ? all : plain
        guard let name = pictures.first, let picture = fields[name] else {
            throw RowProblem("there is no picture among .\(fields.keys.sorted().joined(separator: ", ."))")
        }
        guard pictures.count == 1 else {
            throw RowProblem("it has several pictures, .\(pictures.joined(separator: ", .")): leave one")
        }
        let named = textFields.filter { fields[$0] != nil }
        if let field = named.first, let text = fields[field] {
            let label = named.count > 1 ? try self.text(text, file) : ""
            for other in named.dropFirst() {
                guard let member = fields[other], try self.text(member, file) != label else { continue }
                throw RowProblem("its texts .\(field) and .\(other) are not the same: leave the one that is right")
            }
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

    /// The text of a document.
    private static func labelInDocument(_ bytes: ArraySlice<UInt8>) throws(RowProblem) -> String {
        var texts: [(key: String, text: String)] = []
        let isObject = bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return cursor.members { key, cursor in
                guard FieldNames.isText(key), cursor.isAtString else { return cursor.skipValue() }
                guard let text = cursor.string() else { return false }
                texts.append((key, text))
                return true
            } && cursor.isAtEndOfText
        }
        guard isObject else { throw RowProblem("its .json is no object of JSON, or is damaged") }
        guard let first = texts.first else {
            throw RowProblem("its .json has no text under a name such as text or label")
        }
        if let other = texts.first(where: { $0.text != first.text }) {
            throw RowProblem(
                "its .json has two keys for one thing, \(first.key) and \(other.key), which are not the same: leave the one "
                    + "that is right, or add a .txt")
        }
        return first.text
    }

    /// What a file of text says, which may begin with a byte order mark and end in a line end.
    private static func text(_ member: TarScan.Member, _ file: Descriptor) throws(RowProblem) -> String {
        var text = try content(of: member, file).withoutByteOrderMark
        // Written by hand, a label has a line end; written by a program, none.
        if text.last == .lineFeed { text = text.dropLast() }
        if text.last == .carriageReturn { text = text.dropLast() }
        return try text.text()
    }

    private static func row(
        _ entry: Entry, _ path: String, _ file: Descriptor, _ keepsBlanks: Bool, _ readsBoxes: Bool
    ) throws(RowProblem) -> StoredRow {
        let label: String
        if entry.isJSON {
            let bytes = try content(of: entry.text, file)
            label = try labelInDocument(bytes.withoutByteOrderMark)
        } else {
            label = try text(entry.text, file)
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

extension [UInt8] {
    /// The bytes behind a byte order mark of UTF-8, or all.
    fileprivate var withoutByteOrderMark: ArraySlice<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...]
    }
}

extension ImageLimits {
    /// - Throws: `ImagingError` where a file has more bytes than are read.
    func require(byteCount: Int, name: String) throws(ImagingError) {
        guard byteCount > maxBytes else { return }
        throw ImagingError(.tooLarge, "\(name): the file has \(byteCount) bytes: more than \(maxBytes) are refused")
    }
}
