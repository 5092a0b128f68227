import Chance

extension Relief {
    /// Adds smooth noise: random heights on a lattice, joined by a uniform cubic B-spline, whose bell hides the lattice.
    ///
    /// Several of these with cells that are no multiples of each other make up the octaves of a rough surface.
    /// - Parameters:
    ///   - cellWidth: the lattice's step along x, px, at least 1: about how far apart hills lie.
    ///   - cellHeight: the lattice's step along y, px.
    ///   - reach: how far it rises and falls, grey levels, at most 127; 2.5 times its deviation.
    package mutating func addNoise(
        cellWidth: Double, cellHeight: Double, height reach: Double, _ generator: inout some ByteGenerator
    ) {
        // Evenly drawn heights of at most 127 deviate by 35 after the spline.
        let peak = Int((max(0, min(127, reach)) * 16 * 1.44).rounded())
        guard peak > 0, width > 0, height > 0 else { return }
        // Heights are held within 7 bits, so that a sum over the spline's weights fits in 16.
        var shift = 0
        while peak >> shift > 127 { shift += 1 }
        let across = SplineWeights(count: width, cell: max(1, cellWidth), &generator)
        let down = SplineWeights(count: height, cell: max(1, cellHeight), &generator)
        let lattice = Self.lattice(across.nodes * down.nodes, peak: Int16(peak >> shift), &generator)
        let (width, height) = (self.width, self.height)
        // Lines are drawn out in whole fours; the next line lies over what is too much.
        withUnsafeTemporaryAllocation(of: Int16.self, capacity: down.nodes * width + 4) { lines in
            across.withPointers { first, weights in
                lattice.withUnsafeBufferPointer { heights in
                    guard let line = lines.baseAddress, let node = heights.baseAddress else { return }
                    for row in 0..<down.nodes {
                        spread(node + row * across.nodes, first, weights, into: line + row * width, count: width)
                    }
                }
            }
            levels.withUnsafeMutableBufferPointer { levels in
                down.withPointers { first, weights in
                    guard let page = levels.baseAddress, let lines = lines.baseAddress else { return }
                    for y in 0..<height {
                        blend(
                            page + y * width, lines + Int(first[y]) * width, weights[y], count: width,
                            shift: Int16(8 - shift))
                    }
                }
            }
        }
    }

    /// Adds the finest of smooth noise, hills of some two px: bytes at random, each joined with its eight neighbours.
    /// - Parameters:
    ///   - reach: how far it rises and falls, grey levels, at most 127; 2.5 times its deviation.
    ///   - random: bytes, as many as a relief has px that is 2 px wider and higher.
    package mutating func addFelt(height reach: Double, random: UnsafeBufferPointer<UInt8>) {
        let (width, height) = (self.width, self.height)
        precondition(random.count == (width + 2) * (height + 2), "\(random.count) random bytes")
        // Sums of 16 bytes deviate by 443; the high half of a product with 8 times the sum is taken.
        let held = max(0, min(127, reach))
        let factor = Int16(held * 118.35)  // 16 * 65536 / (8 * 2.5 * 443)
        guard factor > 0, width > 0, height > 0, let byte = random.baseAddress else { return }
        levels.withUnsafeMutableBufferPointer { levels in
            withUnsafeTemporaryAllocation(of: Int16.self, capacity: 3 * width) { sums in
                guard let page = levels.baseAddress, let sums = sums.baseAddress else { return }
                for y in 0..<height + 2 {
                    let (row, sum) = (byte + y * (width + 2), sums + y % 3 * width)
                    for x in 0..<width { sum[x] = Int16(row[x]) &+ 2 &* Int16(row[x + 1]) &+ Int16(row[x + 2]) }
                    guard y >= 2 else { continue }
                    let (above, middle) = (sums + (y - 2) % 3 * width, sums + (y - 1) % 3 * width)
                    let line = page + (y - 2) * width
                    for x in 0..<width {
                        let hill = (above[x] &+ 2 &* middle[x] &+ sum[x] &- 2040) &* 8
                        line[x] = line[x] &+ Int16(truncatingIfNeeded: (Int32(hill) &* Int32(factor)) >> 16)
                    }
                }
            }
        }
    }

    /// Adds smooth noise with cells as wide as high.
    package mutating func addNoise(
        cell: Double, height reach: Double, _ generator: inout some ByteGenerator
    ) {
        addNoise(cellWidth: cell, cellHeight: cell, height: reach, &generator)
    }

    /// Random heights in `-peak...peak`.
    private static func lattice(_ count: Int, peak: Int16, _ generator: inout some ByteGenerator) -> [Int16] {
        [Int16](unsafeUninitializedCapacity: count) { heights, initialized in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { bytes in
                generator.nextBytes(UnsafeMutableRawBufferPointer(bytes))
                guard let height = heights.baseAddress, let byte = bytes.baseAddress else { return }
                for i in 0..<count {
                    let value = (2 &* Int16(byte[i]) &- 255) &* peak
                    let size = max(value, 0 &- value)
                    // A 255th, in vector code: 255 x 127 and its 256th part on top fit in 16 bits.
                    let part = (size &+ 1 &+ (size &>> 8)) &>> 8
                    height[i] = value < 0 ? 0 &- part : part
                }
            }
            initialized = count
        }
    }
}

/// What the four nodes around each px of a line count, in 256ths.
private struct SplineWeights {
    /// How many nodes the line needs.
    let nodes: Int
    /// The first of the four, for each px, and for up to three beyond the line's end.
    let first: [Int32]
    let weights: [SIMD4<Int16>]

    /// The lattice starts at a random place within its first cell.
    init(count: Int, cell: Double, _ generator: inout some RandomNumberGenerator) {
        let start = generator.unit()
        let nodes = Int(Double(count) / cell + start) + 5
        let pace = 1 / cell
        let whole = (count + 3) & ~3
        var first = [Int32](repeating: 0, count: whole)
        weights = [SIMD4<Int16>](unsafeUninitializedCapacity: whole) { weights, initialized in
            for i in 0..<whole {
                let place = (Double(i) + 0.5) * pace + start
                let node = Int32(truncatingIfNeeded: Int(place))
                let t = Float(place - Double(node))
                let s = 1 - t
                let a = Int16(truncatingIfNeeded: Int32(s * s * s * Self.part + 0.5))
                let b = Int16(truncatingIfNeeded: Int32((3 * t * t * t - 6 * t * t + 4) * Self.part + 0.5))
                let d = Int16(truncatingIfNeeded: Int32(t * t * t * Self.part + 0.5))
                first[i] = min(node, Int32(truncatingIfNeeded: nodes) - 4)
                weights[i] = SIMD4(a, b, 256 &- a &- b &- d, d)
            }
            initialized = whole
        }
        (self.nodes, self.first) = (nodes, first)
    }

    private static let part: Float = 256 / 6

    @inline(__always)
    func withPointers(_ body: (UnsafePointer<Int32>, UnsafePointer<SIMD4<Int16>>) -> Void) {
        first.withUnsafeBufferPointer { first in
            weights.withUnsafeBufferPointer { weights in
                guard let first = first.baseAddress, let weight = weights.baseAddress else { return }
                body(first, weight)
            }
        }
    }
}

/// Draws a line of the lattice out to all px of a row, four at a time: up to three beyond its end are written, too.
private func spread(
    _ nodes: UnsafePointer<Int16>, _ first: UnsafePointer<Int32>, _ weights: UnsafePointer<SIMD4<Int16>>,
    into line: UnsafeMutablePointer<Int16>, count: Int
) {
    let (source, target) = (UnsafeRawPointer(nodes), UnsafeMutableRawPointer(line))
    /// The four nodes that a px lies between.
    @inline(__always) func around(_ x: Int) -> SIMD4<Int16> {
        source.loadUnaligned(fromByteOffset: 2 &* Int(first[x]), as: SIMD4<Int16>.self)
    }
    /// The weighed nodes of two px, added up in pairs: a multiplication that vector units have.
    @inline(__always) func pairs(_ x: Int) -> SIMD4<Int32> {
        let nodes = SIMD8(lowHalf: around(x), highHalf: around(x &+ 1))
        let weights = SIMD8(lowHalf: weights[x], highHalf: weights[x &+ 1])
        let products = SIMD8<Int32>(truncatingIfNeeded: nodes) &* SIMD8<Int32>(truncatingIfNeeded: weights)
        return products.evenHalf &+ products.oddHalf
    }
    for x in stride(from: 0, to: count, by: 4) {
        let sums = SIMD8(lowHalf: pairs(x), highHalf: pairs(x &+ 2))
        let heights = SIMD4<Int16>(truncatingIfNeeded: (sums.evenHalf &+ sums.oddHalf) &>> 8)
        target.storeBytes(of: heights, toByteOffset: 2 &* x, as: SIMD4<Int16>.self)
    }
}

/// Adds a sum of four lines that follow each other, by their weights.
///
/// 127 times 256 fits in 16 bits, and no index can overflow, so that the compiler turns this into vector code.
@inline(__always)
private func blend(
    _ target: UnsafeMutablePointer<Int16>, _ lines: UnsafePointer<Int16>, _ weight: SIMD4<Int16>, count: Int,
    shift: Int16
) {
    let (a, b, c, d) = (lines, lines + count, lines + 2 * count, lines + 3 * count)
    for x in 0..<count {
        let sum =
            (a[x] &* weight.x &+ b[x] &* weight.y) &+ (c[x] &* weight.z &+ d[x] &* weight.w)
        target[x] = target[x] &+ (sum &>> shift)
    }
}
