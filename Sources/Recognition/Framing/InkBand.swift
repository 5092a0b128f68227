package import Imaging

/// Where a line of text stands in a picture: the rows in which most of its letters have ink.
///
/// What only a few letters have, such as the tails of commas, is not in it, so that it hardly depends on what is written.
/// It is found by the ink's contrast with the ground around it, in a few passes over a small copy of the picture; nothing
/// is drawn by chance.
package struct InkBand: Sendable, Hashable {
    /// The first row, px of the picture at its middle column.
    package let top: Double
    /// One past the last row, px at the middle column.
    package let bottom: Double
    /// How far the line falls to the right, rows a column.
    package let slope: Double
    /// The first column that holds ink of the line, px.
    package let left: Double
    /// One past the last column that does, px.
    package let right: Double
    /// The picture's height, px.
    private let pictureHeight: Int

    /// `bottom - top`, px.
    package var height: Double { bottom - top }

    /// The share of the picture's height that the band fills, 0...1.
    package var share: Double { min(1, height / Double(pictureHeight)) }

    /// The copy in which it is looked for has no more rows and columns than this.
    private static let (mostRows, mostColumns) = (64, 2048)
    /// The least height of a band, px of the copy and as a share of its rows: less is a rule or a smudge.
    private static let (leastRows, leastShare) = (3.0, 0.1)

    /// Finds the band; nil where there is no text to be seen.
    ///
    /// Of several lines it is the one that has most ink near the middle.
    package init?(of picture: Bitmap) {
        guard picture.width > 0, picture.height > 0 else { return nil }
        let copy = picture.grey.resized(
            width: max(
                1,
                min(
                    Self.mostColumns, picture.width,
                    picture.width * min(Self.mostRows, picture.height) / picture.height)),
            height: min(Self.mostRows, picture.height))
        let (width, height) = (copy.width, copy.height)
        let dots = InkDots(of: copy).dots
        guard !dots.isEmpty else { return nil }
        let fall = Self.slope(of: dots, width, height)
        let profile = RowProfile(of: dots, slope: fall, width: width, height: height)
        guard let rows = profile.band, rows.upperBound - rows.lowerBound >= Self.leastRows,
            rows.upperBound - rows.lowerBound >= Self.leastShare * Double(height)
        else { return nil }

        // A column of the line has ink in it twice, so that what little is left of specks does not count.
        var perColumn = [Int](repeating: 0, count: width)
        for dot in dots where rows.contains(Double(profile.level(dot)) + 0.5) { perColumn[dot.x] += 1 }
        let (across, down) = (
            Double(picture.width) / Double(width), Double(picture.height) / Double(height)
        )
        top = rows.lowerBound * down
        bottom = rows.upperBound * down
        slope = fall * down / across
        left = Double(perColumn.firstIndex { $0 > 1 } ?? 0) * across
        right = Double((perColumn.lastIndex { $0 > 1 } ?? width - 1) + 1) * across
        pictureHeight = picture.height
    }

    /// The slope along which the ink lies in the fewest rows; 0 where that says little.
    private static func slope(of dots: [InkDots.Dot], _ width: Int, _ height: Int) -> Double {
        // A short text has no direction of its own.
        guard width >= 3 * height else { return 0 }
        func score(_ slope: Double) -> Double {
            RowProfile(of: dots, slope: slope, width: width, height: height).concentration
        }
        let level = score(0)
        var best = (slope: 0.0, score: level)
        func look(at slopes: some Sequence<Double>) {
            for slope in slopes {
                let score = score(slope)
                if score > best.score { best = (slope, score) }
            }
        }
        look(at: (-8...8).lazy.map { Double($0) / 100 })
        let coarse = best.slope
        look(at: (-3...3).lazy.map { coarse + Double($0) / 400 })
        return best.score > 1.04 * level ? best.slope : 0
    }
}

extension Bitmap {
    /// The share of the height that the text's ink fills, 0...1; nil where there is no text to be seen.
    package var inkShareOfHeight: Double? { InkBand(of: self)?.share }
}
