import CDeflate

/// Reads the values of a column of bytes of one group of rows.
public enum ParquetColumn {
    /// The largest page that is unpacked, bytes.
    private static let largestPage = 1 << 31
    /// The most bytes that a packed one may stand for, which is what Deflate can do.
    private static let largestRatio = 1100

    private struct Damage: Error {
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
        do {
            return try read(column, chunk, bytes)
        } catch let damage as Damage {
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
            var reader = ThriftReader(bytes[position...])
            guard let header = try? reader.structure(), let kind = header[1]?.number,
                let unpacked = header[2]?.number, let packed = header[3]?.number, packed >= 0, unpacked >= 0,
                packed <= bytes.count - reader.position
            else { throw Damage("a page of it is damaged") }
            let body = bytes[reader.position..<reader.position + packed]
            position = reader.position + packed
            switch kind {
            case 2:
                var plain = Plain(try unpack(body, unpacked, chunk.packing)[...])
                guard let count = header[7]?[1]?.number, count >= 0 else { throw Damage("a page of it is damaged") }
                dictionary = []
                for _ in 0..<count { dictionary.append(try plain.next()) }
            case 0:
                guard let data = header[5], let count = data[1]?.number, count > 0,
                    count <= chunk.valueCount - values.count
                else { throw Damage("a page of it is damaged") }
                var page = try unpack(body, unpacked, chunk.packing)[...]
                var levels = [Int](repeating: 0, count: count)
                if column.depth > 0 {
                    let size = try number(&page)
                    guard size <= page.count else { throw Damage("a page of it is damaged") }
                    levels = try runs(page.prefix(size), width: width(of: column.depth), count: count)
                    page = page.dropFirst(size)
                }
                values += try read(page, levels, column.depth, data[2]?.number ?? 0, dictionary)
            case 3:
                guard let data = header[8], let count = data[1]?.number, let size = data[5]?.number, count > 0,
                    count <= chunk.valueCount - values.count, let repetitions = data[6]?.number, size >= 0,
                    repetitions >= 0, size <= packed - repetitions
                else { throw Damage("a page of it is damaged") }
                let head = body.dropFirst(repetitions)
                let levels =
                    column.depth > 0
                    ? try runs(head.prefix(size), width: width(of: column.depth), count: count)
                    : [Int](repeating: 0, count: count)
                let rest = head.dropFirst(size)
                let isPacked = data[7]?.number ?? 1 == 1
                let page = try unpack(rest, unpacked - size - repetitions, isPacked ? chunk.packing : 0)
                values += try read(page[...], levels, column.depth, data[4]?.number ?? 0, dictionary)
            default: continue
            }
        }
        return values
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
    private static func number(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
        guard bytes.count >= 4 else { throw Damage("a page of it is cut short") }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private static func width(of largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }

    /// Numbers in runs: of one value, or packed bit by bit.
    private static func runs(_ bytes: ArraySlice<UInt8>, width: Int, count: Int) throws -> [Int] {
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
