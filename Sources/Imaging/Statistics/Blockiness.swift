extension Bitmap {
    /// How strongly the 8x8 px blocks of JPEG show: by how much the steps between neighbouring pixels at the blocks' edges
    /// exceed the steps elsewhere.
    ///
    /// 0 for a picture without blocks, 1 where steps at edges are twice as high. A step counts by how far it departs from the
    /// mean of the steps beside it, so that slopes and strokes count little (after Wang, Bovik and Evans, "Blind measurement
    /// of blocking artifacts in images", 2000, in its idea). A picture may have been cut out of a larger one: of the eight
    /// places where the edges may lie the strongest counts, so small pictures have some by chance. nil for images under
    /// 19x19 px.
    package var blockiness: Double? {
        let image = grey
        guard width >= 19, height >= 19 else { return nil }
        return
            (image.blockiness(along: 1, across: width, length: width, lines: height)
            + image.blockiness(along: width, across: 1, length: height, lines: width)) / 2
    }

    /// - Parameters:
    ///   - along: from a pixel to the next on a line; `across` from a line to the next.
    ///   - length: how many pixels a line has, of which there are `lines`.
    private func blockiness(along: Int, across: Int, length: Int, lines: Int) -> Double {
        var sums = [Int](repeating: 0, count: 8)
        var counts = [Int](repeating: 0, count: 8)
        withPixels { pixels in
            for line in 0..<lines {
                for number in 2..<length - 1 {
                    let i = line * across + number * along
                    let step = abs(Int(pixels[i]) - Int(pixels[i - along]))
                    let before = abs(Int(pixels[i - along]) - Int(pixels[i - 2 * along]))
                    let after = abs(Int(pixels[i + along]) - Int(pixels[i]))
                    // Twice the departure, a whole number.
                    sums[number % 8] += max(0, 2 * step - before - after)
                    counts[number % 8] += 1
                }
            }
        }
        let means = zip(sums, counts).map { Double($0) / Double(max(1, $1)) }
        guard let strongest = means.max(), strongest > 0 else { return 0 }
        let others = (means.reduce(0, +) - strongest) / 7
        // The levels are whole numbers: on almost flat pictures a step or two must not count as blocks.
        return (strongest - others) / (others + 0.25)
    }
}
