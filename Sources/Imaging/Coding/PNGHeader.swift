import CDeflate

/// What a PNG says of itself, read after all its chunks have been found whole.
///
/// The library would read only as far as the last row, and would take memory for the pixels first.
struct PNGHeader {
    let width: Int
    let height: Int
    /// Bits a pixel.
    private let depth: Int
    /// Bytes of compressed rows.
    private var dataCount = 0
    /// Chunks that no pixel depends on, and that the library would unpack and keep, however much comes of them.
    private var needless: [Range<Int>] = []
    /// How the picture is turned.
    private(set) var orientation = PictureOrientation.topLeft

    /// Checks every chunk's length and checksum; `bytes` begin with the signature.
    init(checking bytes: [UInt8], name: String) throws(ImagingError) {
        func corrupt(_ problem: String) -> ImagingError { ImagingError(.corrupt, "\(name): damaged PNG: \(problem)") }
        func word(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }

        var size: (width: Int, height: Int, depth: Int)?
        var offset = PNGLayout.signature.count
        var isComplete = false
        while !isComplete {
            guard bytes.count - offset >= PNGLayout.chunkFrame else {
                throw corrupt("cut short at byte \(bytes.count)")
            }
            let (length, type) = (Int(word(at: offset)), word(at: offset + 4))
            guard length <= bytes.count - offset - PNGLayout.chunkFrame else {
                throw corrupt("cut short in the chunk at byte \(offset)")
            }
            let checksum = bytes[(offset + 4)..<(offset + 8 + length)].withUnsafeBytes {
                libdeflate_crc32(0, $0.baseAddress, $0.count)
            }
            guard checksum == word(at: offset + 8 + length) else {
                throw corrupt("the chunk at byte \(offset) has a wrong checksum")
            }
            switch type {
            case PNGLayout.header where size == nil && length == PNGLayout.headerCount:
                let channels = [1, 0, 3, 1, 2, 0, 4]  // by colour type
                let (bits, colours) = (Int(bytes[offset + 16]), Int(bytes[offset + 17]))
                guard channels.indices.contains(colours), channels[colours] > 0, [1, 2, 4, 8, 16].contains(bits) else {
                    throw corrupt("no PNG has colour type \(colours) with \(bits) bits")
                }
                size = (Int(word(at: offset + 8)), Int(word(at: offset + 12)), bits * channels[colours])
            case _ where size == nil: throw corrupt("it does not begin with a header")
            case PNGLayout.data: dataCount += length
            case PNGLayout.exif: orientation = EXIF.orientation(in: bytes[(offset + 8)..<(offset + 8 + length)])
            case _ where PNGLayout.needless.contains(type):
                needless.append(offset..<offset + PNGLayout.chunkFrame + length)
            case PNGLayout.end: isComplete = true
            default: break
            }
            offset += PNGLayout.chunkFrame + length
        }
        guard let size else { throw corrupt("it has no header") }
        (width, height, depth) = size
    }

    /// The file without what no pixel depends on.
    func needed(of bytes: [UInt8]) -> [UInt8] {
        guard !needless.isEmpty else { return bytes }
        var (kept, place): ([UInt8], Int) = ([], 0)
        for chunk in needless {
            kept += bytes[place..<chunk.lowerBound]
            place = chunk.upperBound
        }
        return kept + bytes[place...]
    }

    /// Throws if so few compressed bytes cannot hold so many pixels, however well they compress.
    func checkDataCount(name: String) throws(ImagingError) {
        // Deflate makes at most 1032 bytes of one.
        guard width * height * depth / 8 <= dataCount * 1032 else {
            throw ImagingError(
                .corrupt, "\(name): damaged PNG: \(dataCount) bytes of data are too few for \(width)x\(height) pixels")
        }
    }
}
