/// The checksum CRC-32C (Castagnoli; RFC 3720, appendix B.4), and the form in which event files keep it.
enum CRC32C {
    /// What each byte adds, from the reflected polynomial 1EDC6F41.
    private static let table: [UInt32] = (0..<256).map { (byte: UInt32) in
        var sum = byte
        for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0x82F6_3B78 : sum >> 1 }
        return sum
    }

    /// The checksum of bytes.
    static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (sum >> 8) ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
        }
    }

    /// The checksum, turned and shifted, so that it is not that of bytes which hold a checksum themselves.
    static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let sum = checksum(of: bytes)
        return ((sum >> 15) | (sum << 17)) &+ 0xA282_EAD8
    }
}
