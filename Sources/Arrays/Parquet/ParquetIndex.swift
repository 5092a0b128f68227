/// Where the values of a column lie, of one group of rows: for one value no others need to be read.
///
/// Of values that are neither packed nor in a dictionary it knows the places; of all others the page, which is read as a
/// whole for one of them.
public struct ParquetIndex: Sendable {
    /// Some values that lie together.
    private struct Page {
        /// The number of the first value.
        var first: Int
        var count: Int
        /// The head and the page, bytes from the file's start.
        var range: Range<Int>
        /// Where each value lies, none for one that is missing; nil where the page must be read as a whole.
        var places: [Range<Int>?]?
        /// The head and the page of the dictionary that it needs.
        var dictionary: Range<Int>?
    }

    private let column: ParquetLayout.Column
    private let packing: Int
    private let pages: [Page]
    /// How many values there are.
    public let count: Int

    /// The longest head of a page, bytes.
    private static let longestHead = 1 << 22
    /// What is read at first of a head, bytes.
    private static let usualHead = 1 << 8

    /// Looks at the heads of a column's pages, and at the lengths of its values where they can be told.
    ///
    /// - Parameters:
    ///   - name: of the file, for messages.
    ///   - read: the file's bytes at a place; fewer where it is shorter.
    /// - Throws: `ArrayError` with code `.damaged`.
    public init(
        of column: ParquetLayout.Column, _ chunk: ParquetLayout.Chunk, name: String,
        read: (Range<Int>) throws -> [UInt8]
    ) throws {
        (self.column, packing) = (column, chunk.packing)
        var pages: [Page] = []
        var known = 0
        try ParquetColumn.naming(column, name) {
            var dictionary: Range<Int>?
            var position = chunk.range.lowerBound
            while known < chunk.valueCount {
                let head = try Self.head(at: position, before: chunk.range.upperBound, read)
                let body = position + head.byteCount
                guard head.packed <= chunk.range.upperBound - body else {
                    throw ParquetColumn.Damage("a page of it is damaged")
                }
                let range = position..<body + head.packed
                position = range.upperBound
                if head.isDictionary { dictionary = range }
                guard head.hasValues else { continue }
                guard let count = head.valueCount, count <= chunk.valueCount - known else {
                    throw ParquetColumn.Damage("a page of it is damaged")
                }
                var page = Page(first: known, count: count, range: range, places: nil, dictionary: nil)
                let isPlain = head.encoding == 0
                if isPlain, chunk.packing == 0 || head.second?.isPacked == false {
                    page.places = try Self.places(head, count, body..<range.upperBound, column, read)
                } else if !isPlain {
                    page.dictionary = dictionary
                }
                pages.append(page)
                known += count
            }
        }
        (self.pages, count) = (pages, known)
    }

    private static func head(
        at position: Int, before end: Int, _ read: (Range<Int>) throws -> [UInt8]
    ) throws -> ParquetPageHead {
        var size = usualHead
        while true {
            let count = min(size, end - position)
            // Values of a column may stand in its pages' heads, as the least and the largest.
            if count > 0, let head = ParquetPageHead(try read(position..<position + count)[...]) { return head }
            guard count == size, size < longestHead else { throw ParquetColumn.Damage("a page of it is damaged") }
            size *= 8
        }
    }

    /// The places of a page's values, each behind its length.
    private static func places(
        _ head: ParquetPageHead, _ count: Int, _ body: Range<Int>, _ column: ParquetLayout.Column,
        _ read: (Range<Int>) throws -> [UInt8]
    ) throws -> [Range<Int>?] {
        func bytes(_ range: Range<Int>) throws -> ArraySlice<UInt8> {
            guard range.upperBound <= body.upperBound else { throw ParquetColumn.Damage("a page of it is cut short") }
            let found = try read(range)
            guard found.count == range.count else { throw ParquetColumn.Damage("a page of it is cut short") }
            return found[...]
        }
        func number(at place: Int) throws -> Int {
            var found = try bytes(place..<place + 4)
            return try ParquetColumn.number(&found)
        }
        var position = body.lowerBound
        var levels: [Int] = []
        var levelBytes = 0
        if let second = head.second {
            position += second.repetitions
            levelBytes = second.levels
        } else if column.depth > 0 {
            levelBytes = try number(at: position)
            position += 4
        }
        if column.depth > 0 {
            levels = try ParquetColumn.runs(
                bytes(position..<position + levelBytes), width: ParquetColumn.width(of: column.depth), count: count)
        } else {
            levels = [Int](repeating: 0, count: count)
        }
        position += levelBytes
        return try levels.map { level in
            guard level == column.depth else { return nil }
            let size = try number(at: position)
            guard size <= body.upperBound - position - 4 else {
                throw ParquetColumn.Damage("a value of it ends behind its page")
            }
            defer { position += 4 + size }
            return position + 4..<position + 4 + size
        }
    }

    /// Where a value lies.
    public enum Place: Sendable {
        /// The value is missing.
        case nowhere
        /// These bytes of the file are the value.
        case bytes(Range<Int>)
        /// The value is one of those of a page.
        case page(number: Int, value: Int)
    }

    /// Where a value lies; nil where there is no such value.
    public func place(of number: Int) -> Place? {
        guard number >= 0, number < count else { return nil }
        var (low, high) = (0, pages.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if pages[middle].first <= number { low = middle } else { high = middle }
        }
        let page = pages[low]
        guard let places = page.places else { return .page(number: low, value: number - page.first) }
        return places[number - page.first].map { .bytes($0) } ?? .nowhere
    }

    /// The values of a page.
    ///
    /// - Throws: `ArrayError`: `.damaged`, or `.unsupported` with what to do.
    public func values(
        ofPage number: Int, name: String, read: (Range<Int>) throws -> [UInt8]
    ) throws -> [[UInt8]?] {
        let page = pages[number]
        return try ParquetColumn.naming(column, name) {
            func open(_ range: Range<Int>) throws -> (ParquetPageHead, ArraySlice<UInt8>) {
                let bytes = try read(range)
                guard let head = ParquetPageHead(bytes[...]), head.packed == bytes.count - head.byteCount else {
                    throw ParquetColumn.Damage("a page of it is damaged")
                }
                return (head, bytes[head.byteCount...])
            }
            var dictionary: [[UInt8]] = []
            if let range = page.dictionary {
                let (head, body) = try open(range)
                dictionary = try ParquetColumn.dictionary(head, body, packing)
            }
            let (head, body) = try open(page.range)
            return try ParquetColumn.values(head, page.count, body, column, packing, dictionary)
        }
    }
}
