import CDeflate

/// Gzip files (RFC 1952), whole in memory.
enum Gzip {
    /// Whether bytes begin as such a file does.
    static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// What the bytes of a gzip file unpack to, all members one after the other.
    ///
    /// Memory is taken as it is filled, so a false size at the file's end costs nothing.
    static func unpack(_ packed: [UInt8], name: String) throws -> [UInt8] {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            throw ArrayError(.failed, "\(name): no memory to unpack it")
        }
        defer { libdeflate_free_decompressor(decompressor) }
        // Deflate packs 1032 to 1 at best.
        let most = min(ArrayFile.maxBytes, packed.count * 1032)
        // The last four bytes are the last member's size, modulo 2^32: right for nearly all files.
        let stated = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        var room = min(most, max(64, stated))
        while true {
            var result = LIBDEFLATE_BAD_DATA
            let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                result = packed.withUnsafeBytes {
                    unpackMembers($0, by: decompressor, into: UnsafeMutableRawBufferPointer(buffer), &filled)
                }
            }
            if result == LIBDEFLATE_SUCCESS { return bytes }
            if result == LIBDEFLATE_INSUFFICIENT_SPACE {
                guard room < most else {
                    throw ArrayError(
                        .unsupported, "\(name): it unpacks to more than \(most) bytes, which is refused")
                }
                room = min(most, room * 4)
                continue
            }
            throw ArrayError(
                .damaged, "\(name): the gzip data is damaged or cut short (\(packed.count) bytes): get the file again")
        }
    }

    private static func unpackMembers(
        _ packed: UnsafeRawBufferPointer, by decompressor: OpaquePointer, into room: UnsafeMutableRawBufferPointer,
        _ filled: inout Int
    ) -> libdeflate_result {
        var position = 0
        repeat {
            var (read, written) = (0, 0)
            let source = UnsafeRawBufferPointer(rebasing: packed[position...])
            let target = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
            let result = libdeflate_gzip_decompress_ex(
                decompressor, source.baseAddress, source.count, target.baseAddress, target.count, &read, &written)
            guard result == LIBDEFLATE_SUCCESS else { return result }
            position += read
            filled += written
        } while position < packed.count
        return LIBDEFLATE_SUCCESS
    }

    /// Packs bytes: the same file for the same bytes.
    static func pack(_ bytes: [UInt8], name: String) throws -> [UInt8] {
        guard let compressor = libdeflate_alloc_compressor(6) else {
            throw ArrayError(.failed, "\(name): no memory to pack it")
        }
        defer { libdeflate_free_compressor(compressor) }
        let room = libdeflate_gzip_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            filled = bytes.withUnsafeBytes {
                libdeflate_gzip_compress(compressor, $0.baseAddress, $0.count, buffer.baseAddress, room)
            }
        }
    }
}
