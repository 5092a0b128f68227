import CDeflate

/// Reads the values of a column of bytes of one group of rows.
public enum ParquetColumn {
    /// The largest page that is unpacked, bytes.
    private static let largestPage = 1 << 31
    /// The most bytes that a packed one may stand for, which is what Deflate can do.
    private static let largestRatio = 1100

    struct Damage: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }

    /// The values of all rows; nil where a row has none.
    ///
    /// - Parameters:
    ///   - bytes: of the column's chunk.
    ///   - name: of the file, for messages.
    /// - Throws: `ArrayError`: `.damaged`, or `.unsupported` with what to do.
    public static func values(
        of column: ParquetLayout.Column, _ chunk: ParquetLayout.Chunk, in bytes: [UInt8], name: String
    ) throws -> [[UInt8]?] {
        try naming(column, name) { try read(column, chunk, bytes) }
    }

    /// Says in errors what they are of.
    static func naming<Value>(
        _ column: ParquetLayout.Column, _ name: String, _ body: () throws -> Value
    ) throws -> Value {
        do { return try body() } catch let damage as Damage {
            throw ArrayError(.damaged, "\(name): column \(column.path.joined(separator: ".")): \(damage.what)")
        } catch let error as ArrayError {
            throw ArrayError(error.code, "\(name): \(error.message)")
        }
    }

    private static func read(
        _ column: ParquetLayout.Column, _ chunk: ParquetLayout.Chunk, _ bytes: [UInt8]
    ) throws -> [[UInt8]?] {
        var values: [[UInt8]?] = []
        var dictionary: [[UInt8]] = []
        var position = 0
        while values.count < chunk.valueCount {
            guard let head = ParquetPageHead(bytes[position...]), head.packed <= bytes.count - position - head.byteCount
            else { throw Damage("a page of it is damaged") }
            let body = bytes[position + head.byteCount..<position + head.byteCount + head.packed]
            position += head.byteCount + head.packed
            if head.isDictionary {
                dictionary = try self.dictionary(head, body, chunk.packing)
            } else if head.hasValues {
                guard let count = head.valueCount, count <= chunk.valueCount - values.count else {
                    throw Damage("a page of it is damaged")
                }
                values += try self.values(head, count, body, column, chunk.packing, dictionary)
            }
        }
        return values
    }

    /// The values that others name by their places.
    static func dictionary(
        _ head: ParquetPageHead, _ body: ArraySlice<UInt8>, _ packing: Int
    ) throws -> [[UInt8]] {
        var plain = Plain(try unpack(body, head.unpacked, packing)[...])
        guard let count = head.dictionaryCount else { throw Damage("a page of it is damaged") }
        var dictionary: [[UInt8]] = []
        for _ in 0..<count { dictionary.append(try plain.next()) }
        return dictionary
    }

    /// The values of a page.
    static func values(
        _ head: ParquetPageHead, _ count: Int, _ body: ArraySlice<UInt8>, _ column: ParquetLayout.Column,
        _ packing: Int, _ dictionary: [[UInt8]]
    ) throws -> [[UInt8]?] {
        guard let second = head.second else {
            var page = try unpack(body, head.unpacked, packing)[...]
            let levels = try self.levels(in: &page, count: count, depth: column.depth)
            return try read(page, levels, column.depth, head.encoding, dictionary)
        }
        let levels =
            column.depth > 0
            ? try runs(
                body.dropFirst(second.repetitions).prefix(second.levels), width: width(of: column.depth), count: count)
            : [Int](repeating: 0, count: count)
        let rest = body.dropFirst(second.repetitions + second.levels)
        let page = try unpack(
            rest, head.unpacked - second.levels - second.repetitions, second.isPacked ? packing : 0)
        return try read(page[...], levels, column.depth, head.encoding, dictionary)
    }

    /// Takes how many of a value's names are there, for each of a page's values.
    static func levels(in page: inout ArraySlice<UInt8>, count: Int, depth: Int) throws -> [Int] {
        guard depth > 0 else { return [Int](repeating: 0, count: count) }
        let size = try number(&page)
        guard size <= page.count else { throw Damage("a page of it is damaged") }
        let levels = try runs(page.prefix(size), width: width(of: depth), count: count)
        page = page.dropFirst(size)
        return levels
    }

    /// The values of a page.
    private static func read(
        _ page: ArraySlice<UInt8>, _ levels: [Int], _ depth: Int, _ encoding: Int, _ dictionary: [[UInt8]]
    ) throws -> [[UInt8]?] {
        let there = levels.count { $0 == depth }
        var values: [[UInt8]] = []
        switch encoding {
        case 0:
            var plain = Plain(page)
            for _ in 0..<there { values.append(try plain.next()) }
        case 2, 8:
            if there > 0 {
                guard let width = page.first, width <= 32 else { throw Damage("a page of it is damaged") }
                for place in try runs(page.dropFirst(), width: Int(width), count: there) {
                    guard place < dictionary.count else { throw Damage("a value of it is not in its dictionary") }
                    values.append(dictionary[place])
                }
            }
        default:
            throw ArrayError(
                .unsupported,
                "its values are in an encoding that is not read (\(encoding)): write it anew with pyarrow, "
                    + "with use_dictionary=False")
        }
        var rest = values[...]
        return levels.map { $0 == depth ? rest.popFirst() : nil }
    }

    /// Strings of bytes, each behind its length.
    private struct Plain {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        mutating func next() throws -> [UInt8] {
            let count = try ParquetColumn.number(&rest)
            guard count <= rest.count else { throw Damage("a value of it ends behind its page") }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    /// Takes four bytes, the lowest first.
    static func number(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
        guard bytes.count >= 4 else { throw Damage("a page of it is cut short") }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    static func width(of largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }

    /// Numbers in runs: of one value, or packed bit by bit.
    static func runs(_ bytes: ArraySlice<UInt8>, width: Int, count: Int) throws -> [Int] {
        var numbers: [Int] = []
        numbers.reserveCapacity(count)
        var rest = bytes
        let byteCount = (width + 7) / 8
        while numbers.count < count {
            var (head, shift) = (0, 0)
            while true {
                guard let byte = rest.popFirst(), shift < 35 else { throw Damage("a page of it is cut short") }
                head |= Int(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            if head & 1 == 0 {
                guard byteCount <= rest.count else { throw Damage("a page of it is cut short") }
                let value = rest.prefix(byteCount).reversed().reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(byteCount)
                numbers += repeatElement(value, count: min(head >> 1, count - numbers.count))
                if head >> 1 == 0 { throw Damage("a page of it is damaged") }
            } else {
                let total = (head >> 1) * width
                // The last group may lack what is not needed.
                let packed = Array(rest.prefix(total))
                rest = rest.dropFirst(total)
                for place in 0..<min((head >> 1) * 8, count - numbers.count) {
                    var value = 0
                    for bit in 0..<width {
                        let at = place * width + bit
                        guard at / 8 < packed.count else { throw Damage("a page of it is cut short") }
                        value |= Int(packed[at / 8] >> (at % 8) & 1) << bit
                    }
                    numbers.append(value)
                }
                if head >> 1 == 0 { throw Damage("a page of it is damaged") }
            }
        }
        return numbers
    }

    private static func unpack(_ bytes: ArraySlice<UInt8>, _ count: Int, _ packing: Int) throws -> [UInt8] {
        guard count >= 0, count <= largestPage, count <= 1024 + bytes.count * largestRatio else {
            throw Damage("a page of it is damaged")
        }
        switch packing {
        case 0: return Array(bytes)
        case 1:
            guard let unpacked = SnappyBlock.unpack(bytes, limit: count), unpacked.count == count else {
                throw Damage("a page of it can't be unpacked")
            }
            return unpacked
        case 2:
            guard let decompressor = libdeflate_alloc_decompressor() else {
                throw ArrayError(.failed, "no memory to unpack it")
            }
            defer { libdeflate_free_decompressor(decompressor) }
            var unpacked = [UInt8](repeating: 0, count: count)
            let packed = Array(bytes)
            let result = packed.withUnsafeBytes { from in
                unpacked.withUnsafeMutableBytes { to in
                    libdeflate_gzip_decompress(
                        decompressor, from.baseAddress, from.count, to.baseAddress, to.count, nil)
                }
            }
            guard result == LIBDEFLATE_SUCCESS else { throw Damage("a page of it can't be unpacked") }
            return unpacked
        default:
            let names = [3: "LZO", 4: "Brotli", 5: "LZ4", 6: "Zstandard", 7: "LZ4"]
            throw ArrayError(
                .unsupported,
                "it is packed with \(names[packing] ?? "a method that is not known"), which is not read: write it anew with "
                    + "pyarrow, with compression='snappy'")
        }
    }
}
