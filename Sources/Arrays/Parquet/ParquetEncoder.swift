/// Writes files of Parquet with strings of bytes in their columns: plain pages that are not packed, a group of rows at a time.
///
/// The bytes come out piece by piece, and the caller puts them into a file one after the other: `begin`, then what `add`
/// gives, then `end`.
public struct ParquetEncoder {
    /// A column of strings of bytes, none of which is missing.
    public struct Column: Sendable, Hashable {
        /// The names from the top down: `["image", "bytes"]` for a member of a structure.
        public var path: [String]
        /// Whether it is UTF-8.
        public var isText: Bool

        /// A column from its path.
        public init(_ path: String..., isText: Bool) {
            (self.path, self.isText) = (path, isText)
        }
    }

    /// A column of a group of rows in the file.
    private struct Chunk {
        var offset: Int
        var byteCount = 0
        var valueCount = 0
    }

    private struct Group {
        var rowCount: Int
        var chunks: [Chunk]
    }

    private let columns: [Column]
    private let metadata: [(key: String, value: String)]
    private let rowsInGroup: Int
    private var groups: [Group] = []
    /// The pages that are full, and the one that fills, of each column of the open group.
    private var pages: [[UInt8]]
    private var open: [Page]
    private var rowsOpen = 0
    private var offset = 4

    private struct Page {
        var bytes: [UInt8] = []
        var valueCount = 0
    }

    /// From how many bytes on a page is full.
    private static let pageSize = 1 << 20
    private static let mark = Array("PAR1".utf8)

    /// - Parameters:
    ///   - columns: Members of one structure stand beside each other.
    ///   - metadata: Keys and values for readers.
    ///   - rowsInGroup: How many rows a group has.
    public init(columns: [Column], metadata: [(key: String, value: String)], rowsInGroup: Int) {
        (self.columns, self.metadata, self.rowsInGroup) = (columns, metadata, max(1, rowsInGroup))
        pages = Array(repeating: [], count: columns.count)
        open = Array(repeating: Page(), count: columns.count)
    }

    /// What a file begins with.
    public static var begin: [UInt8] { mark }

    /// Adds a row, a value for each column; gives the bytes of a group of rows that is full, or none.
    public mutating func add(_ values: [[UInt8]]) -> [UInt8] {
        for (place, value) in values.enumerated() {
            let count = UInt32(truncatingIfNeeded: value.count)
            for shift in stride(from: 0 as UInt32, to: 32, by: 8) {
                open[place].bytes.append(UInt8(truncatingIfNeeded: count >> shift))
            }
            open[place].bytes.append(contentsOf: value)
            open[place].valueCount += 1
            if open[place].bytes.count >= Self.pageSize { closePage(place) }
        }
        rowsOpen += 1
        return rowsOpen == rowsInGroup ? closeGroup() : []
    }

    private mutating func closePage(_ place: Int) {
        let page = open[place]
        guard page.valueCount > 0 else { return }
        // All values are there: one run of the deepest level.
        var levels: [UInt8] = []
        var run = UInt64(page.valueCount) << 1
        while run >= 0x80 {
            levels.append(UInt8(truncatingIfNeeded: run) | 0x80)
            run >>= 7
        }
        levels.append(UInt8(run))
        levels.append(UInt8(columns[place].path.count))
        let size = 4 + levels.count + page.bytes.count
        var header = ThriftWriter()
        header.int32(1, 0)
        header.int32(2, size)
        header.int32(3, size)
        header.structure(5) { data in
            data.int32(1, page.valueCount)
            data.int32(2, 0)
            data.int32(3, 3)
            data.int32(4, 3)
        }
        header.end()
        pages[place] += header.bytes
        pages[place] += [UInt8(levels.count), 0, 0, 0] + levels
        pages[place] += page.bytes
        open[place].bytes.removeAll(keepingCapacity: true)
        open[place].valueCount = 0
    }

    private mutating func closeGroup() -> [UInt8] {
        guard rowsOpen > 0 else { return [] }
        var bytes: [UInt8] = []
        var chunks: [Chunk] = []
        for place in columns.indices {
            closePage(place)
            chunks.append(
                Chunk(offset: offset + bytes.count, byteCount: pages[place].count, valueCount: rowsOpen))
            bytes += pages[place]
            pages[place].removeAll(keepingCapacity: true)
        }
        groups.append(Group(rowCount: rowsOpen, chunks: chunks))
        offset += bytes.count
        rowsOpen = 0
        return bytes
    }

    /// The bytes of the last group and of what stands behind all groups.
    public mutating func end() -> [UInt8] {
        var bytes = closeGroup()
        let footer = footer()
        let count = UInt32(truncatingIfNeeded: footer.count)
        bytes += footer
        for shift in stride(from: 0 as UInt32, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        return bytes + Self.mark
    }

    private func footer() -> [UInt8] {
        let (columns, metadata) = (columns, metadata)
        var file = ThriftWriter()
        file.int32(1, 1)
        file.list(2, schema) { element, item in
            if item.isLeaf { element.int32(1, 6) }
            if !item.isRoot { element.int32(3, 1) }
            element.string(4, item.name)
            if !item.isLeaf { element.int32(5, item.childCount) }
            if item.isText {
                element.int32(6, 0)
                element.structure(10) { type in type.structure(1) { _ in } }
            }
        }
        file.int64(3, groups.reduce(0) { $0 + $1.rowCount })
        file.list(4, groups) { group, item in
            group.list(1, Array(zip(columns, item.chunks))) { chunk, item in
                let (column, place) = item
                chunk.int64(2, place.offset)
                chunk.structure(3) { data in
                    data.int32(1, 6)
                    data.list(2, int32s: [0, 3])
                    data.list(3, strings: column.path)
                    data.int32(4, 0)
                    data.int64(5, place.valueCount)
                    data.int64(6, place.byteCount)
                    data.int64(7, place.byteCount)
                    data.int64(9, place.offset)
                }
            }
            group.int64(2, item.chunks.reduce(0) { $0 + $1.byteCount })
            group.int64(3, item.rowCount)
        }
        file.list(5, metadata) { entry, item in
            entry.string(1, item.key)
            entry.string(2, item.value)
        }
        file.string(6, "platen")
        file.end()
        return file.bytes
    }

    private struct Element {
        var name: String
        var childCount = 0
        var isText = false
        var isRoot = false

        var isLeaf: Bool { childCount == 0 && !isRoot }
    }

    /// The tree of names, each before its members.
    private var schema: [Element] {
        var tops: [String] = []
        for column in columns where !tops.contains(column.path[0]) { tops.append(column.path[0]) }
        var elements = [Element(name: "schema", childCount: tops.count, isRoot: true)]
        for top in tops {
            let members = columns.filter { $0.path[0] == top }
            if members[0].path.count > 1 {
                elements.append(Element(name: top, childCount: members.count))
            }
            for member in members {
                elements.append(Element(name: member.path.last ?? top, isText: member.isText))
            }
        }
        return elements
    }
}
