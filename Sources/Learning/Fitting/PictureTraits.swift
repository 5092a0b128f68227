package import Imaging
import Recognition

/// What a picture of a line of text is like, whatever is written on it: plain statistics, and histograms of tones, gradients,
/// textures and the widths of strokes.
///
/// Pictures are measured at one height, since that is how a reader sees them; so the size of a picture, and its length, say
/// nothing. Blocks of JPEG are looked for in the picture as it is.
package struct PictureTraits: Sendable, Hashable {
    /// Single numbers, in the order of `Statistic.allCases`; not a number where the picture is too small.
    package let numbers: [Double]
    /// Histograms, in the order of `Histogram.allCases`, each as shares of 1.
    package let histograms: [[Double]]

    /// A single number.
    package enum Statistic: String, Sendable, CaseIterable {
        case lightness, deviation, range, noise, gradient, spectrum, blockiness
        /// The share of the height that the text takes.
        case height = "text's height"
        /// The share of pixels that are ink.
        case ink
    }

    /// A histogram.
    package enum Histogram: String, Sendable, CaseIterable {
        case tones, gradients, directions, texture
        case fineTexture = "fine texture"
        case strokesAcross = "strokes across"
        case strokesDown = "strokes down"
    }

    /// The height at which pictures are measured, px.
    private static let height = 48
    /// Longer pictures are shortened, px.
    private static let mostColumns = 1024

    /// Measures a picture.
    package init(_ picture: Bitmap) {
        let grey = picture.grey
        let columns = grey.width * Self.height / max(1, grey.height)
        let copy = grey.resized(width: max(8, min(Self.mostColumns, columns)), height: Self.height)
        let half = copy.resized(width: max(4, copy.width / 2), height: Self.height / 2)
        let measured = ImageMeasurement(copy)
        let ink = InkRuns(copy)
        numbers = Statistic.allCases.map { statistic in
            switch statistic {
            case .lightness: measured[.mean] ?? .nan
            case .deviation: measured[.deviation] ?? .nan
            case .range: measured[.range] ?? .nan
            case .noise: measured[.noise] ?? .nan
            case .gradient: measured[.gradient] ?? .nan
            case .spectrum: measured[.slope] ?? .nan
            case .blockiness: grey.blockiness ?? .nan
            case .height: InkBand(of: grey)?.share ?? .nan
            case .ink: ink.share
            }
        }
        let tones = ToneHistogram(copy).counts
        histograms = Histogram.allCases.map { histogram in
            switch histogram {
            case .tones: shares((0..<8).map { bin in Double(tones[bin * 32..<bin * 32 + 32].reduce(0, +)) })
            case .gradients: measured.gradients
            case .directions: shares(copy.directions)
            case .texture: shares(half.texture)
            case .fineTexture: shares(copy.texture)
            case .strokesAcross: shares(ink.across)
            case .strokesDown: shares(ink.down)
            }
        }
    }

    /// All of it as one list of numbers.
    var vector: [Double] { numbers + histograms.flatMap { $0 } }
}

/// Counts as shares of 1; all 0 where there are none.
private func shares(_ counts: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    return total > 0 ? counts.map { $0 / total } : counts
}
