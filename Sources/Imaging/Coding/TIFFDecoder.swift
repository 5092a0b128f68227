import CTIFF
import Glibc

/// Reads TIFF files: of those with several pages, the first.
enum TIFFDecoder {
    /// A tile may reach so far over the border of a small picture, px in all tiles together.
    private static let spareArea = 1 << 24

    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        try bytes.lend(name: name, limits) { file throws(ImagingError) in try decode(file, name: name, limits: limits) }
    }

    private static func decode(
        _ memory: MemoryFile, name: String, limits: ImageLimits
    ) throws(ImagingError) -> Bitmap {
        // The library keeps the report's address until the file is closed.
        let report = UnsafeMutablePointer<platen_tiff_report>.allocate(capacity: 1)
        report.initialize(to: platen_tiff_report())
        defer { report.deallocate() }
        return try withExtendedLifetime(memory) { () throws(ImagingError) in
            // No strip needs more than all pixels at 8 bytes each.
            guard let file = open(memory, largestAllocation: limits.maxPixels * 8 + (1 << 20), report) else {
                throw corrupt(report, name)
            }
            defer { TIFFClose(file) }
            return try firstPage(of: file, report, name: name, limits: limits)
        }
    }

    private static func open(
        _ memory: MemoryFile, largestAllocation: Int, _ report: UnsafeMutablePointer<platen_tiff_report>
    ) -> OpaquePointer? {
        platen_tiff_open(
            memory.handle,
            { handle, target, count in
                guard let handle else { return -1 }
                return Int64(MemoryFile.behind(handle).read(into: target, count: Int(count)))
            },
            { _, _, _ in -1 },
            { handle, offset, origin in
                guard let handle else { return UInt64.max }
                // Offsets behind the current place come as large numbers.
                let place = MemoryFile.behind(handle).seek(Int(Int64(bitPattern: offset)), from: origin)
                return place.map(UInt64.init) ?? UInt64.max
            },
            { _ in 0 },
            { handle in handle.map { UInt64(MemoryFile.behind($0).count) } ?? 0 },
            { handle, start, size in
                guard let handle, let start, let size else { return 0 }
                let memory = MemoryFile.behind(handle)
                guard let bytes = memory.start else { return 0 }
                (start.pointee, size.pointee) = (bytes, UInt64(memory.count))
                return 1
            },
            { _, _, _ in },
            Int64(largestAllocation), report)
    }

    private static func firstPage(
        of file: OpaquePointer, _ report: UnsafeMutablePointer<platen_tiff_report>, name: String, limits: ImageLimits
    ) throws(ImagingError) -> Bitmap {
        func word(_ tag: Int32) -> Int { Int(platen_tiff_word(file, UInt32(tag))) }
        let (width, height) = (word(TIFFTAG_IMAGEWIDTH), word(TIFFTAG_IMAGELENGTH))
        try limits.check(width: width, height: height, name: name)
        let compression = Int32(platen_tiff_short(file, UInt32(TIFFTAG_COMPRESSION)))
        guard compression != COMPRESSION_OJPEG else {
            throw ImagingError(
                .unsupported, "\(name): JPEG of the old style in TIFF is not read: save it with another compression")
        }
        guard TIFFIsCODECConfigured(UInt16(compression)) != 0 else {
            throw ImagingError(
                .unsupported, "\(name): TIFF's compression \(compression) is not read: save it with another")
        }
        if TIFFIsTiled(file) != 0 {
            let (across, down) = (word(TIFFTAG_TILEWIDTH), word(TIFFTAG_TILELENGTH))
            guard across > 0, down > 0 else { throw corrupt(report, name, "it has tiles without pixels") }
            let area = (width + across - 1) / across * across * ((height + down - 1) / down * down)
            guard area <= limits.maxPixels + spareArea else {
                throw ImagingError(.tooLarge, "\(name): its tiles of \(across)x\(down) are too large for its picture")
            }
        }

        var problem = [CChar](repeating: 0, count: 1024)
        guard TIFFRGBAImageOK(file, &problem) != 0 else {
            throw ImagingError(.unsupported, "\(name): this kind of TIFF is not read: \(text(problem))")
        }
        // What was said up to here is of tags that nobody knows or needs: the library has gone on without them.
        report.pointee = platen_tiff_report()
        var reader = TIFFRGBAImage()
        guard TIFFRGBAImageBegin(&reader, file, 1, &problem) != 0 else {
            throw ImagingError(.unsupported, "\(name): this kind of TIFF is not read: \(text(problem))")
        }
        defer { TIFFRGBAImageEnd(&reader) }
        let isGrey = [PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_MINISWHITE].contains(Int32(reader.photometric))
        guard !(isGrey && reader.alpha != 0 && reader.bitspersample != 8) else {
            throw ImagingError(
                .unsupported,
                "\(name): grey TIFFs of \(reader.bitspersample) bits with transparency are not read: "
                    + "save it without, or as PNG")
        }
        // The library turns pictures by halves only: rows come as they are stored.
        reader.req_orientation = reader.orientation
        var raster = [UInt32](repeating: 0, count: width * height)
        guard TIFFRGBAImageGet(&reader, &raster, UInt32(width), UInt32(height)) != 0,
            report.pointee.error.0 == 0,
            // The library goes on where JPEG data end too soon, with a warning.
            compression != COMPRESSION_JPEG || report.pointee.warnings == 0
        else { throw corrupt(report, name, "its pixels are cut short or broken") }
        let orientation = PictureOrientation(rawValue: Int(reader.orientation)) ?? .topLeft
        // Grey alone does the library leave as it is; all others it multiplies by their alpha.
        let isPlain = isGrey && reader.alpha == EXTRASAMPLE_UNASSALPHA
        let image = Bitmap(width: width, height: height, channels: isGrey ? 1 : 3) { target in
            lay(raster, isMultiplied: !isPlain, onWhite: target, channels: isGrey ? 1 : 3)
        }
        return orientation.upright(image)
    }

    /// Lays pixels of red, green, blue and alpha, from the lowest byte up, on white.
    private static func lay(
        _ raster: [UInt32], isMultiplied: Bool, onWhite target: UnsafeMutableBufferPointer<UInt8>, channels: Int
    ) {
        for (i, pixel) in raster.enumerated() {
            let alpha = UInt8(pixel >> 24)
            for c in 0..<channels {
                let value = UInt8(truncatingIfNeeded: pixel >> (8 * UInt32(c)))
                let seen =
                    isMultiplied
                    ? UInt8(min(255, Int(value) + 255 - Int(alpha))) : Transparency.onWhite(value, alpha: alpha)
                target.initializeElement(at: i * channels + c, to: seen)
            }
        }
    }

    private static func corrupt(
        _ report: UnsafeMutablePointer<platen_tiff_report>, _ name: String, _ usual: String = "cut short"
    ) -> ImagingError {
        let said = withUnsafeBytes(of: report.pointee.error) {
            // Some begin with the name of the file, which is none here, and a colon.
            String(
                decoding: $0.prefix { $0 != 0 }.drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") },
                as: UTF8.self)
        }
        return ImagingError(.corrupt, "\(name): damaged TIFF: \(said.isEmpty ? usual : said)")
    }

    private static func text(_ characters: [CChar]) -> String {
        let text = String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text.isEmpty ? "its colours are of an unknown kind" : text
    }
}
