// Arithmetic for inner loops, in forms that compile to one instruction for several numbers. The library's `rounded`, `max`
// and `pointwiseMax` take care of values that are no numbers and of the sign of zero, which costs several; `replacing` makes
// two masks on its way. They are written out for each type, since a generic one has no vector code.

/// The nearest whole number to one within ±2²²: the bits of a sum with 1.5 times 2²³ hold it.
@inlinable @inline(__always)
package func whole(_ value: Float) -> Int32 { Int32(bitPattern: (value + 12_582_912).bitPattern) &- 0x4B40_0000 }

/// The nearest whole numbers to several within ±2²².
@inlinable @inline(__always)
package func whole(_ values: SIMD4<Float>) -> SIMD4<Int32> {
    unsafeBitCast(values + 12_582_912, to: SIMD4<Int32>.self) &- 0x4B40_0000
}

/// The nearest whole numbers to several within ±2²².
@inlinable @inline(__always)
package func whole(_ values: SIMD8<Float>) -> SIMD8<Int32> {
    unsafeBitCast(values + 12_582_912, to: SIMD8<Int32>.self) &- 0x4B40_0000
}

/// The lesser of each two numbers.
@inlinable @inline(__always)
package func lesser(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
    @inline(__always)
    func lane(_ i: Int) -> Float { b[i] < a[i] ? b[i] : a[i] }
    return SIMD4(lane(0), lane(1), lane(2), lane(3))
}

/// The greater of each two numbers.
@inlinable @inline(__always)
package func greater(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
    @inline(__always)
    func lane(_ i: Int) -> Float { b[i] > a[i] ? b[i] : a[i] }
    return SIMD4(lane(0), lane(1), lane(2), lane(3))
}

/// The lesser of each two numbers.
@inlinable @inline(__always)
package func lesser(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
    @inline(__always)
    func lane(_ i: Int) -> Float { b[i] < a[i] ? b[i] : a[i] }
    return SIMD8(lane(0), lane(1), lane(2), lane(3), lane(4), lane(5), lane(6), lane(7))
}

/// The greater of each two numbers.
@inlinable @inline(__always)
package func greater(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
    @inline(__always)
    func lane(_ i: Int) -> Float { b[i] > a[i] ? b[i] : a[i] }
    return SIMD8(lane(0), lane(1), lane(2), lane(3), lane(4), lane(5), lane(6), lane(7))
}

/// The lesser of each two numbers.
@inlinable @inline(__always)
package func lesser(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
    @inline(__always)
    func lane(_ i: Int) -> Double { b[i] < a[i] ? b[i] : a[i] }
    return SIMD4(lane(0), lane(1), lane(2), lane(3))
}

/// The greater of each two numbers.
@inlinable @inline(__always)
package func greater(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
    @inline(__always)
    func lane(_ i: Int) -> Double { b[i] > a[i] ? b[i] : a[i] }
    return SIMD4(lane(0), lane(1), lane(2), lane(3))
}
