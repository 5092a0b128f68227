/// The head of a member of a tar archive, 512 bytes, as POSIX's ustar has it.
struct TarHeader {
    var name: String
    var size: Int
    /// `0` for a file.
    var kind: UInt8

    static let blockSize = 512
    /// The largest member, bytes: eleven octal digits.
    static let largest = 1 << 33 - 1

    /// How many bytes of padding follow a member of a size.
    static func padding(_ size: Int) -> Int { (blockSize - size % blockSize) % blockSize }

    /// Writes heads of files that differ in name and size alone.
    struct Writer {
        private var bytes: [UInt8]
        /// The sum of what is the same in all, with spaces in the place of the sum itself.
        private let sum: Int

        init() {
            var bytes = [UInt8](repeating: 0, count: blockSize)
            func put(_ text: some Collection<UInt8>, at offset: Int) {
                for (place, byte) in text.enumerated() { bytes[offset + place] = byte }
            }
            put("0000644".utf8, at: 100)
            // Owner, group and time: the same samples give the same bytes.
            for place in [108, 116] { put("0000000".utf8, at: place) }
            put("00000000000".utf8, at: 136)
            put("        ".utf8, at: 148)
            put("0".utf8, at: 156)
            put("ustar\0".utf8, at: 257)
            put("00".utf8, at: 263)
            for place in [329, 337] { put("0000000".utf8, at: place) }
            sum = bytes.reduce(0) { $0 + Int($1) }
            // Behind six digits and a NUL one of the spaces stays.
            bytes[154] = 0
            self.bytes = bytes
        }

        /// The head of a file; of its name the first 100 bytes count.
        mutating func block(name: [UInt8], size: Int) -> [UInt8] {
            var sum = self.sum
            for place in 0..<100 {
                let byte = place < name.count ? name[place] : 0
                bytes[place] = byte
                sum += Int(byte)
            }
            sum += put(octal: size, digits: 11, at: 124)
            _ = put(octal: sum, digits: 6, at: 148)
            return bytes
        }

        /// Writes a number and gives the sum of its digits' bytes.
        private mutating func put(octal value: Int, digits: Int, at offset: Int) -> Int {
            var (rest, sum) = (value, 0)
            for place in (offset..<offset + digits).reversed() {
                let digit = UInt8(ascii: "0") + UInt8(rest & 7)
                bytes[place] = digit
                sum += Int(digit)
                rest >>= 3
            }
            return sum
        }
    }

    /// What stands in a block; nil where it is no head.
    init?(_ block: [UInt8]) {
        guard block.count == Self.blockSize else { return nil }
        let sum = block.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 32 : Int($1.element)) }
        guard let size = Self.number(block[124..<136]), let wanted = Self.number(block[148..<156]), sum == wanted,
            let name = Self.text(block[0..<100])
        else { return nil }
        var whole = name
        // Archives of GNU's own have other things where the rest of a name would be.
        if block[257..<263].elementsEqual("ustar\0".utf8), let prefix = Self.text(block[345..<500]), !prefix.isEmpty {
            whole = prefix + "/" + name
        }
        (self.name, self.size, kind) = (whole, size, block[156] == 0 ? UInt8(ascii: "0") : block[156])
    }

    /// Whether the first bytes of a file are those of an archive.
    static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.count >= blockSize && TarHeader(Array(bytes[..<blockSize])) != nil
    }

    static func text(_ bytes: some Collection<UInt8>) -> String? {
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, or where the first bit is set the bytes of a number.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first & 0x80 != 0 {
            guard first == 0x80, bytes.dropFirst().prefix(bytes.count - 8).allSatisfy({ $0 == 0 }) else { return nil }
            let value = bytes.suffix(7).reduce(0) { $0 << 8 | Int($1) }
            return bytes[bytes.endIndex - 8] == 0 || bytes.count == 8 ? value : nil
        }
        let digits = bytes.drop { $0 == .space }.prefix { (0x30...0x37).contains($0) }
        guard !digits.isEmpty, digits.count < 20 else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
    }
}
