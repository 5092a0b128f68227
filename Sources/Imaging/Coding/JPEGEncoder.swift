import CTurboJPEG

/// Writes 8-bit grey and RGB images as JPEG.
///
/// Keep one encoder per thread: it reuses its handle and its buffer.
public final class JPEGEncoder {
    /// The longest side that a JPEG can have, px.
    static let maxSide = 65_500

    private let handle: tjhandle
    /// Room for the whole file.
    private var file: [UInt8] = []

    /// An encoder.
    ///
    /// Throws `ImagingError` without memory.
    public init() throws {
        guard let handle = tjInitCompress() else {
            throw ImagingError(.outOfMemory, "no memory for a JPEG encoder")
        }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// Replaces `bytes` by the JPEG file of an image.
    ///
    /// The array's capacity is kept. `quality` runs from 1 (small) to 100 (faithful). Colour is stored at half resolution (4:2:0) below
    /// quality 90 and at full resolution (4:4:4) from there on. Throws `ImagingError` for an image without
    /// pixels, for one with a side over 65500 px and for a quality out of range.
    public func encode(_ image: Bitmap, quality: Int, into bytes: inout [UInt8]) throws {
        let size = "\(image.width)x\(image.height)"
        guard (1...100).contains(quality) else {
            throw ImagingError(.unsupported, "JPEG quality \(quality) is not in 1...100")
        }
        guard image.width > 0, image.height > 0 else {
            throw ImagingError(.unsupported, "a \(size) image cannot be a JPEG: it has no pixels")
        }
        guard max(image.width, image.height) <= Self.maxSide else {
            throw ImagingError(.tooLarge, "a \(size) image is too large for a JPEG: \(Self.maxSide) px is the most")
        }
        let isColour = image.channels == 3
        let sampling = isColour ? (quality >= 90 ? TJSAMP_444 : TJSAMP_420) : TJSAMP_GRAY
        let (width, height) = (Int32(image.width), Int32(image.height))
        let subsampling = Int32(sampling.rawValue)
        let bound = tjBufSize(width, height, subsampling)
        guard bound != UInt.max else { throw ImagingError(.tooLarge, "a \(size) image is too large for a JPEG") }
        if file.count < Int(bound) { file = [UInt8](repeating: 0, count: Int(bound)) }

        var count = bound
        let status = image.withPixels { pixels in
            file.withUnsafeMutableBufferPointer { file in
                var start = file.baseAddress
                return tjCompress2(
                    handle, pixels.baseAddress, width, Int32(image.stride), height,
                    Int32((isColour ? TJPF_RGB : TJPF_GRAY).rawValue), &start, &count, subsampling,
                    Int32(quality), TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT)
            }
        }
        guard status == 0 else {
            throw ImagingError(.failed, "cannot encode a \(size) image as JPEG: \(turboMessage(handle))")
        }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: file[..<Int(count)])
    }
}

/// What the library says about the last failure on a handle.
func turboMessage(_ handle: tjhandle) -> String {
    guard let text = tjGetErrorStr2(handle) else { return "unknown error" }
    return String(cString: text)
}
