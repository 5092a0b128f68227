/// The rows of one JSON object: each picture's name with its text.
///
/// The file stays open, and of each entry its place alone is kept: a million take 8 MB.
struct EntryTable: RowTable {
    let folder: String
    private let file: Descriptor
    private let example: String
    private let keepsBlanks: Bool
    /// Where each entry begins, and at the end where the object ends; bytes from the file's start.
    private let offsets: [Int]

    private init(_ file: Descriptor, folder: String, example: String, keepsBlanks: Bool, offsets: [Int]) {
        (self.file, self.folder, self.example, self.offsets) = (file, folder, example, offsets)
        self.keepsBlanks = keepsBlanks
    }

    /// Reads the file through once.
    init(_ file: Descriptor, folder: String, example: String, _ findings: inout Findings) throws {
        var reader = EntryReader(file)
        var offsets: [Int] = []
        try reader.open(example)
        while let entry = try reader.next(example) {
            do throws(RowProblem) {
                let row = try Self.row(entry.key, entry.value, example, findings.keepsBlanks)
                if row.isTrimmed {
                    findings.noteBlanks(at: "\(file.path), \(entry.key.quotedForMessage)", in: file.path)
                }
                offsets.append(entry.offset)
            } catch {
                try findings.meet(error.what, at: "\(file.path), \(entry.key.quotedForMessage)")
            }
        }
        self.init(file, folder: folder, example: example, keepsBlanks: findings.keepsBlanks, offsets: offsets)
    }

    /// The same rows, of which the pictures lie in another folder.
    func moved(to folder: String) -> EntryTable {
        EntryTable(file, folder: folder, example: example, keepsBlanks: keepsBlanks, offsets: offsets)
    }

    var count: Int { offsets.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        var reader = EntryReader(file)
        reader.move(to: offsets[number])
        guard let entry = try reader.next(example), entry.offset == offsets[number] else {
            throw DatasetError(.damaged, "\(file.path) has changed since it was opened: start again")
        }
        let place = RowPlace(path: "\(file.path), \(entry.key.quotedForMessage)", line: nil)
        do throws(RowProblem) { return (try Self.row(entry.key, entry.value, example, keepsBlanks), place) } catch {
            throw DatasetError(.damaged, "\(place): \(error.what)")
        }
    }

    private static func row(
        _ key: String, _ value: String?, _ example: String, _ keepsBlanks: Bool
    ) throws(RowProblem) -> StoredRow {
        guard let value else {
            throw RowProblem("the text is to be a string in quotation marks; the file is like \(example)")
        }
        return try StoredRow(path: key, label: value).checked(keepingBlanks: keepsBlanks, example: example) {
            "\(key): \(value)"
        }
    }
}

/// Reads the entries of a JSON object one by one, whatever its size.
private struct EntryReader {
    struct Entry {
        let key: String
        /// nil where it is no string.
        let value: String?
        /// Where the key begins, bytes from the file's start.
        let offset: Int
    }

    private let file: Descriptor
    private var bytes: [UInt8] = []
    /// The place of the first of these bytes in the file.
    private var start = 0
    /// How many of them are done with.
    private var position = 0
    private var isAtEnd = false

    private static let block = 1 << 14
    /// The longest entry, bytes.
    private static let longest = 1 << 24

    init(_ file: Descriptor) { self.file = file }

    mutating func move(to offset: Int) { (bytes, start, position, isAtEnd) = ([], offset, 0, false) }

    /// Steps over the brace that begins the object.
    mutating func open(_ example: String) throws {
        try fill()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let taken = bytes[position...].withUnsafeBytes { bytes -> Int? in
            var cursor = JSONCursor(bytes)
            return cursor.take(UInt8(ascii: "{")) ? cursor.offset : nil
        }
        guard let taken else { throw damaged("it does not begin with '{'; it is to be like \(example)") }
        position += taken
    }

    /// The next entry; nil behind the last.
    mutating func next(_ example: String) throws -> Entry? {
        while true {
            switch parse() {
            case .entry(let entry, let length):
                position += length
                return entry
            case .object(let key):
                throw damaged(
                    "\(key.quotedForMessage) has an object and no text, as docTR's labels for detection have: give a text "
                        + "for each picture, like \(example); where the dataset has another list of texts, give its folder and "
                        + "the format doctr_detection")
            case .end: return nil
            case .unfinished:
                guard !isAtEnd, bytes.count - position < Self.longest else {
                    throw damaged("byte \(start + position): the JSON is damaged there; it is to be like \(example)")
                }
                try fill()
            }
        }
    }

    private enum Step {
        case entry(Entry, length: Int)
        case object(key: String)
        case end
        /// More bytes are needed, or it is damaged.
        case unfinished
    }

    private func parse() -> Step {
        bytes[position...].withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            let hasComma = cursor.take(.comma)
            // Behind a comma comes another entry.
            if !cursor.isAtString { return !hasComma && cursor.take(UInt8(ascii: "}")) ? .end : .unfinished }
            let offset = start + position + cursor.offset
            guard let key = cursor.string(), cursor.take(UInt8(ascii: ":")) else { return .unfinished }
            if cursor.isAtString {
                guard let value = cursor.string() else { return .unfinished }
                return .entry(Entry(key: key, value: value, offset: offset), length: cursor.offset)
            }
            if cursor.next == UInt8(ascii: "{") { return .object(key: key) }
            // A number ends where a comma or a brace follows it.
            guard cursor.skipValue(), !cursor.isAtEnd else { return .unfinished }
            return .entry(Entry(key: key, value: nil, offset: offset), length: cursor.offset)
        }
    }

    private mutating func fill() throws {
        start += position
        bytes.removeFirst(position)
        position = 0
        var block: [UInt8] = []
        let end = start + bytes.count
        try file.read(end..<end + max(Self.block, bytes.count), into: &block)
        isAtEnd = block.isEmpty
        bytes.append(contentsOf: block)
    }

    private func damaged(_ what: String) -> DatasetError { DatasetError(.damaged, "\(file.path): \(what)") }
}
