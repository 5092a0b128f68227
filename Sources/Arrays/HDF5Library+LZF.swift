import CHDF5

extension HDF5Library {
    /// LZF's number among the filters of HDF5.
    private static let lzf: H5Z_filter_t = 32000
    private static let name: StaticString = "lzf"
    /// The largest piece of a dataset that is unpacked where the file does not say how large it is.
    private static let largestPiece = 1 << 30

    /// Teaches the library to unpack LZF, which h5py packs by where it is asked to (`compression="lzf"`); with the library locked.
    static func addLZF() {
        guard H5Zfilter_avail(lzf) <= 0 else { return }
        name.withUTF8Buffer { text in
            guard let start = text.baseAddress else { return }
            // The library keeps the name's address: that of a static string stays.
            var filter = H5Z_class2_t()
            filter.version = H5Z_CLASS_T_VERS
            filter.id = lzf
            filter.decoder_present = 1
            filter.name = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
            filter.filter = { flags, count, settings, size, room, buffer in
                HDF5Library.unpack(flags, settings, count, size, room, buffer)
            }
            _ = H5Zregister(&filter)
        }
    }

    /// Puts what a block of LZF stands for in its place.
    ///
    /// - Returns: how many bytes there are; 0 where it is no such block, which the library makes an error.
    private static func unpack(
        _ flags: UInt32, _ settings: UnsafePointer<UInt32>?, _ count: Int, _ size: Int,
        _ room: UnsafeMutablePointer<Int>?,
        _ buffer: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int {
        guard flags & UInt32(H5Z_FLAG_REVERSE) != 0, let buffer, let room, let packed = buffer.pointee else { return 0 }
        // The third setting is the size of a piece.
        let piece = count > 2 ? settings.map { Int($0[2]) } ?? 0 : 0
        let limit = piece > 0 ? min(piece, largestPiece) : largestPiece
        guard let bytes = LZFBlock.unpack(UnsafeRawBufferPointer(start: packed, count: size), limit: limit),
            !bytes.isEmpty, let target = H5allocate_memory(bytes.count, false)
        else { return 0 }
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: target, count: source.count).copyMemory(from: source)
        }
        H5free_memory(packed)
        buffer.pointee = target
        room.pointee = bytes.count
        return bytes.count
    }
}
