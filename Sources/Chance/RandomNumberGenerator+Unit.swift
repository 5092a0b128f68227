extension RandomNumberGenerator {
    /// A number in 0..<1, a multiple of 2^-53: the upper 53 bits of the next 64.
    ///
    /// The standard library's `Double.random` takes the lower bits, and may take others in its next version.
    @inlinable
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
