/// What a file of Parquet says of itself: its columns, and where the rows of each lie.
public struct ParquetLayout: Sendable {
    /// A column of strings of bytes.
    public struct Column: Sendable, Hashable {
        /// The names from the top down.
        public var path: [String]
        /// How many of the names may be missing; none of them repeats.
        var depth: Int
        /// Whether the file says that it is UTF-8.
        public var isText: Bool
    }

    /// Where a column of a group of rows lies.
    public struct Chunk: Sendable, Hashable {
        /// Bytes from the file's start.
        public var range: Range<Int>
        /// 0 for none; as the format numbers them.
        var packing: Int
        var valueCount: Int
    }

    /// Some rows that lie together.
    public struct Group: Sendable {
        /// How many rows.
        public var rowCount: Int
        /// By the columns' names, with dots between them.
        var chunks: [String: Chunk]

        /// A column's place; nil where it has none.
        public func chunk(_ column: Column) -> Chunk? { chunks[column.path.joined(separator: ".")] }
    }

    /// The columns of bytes.
    public let columns: [Column]
    /// The groups of rows, in their order.
    public let groups: [Group]

    /// The mark at both ends of a file.
    public static let mark = Array("PAR1".utf8)
    /// The most rows that a group is believed to have: a few bytes may stand for any number of equal values.
    private static let mostRows = 1 << 26
    /// How many bytes stand behind the footer.
    public static let tailCount = 8

    /// How many bytes the footer has, by the last eight bytes of a file; nil where these are no end of a file.
    public static func footerCount(_ tail: [UInt8]) -> Int? {
        guard tail.count == tailCount, tail.suffix(4).elementsEqual(mark) else { return nil }
        return tail.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// - Parameters:
    ///   - footer: its bytes.
    ///   - fileSize: Bytes.
    ///   - name: of the file, for messages.
    /// - Throws: `ArrayError` where it is damaged.
    public init(footer: [UInt8], fileSize: Int, name: String) throws {
        func damaged(_ what: String) -> ArrayError { ArrayError(.damaged, "\(name): \(what)") }
        var reader = ThriftReader(footer[...])
        guard let file = try? reader.structure(), let schema = file[2]?.list, let groups = file[4]?.list else {
            throw damaged("its footer is damaged")
        }
        var columns: [Column] = []
        var position = 1
        /// Reads the members of an element; false where the tree is none.
        func read(_ count: Int, _ path: [String], _ depth: Int) -> Bool {
            guard path.count < 32 else { return false }
            for _ in 0..<count {
                guard position < schema.count, let name = schema[position][4]?.text else { return false }
                let element = schema[position]
                position += 1
                let repetition = element[3]?.number ?? 0
                let inner = depth + (repetition == 1 ? 1 : 0)
                if let children = element[5]?.number, children > 0 {
                    // What repeats is no text or picture of a row; its members are passed over.
                    let known = columns.count
                    guard read(children, path + [name], inner) else { return false }
                    if repetition == 2 { columns.removeSubrange(known...) }
                } else if element[1]?.number == 6, repetition != 2 {
                    let isText = element[6]?.number == 0 || element[10]?[1] != nil
                    columns.append(Column(path: path + [name], depth: inner, isText: isText))
                }
            }
            return true
        }
        guard let root = schema.first, read(max(0, root[5]?.number ?? 0), [], 0) else {
            throw damaged("its schema is damaged")
        }
        self.columns = columns
        self.groups = try groups.compactMap { group in
            guard let rows = group[3]?.number, rows >= 0, let items = group[1]?.list else {
                throw damaged("a group of its rows is damaged")
            }
            // What is said of columns without a value need not make sense.
            if rows == 0 { return nil }
            guard rows <= Self.mostRows else {
                throw damaged("a group has \(rows) rows: more than \(Self.mostRows) are refused")
            }
            var chunks: [String: Chunk] = [:]
            for item in items {
                guard let data = item[3], let path = data[3]?.list?.compactMap(\.text), let size = data[7]?.number,
                    let first = data[9]?.number, let count = data[5]?.number
                else { throw damaged("a column of it is damaged") }
                let start = data[11]?.number.flatMap { $0 > 0 ? min($0, first) : nil } ?? first
                guard start >= 4, size >= 0, start <= fileSize - size else {
                    throw damaged("it is cut short: a column of it ends behind its end")
                }
                // Where rows hold lists, there are more values than rows; such columns are none of ours.
                chunks[path.joined(separator: ".")] = Chunk(
                    range: start..<start + size, packing: data[4]?.number ?? 0, valueCount: min(count, rows))
            }
            return Group(rowCount: rows, chunks: chunks)
        }
    }
}
