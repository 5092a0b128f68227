/// A generator that hands out many bytes faster than number by number.
package protocol ByteGenerator: RandomNumberGenerator {
    /// Fills a buffer with the bytes that `next()` would give, the lowest of each number first.
    ///
    /// The last number is used up even where not all of its bytes are asked for.
    mutating func nextBytes(_ bytes: UnsafeMutableRawBufferPointer)
}
