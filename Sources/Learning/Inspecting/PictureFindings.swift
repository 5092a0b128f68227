import Imaging
import Samples

/// What is remarkable about the pictures of a set, taken together.
package struct PictureFindings: Sendable, Encodable {
    /// Pictures with nothing on them.
    package private(set) var blank = 0
    /// Pictures in which ink runs into a side, so that text may have been cut off.
    package private(set) var atEdge = 0
    /// How many pictures it is on each side.
    package private(set) var edges: [String: Int] = [:]
    /// Pictures whose pixels are those of another one before them.
    package private(set) var repeated = 0
    /// Pictures whose pixels are those of one before them that has another label.
    package private(set) var contradicting = 0
    /// By split, how many of its pictures train has too, pixel by pixel.
    package private(set) var inTrain: [String: Int] = [:]
    /// How many pictures of each split were measured; none where there are no splits.
    package private(set) var measured: [String: Int] = [:]
    /// Widths, px.
    package private(set) var width: Extent?
    /// Heights, px.
    package private(set) var height: Extent?
    /// Widths as parts of the height.
    package private(set) var aspectRatio: Extent?
    /// Mean levels.
    package private(set) var brightness: Histogram
    /// Levels between the 5th and the 95th percentile.
    package private(set) var contrast: Histogram
    /// The pictures that a person should look at.
    package private(set) var suspects: [Suspect] = []

    private enum CodingKeys: CodingKey {
        case blank, atEdge, edges, repeated, contradicting, inTrain, measured, width, height, aspectRatio, brightness,
            contrast, suspects
    }

    /// Looks at what was measured.
    package init(_ measured: MeasuredSet, of set: PictureSet) {
        brightness = Histogram(measured.values(.mean), from: 0, to: 256, bins: 16)
        contrast = Histogram(measured.values(.range), from: 0, to: 256, bins: 16)
        let figures = measured.figures
        let good = figures.lazy.filter(\.isMeasured)
        width = Extent(good.map { Double($0.width) })
        height = Extent(good.map { Double($0.height) })
        aspectRatio = Extent(good.map { Double($0.width) / Double(max(1, $0.height)) })
        var choice = SuspectChoice(figures)
        for example in set.alphabet?.examples ?? [] {
            choice.add(unknown: example.unknown, row: set.row(of: example.index, in: example.split))
        }
        for (number, picture) in figures.enumerated() where picture.isMeasured {
            let row = set.row(of: number)
            if let split = set.place(of: row)?.split { self.measured[split.rawValue, default: 0] += 1 }
            if picture.isBlank { blank += 1 }
            if !picture.edges.isEmpty { atEdge += 1 }
            for (edge, name) in Self.sides where picture.edges.contains(edge) { edges[name, default: 0] += 1 }
            choice.add(picture, row: row)
        }
        compare(figures, set, &choice)
        suspects = choice.suspects(of: set)
    }

    /// Sides of a picture, and what they are called.
    static let sides: [(edge: PictureInk.Edges, name: String)] = [
        (.left, "left"), (.top, "top"), (.right, "right"), (.bottom, "bottom"),
    ]

    /// Counts pictures that are there several times.
    private mutating func compare(_ figures: [PictureFigures], _ set: PictureSet, _ choice: inout SuspectChoice) {
        let order = figures.indices.filter { figures[$0].isMeasured }.sorted {
            (figures[$0].pixels, $0) < (figures[$1].pixels, $1)
        }
        var start = 0
        while start < order.count {
            let first = order[start]
            var end = start + 1
            while end < order.count, figures[order[end]].pixels == figures[first].pixels { end += 1 }
            defer { start = end }
            guard end - start > 1 else { continue }
            repeated += end - start - 1
            let firstRow = set.row(of: first)
            let isLearnt = set.place(of: firstRow)?.split == .train
            for number in order[start + 1..<end] {
                let row = set.row(of: number)
                if figures[number].label != figures[first].label {
                    contradicting += 1
                    choice.add(.contradicting, row: row, like: firstRow)
                } else if let split = set.place(of: row)?.split, split != .train, isLearnt {
                    choice.add(.inTrain, row: row, like: firstRow)
                }
                // Rows are numbered from train on: where train has the picture, the first one is train's.
                if isLearnt, let split = set.place(of: row)?.split, split != .train {
                    inTrain[split.rawValue, default: 0] += 1
                }
            }
        }
    }
}
