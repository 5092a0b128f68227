import CDeflate

/// Compresses bytes that do not repeat: deflate (RFC 1951) with a Huffman code made for them and no search for
/// matches, in a zlib stream (RFC 1950).
///
/// Noise holds no matches worth having, so this is as small as a search would make it, and several times as fast.
struct HuffmanDeflate {
    /// One block's worth of bytes: long enough to pay for its code, short enough to follow changes.
    private static let blockCount = 1 << 16
    /// Literals 0...255 and the end of the block.
    private static let symbols = 257

    private var counts = [UInt32](repeating: 0, count: symbols)
    /// For each symbol: its code, bits reversed as they are sent, and its length above bit 16.
    private var codes = [UInt32](repeating: 0, count: symbols)

    /// The most bytes that `count` bytes become.
    static func bound(_ count: Int) -> Int {
        let blocks = count / blockCount + 1
        return count + count / 4 + blocks * 400 + 64
    }

    /// Writes a zlib stream.
    /// - Parameter room: at least `bound(bytes.count)` bytes.
    /// - Returns: how many bytes were written.
    mutating func compress(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Int {
        precondition(room.count >= Self.bound(bytes.count), "no room for a zlib stream")
        guard let target = room.baseAddress else { return 0 }
        var writer = BitWriter(target)
        // Deflate with a window of 32 KiB, fastest level; the two bytes are a multiple of 31.
        writer.put(0x78, 8)
        writer.put(0x01, 8)
        var start = 0
        repeat {
            let end = min(bytes.count, start + Self.blockCount)
            writeBlock(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), isLast: end == bytes.count, &writer)
            start = end
        } while start < bytes.count
        writer.alignToByte()
        let checksum = libdeflate_adler32(1, bytes.baseAddress, bytes.count)
        for shift in [24, 16, 8, 0] as [UInt32] { writer.put(UInt64(checksum >> shift & 0xFF), 8) }
        writer.alignToByte()
        return writer.count
    }

    private mutating func writeBlock(_ bytes: UnsafeRawBufferPointer, isLast: Bool, _ writer: inout BitWriter) {
        count(bytes)
        let lengths = HuffmanCode.lengths(of: counts, longest: 15)
        HuffmanCode.assign(lengths, to: &codes)
        writer.put(isLast ? 1 : 0, 1)
        writer.put(2, 2)  // a code of its own
        writeCode(lengths, &writer)
        codes.withUnsafeBufferPointer { codes in
            guard let code = codes.baseAddress else { return }
            var i = 0
            // Three symbols are at most 45 bits, which always fit behind the 7 that may wait.
            while i + 3 <= bytes.count {
                for _ in 0..<3 {
                    let entry = code[Int(bytes[i])]
                    writer.append(UInt64(entry & 0xFFFF), UInt64(entry >> 16))
                    i += 1
                }
                writer.flush()
            }
            for byte in bytes[i...] {
                writer.put(UInt64(code[Int(byte)] & 0xFFFF), UInt64(code[Int(byte)] >> 16))
            }
            writer.put(UInt64(code[256] & 0xFFFF), UInt64(code[256] >> 16))
        }
    }

    /// Four tables at once, so that equal neighbours do not wait for each other.
    private mutating func count(_ bytes: UnsafeRawBufferPointer) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { tables in
            tables.initialize(repeating: 0)
            var i = 0
            while i + 4 <= bytes.count {
                tables[Int(bytes[i])] &+= 1
                tables[256 + Int(bytes[i + 1])] &+= 1
                tables[512 + Int(bytes[i + 2])] &+= 1
                tables[768 + Int(bytes[i + 3])] &+= 1
                i += 4
            }
            for byte in bytes[i...] { tables[Int(byte)] &+= 1 }
            for value in 0..<256 {
                counts[value] = tables[value] + tables[256 + value] + tables[512 + value] + tables[768 + value]
            }
        }
        counts[256] = 1
    }

    /// The lengths of the code (RFC 1951, section 3.2.7), without run lengths: each is sent by itself, in a code of
    /// 4 bits for each length 0...15.
    ///
    /// That costs some 130 bytes a block.
    private func writeCode(_ lengths: [UInt8], _ writer: inout BitWriter) {
        writer.put(0, 5)  // 257 literal codes
        writer.put(0, 5)  // 1 distance code
        writer.put(19 - 4, 4)
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
            writer.put(symbol < 16 ? 4 : 0, 3)
        }
        func put(_ length: UInt8) { writer.put(UInt64(HuffmanCode.reversed(UInt32(length), 4)), 4) }
        for length in lengths { put(length) }
        put(0)  // the one distance code is not used
    }
}

/// Bits, the first in the lowest place of each byte.
private struct BitWriter {
    private let target: UnsafeMutableRawPointer
    private(set) var count = 0
    private var bits: UInt64 = 0
    private var waiting: UInt64 = 0

    init(_ target: UnsafeMutableRawPointer) { self.target = target }

    /// Takes bits without writing: up to 64 may wait.
    @inline(__always)
    mutating func append(_ value: UInt64, _ length: UInt64) {
        bits |= value &<< waiting
        waiting &+= length
    }

    /// Writes all whole bytes; the room must hold 8 more than it takes.
    @inline(__always)
    mutating func flush() {
        target.storeBytes(of: bits.littleEndian, toByteOffset: count, as: UInt64.self)
        count &+= Int(waiting &>> 3)
        bits = bits &>> (waiting & ~7)
        waiting &= 7
    }

    mutating func put(_ value: UInt64, _ length: UInt64) {
        append(value, length)
        flush()
    }

    mutating func alignToByte() {
        waiting = (waiting + 7) & ~7
        flush()
    }
}

/// Prefix codes of a limited length.
enum HuffmanCode {
    /// The lengths of an optimal code: 0 for what does not occur.
    ///
    /// Where the optimum is longer than `longest`, rare symbols are counted as if they were more frequent until it
    /// fits, which costs next to nothing.
    static func lengths(of counts: [UInt32], longest: UInt8) -> [UInt8] {
        var floor: UInt32 = 1
        while true {
            let lengths = optimal(counts.map { $0 == 0 ? 0 : max($0, floor) })
            if lengths.allSatisfy({ $0 <= longest }) { return lengths }
            floor *= 2
        }
    }

    /// Huffman's algorithm with two queues: leaves in order of their counts, and the nodes made from them.
    private static func optimal(_ counts: [UInt32]) -> [UInt8] {
        let leaves = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        var lengths = [UInt8](repeating: 0, count: counts.count)
        guard leaves.count > 1 else {
            for leaf in leaves { lengths[leaf] = 1 }
            return lengths
        }
        var weights = leaves.map { UInt64(counts[$0]) }
        var parents = [Int](repeating: 0, count: 2 * leaves.count - 1)
        var (leaf, node) = (0, leaves.count)
        func next() -> Int {
            let takesLeaf = leaf < leaves.count && (node >= weights.count || weights[leaf] <= weights[node])
            defer { if takesLeaf { leaf += 1 } else { node += 1 } }
            return takesLeaf ? leaf : node
        }
        while weights.count < 2 * leaves.count - 1 {
            let (a, b) = (next(), next())
            (parents[a], parents[b]) = (weights.count, weights.count)
            weights.append(weights[a] + weights[b])
        }
        var depths = [UInt8](repeating: 0, count: parents.count)
        for i in stride(from: parents.count - 2, through: 0, by: -1) { depths[i] = depths[parents[i]] + 1 }
        for (i, symbol) in leaves.enumerated() { lengths[symbol] = depths[i] }
        return lengths
    }

    /// Canonical codes (RFC 1951, section 3.2.2), bits reversed, each with its length above bit 16.
    static func assign(_ lengths: [UInt8], to codes: inout [UInt32]) {
        var ofLength = [UInt32](repeating: 0, count: 17)
        for length in lengths where length > 0 { ofLength[Int(length)] += 1 }
        var next = [UInt32](repeating: 0, count: 17)
        for length in 1..<16 { next[length + 1] = (next[length] + ofLength[length]) << 1 }
        for (symbol, length) in lengths.enumerated() {
            guard length > 0 else {
                codes[symbol] = 0
                continue
            }
            codes[symbol] = reversed(next[Int(length)], UInt32(length)) | UInt32(length) << 16
            next[Int(length)] += 1
        }
    }

    static func reversed(_ code: UInt32, _ length: UInt32) -> UInt32 {
        var (rest, result) = (code, UInt32(0))
        for _ in 0..<length {
            result = result << 1 | rest & 1
            rest >>= 1
        }
        return result
    }
}
