/// The nearest whole number to one within ±2²², without the checks and calls that a conversion costs: the bits of a sum
/// with 1.5 times 2²³ hold it.
@inlinable @inline(__always)
package func whole(_ value: Float) -> Int32 { Int32(bitPattern: (value + 12_582_912).bitPattern) &- 0x4B40_0000 }
