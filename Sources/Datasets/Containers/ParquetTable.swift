import Arrays
import Imaging
import Samples
import Synchronization

/// The rows of one file of Parquet: texts are in memory, pictures are read one by one from their places.
///
/// The places are looked up once for a group of rows. Where pictures are packed or in a dictionary, one is read with the page
/// that it lies in.
final class ParquetTable: RowTable {
    let count: Int
    private let source: ParquetSource
    private let picture: ParquetLayout.Column
    private let name: ParquetLayout.Column?
    private let texts: [String]
    /// The splits that a column of that name tells; nil where there is none.
    private let splits: [Split?]?
    /// The places of rows that are whole; nil where all are.
    private let kept: [Int]?
    /// For each group how many rows there are before it, and at the end all.
    private let starts: [Int]
    private let keepsBlanks: Bool
    private let known = Mutex(Known())

    /// What was looked up or read lately.
    private struct Known {
        var groups: [Group] = []
        var pages: [Page] = []
    }

    /// The places of a group's values.
    private struct Group {
        var number: Int
        var pictures: ParquetIndex
        var names: ParquetIndex?

        var count: Int { pictures.count + (names?.count ?? 0) }
    }

    /// The pictures of a page that had to be read as a whole.
    private struct Page {
        var group: Int
        var number: Int
        var pictures: [[UInt8]?]
    }

    /// Of how many values the places are kept; about 40 bytes each.
    private static let mostPlaces = 1 << 20
    /// How many pages are kept.
    private static let mostPages = 4
    var folder: String { source.path }
    private var path: String { source.path }
    private var file: Descriptor { source.file }

    init(_ path: String, _ findings: inout Findings) throws {
        let source = try ParquetSource(Descriptor.reading(path))
        self.source = source
        keepsBlanks = findings.keepsBlanks
        let columns = source.layout.columns
        let pictures = columns.filter {
            $0.path.count == 2 && $0.path[1] == "bytes"
                || $0.path.count == 1 && !$0.isText && FieldNames.isPath($0.path[0])
        }
        guard let picture = pictures.first, let text = source.text, pictures.count == 1 else {
            throw DatasetError(
                .damaged,
                "\(path) has the columns \(source.columnNames): it needs one picture, image.bytes, and one text, such as text or "
                    + "label")
        }
        self.picture = picture
        name = columns.first { $0.path.count == 2 && $0.path[0] == picture.path[0] && $0.path[1] == "path" }
        starts = source.layout.groups.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.rowCount) }
        var labels: [String] = []
        var good: [Int] = []
        for value in try source.values(of: text) {
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
        texts = labels
        splits = source.splits()
        kept = good.count == labels.count ? nil : good
        count = good.count
    }

    var tellsSplits: Bool { splits != nil }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let place = kept?[number] ?? number
        var row = StoredRow(path: "row \(place)", label: texts[place])
        row.piece = StoredPiece(place: place, count: 0)
        row.split = splits?[place]
        do throws(RowProblem) {
            let checked = try row.checked(keepingBlanks: keepsBlanks, example: "a text") { texts[place] }
            return (checked, RowPlace(path: "\(path), row \(place)", line: nil))
        } catch {
            throw DatasetError(.damaged, "\(path), row \(place): \(error.what)")
        }
    }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let place = row.piece?.place ?? 0
        let number = groupNumber(of: place)
        let group = try group(number)
        let inGroup = place - starts[number]
        let name = try group.names.flatMap { try value(inGroup, of: $0) }.map { String(decoding: $0, as: UTF8.self) }
        let shown = "\(path), row \(place)" + (name.map { " (\($0))" } ?? "")
        if case .bytes(let range)? = group.pictures.place(of: inGroup) {
            try limits.require(byteCount: range.count, name: shown)
        }
        guard let bytes = try value(inGroup, of: group.pictures, in: number) else {
            throw ImagingError(.unreadable, "\(shown): there is no picture")
        }
        try limits.require(byteCount: bytes.count, name: shown)
        return (bytes, shown)
    }

    /// The number of the group that a row is in.
    private func groupNumber(of place: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }

    /// A value of a group; nil where it is missing.
    ///
    /// - Parameter group: the number of the group whose pages are kept; nil to keep none.
    private func value(_ number: Int, of index: ParquetIndex, in group: Int? = nil) throws -> [UInt8]? {
        switch index.place(of: number) {
        case .none, .nowhere: return nil
        case .bytes(let range):
            let bytes = try file.read(count: range.count, at: range.lowerBound)
            guard bytes.count == range.count else {
                throw DatasetError(.damaged, "\(path) has changed since it was opened: start again")
            }
            return bytes
        case .page(let page, let value):
            if let group, let kept = known.withLock({ $0.pages.first { $0.group == group && $0.number == page } }) {
                return kept.pictures[value]
            }
            let values = try ParquetSource.reading {
                try index.values(ofPage: page, name: path) { try file.read(count: $0.count, at: $0.lowerBound) }
            }
            if let group {
                known.withLock { known in
                    if known.pages.count >= Self.mostPages { known.pages.removeFirst() }
                    known.pages.append(Page(group: group, number: page, pictures: values))
                }
            }
            return value < values.count ? values[value] : nil
        }
    }

    /// The places of a group's values, looked up where they aren't known.
    private func group(_ number: Int) throws -> Group {
        if let group = known.withLock({ $0.groups.first { $0.number == number } }) { return group }
        let rows = source.layout.groups[number]
        let group = Group(
            number: number, pictures: try index(of: picture, rows), names: try name.map { try index(of: $0, rows) })
        known.withLock { known in
            known.groups.append(group)
            var places = known.groups.reduce(0) { $0 + $1.count }
            while places > Self.mostPlaces, known.groups.count > 1 { places -= known.groups.removeFirst().count }
        }
        return group
    }

    private func index(of column: ParquetLayout.Column, _ group: ParquetLayout.Group) throws -> ParquetIndex {
        let chunk = try source.chunk(of: column, group)
        return try ParquetSource.reading {
            try ParquetIndex(of: column, chunk, name: path) { try file.read(count: $0.count, at: $0.lowerBound) }
        }
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let (bytes, name) = try file(of: row, limits: limits)
        return try ImageFile.decode(bytes, name: name, limits: limits)
    }
}
