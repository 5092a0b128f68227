import Imaging

/// One stored part of a collection: pictures of coverage in one run of bytes.
struct CollectionPart: Sendable {
    /// How pictures lie in the bytes.
    enum PictureLayout: Sendable {
        /// One after the other, all of one size; transposed ones are stored column by column.
        case equal(width: Int, height: Int, isTransposed: Bool)
        /// Each of its own size.
        case each([Frame])
    }

    /// Where one picture lies.
    struct Frame: Sendable {
        var offset: Int
        var width: Int
        var height: Int
    }

    /// Whether these are pictures to test with.
    var isTest: Bool
    var pixels: [UInt8]
    /// Where the first picture begins.
    var start: Int
    var frames: PictureLayout
    /// Whether ink is stored dark, as 0.
    var isDark = false
    /// The class of each picture.
    var classes: [UInt8]
    /// Where the pictures were read from, for messages.
    var name = ""

    var count: Int { classes.count }

    private func frame(_ place: Int) -> (frame: Frame, isTransposed: Bool) {
        switch frames {
        case .equal(let width, let height, let isTransposed):
            (Frame(offset: start + place * width * height, width: width, height: height), isTransposed)
        case .each(let frames): (frames[place], false)
        }
    }

    /// A picture: how much ink covers each pixel.
    func picture(_ place: Int) -> Bitmap {
        let (frame, isTransposed) = frame(place)
        let flip: UInt8 = isDark ? 255 : 0
        return Bitmap(width: frame.width, height: frame.height) { target in
            pixels.withUnsafeBufferPointer { source in
                guard isTransposed else {
                    for place in target.indices { target[place] = source[frame.offset + place] ^ flip }
                    return
                }
                for y in 0..<frame.height {
                    for x in 0..<frame.width {
                        target[y * frame.width + x] = source[frame.offset + x * frame.height + y] ^ flip
                    }
                }
            }
        }
    }

    /// Puts other pixels in place of each picture's, as many as there were, in the order in which they are stored.
    ///
    /// - Parameter pixels: gets a picture as it is stored, turned or not, and its number.
    mutating func replacePictures(_ pixels: (Bitmap, Int) throws -> [UInt8]) rethrows {
        for place in 0..<count {
            let (frame, _) = frame(place)
            let range = frame.offset..<frame.offset + frame.width * frame.height
            let stored = Bitmap(width: frame.width, height: frame.height, pixels: Array(self.pixels[range]))
            self.pixels.replaceSubrange(range, with: try pixels(stored, place))
        }
    }

    /// A number that tells pictures apart by their pixels.
    func hash(_ place: Int) -> UInt64 {
        let (frame, _) = frame(place)
        var hash = UInt64(truncatingIfNeeded: frame.width &* 0x1_0001 &+ frame.height)
        func add(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        pixels.withUnsafeBytes { bytes in
            let end = frame.offset + frame.width * frame.height
            var place = frame.offset
            while place + 8 <= end {
                add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                place += 8
            }
            for byte in bytes[place..<end] { add(UInt64(byte)) }
        }
        return hash
    }
}
