import Testing

@testable import Arrays

/// A value is read from its own place, or with its page, and not with its group of rows.
@Suite struct ParquetIndexTests {
    private static let picture = ParquetEncoder.Column("image", "bytes", isText: false)
    private static let text = ParquetEncoder.Column("text", isText: true)

    private static func value(_ row: Int) -> [UInt8] { [UInt8](repeating: UInt8(row), count: 1000 + row) }

    private static func file(rows: Int, rowsInGroup: Int) -> [UInt8] {
        var encoder = ParquetEncoder(columns: [picture, text], metadata: [], rowsInGroup: rowsInGroup)
        var bytes = ParquetEncoder.begin
        for row in 0..<rows { bytes += encoder.add([value(row), Array("row \(row)".utf8)]) }
        return bytes + encoder.end()
    }

    private static func layout(_ bytes: [UInt8]) throws -> ParquetLayout {
        let count = try #require(ParquetLayout.footerCount(Array(bytes.suffix(ParquetLayout.tailCount))))
        let start = bytes.count - ParquetLayout.tailCount - count
        return try ParquetLayout(footer: Array(bytes[start..<start + count]), fileSize: bytes.count, name: "x")
    }

    @Test func placesAreFoundWithoutReadingTheValues() throws {
        let bytes = Self.file(rows: 70, rowsInGroup: 50)
        let layout = try Self.layout(bytes)
        let column = try #require(layout.columns.first)
        var first = 0
        for group in layout.groups {
            let chunk = try #require(group.chunk(column))
            var count = 0
            let index = try ParquetIndex(of: column, chunk, name: "x") { range in
                count += range.count
                return Array(bytes[range])
            }
            #expect(index.count == group.rowCount)
            // A head, and a length for each value.
            #expect(count < 1000, "\(count) bytes of \(chunk.range.count) were read")
            for row in 0..<group.rowCount {
                guard case .bytes(let range)? = index.place(of: row) else {
                    Issue.record("row \(row) has no place of its own")
                    continue
                }
                #expect(Array(bytes[range]) == Self.value(first + row))
            }
            #expect(index.place(of: group.rowCount) == nil && index.place(of: -1) == nil)
            first += group.rowCount
        }
        #expect(first == 70)
    }

    /// A page of the first kind: its head, and bytes that are as `packing` of the chunk says.
    private static func page(kind: Int, count: Int, encoding: Int, _ body: [UInt8]) -> [UInt8] {
        var head = ThriftWriter()
        head.int32(1, kind)
        head.int32(2, body.count)
        head.int32(3, body.count)
        head.structure(kind == 2 ? 7 : 5) {
            $0.int32(1, count)
            $0.int32(2, encoding)
        }
        head.end()
        return head.bytes + body
    }

    @Test func valuesOfADictionaryAreReadWithTheirPage() throws {
        let dictionary = Self.page(kind: 2, count: 2, encoding: 0, [1, 0, 0, 0, 65, 2, 0, 0, 0, 66, 67])
        // Three values in one run of eight places of one bit: 1, 0, 1.
        let places = Self.page(kind: 0, count: 3, encoding: 8, [1, 3, 0b101])
        let plain = Self.page(kind: 0, count: 1, encoding: 0, [1, 0, 0, 0, 68])
        let bytes = dictionary + places + plain
        let column = ParquetLayout.Column(path: ["x"], depth: 0, isText: false)
        let chunk = ParquetLayout.Chunk(range: 0..<bytes.count, packing: 0, valueCount: 4)
        func read(_ range: Range<Int>) -> [UInt8] { Array(bytes[range.clamped(to: bytes.indices)]) }
        let index = try ParquetIndex(of: column, chunk, name: "x", read: read)
        let whole = try ParquetColumn.values(of: column, chunk, in: bytes, name: "x")
        #expect(whole == [[66, 67], [65], [66, 67], [68]])
        for number in 0..<4 {
            switch try #require(index.place(of: number)) {
            case .nowhere: Issue.record("value \(number) is missing")
            case .bytes(let range): #expect(number == 3 && read(range) == [68])
            case .page(let page, let value):
                #expect(number < 3)
                #expect(try index.values(ofPage: page, name: "x", read: read)[value] == whole[number])
            }
        }
    }

    @Test(arguments: [0x00, 0x01, 0x40, 0x7F, 0x80, 0xFF] as [UInt8])
    func anyByteMayBeAnother(value: UInt8) throws {
        let whole = Self.file(rows: 3, rowsInGroup: 3)
        let layout = try Self.layout(whole)
        let column = try #require(layout.columns.first)
        let chunk = try #require(layout.groups.first?.chunk(column))
        for place in chunk.range.prefix(80) where whole[place] != value {
            var bytes = whole
            bytes[place] = value
            func read(_ range: Range<Int>) -> [UInt8] { Array(bytes[range.clamped(to: bytes.indices)]) }
            do {
                let index = try ParquetIndex(of: column, chunk, name: "x", read: read)
                for number in 0..<index.count {
                    switch index.place(of: number) {
                    case .bytes(let range)?: #expect(chunk.range.contains(range.lowerBound) || range.isEmpty)
                    case .page(let page, _)?: _ = try index.values(ofPage: page, name: "x", read: read)
                    case .nowhere?, .none: break
                    }
                }
            } catch {
                #expect(error is ArrayError, "byte \(place): \(error)")
            }
        }
    }
}
