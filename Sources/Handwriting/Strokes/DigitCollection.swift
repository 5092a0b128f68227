import Arrays
package import Imaging
package import Samples

/// A collection of single digits in the shape of MNIST, every one by another writer.
///
/// Picture and label at an index follow from the seed and the part alone.
package struct DigitCollection: Sendable {
    /// Where all random numbers come from.
    package var seed: UInt64
    /// What the writers' styles are drawn from.
    package var ranges: StyleRanges

    /// A collection of a seed.
    package init(seed: UInt64, ranges: StyleRanges = StyleRanges()) {
        self.seed = seed
        self.ranges = ranges
    }

    /// The digit at an index: each run of ten from a multiple of ten on holds all ten, shuffled.
    package func label(at index: Int, in part: Split) -> Int {
        var dice = Dice(SampleKey(seed: seed, split: part, index: index / 10).generator("digits.order"))
        var digits = Array(0...9)
        for place in 0...index % 10 { digits.swapAt(place, place + Int(dice.unit() * Double(10 - place))) }
        return digits[index % 10]
    }

    /// The picture at an index: 28 x 28 px, white on black.
    ///
    /// Throws `ImagingError` where there is no memory to draw with.
    package func tile(at index: Int, in part: Split) throws -> Bitmap {
        let key = SampleKey(seed: seed, split: part, index: index)
        return try DigitTile.draw(
            label(at: index, in: part), by: Writer(key, ranges: ranges), height: ranges.scan, key.generator("hand.line")
        )
    }

    /// Writes a part into a folder as two IDX files with the names of the originals: `train-images-idx3-ubyte` and
    /// `train-labels-idx1-ubyte`, or `t10k-...` for the test part.
    ///
    /// - Parameters:
    ///   - count: how many digits.
    ///   - jobs: how many threads draw.
    ///   - progress: told after every thousand or so how many are drawn.
    /// - Throws: `ArrayError`, `ImagingError`, `CancellationError`.
    package func write(
        _ part: Split, count: Int, to folder: String, jobs: Int, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let pixels = try await draw(part, count: count, jobs: jobs, progress)
        let labels = (0..<count).map { UInt8(label(at: $0, in: part)) }
        let name = part == .test ? "t10k" : "train"
        let side = DigitTile.side
        try IDXFile.write(pixels, shape: [count, side, side], to: "\(folder)/\(name)-images-idx3-ubyte")
        try IDXFile.write(labels, shape: [count], to: "\(folder)/\(name)-labels-idx1-ubyte")
    }

    /// All pictures of a part, one after the other.
    private func draw(
        _ part: Split, count: Int, jobs: Int, _ progress: @Sendable (Int) -> Void
    ) async throws -> [UInt8] {
        let chunk = 1000
        let starts = Array(stride(from: 0, to: count, by: chunk))
        var chunks = [[UInt8]](repeating: [], count: starts.count)
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            var (next, done) = (0, 0)
            func begin() {
                guard next < starts.count else { return }
                let (number, range) = (next, starts[next]..<min(starts[next] + chunk, count))
                group.addTask {
                    try Task.checkCancellation()
                    return (number, try pixels(of: range, in: part))
                }
                next += 1
            }
            for _ in 0..<max(1, jobs) { begin() }
            while let (number, pixels) = try await group.next() {
                chunks[number] = pixels
                done += pixels.count / (DigitTile.side * DigitTile.side)
                progress(done)
                begin()
            }
        }
        return chunks.flatMap(\.self)
    }

    private func pixels(of range: Range<Int>, in part: Split) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * DigitTile.side * DigitTile.side)
        for index in range { try tile(at: index, in: part).withPixels { bytes += $0 } }
        return bytes
    }
}
