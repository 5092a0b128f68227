import Testing

@testable import Arrays

/// Files of Parquet that nobody wrote on purpose: they are refused, and never more.
@Suite struct ParquetDamageTests {
    private static let picture = ParquetEncoder.Column("image", "bytes", isText: false)
    private static let text = ParquetEncoder.Column("text", isText: true)

    private static func file(rows: Int) -> [UInt8] {
        var encoder = ParquetEncoder(columns: [picture, text], metadata: [("kind", "test")], rowsInGroup: 4)
        var bytes = ParquetEncoder.begin
        for row in 0..<rows {
            bytes += encoder.add([[UInt8](repeating: UInt8(row), count: row), Array("row \(row)".utf8)])
        }
        return bytes + encoder.end()
    }

    /// The values of all columns, group by group, as a reader of the file finds them.
    private static func read(_ bytes: [UInt8]) throws -> [[[UInt8]?]] {
        let tail = Array(bytes.suffix(ParquetLayout.tailCount))
        guard let count = ParquetLayout.footerCount(tail), count <= bytes.count - ParquetLayout.tailCount else {
            throw ArrayError(.damaged, "no end")
        }
        let start = bytes.count - ParquetLayout.tailCount - count
        let layout = try ParquetLayout(footer: Array(bytes[start..<start + count]), fileSize: bytes.count, name: "x")
        _ = layout.groups.reduce(0) { $0 + $1.rowCount }
        return try layout.groups.flatMap { group in
            try layout.columns.compactMap { column in
                try group.chunk(column).map {
                    try ParquetColumn.values(of: column, $0, in: Array(bytes[$0.range]), name: "x")
                }
            }
        }
    }

    @Test func whatIsWholeIsRead() throws {
        let columns = try Self.read(Self.file(rows: 6))
        #expect(columns.map(\.count) == [4, 4, 2, 2])
        #expect(columns[3] == [Array("row 4".utf8), Array("row 5".utf8)])
    }

    @Test(arguments: [0x00, 0x01, 0x40, 0x7F, 0x80, 0xFF] as [UInt8])
    func anyByteMayBeAnother(value: UInt8) {
        let whole = Self.file(rows: 6)
        var refused = 0
        for place in whole.indices where whole[place] != value {
            var bytes = whole
            bytes[place] = value
            do { _ = try Self.read(bytes) } catch {
                #expect(error is ArrayError, "byte \(place): \(error)")
                refused += 1
            }
        }
        #expect(refused > 50)
    }

    /// A number of eight bytes in the place of one, wherever one may stand: the largest, the least, and what overflows
    /// once something is added to it.
    @Test(
        arguments: [
            [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        ] as [[UInt8]])
    func anyNumberMayBeHuge(number: [UInt8]) throws {
        let whole = Self.file(rows: 6)
        let count = try #require(ParquetLayout.footerCount(Array(whole.suffix(ParquetLayout.tailCount))))
        let start = whole.count - ParquetLayout.tailCount - count
        let footer = Array(whole[start..<start + count])
        var refused = 0
        for place in footer.indices {
            let bytes = Array(footer[..<place]) + number + footer[(place + 1)...]
            do {
                let layout = try ParquetLayout(footer: bytes, fileSize: whole.count, name: "x")
                _ = layout.groups.reduce(0) { $0 + $1.rowCount }
                for group in layout.groups {
                    for column in layout.columns {
                        guard let chunk = group.chunk(column) else { continue }
                        _ = try ParquetColumn.values(of: column, chunk, in: Array(whole[chunk.range]), name: "x")
                    }
                }
            } catch {
                #expect(error is ArrayError, "byte \(place): \(error)")
                refused += 1
            }
        }
        #expect(refused > 20)
    }

    @Test func aPageOfTooManyValuesTakesNoMemory() {
        var page = ThriftWriter()
        page.int32(1, 0)
        page.int32(2, 8)
        page.int32(3, 8)
        page.structure(5) {
            $0.int32(1, 1 << 60)
            $0.int32(2, 0)
        }
        page.end()
        let bytes = page.bytes + [UInt8](repeating: 0, count: 8)
        for depth in 0...1 {
            #expect(throws: ArrayError.self) {
                try ParquetColumn.values(
                    of: ParquetLayout.Column(path: ["x"], depth: depth, isText: false),
                    ParquetLayout.Chunk(range: 0..<bytes.count, packing: 0, valueCount: 4), in: bytes, name: "x")
            }
        }
    }
}
