import Imaging

/// Codes a grey picture in blocks of 4×4 px and decodes it again.
///
/// Each block is guessed from the px above and to the left that are decoded already: from their mean, straight down,
/// straight across, or by carrying on the slope. What is left is transformed, rounded to whole steps and put back; in the
/// end the seams are smoothed. These are the parts of VP8 that leave traces in pictures (RFC 6386, sections 12 to 15),
/// with four of its guesses and the simple one of its filters.
struct BlockCoder {
    /// For each coefficient, what its size is multiplied by to get steps, 65536ths.
    private let steps: [SIMD4<Int32>]
    /// For each coefficient, what a step comes to, 64ths.
    private let sizes: [SIMD4<Int32>]
    /// The greatest step across a seam that is smoothed, grey levels.
    private let limit: Int32

    /// - Parameter quality: 0 coarse, 100 faithful.
    init(quality: Int) {
        let share = max(0, min(1, Double(quality) / 100))
        // How the reference encoder's quality goes with the coarseness of its tables, and about how these grow.
        let linear = share < 0.75 ? share * 2 / 3 : 2 * share - 1
        let coarse = 1 - Self.cubeRoot(linear)
        let fourth = coarse * coarse * coarse * coarse
        let step: Double = 2 + 58 * coarse + 82 * fourth
        // The transform's rows have these lengths.
        let rows: [Double] = [2, 10.0.squareRoot(), 2, 10.0.squareRoot()]
        steps = rows.map { a in
            SIMD4(rows.map { b in Int32((65536 / (step * a * b)).rounded()) })
        }
        sizes = rows.map { a in
            SIMD4(rows.map { b in Int32((64 * step / (a * b)).rounded()) })
        }
        limit = Int32(step * 0.9 * min(1, coarse * 4))
    }

    /// The cube root of 0...1, by Newton's steps.
    private static func cubeRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<40 { root -= (root * root * root - value) / (3 * root * root) }
        return max(0, min(1, root))
    }

    /// The picture after coding and decoding.
    func coded(_ picture: Bitmap) -> Bitmap {
        let (width, height) = (picture.width, picture.height)
        guard width > 0, height > 0 else { return picture }
        // Whole blocks, with a row above and columns on the left to guess from.
        let (columns, rows) = ((width + 3) / 4, (height + 3) / 4)
        let line = 4 * columns + 4
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: line * (4 * rows + 1)) { work in
            guard let work = work.baseAddress else { return picture }
            work.update(repeating: 127, count: line)
            for y in 1...4 * rows { (work + y * line).update(repeating: 129, count: 4) }
            picture.withPixels { pixels in
                guard let pixel = pixels.baseAddress else { return }
                for y in 0..<rows {
                    for x in 0..<columns {
                        let block = Block { row, column in
                            Int32(pixel[min(height - 1, 4 * y + row) * width + min(width - 1, 4 * x + column)])
                        }
                        code(block, at: work + (4 * y + 1) * line + 4 * x + 4, line: line)
                    }
                }
            }
            smooth(work + line + 4, columns: columns, rows: rows, line: line)
            return Bitmap(width: width, height: height) { target in
                guard let target = target.baseAddress else { return }
                for y in 0..<height {
                    (target + y * width).update(from: work + (y + 1) * line + 4, count: width)
                }
            }
        }
    }

    /// Codes a block and puts what decoding makes of it in its place.
    private func code(_ block: Block, at place: UnsafeMutablePointer<UInt8>, line: Int) {
        let guess = Block.guess(of: block, at: place, line: line)
        var rest = (block - guess).transformed
        for row in 0..<4 {
            let isNegative = rest[row] .< 0
            let size = rest[row].replacing(with: 0 &- rest[row], where: isNegative)
            // A little more than half a step rounds up, as an encoder does to save bits.
            let whole = ((size &* steps[row] &+ 24576) &>> 16) &* sizes[row]
            rest[row] = whole.replacing(with: 0 &- whole, where: isNegative)
        }
        let decoded = rest.restored + guess
        for row in 0..<4 {
            let values = decoded[row].clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
            for column in 0..<4 { place[row * line + column] = UInt8(truncatingIfNeeded: values[column]) }
        }
    }

    /// Smooths the seams between blocks, upright ones first.
    private func smooth(_ first: UnsafeMutablePointer<UInt8>, columns: Int, rows: Int, line: Int) {
        guard limit > 0 else { return }
        for y in 0..<4 * rows {
            for x in 1..<max(1, columns) { smooth(first + y * line + 4 * x, across: 1) }
        }
        for y in 1..<max(1, rows) {
            for x in 0..<4 * columns { smooth(first + 4 * y * line + x, across: line) }
        }
    }

    /// Draws the two px beside a seam together, unless they differ as an edge does.
    @inline(__always)
    private func smooth(_ pixel: UnsafeMutablePointer<UInt8>, across: Int) {
        let (p1, p0) = (Int32(pixel[-2 * across]), Int32(pixel[-across]))
        let (q0, q1) = (Int32(pixel[0]), Int32(pixel[across]))
        guard abs(p0 - q0) * 2 + abs(p1 - q1) / 2 <= limit else { return }
        let pull = max(-128, min(127, 3 * (q0 - p0) + max(-128, min(127, p1 - q1))))
        pixel[-across] = level(p0 + (pull + 3) >> 3)
        pixel[0] = level(q0 - (pull + 4) >> 3)
    }
}

/// 4×4 numbers, row by row.
private struct Block {
    private var rows: (SIMD4<Int32>, SIMD4<Int32>, SIMD4<Int32>, SIMD4<Int32>)

    @inline(__always)
    init(_ a: SIMD4<Int32>, _ b: SIMD4<Int32>, _ c: SIMD4<Int32>, _ d: SIMD4<Int32>) { rows = (a, b, c, d) }

    @inline(__always)
    init(_ value: (_ row: Int, _ column: Int) -> Int32) {
        func row(_ y: Int) -> SIMD4<Int32> { SIMD4(value(y, 0), value(y, 1), value(y, 2), value(y, 3)) }
        rows = (row(0), row(1), row(2), row(3))
    }

    subscript(row: Int) -> SIMD4<Int32> {
        @inline(__always)
        get {
            switch row {
            case 0: rows.0
            case 1: rows.1
            case 2: rows.2
            default: rows.3
            }
        }
        @inline(__always)
        set {
            switch row {
            case 0: rows.0 = newValue
            case 1: rows.1 = newValue
            case 2: rows.2 = newValue
            default: rows.3 = newValue
            }
        }
    }

    @inline(__always)
    static func + (a: Block, b: Block) -> Block {
        Block(a[0] &+ b[0], a[1] &+ b[1], a[2] &+ b[2], a[3] &+ b[3])
    }

    @inline(__always)
    static func - (a: Block, b: Block) -> Block {
        Block(a[0] &- b[0], a[1] &- b[1], a[2] &- b[2], a[3] &- b[3])
    }

    /// The sum of all squares.
    @inline(__always)
    var energy: Int32 {
        let upper: SIMD4<Int32> = (rows.0 &* rows.0) &+ (rows.1 &* rows.1)
        let lower: SIMD4<Int32> = (rows.2 &* rows.2) &+ (rows.3 &* rows.3)
        return (upper &+ lower).wrappedSum()
    }

    /// The guess that comes nearest to a block.
    @inline(__always)
    static func guess(of block: Block, at place: UnsafeMutablePointer<UInt8>, line: Int) -> Block {
        let top = place - line
        let above = SIMD4(Int32(top[0]), Int32(top[1]), Int32(top[2]), Int32(top[3]))
        let left = SIMD4(
            Int32(place[-1]), Int32(place[line - 1]), Int32(place[2 * line - 1]), Int32(place[3 * line - 1]))
        let mean = SIMD4<Int32>(repeating: (above.wrappedSum() &+ left.wrappedSum() &+ 4) >> 3)
        var best = Block(mean, mean, mean, mean)
        var least = (block - best).energy
        func consider(_ guess: Block) {
            let energy = (block - guess).energy
            if energy < least { (best, least) = (guess, energy) }
        }
        consider(Block(above, above, above, above))
        consider(
            Block(
                SIMD4(repeating: left[0]), SIMD4(repeating: left[1]), SIMD4(repeating: left[2]),
                SIMD4(repeating: left[3])))
        let slope = above &- Int32(top[-1])
        func carried(_ row: Int) -> SIMD4<Int32> {
            (slope &+ left[row]).clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
        }
        consider(Block(carried(0), carried(1), carried(2), carried(3)))
        return best
    }

    private var transposed: Block {
        let (a, b, c, d) = rows
        return Block(
            SIMD4(a.x, b.x, c.x, d.x), SIMD4(a.y, b.y, c.y, d.y), SIMD4(a.z, b.z, c.z, d.z), SIMD4(a.w, b.w, c.w, d.w))
    }

    /// A cosine transform in small whole numbers; its rows are 2 and √10 long.
    var transformed: Block { lowered.transposed.lowered }

    /// Undoes `transformed`, of coefficients in 64ths.
    var restored: Block {
        let sums = raised.transposed.raised
        func whole(_ row: SIMD4<Int32>) -> SIMD4<Int32> { (row &+ 32) &>> 6 }
        return Block(whole(sums[0]), whole(sums[1]), whole(sums[2]), whole(sums[3]))
    }

    private var lowered: Block {
        let (a, b, c, d) = rows
        let (outer, inner, far, near) = (a &+ d, b &+ c, a &- d, b &- c)
        return Block(outer &+ inner, (far &+ far) &+ near, outer &- inner, far &- (near &+ near))
    }

    private var raised: Block {
        let (a, b, c, d) = rows
        let (sum, difference) = (a &+ c, a &- c)
        let (slow, quick) = ((b &+ b) &+ d, b &- (d &+ d))
        return Block(sum &+ slow, difference &+ quick, difference &- quick, sum &- slow)
    }
}
