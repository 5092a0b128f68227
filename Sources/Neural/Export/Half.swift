/// Numbers of 16 bits, as IEEE 754 has them.
///
/// Swift has the type on some processors only.
package enum Half {
    /// The largest finite one.
    package static let greatest: Float = 65504

    /// The bits of the nearest one; ties go to the even one.
    package static func bits(of value: Float) -> UInt16 {
        let bits = value.bitPattern
        let sign = UInt16(bits >> 16) & 0x8000
        let magnitude = bits & 0x7FFF_FFFF
        // Too large, infinite or no number.
        if magnitude >= 0x4780_0000 { return sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00) }
        if magnitude < 0x3880_0000 {
            // Below the smallest normal number: so many 2^-24.
            return sign | UInt16((Float(bitPattern: magnitude) * 0x1p24).rounded(.toNearestOrEven))
        }
        let rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1)
        return sign | UInt16(truncatingIfNeeded: (rounded >> 13) - (112 << 10))
    }
}
