import Arrays
import Imaging
import Synchronization

/// The rows of one file of Parquet: texts are in memory, pictures are read with the group of rows that they lie in.
final class ParquetTable: RowTable {
    let folder: String
    let count: Int
    private let path: String
    private let file: Descriptor
    private let layout: ParquetLayout
    private let picture: ParquetLayout.Column
    private let name: ParquetLayout.Column?
    private let texts: [String]
    /// The places of rows that are whole; nil where all are.
    private let kept: [Int]?
    /// For each group how many rows there are before it, and at the end all.
    private let starts: [Int]
    private let keepsBlanks: Bool
    private let last = Mutex<[Group]>([])

    /// A group of rows that was read.
    private struct Group {
        var number: Int
        var pictures: [[UInt8]?]
        var names: [[UInt8]?]
    }

    /// How many groups are kept.
    private static let most = 4
    private static let largestFooter = 1 << 28

    init(_ path: String, _ findings: inout Findings) throws {
        let file = try Descriptor.reading(path)
        (self.path, self.file) = (path, file)
        keepsBlanks = findings.keepsBlanks
        folder = path
        let size = try file.size()
        let tail = try file.read(count: ParquetLayout.tailCount, at: max(0, size - ParquetLayout.tailCount))
        guard let footer = ParquetLayout.footerCount(tail), footer <= Self.largestFooter,
            footer <= size - ParquetLayout.tailCount
        else { throw DatasetError(.damaged, "\(path) is no file of Parquet, or is cut short: its end is missing") }
        let layout = try Self.reading {
            try ParquetLayout(
                footer: file.read(count: footer, at: size - ParquetLayout.tailCount - footer), fileSize: size,
                name: path)
        }
        let columns = layout.columns
        let pictures = columns.filter {
            $0.path.count == 2 && $0.path[1] == "bytes" || $0.path.count == 1 && FieldNames.isPath($0.path[0])
        }
        let texts = columns.filter { $0.path.count == 1 && FieldNames.isText($0.path[0]) }
        guard let picture = pictures.first, let text = texts.first, pictures.count == 1, texts.count == 1 else {
            throw DatasetError(
                .damaged,
                "\(path) has the columns \(columns.map { $0.path.joined(separator: ".") }.joined(separator: ", ")): it needs one "
                    + "picture, image.bytes, and one text, such as text or label")
        }
        self.layout = layout
        self.picture = picture
        name = columns.first { $0.path.count == 2 && $0.path[0] == picture.path[0] && $0.path[1] == "path" }
        starts = layout.groups.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.rowCount) }
        var labels: [String] = []
        var good: [Int] = []
        for group in layout.groups {
            for value in try Self.values(of: text, group, file, path) {
                let row = labels.count
                labels.append("")
                do throws(RowProblem) {
                    guard let value else { throw RowProblem("there is no text") }
                    let label = try value.text()
                    let found = try StoredRow(path: "x", label: label).checked(
                        keepingBlanks: findings.keepsBlanks, example: "a text"
                    ) { label }
                    if found.isTrimmed { findings.noteBlanks(at: "\(path), row \(row)", in: path) }
                    labels[row] = label
                    good.append(row)
                } catch {
                    try findings.meet(error.what, at: "\(path), row \(row)")
                }
            }
        }
        guard labels.count == starts.last else {
            throw DatasetError(
                .damaged, "\(path): the column \(text.path[0]) has \(labels.count) rows of \(starts.last ?? 0)")
        }
        self.texts = labels
        kept = good.count == labels.count ? nil : good
        count = good.count
    }

    private static func reading<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as ArrayError {
            throw DatasetError(.damaged, error.message, cause: error)
        }
    }

    private static func values(
        of column: ParquetLayout.Column, _ group: ParquetLayout.Group, _ file: Descriptor, _ path: String
    ) throws -> [[UInt8]?] {
        guard let chunk = group.chunk(column) else {
            throw DatasetError(.damaged, "\(path): a group of rows has no column \(column.path.joined(separator: "."))")
        }
        let bytes = try file.read(count: chunk.range.count, at: chunk.range.lowerBound)
        return try reading { try ParquetColumn.values(of: column, chunk, in: bytes, name: path) }
    }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let place = kept?[number] ?? number
        var row = StoredRow(path: "row \(place)", label: texts[place])
        row.piece = StoredPiece(place: place, count: 0)
        do throws(RowProblem) {
            let checked = try row.checked(keepingBlanks: keepsBlanks, example: "a text") { texts[place] }
            return (checked, RowPlace(path: "\(path), row \(place)", line: nil))
        } catch {
            throw DatasetError(.damaged, "\(path), row \(place): \(error.what)")
        }
    }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        for number in numbers {
            let (row, place) = try row(at: number)
            try body(number, row, place)
        }
    }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let place = row.piece?.place ?? 0
        let number = (starts.firstIndex { $0 > place } ?? starts.count) - 1
        let group = try group(number)
        let inGroup = place - starts[number]
        let name = inGroup < group.names.count ? group.names[inGroup].map { String(decoding: $0, as: UTF8.self) } : nil
        let shown = "\(path), row \(place)" + (name.map { " (\($0))" } ?? "")
        guard inGroup < group.pictures.count, let bytes = group.pictures[inGroup] else {
            throw ImagingError(.unreadable, "\(shown): there is no picture")
        }
        try limits.require(byteCount: bytes.count, name: shown)
        return (bytes, shown)
    }

    private func group(_ number: Int) throws -> Group {
        if let known = last.withLock({ $0.first { $0.number == number } }) { return known }
        let rows = layout.groups[number]
        let group = Group(
            number: number, pictures: try Self.values(of: picture, rows, file, path),
            names: try name.map { try Self.values(of: $0, rows, file, path) } ?? [])
        last.withLock { groups in
            if groups.count == Self.most { groups.removeFirst() }
            groups.append(group)
        }
        return group
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let (bytes, name) = try file(of: row, limits: limits)
        return try ImageFile.decode(bytes, name: name, limits: limits)
    }
}
