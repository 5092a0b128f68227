import CPNG
import Glibc

/// Reads PNG files of every kind.
enum PNGDecoder {
    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        let header = try PNGHeader(checking: bytes, name: name)
        try limits.check(width: header.width, height: header.height, name: name)
        try header.checkDataCount(name: name)

        let image = try header.needed(of: bytes).lend(name: name, limits) { file throws(ImagingError) in
            try withExtendedLifetime(file) { () throws(ImagingError) in try pixels(of: file, name: name) }
        }
        return header.orientation.upright(image)
    }

    private static func pixels(of memory: MemoryFile, name: String) throws(ImagingError) -> Bitmap {
        // The library asks of streams alone for one piece after the other, and so can be stopped.
        let stream = platen_png_stream(memory.handle) { handle, target, count in
            guard let handle else { return -1 }
            return MemoryFile.behind(handle).read(into: target, count: count)
        }
        guard let stream else {
            throw ImagingError(.outOfMemory, "\(name): no memory for a PNG decoder")
        }
        defer { fclose(stream) }
        var state = png_image()
        state.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&state) }
        guard png_image_begin_read_from_stdio(&state, stream) != 0 else { throw damaged(state, name: name) }
        // Deep images without a colour profile are taken for sRGB like all others, not for linear light.
        state.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        state.format &= UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(PNG_FORMAT_FLAG_ALPHA)
        let colours = state.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0 ? 3 : 1
        let hasAlpha = state.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0
        let (width, height) = (Int(state.width), Int(state.height))
        // Grey with alpha has as many channels as no `Bitmap` has, so the bytes come first.
        var pixels = [UInt8](repeating: 0, count: width * height * (colours + (hasAlpha ? 1 : 0)))
        guard png_image_finish_read(&state, nil, &pixels, 0, nil) != 0 else { throw damaged(state, name: name) }
        if hasAlpha { pixels = Transparency.onWhite(pixels, colours: colours) }
        return Bitmap(width: width, height: height, channels: colours, pixels: pixels)
    }

    private static func damaged(_ state: png_image, name: String) -> ImagingError {
        let text = withUnsafeBytes(of: state.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return ImagingError(.corrupt, "\(name): damaged PNG: \(text.isEmpty ? "unknown error" : text)")
    }
}
