import Datasets
package import Imaging

/// What is kept of one picture of a set: 64 bytes, so that those of millions can be.
package struct PictureFigures: Sendable {
    /// Whether the picture could be read.
    package private(set) var isMeasured = false
    /// Whether nothing is on it.
    package private(set) var isBlank = false
    /// The sides that ink runs into.
    package private(set) var edges: PictureInk.Edges = []
    /// Px; pictures are at most 32,767 px a side.
    package private(set) var width: UInt16 = 0
    /// Px.
    package private(set) var height: UInt16 = 0
    /// Characters of its label.
    package private(set) var labelLength: UInt16 = 0
    /// What its pixels are known by.
    package private(set) var pixels: UInt64 = 0
    /// What its label is known by.
    package private(set) var label: UInt64 = 0
    /// The statistics, in their order; those that the picture is too small for are no numbers.
    private var values = SIMD8<Float>(repeating: .nan)

    /// A picture that is not measured.
    init() {}

    init(_ image: Bitmap, _ measurement: ImageMeasurement, label: String?) {
        let ink = PictureInk(image)
        isMeasured = true
        isBlank = ink.isBlank
        edges = ink.edges
        width = UInt16(clamping: image.width)
        height = UInt16(clamping: image.height)
        pixels = Fingerprint(of: image).value
        if let label {
            labelLength = UInt16(clamping: label.count)
            self.label = Fingerprint(of: label).value
        }
        for (place, statistic) in ImageStatistic.allCases.enumerated() {
            if let value = measurement[statistic] { values[place] = Float(value) }
        }
    }

    /// A statistic; nil where the picture is too small for it, or was not measured.
    package subscript(_ statistic: ImageStatistic) -> Double? {
        guard let place = ImageStatistic.allCases.firstIndex(of: statistic) else { return nil }
        return values[place].isNaN ? nil : Double(values[place])
    }
}
