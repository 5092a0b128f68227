/// PNG files made by hand, byte by byte: kinds that the encoder does not write, and damaged ones.
struct RawPNG {
    var width: UInt32 = 4
    var height: UInt32 = 4
    var bits: UInt8 = 8
    /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
    var colours: UInt8 = 0
    var interlaced: UInt8 = 0
    /// Chunks between the header and the data.
    var extra: [(type: String, data: [UInt8])] = []
    /// The rows, each with its filter byte in front.
    var rows: [UInt8] = []

    var header: [UInt8] { word(width) + word(height) + [bits, colours, 0, 0, interlaced] }

    var bytes: [UInt8] {
        var result = Self.signature + chunk("IHDR", header)
        for part in extra { result += chunk(part.type, part.data) }
        return result + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
}

func word(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
}

func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + data
    var crc: UInt32 = ~0
    for byte in checked {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return word(UInt32(data.count)) + checked + word(~crc)
}

/// A zlib stream of one stored block: fewer than 65536 bytes.
func stored(_ data: [UInt8]) -> [UInt8] {
    let (low, high) = (UInt8(data.count & 255), UInt8(data.count >> 8))
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in data {
        a = (a + UInt32(byte)) % 65521
        b = (b + a) % 65521
    }
    return [0x78, 0x01, 1, low, high, ~low, ~high] + data + word(b << 16 | a)
}
