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
        if colours == Int32(TJCS_CMYK.rawValue) || colours == Int32(TJCS_YCCK.rawValue) {
            throw ImagingError(.unsupported, "\(name): CMYK JPEGs are not handled: save the image as RGB")
        }
        let isGrey = colours == Int32(TJCS_GRAY.rawValue)
        let format = isGrey ? TJPF_GRAY : TJPF_RGB
        // A cut file is only a warning to the library, and thousands of empty scans are a way to waste hours.
        let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
        var status: Int32 = -1
        let image = Bitmap(width: Int(width), height: Int(height), channels: isGrey ? 1 : 3) { pixels in
            pixels.initialize(repeating: 0)
            status = tjDecompress2(
                handle, bytes, count, pixels.baseAddress, width, 0, height, Int32(format.rawValue), flags)
        }
        guard status == 0 else {
            throw ImagingError(.corrupt, "\(name): damaged JPEG: \(turboMessage(handle))")
        }
        return image
    }
}
