/// BMP files made by hand.
struct RawBMP {
    var width = 2
    /// Below 0: the first row is the highest.
    var height = 2
    var bits = 24
    var compression = 0
    /// 12 for OS/2's header.
    var headerSize = 40
    /// Blue, green and red of each colour.
    var palette: [[UInt8]] = []
    /// Red, green, blue and alpha, for compression 3.
    var masks: [UInt32] = []
    /// The stored rows, with what fills them up.
    var rows: [UInt8] = []

    static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    var bytes: [UInt8] {
        let isCore = headerSize == 12
        var header = Self.number(headerSize, 4)
        let side = isCore ? 2 : 4
        header += Self.number(width, side) + Self.number(height, side) + Self.number(1, 2) + Self.number(bits, 2)
        if !isCore {
            header += Self.number(compression, 4) + Self.number(rows.count, 4) + [UInt8](repeating: 0, count: 8)
            header += Self.number(palette.count, 4) + Self.number(0, 4)
            header += masks.flatMap { Self.number(Int($0), 4) }
            header += [UInt8](repeating: 0, count: max(0, headerSize - header.count))
        }
        header += palette.flatMap { $0 + (isCore ? [] : [0]) }
        let offset = 14 + header.count
        return Array("BM".utf8) + Self.number(offset + rows.count, 4) + Self.number(0, 4) + Self.number(offset, 4)
            + header
            + rows
    }
}
