/// GIF files made by hand: codes of 8 bits, with the table cleared so often that they never grow.
struct RawGIF {
    var width = 3
    var height = 2
    /// Left, top, width and height of the picture on the canvas.
    var frame = (0, 0, 3, 2)
    var isInterlaced = false
    var transparent: UInt8?
    /// Of up to 128 colours; the rest are black.
    var palette: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 8, 7]]
    /// Places in the palette, below 128, in the order in which they are stored.
    var places: [UInt8] = [0, 1, 2, 3, 4, 0]
    /// More pictures, each as large as the canvas and of place 1 alone.
    var otherFrames = 0
    var hasEnd = true

    private func number(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }

    private func picture(_ frame: (Int, Int, Int, Int), _ places: [UInt8], isInterlaced: Bool) -> [UInt8] {
        var codes: [UInt8] = []
        for (i, place) in places.enumerated() {
            if i % 100 == 0 { codes.append(128) }
            codes.append(place)
        }
        codes.append(129)
        var result: [UInt8] = [0x2C]
        for value in [frame.0, frame.1, frame.2, frame.3] { result += number(value) }
        result += [isInterlaced ? 0x40 : 0, 7]
        while !codes.isEmpty {
            result += [UInt8(min(255, codes.count))] + codes.prefix(255)
            codes = Array(codes.dropFirst(255))
        }
        return result + [0]
    }

    var bytes: [UInt8] {
        var file = Array("GIF89a".utf8) + number(width) + number(height) + [0xF6, 0, 0]
        for i in 0..<128 { file += i < palette.count ? palette[i] : [0, 0, 0] }
        if let transparent { file += [0x21, 0xF9, 4, 1, 0, 0, transparent, 0] }
        file += picture(frame, places, isInterlaced: isInterlaced)
        for _ in 0..<otherFrames {
            file += picture(
                (0, 0, width, height), [UInt8](repeating: 1, count: width * height), isInterlaced: false)
        }
        return file + (hasEnd ? [0x3B] : [])
    }
}
