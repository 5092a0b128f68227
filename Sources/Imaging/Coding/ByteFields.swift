/// Numbers in the bytes of a file from outside: each is nil where the bytes end before it.
struct ByteFields {
    /// The bytes; offsets count from their first.
    let bytes: ArraySlice<UInt8>
    /// Whether the highest byte of a number comes first.
    var isBigEndian = false

    var count: Int { bytes.count }

    func byte(at offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + offset])
    }

    /// An unsigned number of 16 bits.
    func short(at offset: Int) -> Int? { number(at: offset, size: 2) }

    /// An unsigned number of 32 bits.
    func word(at offset: Int) -> Int? { number(at: offset, size: 4) }

    /// A signed number of 32 bits.
    func signedWord(at offset: Int) -> Int? {
        word(at: offset).map { Int(Int32(truncatingIfNeeded: $0)) }
    }

    /// Whether these bytes stand at an offset.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, text.utf8CodeUnitCount <= bytes.count - offset else { return false }
        return text.withUTF8Buffer { bytes[(bytes.startIndex + offset)...].starts(with: $0) }
    }

    /// So many bytes from an offset on; nil where they end before.
    func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        let start = bytes.startIndex + offset
        return bytes[start..<start + count]
    }

    private func number(at offset: Int, size: Int) -> Int? {
        guard let part = slice(at: offset, count: size) else { return nil }
        return isBigEndian ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
