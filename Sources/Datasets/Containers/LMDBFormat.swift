import Arrays
import Imaging
import Samples

extension DatasetFormat {
    /// `lmdb/train/data.mdb`: a database for each split, with the keys that clovaai's, parseq's, MMOCR's and PaddleOCR's
    /// readers ask for.
    public static let lmdb = DatasetFormat(LMDBFormat())
}

/// Databases of LMDB: `image-000000001` (a picture's file), `label-000000001`, and `num-samples`, counted from 1.
struct LMDBFormat: WrittenContainer {
    let name = "lmdb"
    let fileExtensions = ["mdb"]
    let example = "lmdb/train/data.mdb with image-000000001, label-000000001, ..., num-samples"

    static let folder = "lmdb"
    private static let file = "data.mdb"

    static func key(_ kind: String, _ number: Int) -> String {
        var key = Array("\(kind)-".utf8)
        key.append(decimal: number, width: 9)
        return String(decoding: key, as: UTF8.self)
    }

    // MARK: Writing

    func assembledNames(_ plan: DatasetPlan) -> [String] { plan.splits.map { "\(Self.folder)/\($0)/\(Self.file)" } }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord] {
        // A value takes up whole pages, and a page of keys is half full at worst.
        var capacity = 1 << 24
        try samples.forEachRecord { capacity += 2 * ($0.byteCount + $0.label.utf8.count) + 1 << 14 }
        do {
            var open: (split: Split, writer: LMDBWriter)?
            func end() throws {
                guard let (split, writer) = open else { return }
                try writer.put(Array(String(samples.plan.counts[split]).utf8), at: "num-samples")
                try writer.finish()
            }
            try samples.forEach { sample in
                let record = sample.record
                if open?.split != record.split {
                    try end()
                    let part = WorkFolder.partName("\(Self.folder)/\(record.split)/\(Self.file)")
                    open = (record.split, try LMDBWriter(to: work.ownPath + "/" + part, capacity: capacity))
                }
                // Readers count from 1 to num-samples, whichever samples these are.
                let number = record.index - samples.plan.first[record.split] + 1
                try open?.writer.put(try sample.picture(), at: Self.key("image", number))
                try open?.writer.put(Array(record.label.utf8), at: Self.key("label", number))
            }
            try end()
        } catch let error as ArrayError {
            throw DatasetError(
                error.code == .unwritable ? .cannotCreate : .io,
                error.message.replacing(work.ownPath, with: work.path), cause: error)
        }
        return [:]
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }

    // MARK: Reading

    func recognizes(_ bytes: [UInt8]) -> Bool { LMDBReader.isDatabase(bytes) }

    func files(among names: [String], in folder: String) throws -> [Split?: [String]] {
        if names.contains(Self.file) { return [nil: [Self.file]] }
        for inner in [Self.folder + "/", ""] where inner.isEmpty || names.contains(Self.folder) {
            var files: [Split?: [String]] = [:]
            for split in Split.allCases {
                for word in split.names where files[split] == nil {
                    let name = "\(inner)\(word)/\(Self.file)"
                    if try FileKind(of: folder + "/" + name) == .file { files[split] = [name] }
                }
            }
            if !files.isEmpty { return files }
        }
        return [:]
    }

    func table(of path: String, _ findings: inout Findings) throws -> any RowTable { try LMDBTable(path, &findings) }
}

/// The rows of a database.
struct LMDBTable: RowTable {
    let folder: String
    private let path: String
    private let reader: LMDBReader
    /// Numbers of the samples that are whole; nil where all are.
    private let kept: [Int]?
    let count: Int
    private let keepsBlanks: Bool

    /// The most samples that a database is believed to have.
    private static let most = 999_999_999

    init(_ path: String, _ findings: inout Findings) throws {
        self.path = path
        folder = path
        keepsBlanks = findings.keepsBlanks
        do { reader = try LMDBReader(path) } catch let error as ArrayError {
            throw DatasetError(.damaged, error.message, cause: error)
        }
        guard let text = try Self.value(reader, "num-samples"),
            let total = Int(String(decoding: text, as: UTF8.self)), (0...Self.most).contains(total)
        else {
            throw DatasetError(
                .damaged,
                "\(path) has no number under num-samples: it is no database of pictures and labels with the keys image-000000001 "
                    + "and label-000000001")
        }
        var good: [Int] = []
        var isWhole = true
        for number in 0..<total {
            do throws(RowProblem) {
                let row = try Self.row(number + 1, reader, path, keepsBlanks)
                if row.isTrimmed {
                    findings.noteBlanks(at: "\(path), \(LMDBFormat.key("label", number + 1))", in: path)
                }
                if !isWhole { good.append(number) }
            } catch {
                if isWhole { (good, isWhole) = (Array(0..<number), false) }
                try findings.meet(error.what, at: "\(path), \(LMDBFormat.key("label", number + 1))")
            }
        }
        kept = isWhole ? nil : good
        count = isWhole ? total : good.count
    }

    private static func value(_ reader: LMDBReader, _ key: String) throws -> [UInt8]? {
        do { return try reader.value(of: key) } catch let error as ArrayError {
            throw DatasetError(.damaged, error.message, cause: error)
        }
    }

    private static func row(
        _ number: Int, _ reader: LMDBReader, _ path: String, _ keepsBlanks: Bool
    ) throws(RowProblem) -> StoredRow {
        guard let found = try? value(reader, LMDBFormat.key("label", number)) else {
            throw RowProblem("there is no label")
        }
        let label = try found.text()
        var row = StoredRow(path: LMDBFormat.key("image", number), label: label)
        row.piece = StoredPiece(place: number, count: 0)
        return try row.checked(keepingBlanks: keepsBlanks, example: "label-000000001") { label }
    }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let key = (kept?[number] ?? number) + 1
        let place = RowPlace(path: "\(path), \(LMDBFormat.key("label", key))", line: nil)
        do throws(RowProblem) { return (try Self.row(key, reader, path, keepsBlanks), place) } catch {
            throw DatasetError(.damaged, "\(place): \(error.what)")
        }
    }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let name = path + ", " + row.path
        guard let bytes = try Self.value(reader, row.path) else {
            throw ImagingError(.unreadable, "\(name): there is no such key")
        }
        try limits.require(byteCount: bytes.count, name: name)
        return (bytes, name)
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let (bytes, name) = try file(of: row, limits: limits)
        return try ImageFile.decode(bytes, name: name, limits: limits)
    }
}
