import Chance
import Imaging
import Samples

/// The random structure that papers are made of.
extension Relief {
    /// Adds clouds in three octaves: the thick and the thin of a sheet, soft at any size.
    /// - Parameters:
    ///   - cell: how far apart the largest lie, px.
    ///   - reach: how far they rise and fall, grey levels.
    mutating func addClouds(cell: Double, height reach: Double, _ generator: inout KeyedGenerator) {
        addNoise(cell: cell, height: reach * 0.8, &generator)
        addNoise(cell: cell * 0.37, height: reach * 0.45, &generator)
        addNoise(cell: cell * 0.143, height: reach * 0.25, &generator)
    }

    /// Adds the finest structure of paper, hills of some two px at a scale of 1.
    mutating func addFelt(scale: Double, height reach: Double, _ generator: inout KeyedGenerator) {
        guard scale < 1.4 else { return addNoise(cell: 2 * scale, height: reach, &generator) }
        withUnsafeTemporaryAllocation(byteCount: (width + 2) * (height + 2), alignment: 16) { bytes in
            generator.fill(bytes)
            addFelt(height: reach, random: UnsafeBufferPointer(bytes.assumingMemoryBound(to: UInt8.self)))
        }
    }

    /// Adds fibres: bent strokes that lie in all directions, and the fine felt between them.
    /// - Parameters:
    ///   - scale: how large they are: 1 for fibres of 9 to 36 px.
    ///   - reach: how far they rise and fall, grey levels.
    ///   - density: how many there are to 1000 px² at a scale of 1.
    mutating func addFibres(
        scale: Double, height reach: Double, density: Double = 8, _ generator: inout KeyedGenerator
    ) {
        guard reach > 0 else { return }
        addFelt(scale: scale, height: reach * 0.6, &generator)
        let (columns, rows) = (Double(width) + 24 * scale, Double(height) + 24 * scale)
        let count = min(200_000, Int(density * columns * rows / 1000 / (scale * scale)))
        for _ in 0..<count {
            let (a, b) = (generator.next(), generator.next())
            let start = Point(
                x: Double(a & 0xFFFF) / 65536 * columns - 12 * scale,
                y: Double(a >> 16 & 0xFFFF) / 65536 * rows - 12 * scale)
            let share = Double(b & 0xFF) / 256
            // Few are strong, and as many are dark as light.
            let strength = reach * (0.25 + 0.9 * share * share)
            add(
                ReliefStroke(
                    start: start, heading: Double(a >> 32 & 0xFFFF) / 65536,
                    bend: (Double(b >> 8 & 0xFF) / 255 - 0.5) * 0.03 / scale,
                    length: Int((9 + 27 * Double(b >> 16 & 0xFF) / 256) * scale),
                    height: b >> 24 & 1 == 0 ? strength : -strength))
        }
    }
}

/// Covers of 0...255 from levels that may lie beyond.
@inline(__always)
func covers(_ levels: SIMD8<Float>) -> SIMD8<UInt8> {
    SIMD8<UInt8>(truncatingIfNeeded: whole(greater(lesser(levels, SIMD8(repeating: 255)), SIMD8(repeating: 0))))
}

extension KeyedGenerator {
    /// A number in 0..<1.
    mutating func share() -> Double { unit() }

    /// A number in a range.
    mutating func share(_ low: Double, _ high: Double) -> Double { low + (high - low) * share() }
}
