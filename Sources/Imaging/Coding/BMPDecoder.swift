/// Reads BMP files: palettes of 1 to 8 bits, plain or in runs, and colours of 16, 24 and 32 bits.
enum BMPDecoder {
    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        let fields = ByteFields(bytes: bytes[...])
        let header = try BMPHeader(fields, name: name)
        try limits.check(width: header.width, height: header.height, name: name)
        guard let pixels = fields.slice(at: header.offset, count: fields.count - header.offset) else {
            throw corrupt(name, "cut short at byte \(fields.count)")
        }
        switch header.packing {
        case .indexed(let bits): return try indexed(header, bits, pixels, name)
        case .runs(let bits):
            guard let places = BMPRuns.places(header, bits: bits, pixels) else {
                throw corrupt(name, "its runs are cut short or leave the picture")
            }
            return try picture(header, places, name)
        case .masked(let bytes, let red, let green, let blue, let alpha):
            return try masked(
                header, bytes, [Channel(red), Channel(green), Channel(blue)], alpha == 0 ? nil : Channel(alpha), pixels,
                name)
        }
    }

    private static func corrupt(_ name: String, _ problem: String) -> ImagingError {
        ImagingError(.corrupt, "\(name): damaged BMP: \(problem)")
    }

    private static func picture(_ header: BMPHeader, _ places: [UInt8], _ name: String) throws(ImagingError) -> Bitmap {
        guard
            let picture = Palette(header.palette).picture(width: header.width, height: header.height, places: places)
        else { throw corrupt(name, "it uses a colour that its table lacks") }
        return picture
    }

    /// The stored rows from the highest down; each begins at a multiple of four bytes.
    ///
    /// - Parameter bits: bits a pixel.
    private static func rows(
        _ header: BMPHeader, bits: Int, _ pixels: ArraySlice<UInt8>, _ name: String
    ) throws(ImagingError) -> [ArraySlice<UInt8>] {
        let held = (header.width * bits + 7) / 8
        let stride = (held + 3) / 4 * 4
        // Some files leave out what fills up the last row.
        guard stride * (header.height - 1) + held <= pixels.count else {
            throw corrupt(name, "\(pixels.count) bytes of pixels are too few for \(header.width)x\(header.height)")
        }
        return (0..<header.height).map { y in
            let start = pixels.startIndex + stride * (header.isTopDown ? y : header.height - 1 - y)
            return pixels[start..<start + held]
        }
    }

    private static func indexed(
        _ header: BMPHeader, _ bits: Int, _ pixels: ArraySlice<UInt8>, _ name: String
    ) throws(ImagingError) -> Bitmap {
        var places: [UInt8] = []
        let rows = try rows(header, bits: bits, pixels, name)
        places.reserveCapacity(header.width * header.height)
        let perByte = 8 / bits
        let mask = UInt8(truncatingIfNeeded: (1 << bits) - 1)
        for row in rows {
            for x in 0..<header.width {
                let shift = 8 - bits * (x % perByte + 1)
                places.append(row[row.startIndex + x / perByte] >> UInt8(shift) & mask)
            }
        }
        return try picture(header, places, name)
    }

    /// Where one channel lies in a pixel's number.
    private struct Channel {
        private let mask: UInt32
        private let shift: UInt32
        private let highest: UInt64

        init(_ mask: UInt32) {
            self.mask = mask
            shift = UInt32(mask == 0 ? 0 : mask.trailingZeroBitCount)
            highest = UInt64(mask >> shift)
        }

        /// The channel's value, stretched to 0...255; 0 where it has no bits.
        func value(in pixel: UInt32) -> UInt8 {
            guard highest > 0 else { return 0 }
            return UInt8(truncatingIfNeeded: (UInt64((pixel & mask) >> shift) * 255 + highest / 2) / highest)
        }
    }

    private static func masked(
        _ header: BMPHeader, _ size: Int, _ colours: [Channel], _ alpha: Channel?, _ pixels: ArraySlice<UInt8>,
        _ name: String
    ) throws(ImagingError) -> Bitmap {
        let rows = try rows(header, bits: size * 8, pixels, name)
        func pixel(_ x: Int, in row: ArraySlice<UInt8>) -> UInt32 {
            let start = row.startIndex + x * size
            return row[start..<start + size].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        // Where all alpha is 0, nobody meant it.
        let seen = alpha.flatMap { alpha in
            rows.contains { row in (0..<header.width).contains { alpha.value(in: pixel($0, in: row)) > 0 } }
                ? alpha : nil
        }
        return Bitmap(width: header.width, height: header.height, channels: 3) { target in
            var place = 0
            for row in rows {
                for x in 0..<header.width {
                    let number = pixel(x, in: row)
                    let opacity = seen?.value(in: number) ?? 255
                    for colour in colours {
                        target.initializeElement(
                            at: place, to: Transparency.onWhite(colour.value(in: number), alpha: opacity))
                        place += 1
                    }
                }
            }
        }
    }
}

/// BMP's runs of pixels (`BI_RLE8` and `BI_RLE4`).
enum BMPRuns {
    /// The places in the palette, from the highest row down; nil where runs end too soon or leave the picture above.
    ///
    /// Pixels that are jumped over have place 0.
    static func places(_ header: BMPHeader, bits: Int, _ pixels: ArraySlice<UInt8>) -> [UInt8]? {
        let (width, height) = (header.width, header.height)
        var places = [UInt8](repeating: 0, count: width * height)
        var (x, y) = (0, 0)
        var rest = pixels.makeIterator()
        /// Runs that are longer than their row are cut, as viewers do.
        func put(_ place: UInt8) {
            if x < width { places[(header.isTopDown ? y : height - 1 - y) * width + x] = place }
            x += 1
        }
        func pair(in byte: UInt8) -> [UInt8] { bits == 8 ? [byte] : [byte >> 4, byte & 15] }
        while y < height {
            guard let count = rest.next(), let value = rest.next() else { return nil }
            if count > 0 {
                let run = pair(in: value)
                for i in 0..<Int(count) { put(run[i % run.count]) }
                continue
            }
            switch value {
            case 0: (x, y) = (0, y + 1)  // the row's end
            case 1: return places  // the picture's end
            case 2:  // a jump
                guard let right = rest.next(), let up = rest.next() else { return nil }
                (x, y) = (x + Int(right), y + Int(up))
            default:  // so many places as they are, filled up to two bytes
                let byteCount = bits == 8 ? Int(value) : (Int(value) + 1) / 2
                var left = Int(value)
                for _ in 0..<byteCount {
                    guard let byte = rest.next() else { return nil }
                    for place in pair(in: byte) where left > 0 {
                        put(place)
                        left -= 1
                    }
                }
                if byteCount % 2 == 1 { _ = rest.next() }
            }
        }
        return places
    }
}
