/// Unpacks blocks of LZF: runs of bytes as they are, and of bytes that came before.
enum LZFBlock {
    /// The bytes of a block; nil where it is none, or is longer than it may be.
    static func unpack(_ block: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, 1 << 24))
        var rest = block[...]
        while let head = rest.popFirst() {
            if head < 32 {
                let count = Int(head) + 1
                guard count <= rest.count, bytes.count + count <= limit else { return nil }
                bytes.append(contentsOf: rest.prefix(count))
                rest = rest.dropFirst(count)
                continue
            }
            var count = Int(head >> 5) + 2
            if count == 9 {
                guard let more = rest.popFirst() else { return nil }
                count += Int(more)
            }
            guard let low = rest.popFirst() else { return nil }
            let distance = Int(head & 31) << 8 + Int(low) + 1
            guard distance <= bytes.count, bytes.count + count <= limit else { return nil }
            // What is copied may be on its way.
            for _ in 0..<count { bytes.append(bytes[bytes.count - distance]) }
        }
        return bytes
    }
}
