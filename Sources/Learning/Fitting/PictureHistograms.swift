import Foundation
import Imaging

extension Bitmap {
    /// How much gradient points in each of eight directions, opposite ones being the same; of a grey image.
    var directions: [Double] {
        var sums = [Double](repeating: 0, count: 8)
        guard width > 2, height > 2 else { return sums }
        withPixels { pixels in
            for y in 1..<height - 1 {
                for x in 1..<width - 1 {
                    let i = y * width + x
                    let across = Double(Int(pixels[i + 1]) - Int(pixels[i - 1]))
                    let down = Double(Int(pixels[i + width]) - Int(pixels[i - width]))
                    let length = (across * across + down * down).squareRoot()
                    guard length > 8 else { continue }
                    // Half a turn is 1, moved by half a bin, so that upright and level edges lie in the middle of theirs.
                    let turn = atan2(down, across) / Double.pi + 1 + 1.0 / 16
                    sums[Int(turn * 8) % 8] += length
                }
            }
        }
        return sums
    }

    /// How often each kind of small place occurs in a grey image: local binary patterns.
    ///
    /// Of eight neighbours 0 to 8 are lighter, side by side, or the pattern is another one, however it is turned (Ojala,
    /// Pietikäinen and Mäenpää, "Multiresolution gray-scale and rotation invariant texture classification with local binary
    /// patterns", IEEE PAMI 24(7), 2002).
    var texture: [Double] {
        var counts = [Double](repeating: 0, count: 10)
        guard width > 2, height > 2 else { return counts }
        // Less than this is no difference.
        let least = 3
        withPixels { pixels in
            let ring = [-width - 1, -width, -width + 1, 1, width + 1, width, width - 1, -1]
            for y in 1..<height - 1 {
                for x in 1..<width - 1 {
                    let i = y * width + x
                    let middle = Int(pixels[i]) + least
                    var (lighter, changes) = (0, 0)
                    var before = Int(pixels[i + ring[7]]) > middle
                    for step in ring {
                        let isLighter = Int(pixels[i + step]) > middle
                        if isLighter { lighter += 1 }
                        if isLighter != before { changes += 1 }
                        before = isLighter
                    }
                    counts[changes <= 2 ? lighter : 9] += 1
                }
            }
        }
        return counts
    }
}

/// The lengths of runs of ink along rows and columns: how wide strokes are.
///
/// Ink is what lies on the rarer side of Otsu's threshold ("A threshold selection method from gray-level histograms", 1979).
struct InkRuns {
    /// The share of pixels that are ink, 0...1.
    private(set) var share = 0.0
    /// How many runs along rows have each length: 1, 2, 3, 4, 5 to 6, 7 to 9, 10 to 14, and more px.
    private(set) var across = [Double](repeating: 0, count: 8)
    /// The same along columns.
    private(set) var down = [Double](repeating: 0, count: 8)

    /// Measures a grey image.
    init(_ image: Bitmap) {
        let counts = ToneHistogram(image).counts
        let total = image.width * image.height
        guard total > 0 else { return }
        let threshold = Self.threshold(counts, total)
        let dark = counts[...threshold].reduce(0, +)
        let inkIsDark = 2 * dark <= total
        share = Double(inkIsDark ? dark : total - dark) / Double(total)
        image.withPixels { pixels in
            func isInk(_ x: Int, _ y: Int) -> Bool {
                (Int(pixels[y * image.width + x]) <= threshold) == inkIsDark
            }
            for y in 0..<image.height { Self.count(0..<image.width, into: &across) { isInk($0, y) } }
            for x in 0..<image.width { Self.count(0..<image.height, into: &down) { isInk(x, $0) } }
        }
    }

    private static func count(_ range: Range<Int>, into bins: inout [Double], _ isInk: (Int) -> Bool) {
        var length = 0
        func bin(_ length: Int) -> Int {
            switch length {
            case ...4: length - 1
            case ...6: 4
            case ...9: 5
            case ...14: 6
            default: 7
            }
        }
        for place in range {
            if isInk(place) {
                length += 1
            } else if length > 0 {
                bins[bin(length)] += 1
                length = 0
            }
        }
        if length > 0 { bins[bin(length)] += 1 }
    }

    /// The level up to which pixels are dark: that which leaves the least spread within both sides.
    private static func threshold(_ counts: [Int], _ total: Int) -> Int {
        let sum = counts.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) }
        var (below, sumBelow, best, level) = (0.0, 0.0, -1.0, 127)
        for (tone, count) in counts.enumerated() {
            below += Double(count)
            sumBelow += Double(tone * count)
            let above = Double(total) - below
            guard below > 0, above > 0 else { continue }
            let distance = sumBelow / below - (sum - sumBelow) / above
            let between = below * above * distance * distance
            if between > best { (best, level) = (between, tone) }
        }
        return level
    }
}
