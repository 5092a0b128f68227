import CWebP

/// Reads WebP files: of those that move, the first frame.
enum WebPDecoder {
    static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        try bytes.lend { file throws(ImagingError) in try decode(file, name: name, limits: limits) }
    }

    private static func decode(
        _ file: UnsafeRawBufferPointer, name: String, limits: ImageLimits
    ) throws(ImagingError) -> Bitmap {
        func corrupt(_ problem: String) -> ImagingError { ImagingError(.corrupt, "\(name): damaged WebP: \(problem)") }

        var data = WebPData(bytes: file.bindMemory(to: UInt8.self).baseAddress, size: file.count)
        guard let demuxer = WebPDemux(&data) else { throw corrupt("cut short, or its chunks do not fit each other") }
        defer { WebPDemuxDelete(demuxer) }
        let width = Int(WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH))
        let height = Int(WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT))
        try limits.check(width: width, height: height, name: name)

        var frame = WebPIterator()
        guard WebPDemuxGetFrame(demuxer, 1, &frame) != 0 else { throw corrupt("it holds no picture") }
        defer { WebPDemuxReleaseIterator(&frame) }
        let (left, top) = (Int(frame.x_offset), Int(frame.y_offset))
        let (columns, rows) = (Int(frame.width), Int(frame.height))
        var features = WebPBitstreamFeatures()
        guard left >= 0, top >= 0, columns > 0, rows > 0, left + columns <= width, top + rows <= height,
            WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &features) == VP8_STATUS_OK,
            Int(features.width) == columns, Int(features.height) == rows
        else { throw corrupt("its picture does not fit its header") }

        var pixels = [UInt8](repeating: 0, count: columns * rows * 4)
        let stride = Int32(columns * 4)
        guard WebPDecodeRGBAInto(frame.fragment.bytes, frame.fragment.size, &pixels, pixels.count, stride) != nil
        else { throw corrupt("its pixels are cut short or broken") }
        let picture = Bitmap(
            width: columns, height: rows, channels: 3, pixels: Transparency.onWhite(pixels, colours: 3))
        let canvas = picture.onWhiteCanvas(width: width, height: height, left: left, top: top)
        return orientation(demuxer).upright(canvas)
    }

    private static func orientation(_ demuxer: OpaquePointer) -> PictureOrientation {
        var chunk = WebPChunkIterator()
        guard WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0 else { return .topLeft }
        defer { WebPDemuxReleaseChunkIterator(&chunk) }
        return EXIF.orientation(in: Array(UnsafeBufferPointer(start: chunk.chunk.bytes, count: chunk.chunk.size))[...])
    }
}

extension Bitmap {
    /// The picture at a place on a white canvas that holds all of it.
    func onWhiteCanvas(width: Int, height: Int, left: Int, top: Int) -> Bitmap {
        guard width != self.width || height != self.height else { return self }
        var canvas = Bitmap(width: width, height: height, channels: channels, filledWith: 255)
        let (from, to) = (stride, canvas.stride)
        withPixels { source in
            canvas.withMutablePixels { target in
                for y in 0..<self.height {
                    for x in 0..<from { target[(top + y) * to + left * channels + x] = source[y * from + x] }
                }
            }
        }
        return canvas
    }
}
