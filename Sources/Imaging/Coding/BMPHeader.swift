/// What stands before the pixels of a BMP file (Microsoft's `BITMAPFILEHEADER` and `BITMAPINFOHEADER` up to version 5,
/// and OS/2's `BITMAPCOREHEADER`).
struct BMPHeader {
    /// How pixels are packed.
    enum Packing: Equatable {
        /// Places in the palette, so many bits each, from the highest bit down.
        case indexed(bits: Int)
        /// Places in the palette of 4 or 8 bits, in runs.
        case runs(bits: Int)
        /// Numbers of so many bytes, the lowest first, in which each channel has a mask.
        case masked(bytes: Int, red: UInt32, green: UInt32, blue: UInt32, alpha: UInt32)
    }

    let width: Int
    let height: Int
    /// Whether the first row stored is the highest.
    let isTopDown: Bool
    let packing: Packing
    let palette: [(red: UInt8, green: UInt8, blue: UInt8)]
    /// Where the pixels begin.
    let offset: Int

    /// Whether bytes that begin with BM may be a BMP: the second header's size is one that exists.
    static func isPlausible(_ bytes: [UInt8]) -> Bool {
        guard let size = ByteFields(bytes: bytes[...]).word(at: 14) else { return false }
        return size == 12 || (16...124).contains(size)
    }

    init(_ fields: ByteFields, name: String) throws(ImagingError) {
        func need(_ value: Int?) throws(ImagingError) -> Int {
            guard let value else {
                throw ImagingError(.corrupt, "\(name): damaged BMP: cut short at byte \(fields.count)")
            }
            return value
        }
        offset = try need(fields.word(at: 10))
        let size = try need(fields.word(at: 14))
        let isCore = size == 12
        let storedHeight: Int
        if isCore {
            (width, storedHeight) = (try need(fields.short(at: 18)), try need(fields.short(at: 20)))
        } else {
            (width, storedHeight) = (try need(fields.signedWord(at: 18)), try need(fields.signedWord(at: 22)))
        }
        (height, isTopDown) = (abs(storedHeight), storedHeight < 0)
        let bits = try need(fields.short(at: isCore ? 24 : 28))
        let compression = size >= 20 ? try need(fields.word(at: 30)) : 0
        func unsupported() -> ImagingError {
            ImagingError(
                .unsupported,
                "\(name): BMPs of \(bits) bits with compression \(compression) are not read: save it as "
                    + "PNG")
        }
        // OS/2's second version has other numbers, from 3 on, in headers of 64 bytes.
        guard compression < 3 || size != 64 else { throw unsupported() }
        func mask(_ place: Int) throws(ImagingError) -> UInt32 {
            UInt32(truncatingIfNeeded: try need(fields.word(at: place)))
        }
        switch (compression, bits) {
        case (0, 1), (0, 2), (0, 4), (0, 8): packing = .indexed(bits: bits)
        case (1, 8), (2, 4): packing = .runs(bits: bits)
        case (0, 16): packing = .masked(bytes: 2, red: 0x7C00, green: 0x03E0, blue: 0x001F, alpha: 0)
        case (0, 24), (0, 32):
            packing = .masked(bytes: bits / 8, red: 0xFF0000, green: 0xFF00, blue: 0xFF, alpha: 0)
        case (3, 16), (3, 32), (6, 16), (6, 32):
            packing = .masked(
                bytes: bits / 8, red: try mask(54), green: try mask(58), blue: try mask(62),
                alpha: size >= 56 || compression == 6 ? try mask(66) : 0)
        default: throw unsupported()
        }

        guard bits <= 8 else {
            palette = []
            return
        }
        let used = size >= 36 ? try need(fields.word(at: 46)) : 0
        let start = 14 + size
        let entrySize = isCore ? 3 : 4
        // Not more than there are places, and none in the pixels.
        let room = max(0, min(offset, fields.count) - start) / entrySize
        let count = min(used == 0 ? 1 << bits : used, 1 << bits, room)
        var palette: [(red: UInt8, green: UInt8, blue: UInt8)] = []
        for number in 0..<count {
            guard let entry = fields.slice(at: start + entrySize * number, count: 3) else { break }
            palette.append((entry[entry.startIndex + 2], entry[entry.startIndex + 1], entry[entry.startIndex]))
        }
        self.palette = palette
    }
}
