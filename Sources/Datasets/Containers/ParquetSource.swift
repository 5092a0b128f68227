import Arrays
import Samples

/// A file of Parquet that is open: what its footer says, and the values of its columns.
struct ParquetSource: Sendable {
    let path: String
    let file: Descriptor
    let layout: ParquetLayout

    private static let largestFooter = 1 << 28

    /// - Throws: `DatasetError`, where it is cut short or damaged.
    init(_ file: Descriptor) throws {
        (self.file, path) = (file, file.path)
        let size = try file.size()
        let tail = try file.read(count: ParquetLayout.tailCount, at: max(0, size - ParquetLayout.tailCount))
        guard let footer = ParquetLayout.footerCount(tail), footer <= Self.largestFooter,
            footer <= size - ParquetLayout.tailCount
        else {
            throw DatasetError(.damaged, "\(file.path) is no file of Parquet, or is cut short: its end is missing")
        }
        layout = try Self.reading {
            try ParquetLayout(
                footer: file.read(count: footer, at: size - ParquetLayout.tailCount - footer), fileSize: size,
                name: file.path)
        }
    }

    /// How many rows there are.
    var rowCount: Int { layout.groups.reduce(0) { $0 + $1.rowCount } }

    /// The column that tells the text; nil unless there is one.
    var text: ParquetLayout.Column? { only { $0.path.count == 1 && FieldNames.isText($0.path[0]) } }

    /// The column that names the file of each row's picture; nil unless there is one, and where pictures are in the file itself.
    var fileName: ParquetLayout.Column? {
        guard !layout.columns.contains(where: { $0.path.count == 2 && $0.path[1] == "bytes" }) else { return nil }
        return only { $0.path.count == 1 && $0.isText && FieldNames.isPath($0.path[0]) }
    }

    private func only(_ isSought: (ParquetLayout.Column) -> Bool) -> ParquetLayout.Column? {
        let found = layout.columns.filter(isSought)
        return found.count == 1 ? found[0] : nil
    }

    /// The columns' names, for messages.
    var columnNames: String { layout.columns.map { $0.path.joined(separator: ".") }.joined(separator: ", ") }

    /// All values of a column in one group of rows; nil where a row has none.
    func values(of column: ParquetLayout.Column, _ group: ParquetLayout.Group) throws -> [[UInt8]?] {
        let chunk = try chunk(of: column, group)
        let bytes = try file.read(count: chunk.range.count, at: chunk.range.lowerBound)
        return try Self.reading { try ParquetColumn.values(of: column, chunk, in: bytes, name: path) }
    }

    /// All values of a column; nil where a row has none.
    func values(of column: ParquetLayout.Column) throws -> [[UInt8]?] {
        let values = try layout.groups.flatMap { try self.values(of: column, $0) }
        guard values.count == rowCount else {
            throw DatasetError(
                .damaged, "\(path): the column \(column.path[0]) has \(values.count) rows of \(rowCount)")
        }
        return values
    }

    /// Where a column of a group of rows lies.
    func chunk(of column: ParquetLayout.Column, _ group: ParquetLayout.Group) throws -> ParquetLayout.Chunk {
        guard let chunk = group.chunk(column) else {
            throw DatasetError(.damaged, "\(path): a group of rows has no column \(column.path.joined(separator: "."))")
        }
        return chunk
    }

    /// The split of each row, where a column of that name tells it; nil where none does.
    func splits() -> [Split?]? {
        // A column of numbers, or packed as none is read, tells no splits.
        guard let column = layout.columns.first(where: { $0.path.count == 1 && FieldNames.isSplit($0.path[0]) }),
            let values = try? values(of: column), !values.isEmpty
        else { return nil }
        return values.map { $0.flatMap { Split(word: String(decoding: $0, as: UTF8.self).trimmed) } }
    }

    /// Gives errors of the file the code that errors of datasets have.
    static func reading<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as ArrayError {
            throw DatasetError(.damaged, error.message, cause: error)
        }
    }
}
