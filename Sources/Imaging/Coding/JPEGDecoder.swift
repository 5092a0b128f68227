import CTurboJPEG

/// Reads JPEG files.
enum JPEGDecoder {
    /// Encoders write ten scans, or a few more; thousands of nearly empty ones are a way to waste hours.
    private static let mostScans = 500

    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        guard let handle = tjInitDecompress() else {
            throw ImagingError(.outOfMemory, "\(name): no memory for a JPEG decoder")
        }
        defer { tjDestroy(handle) }
        var (width, height, sampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let count = UInt(bytes.count)
        guard tjDecompressHeader3(handle, bytes, count, &width, &height, &sampling, &colours) == 0 else {
            throw ImagingError(.corrupt, "\(name): damaged JPEG: \(turboMessage(handle))")
        }
        // The library also takes files that hold nothing but tables, and files cut before the image.
        guard width > 0, height > 0 else { throw ImagingError(.corrupt, "\(name): damaged JPEG: it holds no image") }
        try limits.check(width: Int(width), height: Int(height), name: name)
        let segments = JPEGSegments(bytes)
        let isGrey = colours == Int32(TJCS_GRAY.rawValue)
        let isInk = colours == Int32(TJCS_CMYK.rawValue) || colours == Int32(TJCS_YCCK.rawValue)
        let stride = Int(width) * (isInk ? 4 : isGrey ? 1 : 3)
        let samples = stride * Int(height)
        let seconds = limits.deadline.map { ContinuousClock.now.duration(to: $0) / .seconds(1) } ?? .infinity
        var message = [CChar](repeating: 0, count: Int(JMSG_LENGTH_MAX))
        var outcome = platen_jpeg_damaged
        let pixels = [UInt8](unsafeUninitializedCapacity: samples) { pixels, initialized in
            pixels.initialize(repeating: 0)
            outcome = Int(
                platen_jpeg_decode(
                    bytes, count, isInk ? JCS_CMYK : isGrey ? JCS_GRAYSCALE : JCS_RGB, pixels.baseAddress, stride,
                    Int(height), Int32(mostScans), seconds, &message))
            initialized = samples
        }
        switch outcome {
        case platen_jpeg_done: break
        case platen_jpeg_late: throw limits.late(name: name)
        case platen_jpeg_scans:
            throw ImagingError(.tooLarge, "\(name): the JPEG has more than \(mostScans) scans: save it without")
        default:
            let text = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw ImagingError(.corrupt, "\(name): damaged JPEG: \(text)")
        }
        let image = Bitmap(
            width: Int(width), height: Int(height), channels: isGrey ? 1 : 3,
            pixels: isInk ? colour(ofInk: pixels, isInverted: segments.isAdobe) : pixels)
        return segments.orientation.upright(image)
    }

    /// What cyan, magenta, yellow and black leave of red, green and blue, without a colour profile.
    private static func colour(ofInk pixels: [UInt8], isInverted: Bool) -> [UInt8] {
        let flip: UInt8 = isInverted ? 0 : 255
        let count = pixels.count / 4
        return [UInt8](unsafeUninitializedCapacity: count * 3) { target, initialized in
            for i in 0..<count {
                let black = Int(pixels[i * 4 + 3] ^ flip)
                for c in 0..<3 {
                    target[i * 3 + c] = UInt8((Int(pixels[i * 4 + c] ^ flip) * black + 127) / 255)
                }
            }
            initialized = count * 3
        }
    }
}
