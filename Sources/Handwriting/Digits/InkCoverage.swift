import Imaging

/// Turns a picture of a character into how much ink covers each of its pixels.
struct InkCoverage {
    private let ink: CollectionOptions.Ink

    init(_ ink: CollectionOptions.Ink) { self.ink = ink }

    /// The coverage, 0...255; nil where ink and paper cannot be told apart.
    func coverage(of picture: Bitmap) -> [UInt8]? {
        let grey = picture.grey
        let tones = InkTones(of: grey)
        let isDark =
            switch ink {
            case .dark: true
            case .light: false
            case .detected: tones.isDark
            }
        let contrast = isDark ? tones.paper - tones.darkest : tones.lightest - tones.paper
        guard contrast >= InkTones.leastContrast else { return nil }
        let table = (0...255).map { value in
            UInt8(clamping: ((isDark ? tones.paper - value : value - tones.paper) * 255 + contrast / 2) / contrast)
        }
        return grey.pixels.map { table[Int($0)] }
    }
}

/// The tones of paper and ink in a grey picture of a character, 0...255.
struct InkTones {
    /// Fewer steps between paper and ink are noise.
    static let leastContrast = 24

    /// The border's median.
    let paper: Int
    /// The darkest value, apart from a few pixels.
    let darkest: Int
    /// The lightest value, apart from a few pixels.
    let lightest: Int

    /// Whether ink is darker than paper.
    var isDark: Bool { paper - darkest > lightest - paper }
    /// Whether ink and paper can be told apart.
    var isClear: Bool { max(paper - darkest, lightest - paper) >= Self.leastContrast }

    /// - Parameter picture: one channel, with pixels.
    init(of picture: Bitmap) {
        let grey = picture.pixels
        var border: [UInt8] = []
        for x in 0..<picture.width { border += [grey[x], grey[(picture.height - 1) * picture.width + x]] }
        for y in 0..<picture.height { border += [grey[y * picture.width], grey[(y + 1) * picture.width - 1]] }
        border.sort()
        paper = Int(border[border.count / 2])
        var counts = [Int](repeating: 0, count: 256)
        for value in grey { counts[Int(value)] += 1 }
        // One pixel in 200 may be a speck.
        let specks = grey.count / 200
        darkest = Self.value(after: specks, in: Array(counts.enumerated()))
        lightest = Self.value(after: specks, in: counts.enumerated().reversed())
    }

    /// The first value past so many pixels.
    private static func value(after specks: Int, in counts: [(offset: Int, element: Int)]) -> Int {
        var seen = 0
        for (value, count) in counts {
            seen += count
            if seen > specks { return value }
        }
        return 0
    }
}
