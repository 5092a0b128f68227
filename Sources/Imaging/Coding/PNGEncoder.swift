import CDeflate

/// Writes 8-bit grey and RGB images as PNG, fast.
///
/// All rows have the same filter. Noisy pages, which hold no repeats, get a Huffman code and no search for matches;
/// others go into libdeflate at its lowest compressing level. Of all settings that were measured these are the fastest
/// and, within two hundredths, the smallest (docs/png.md). Keep one encoder per thread: it reuses its compressor and
/// its buffers.
public final class PNGEncoder {
    private let compressor: OpaquePointer
    private var huffman = HuffmanDeflate()
    /// The rows, each behind its filter byte.
    private var rows: [UInt8] = []
    /// Room for the whole file.
    private var file: [UInt8] = []

    /// An encoder.
    ///
    /// Throws `ImagingError` without memory.
    public init() throws {
        guard let compressor = libdeflate_alloc_compressor(1) else {
            throw ImagingError(.outOfMemory, "no memory for a PNG encoder")
        }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    /// Replaces `bytes` by the PNG file of an image: the same bytes for the same image.
    ///
    /// The array's capacity is kept, so an array that is used again costs no allocation.
    /// Throws `ImagingError` for an image without pixels or with a side or a size that PNG cannot hold.
    public func encode(_ image: Bitmap, into bytes: inout [UInt8]) throws {
        guard image.width > 0, image.height > 0 else {
            throw ImagingError(.unsupported, "a \(image.width)x\(image.height) image cannot be a PNG: it has no pixels")
        }
        let rowBytes = image.stride + 1
        let rawCount = rowBytes * image.height
        let bound = max(libdeflate_zlib_compress_bound(compressor, rawCount), HuffmanDeflate.bound(rawCount))
        guard max(image.width, image.height, bound) <= Int(Int32.max) else {
            throw ImagingError(.tooLarge, "a \(image.width)x\(image.height) image is too large for a PNG")
        }
        Self.grow(&rows, to: rawCount)
        Self.grow(&file, to: bound + PNGLayout.overhead)

        let judgement = PNGFilter.cheapest(for: image)
        image.withPixels { pixels in
            rows.withUnsafeMutableBufferPointer { judgement.filter.write(pixels, of: image, to: $0) }
        }

        let count = file.withUnsafeMutableBytes { file in
            var writer = PNGWriter(file)
            writer.writeHeader(width: image.width, height: image.height, isColour: image.channels == 3)
            let written = writer.writeChunk(PNGLayout.data) { room in
                rows.withUnsafeBytes { rows in
                    guard judgement.isNoise else {
                        return libdeflate_zlib_compress(compressor, rows.baseAddress, rawCount, room.baseAddress, bound)
                    }
                    return huffman.compress(UnsafeRawBufferPointer(rebasing: rows[..<rawCount]), into: room)
                }
            }
            writer.writeChunk(PNGLayout.end) { _ in 0 }
            return written == 0 ? 0 : writer.count
        }
        guard count > 0 else {
            throw ImagingError(.failed, "compressing a \(image.width)x\(image.height) image failed")
        }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: file[..<count])
    }

    private static func grow(_ buffer: inout [UInt8], to count: Int) {
        if buffer.count < count { buffer = [UInt8](repeating: 0, count: count) }
    }
}

/// The parts of a PNG file.
enum PNGLayout {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// Chunk types, as big-endian words.
    static let header: UInt32 = 0x4948_4452  // IHDR
    static let data: UInt32 = 0x4944_4154  // IDAT
    static let exif: UInt32 = 0x6558_4966  // eXIf
    static let end: UInt32 = 0x4945_4E44  // IEND
    /// Texts and palettes for viewers: tEXt, zTXt, iTXt, sPLT.
    static let needless: Set<UInt32> = [0x7445_5874, 0x7A54_5874, 0x6954_5874, 0x7350_4C54]
    /// Length, type and checksum of a chunk.
    static let chunkFrame = 12
    /// Bytes in the header chunk.
    static let headerCount = 13
    /// Everything around the compressed rows in our files.
    static let overhead = signature.count + 3 * chunkFrame + headerCount
}

/// Writes chunks into a buffer that is large enough for them.
private struct PNGWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    /// Bytes written so far.
    private(set) var count = 0

    init(_ buffer: UnsafeMutableRawBufferPointer) {
        self.buffer = buffer
        buffer.copyBytes(from: PNGLayout.signature)
        count = PNGLayout.signature.count
    }

    private func store(_ word: UInt32, at offset: Int) {
        buffer.storeBytes(of: word.bigEndian, toByteOffset: offset, as: UInt32.self)
    }

    mutating func writeHeader(width: Int, height: Int, isColour: Bool) {
        writeChunk(PNGLayout.header) { room in
            room.storeBytes(of: UInt32(width).bigEndian, toByteOffset: 0, as: UInt32.self)
            room.storeBytes(of: UInt32(height).bigEndian, toByteOffset: 4, as: UInt32.self)
            room[8] = 8  // bits a channel
            room[9] = isColour ? 2 : 0
            room[10] = 0  // deflate
            room[11] = 0  // adaptive filters
            room[12] = 0  // not interlaced
            return PNGLayout.headerCount
        }
    }

    /// A chunk whose contents `fill` writes to the front of the room it gets; it returns how many bytes they are.
    @discardableResult
    mutating func writeChunk(_ type: UInt32, fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        let start = count
        store(type, at: start + 4)
        let length = fill(UnsafeMutableRawBufferPointer(rebasing: buffer[(start + 8)...]))
        store(UInt32(length), at: start)
        let checked = UnsafeRawBufferPointer(rebasing: buffer[(start + 4)..<(start + 8 + length)])
        store(libdeflate_crc32(0, checked.baseAddress, checked.count), at: start + 8 + length)
        count = start + PNGLayout.chunkFrame + length
        return length
    }
}
