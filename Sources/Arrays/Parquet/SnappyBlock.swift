/// Unpacks blocks of Snappy.
enum SnappyBlock {
    /// The bytes of a block; nil where it is none, or is longer than it may be.
    static func unpack(_ block: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        var position = block.startIndex
        func number(_ count: Int) -> Int? {
            guard count <= block.endIndex - position else { return nil }
            defer { position += count }
            return block[position..<position + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        var (length, shift) = (0, 0)
        while true {
            guard let byte = number(1), shift < 35 else { return nil }
            length |= (byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        guard length <= limit else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        while position < block.endIndex {
            guard let tag = number(1) else { return nil }
            if tag & 3 == 0 {
                var count = tag >> 2
                if count >= 60 {
                    guard let more = number(count - 59) else { return nil }
                    count = more
                }
                count += 1
                guard count <= block.endIndex - position, bytes.count + count <= length else { return nil }
                bytes.append(contentsOf: block[position..<position + count])
                position += count
                continue
            }
            let count: Int
            let distance: Int?
            switch tag & 3 {
            case 1: (count, distance) = (4 + tag >> 2 & 7, number(1).map { $0 | (tag >> 5) << 8 })
            case 2: (count, distance) = (1 + tag >> 2, number(2))
            default: (count, distance) = (1 + tag >> 2, number(4))
            }
            guard let distance, distance > 0, distance <= bytes.count, bytes.count + count <= length else { return nil }
            // What is copied may be on its way.
            for _ in 0..<count { bytes.append(bytes[bytes.count - distance]) }
        }
        return bytes.count == length ? bytes : nil
    }
}
