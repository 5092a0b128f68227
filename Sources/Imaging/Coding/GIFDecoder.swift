import CGIF

/// Reads GIF files: of those that move, the first frame.
enum GIFDecoder {
    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        try bytes.lend(name: name, limits) { file throws(ImagingError) in try decode(file, name: name, limits: limits) }
    }

    private static func decode(
        _ memory: MemoryFile, name: String, limits: ImageLimits
    ) throws(ImagingError) -> Bitmap {
        try withExtendedLifetime(memory) { () throws(ImagingError) in
            func corrupt(_ problem: String) -> ImagingError {
                ImagingError(.corrupt, "\(name): damaged GIF: \(problem)")
            }
            var status: Int32 = 0
            let file = DGifOpen(
                memory.handle,
                { file, target, count in
                    guard let handle = file?.pointee.UserData else { return 0 }
                    return Int32(MemoryFile.behind(handle).read(into: target, count: Int(count)))
                }, &status)
            guard let file else { throw corrupt(message(status)) }
            defer { DGifCloseFile(file, nil) }
            return try firstFrame(of: file, name: name, limits: limits)
        }
    }

    private static func firstFrame(
        of file: UnsafeMutablePointer<GifFileType>, name: String, limits: ImageLimits
    ) throws(ImagingError) -> Bitmap {
        func corrupt(_ problem: String? = nil) -> ImagingError {
            ImagingError(.corrupt, "\(name): damaged GIF: \(problem ?? message(file.pointee.Error))")
        }
        let transparent = try colourBeforeImage(file, corrupt)
        guard DGifGetImageDesc(file) == GIF_OK else { throw corrupt() }
        let image = file.pointee.Image
        let (left, top) = (Int(image.Left), Int(image.Top))
        let (columns, rows) = (Int(image.Width), Int(image.Height))
        // Some files' canvas is smaller than their picture; viewers make it larger.
        let (width, height) = (
            max(Int(file.pointee.SWidth), left + columns), max(Int(file.pointee.SHeight), top + rows)
        )
        guard left >= 0, top >= 0, columns > 0, rows > 0 else { throw corrupt("its picture is \(columns)x\(rows)") }
        try limits.check(width: width, height: height, name: name)
        guard let map = image.ColorMap ?? file.pointee.SColorMap, let list = map.pointee.Colors else {
            throw corrupt("it has no table of colours")
        }
        var palette = Palette(
            UnsafeBufferPointer(start: list, count: Int(map.pointee.ColorCount)).map { ($0.Red, $0.Green, $0.Blue) })
        if let transparent { palette.whiten(transparent) }

        var places = [UInt8](repeating: 0, count: columns * rows)
        // Every eighth row, those between, and so on (GIF89a, appendix E).
        let passes = image.Interlace ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
        for (first, step) in passes {
            for y in stride(from: first, to: rows, by: step) {
                let isRead = places.withUnsafeMutableBufferPointer { places in
                    DGifGetLine(file, places.baseAddress.map { $0 + y * columns }, Int32(columns)) == GIF_OK
                }
                guard isRead else { throw corrupt() }
            }
        }
        // What follows may be anything, but not nothing.
        var next = UNDEFINED_RECORD_TYPE
        guard DGifGetRecordType(file, &next) == GIF_OK else { throw corrupt() }
        guard let picture = palette.picture(width: columns, height: rows, places: places) else {
            throw corrupt("it uses a colour that its table lacks")
        }
        return picture.onWhiteCanvas(width: width, height: height, left: left, top: top)
    }

    /// Passes over what stands before the first image; returns the number of the colour that is transparent in it.
    private static func colourBeforeImage(
        _ file: UnsafeMutablePointer<GifFileType>, _ corrupt: (String?) -> ImagingError
    ) throws(ImagingError) -> Int? {
        var transparent: Int?
        while true {
            var record = UNDEFINED_RECORD_TYPE
            guard DGifGetRecordType(file, &record) == GIF_OK else { throw corrupt(nil) }
            switch record {
            case IMAGE_DESC_RECORD_TYPE: return transparent
            case TERMINATE_RECORD_TYPE: throw corrupt("it holds no picture")
            case EXTENSION_RECORD_TYPE:
                var (code, block): (Int32, UnsafeMutablePointer<GifByteType>?) = (0, nil)
                guard DGifGetExtension(file, &code, &block) == GIF_OK else { throw corrupt(nil) }
                while let part = block {
                    var control = GraphicsControlBlock()
                    // The first byte of a block is its length.
                    if code == GRAPHICS_EXT_FUNC_CODE,
                        DGifExtensionToGCB(Int(part.pointee), part + 1, &control) == GIF_OK
                    {
                        transparent = control.TransparentColor >= 0 ? Int(control.TransparentColor) : nil
                    }
                    guard DGifGetExtensionNext(file, &block) == GIF_OK else { throw corrupt(nil) }
                }
            default: throw corrupt("it holds a record of an unknown kind")
            }
        }
    }

    private static func message(_ code: Int32) -> String {
        guard let text = GifErrorString(code) else { return "cut short" }
        return String(cString: text)
    }
}
