import Imaging

/// Turns a picture of a character into how much ink covers each of its pixels.
struct InkCoverage {
    private let ink: CollectionOptions.Ink

    init(_ ink: CollectionOptions.Ink) { self.ink = ink }

    /// Fewer steps between paper and ink are noise.
    private static let leastContrast = 24

    /// The coverage, 0...255; nil where ink and paper cannot be told apart.
    ///
    /// Paper is the border's median, and ink the darkest value, or the lightest one, apart from a few pixels.
    func coverage(of picture: Bitmap) -> [UInt8]? {
        let grey = picture.grey.pixels
        var border: [UInt8] = []
        for x in 0..<picture.width { border += [grey[x], grey[(picture.height - 1) * picture.width + x]] }
        for y in 0..<picture.height { border += [grey[y * picture.width], grey[(y + 1) * picture.width - 1]] }
        border.sort()
        let paper = Int(border[border.count / 2])
        var counts = [Int](repeating: 0, count: 256)
        for value in grey { counts[Int(value)] += 1 }
        // One pixel in 200 may be a speck.
        let specks = grey.count / 200
        let darkest = value(after: specks, in: Array(counts.enumerated()))
        let lightest = value(after: specks, in: counts.enumerated().reversed())
        let isDark: Bool
        switch ink {
        case .dark: isDark = true
        case .light: isDark = false
        case .detected: isDark = paper - darkest > lightest - paper
        }
        let contrast = isDark ? paper - darkest : lightest - paper
        guard contrast >= Self.leastContrast else { return nil }
        let table = (0...255).map { value in
            UInt8(clamping: ((isDark ? paper - value : value - paper) * 255 + contrast / 2) / contrast)
        }
        return grey.map { table[Int($0)] }
    }

    /// The first value past so many pixels.
    private func value(after specks: Int, in counts: [(offset: Int, element: Int)]) -> Int {
        var seen = 0
        for (value, count) in counts {
            seen += count
            if seen > specks { return value }
        }
        return 0
    }
}
