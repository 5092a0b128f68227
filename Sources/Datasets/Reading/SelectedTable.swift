import Imaging

/// Some rows of a table, in its order: those of one split, where a column of the table tells the splits.
struct SelectedTable: RowTable {
    private let base: any RowTable
    /// The numbers of the rows in the table, rising.
    private let rows: [Int]

    init(_ base: any RowTable, rows: [Int]) { (self.base, self.rows) = (base, rows) }

    var folder: String { base.folder }
    var count: Int { rows.count }
    var tellsSplits: Bool { base.tellsSplits }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) { try base.row(at: rows[number]) }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        guard let first = numbers.first, let last = numbers.last else { return }
        // Rows of other splits between them are read as well: to look up each one would take longer.
        var next = first
        try base.forEach(rows[first]..<rows[last] + 1) { row, stored, place in
            guard next <= last, row == rows[next] else { return }
            try body(next, stored, place)
            next += 1
        }
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap { try base.image(of: row, limits: limits) }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        try base.file(of: row, limits: limits)
    }
}
