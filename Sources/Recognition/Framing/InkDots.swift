import Imaging

/// The pixels of a picture that are ink: as far from the ground, on one side of it, as most of what stands out is.
struct InkDots {
    /// A pixel.
    struct Dot {
        let x: Int
        let y: Int
    }

    /// The pixels, row by row.
    let dots: [Dot]

    /// Less than this far from the ground is not seen as ink, grey levels.
    private static let leastContrast = 8
    /// Ink is at least so far from the ground, as a share of what is usual for it.
    private static let leastShare = 0.45

    /// Finds the ink of a grey picture, which must not be empty.
    init(of picture: Bitmap) {
        let (width, height) = (picture.width, picture.height)
        let ground = Ground(of: picture)
        let levels = (0..<width).map { Int(ground.level(x: $0).rounded()) }
        var contrast = [Int](repeating: 0, count: width * height)
        picture.withPixels { pixels in
            for y in 0..<height {
                for x in 0..<width { contrast[y * width + x] = levels[x] - Int(pixels[y * width + x]) }
            }
        }
        // Ink is on the side of the ground that reaches farther: dark on light, or light on dark.
        let balance = contrast.reduce(0) { $0 + $1 * abs($1) }
        if balance < 0 { for i in contrast.indices { contrast[i] = -contrast[i] } }

        // The other side knows how far noise reaches; where letters are bold and cut close, it holds the ground itself.
        let noise = Self.counts(contrast.lazy.filter { $0 <= 0 }.map { -$0 }).quantile(0.5)
        let darkest = Double(Self.counts(contrast).quantile(0.98))
        let floor = max(Self.leastContrast, min(6 * noise, Int(0.4 * darkest)))
        let usual = Self.counts(contrast.lazy.filter { $0 > floor }).quantile(0.5)
        let least = max(Double(floor), Self.leastShare * Double(usual))
        let isInk = contrast.map { Double($0) > least }
        dots = Self.joined(isInk, width, height)
    }

    private static func counts(_ values: some Sequence<Int>) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for value in values { counts[min(255, max(0, value))] += 1 }
        return counts
    }

    /// Ink that has other ink around it: specks have none, and lines that go down the whole picture are no text, unless
    /// there is little else.
    private static func joined(_ isInk: [Bool], _ width: Int, _ height: Int) -> [Dot] {
        var (found, perColumn): ([Dot], [Int]) = ([], [Int](repeating: 0, count: width))
        for y in 0..<height {
            for x in 0..<width where isInk[y * width + x] {
                var neighbours = -1
                for v in max(0, y - 1)...min(height - 1, y + 1) {
                    for u in max(0, x - 1)...min(width - 1, x + 1) where isInk[v * width + u] { neighbours += 1 }
                }
                guard neighbours >= 2 else { continue }
                found.append(Dot(x: x, y: y))
                perColumn[x] += 1
            }
        }
        let withoutRules = found.filter { perColumn[$0.x] * 20 < height * 19 }
        return withoutRules.count * 2 >= found.count ? withoutRules : found
    }
}
