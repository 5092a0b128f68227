import Arrays
import Imaging
import Samples

/// The rows of one file of arrays: labels are in memory, pictures are read one by one.
struct ArrayTable: RowTable {
    /// Arrays of as many rows: all that a file has, or those of a split.
    struct Part: Sendable {
        /// What messages call it: the file, and which array of it.
        var place: String
        /// The split that the arrays' names tell; nil where they tell none.
        var split: Split?
        var pictures: ArrayPictures
        var labels: any ArrayLabels
    }

    /// A row that is whole: which it is of which part.
    private struct Entry {
        var part: Int
        var row: Int
        var label: String
    }

    let folder: String
    private let parts: [Part]
    private let entries: [Entry]
    private let keepsBlanks: Bool

    private static let example = "a text"

    init(_ path: String, _ parts: [Part], _ findings: inout Findings) throws {
        folder = path
        self.parts = parts
        keepsBlanks = findings.keepsBlanks
        var entries: [Entry] = []
        for (number, part) in parts.enumerated() {
            guard part.labels.count == part.pictures.count else {
                throw DatasetError(
                    .damaged,
                    "\(part.place): there are \(part.pictures.count) pictures and \(part.labels.count) labels: each picture "
                        + "has a label, in the same order")
            }
            try Self.reading {
                try part.labels.forEach { row, found in
                    do throws(RowProblem) {
                        let label = try found.get()
                        let checked = try Self.row(row, label, keepingBlanks: findings.keepsBlanks)
                        if checked.isTrimmed { findings.noteBlanks(at: "\(part.place), row \(row)", in: path) }
                        entries.append(Entry(part: number, row: row, label: label))
                    } catch {
                        try findings.meet(error.what, at: "\(part.place), row \(row)")
                    }
                }
            }
        }
        self.entries = entries
    }

    /// What reading arrays gives; its errors are those of a dataset.
    static func reading<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as ArrayError {
            throw DatasetError(error.code == .failed ? .io : .damaged, error.message, cause: error)
        }
    }

    private static func row(_ number: Int, _ label: String, keepingBlanks: Bool) throws(RowProblem) -> StoredRow {
        try StoredRow(path: "row \(number)", label: label).checked(keepingBlanks: keepingBlanks, example: example) {
            label
        }
    }

    var count: Int { entries.count }

    var tellsSplits: Bool { parts.contains { $0.split != nil } }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let entry = entries[number]
        let part = parts[entry.part]
        let place = RowPlace(path: "\(part.place), row \(entry.row)", line: nil)
        do throws(RowProblem) {
            var row = try Self.row(entry.row, entry.label, keepingBlanks: keepsBlanks)
            row.piece = StoredPiece(place: number, count: 0)
            row.split = part.split
            return (row, place)
        } catch {
            throw DatasetError(.damaged, "\(place): \(error.what)")
        }
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let entry = entries[row.piece?.place ?? 0]
        let part = parts[entry.part]
        return try part.pictures.picture(at: entry.row, place: "\(part.place), row \(entry.row)", limits: limits)
    }

    /// A PNG file of the picture: in arrays there is none.
    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let image = try image(of: row, limits: limits)
        var bytes: [UInt8] = []
        try PNGEncoder().encode(image, into: &bytes)
        return (bytes, "\(folder), \(row.path).png")
    }
}
