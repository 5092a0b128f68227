extension Relief {
    /// Adds smooth noise: random heights on a lattice, joined by a uniform cubic B-spline, whose bell hides the lattice.
    ///
    /// Several of these with cells that are no multiples of each other make up the octaves of a rough surface.
    /// - Parameters:
    ///   - cellWidth: the lattice's step along x, px, at least 1: about how far apart hills lie.
    ///   - cellHeight: the lattice's step along y, px.
    ///   - reach: how far it rises and falls, grey levels, at most 127; 2.5 times its deviation.
    package mutating func addNoise(
        cellWidth: Double, cellHeight: Double, height reach: Double, _ generator: inout some RandomNumberGenerator
    ) {
        // Evenly drawn heights of at most 127 deviate by 35 after the spline.
        let peak = Int((max(0, min(127, reach)) * 16 * 1.44).rounded())
        guard peak > 0, width > 0, height > 0 else { return }
        // Heights are held within 7 bits, so that a sum over the spline's weights fits in 16.
        var shift = 0
        while peak >> shift > 127 { shift += 1 }
        let across = SplineWeights(count: width, cell: max(1, cellWidth), &generator)
        let down = SplineWeights(count: height, cell: max(1, cellHeight), &generator)
        let lattice = Self.lattice(across.nodes * down.nodes, peak: Int32(peak >> shift), &generator)
        let (width, height) = (self.width, self.height)
        withUnsafeTemporaryAllocation(of: Int16.self, capacity: down.nodes * width) { lines in
            for row in 0..<down.nodes {
                lattice.withUnsafeBufferPointer { heights in
                    let line = heights.baseAddress.map { $0 + row * across.nodes }
                    guard let line else { return }
                    for x in 0..<width {
                        let (node, weight) = (line + Int(across.first[x]), across.weights[x])
                        let sum =
                            (node[0] &* weight.x &+ node[1] &* weight.y) &+ (node[2] &* weight.z &+ node[3] &* weight.w)
                        lines[row * width + x] = sum >> 8
                    }
                }
            }
            levels.withUnsafeMutableBufferPointer { levels in
                guard let page = levels.baseAddress, let lines = lines.baseAddress else { return }
                for y in 0..<height {
                    let (upper, weight) = (lines + Int(down.first[y]) * width, down.weights[y])
                    blend(page + y * width, upper, weight, count: width, shift: Int16(8 - shift))
                }
            }
        }
    }

    /// Adds smooth noise with cells as wide as high.
    package mutating func addNoise(
        cell: Double, height reach: Double, _ generator: inout some RandomNumberGenerator
    ) {
        addNoise(cellWidth: cell, cellHeight: cell, height: reach, &generator)
    }

    /// Random heights in `-peak...peak`.
    private static func lattice(
        _ count: Int, peak: Int32, _ generator: inout some RandomNumberGenerator
    ) -> [Int16] {
        var word: UInt64 = 0
        return [Int16](unsafeUninitializedCapacity: count) { heights, initialized in
            for i in 0..<count {
                if i % 8 == 0 { word = generator.next() }
                heights[i] = Int16(truncatingIfNeeded: (Int32(word & 0xFF) * 2 - 255) * peak / 255)
                word >>= 8
            }
            initialized = count
        }
    }
}

/// What the four nodes around each px of a line count, in 256ths.
private struct SplineWeights {
    /// How many nodes the line needs.
    let nodes: Int
    /// The first of the four.
    let first: [Int32]
    let weights: [SIMD4<Int16>]

    /// The lattice starts at a random place within its first cell.
    init(count: Int, cell: Double, _ generator: inout some RandomNumberGenerator) {
        let start = Double(generator.next() >> 11) * 0x1p-53
        nodes = Int(Double(count) / cell + start) + 5
        var (first, weights): ([Int32], [SIMD4<Int16>]) = ([], [])
        first.reserveCapacity(count)
        weights.reserveCapacity(count)
        for i in 0..<count {
            let place = (Double(i) + 0.5) / cell + start
            let node = place.rounded(.down)
            let (t, s) = (place - node, 1 - (place - node))
            let a = Int16(s * s * s * (256 / 6) + 0.5)
            let b = Int16((3 * t * t * t - 6 * t * t + 4) * (256 / 6) + 0.5)
            let d = Int16(t * t * t * (256 / 6) + 0.5)
            first.append(Int32(node))
            weights.append(SIMD4(a, b, 256 - a - b - d, d))
        }
        (self.first, self.weights) = (first, weights)
    }
}

/// Adds a sum of four lines by their weights.
///
/// 127 times 256 fits in 16 bits, so that the compiler turns this into vector code.
@inline(__always)
private func blend(
    _ target: UnsafeMutablePointer<Int16>, _ lines: UnsafePointer<Int16>, _ weight: SIMD4<Int16>, count: Int,
    shift: Int16
) {
    let (a, b, c, d) = (weight.x, weight.y, weight.z, weight.w)
    for x in 0..<count {
        let sum =
            (lines[x] &* a &+ lines[count + x] &* b) &+ (lines[2 * count + x] &* c &+ lines[3 * count + x] &* d)
        target[x] = target[x] &+ (sum &>> shift)
    }
}
