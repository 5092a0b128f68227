import CTurboJPEG

/// Reads JPEG files.
enum JPEGDecoder {
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
        let format = isInk ? TJPF_CMYK : isGrey ? TJPF_GRAY : TJPF_RGB
        // A cut file is only a warning to the library, and thousands of empty scans are a way to waste hours.
        let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
        let samples = Int(width) * Int(height) * (isInk ? 4 : isGrey ? 1 : 3)
        var status: Int32 = -1
        let pixels = [UInt8](unsafeUninitializedCapacity: samples) { pixels, initialized in
            pixels.initialize(repeating: 0)
            status = tjDecompress2(
                handle, bytes, count, pixels.baseAddress, width, 0, height, Int32(format.rawValue), flags)
            initialized = samples
        }
        guard status == 0 else {
            throw ImagingError(.corrupt, "\(name): damaged JPEG: \(turboMessage(handle))")
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
