/// One number that says something plain about an image, as grey levels and pixels go.
package enum ImageStatistic: String, Sendable, Hashable, CaseIterable {
    /// The mean, grey levels.
    case mean
    /// Contrast as the standard deviation, grey levels.
    case deviation
    /// Contrast as the distance between the 5th and the 95th percentile, grey levels.
    case range
    /// The deviation of Gaussian noise that would show as much, grey levels.
    case noise
    /// The mean length of the gradient, grey levels a px.
    case gradient
    /// The exponent by which power falls with frequency: 0 for white noise, about -2 for photographs, -3 for sharp edges.
    case slope
    /// By how much steps at the edges of 8x8 px blocks exceed other steps: 0 for none, 1 for twice as high.
    case blockiness
}

/// What was measured on one image.
package struct ImageMeasurement: Sendable, Hashable {
    /// The image's size, px.
    package let width: Int
    package let height: Int
    /// The pixels by the length of their gradients, as shares of 1: the bins of `GradientHistogram`.
    package let gradients: [Double]
    private let values: [ImageStatistic: Double]

    /// Measures an image, as one channel.
    package init(_ image: Bitmap) {
        let grey = image.grey
        (width, height) = (grey.width, grey.height)
        let tones = ToneHistogram(grey)
        let gradients = GradientHistogram(grey)
        self.gradients = gradients.shares
        var values: [ImageStatistic: Double] = [:]
        values[.mean] = tones.mean
        values[.deviation] = tones.deviation
        values[.range] = tones.range
        values[.noise] = grey.noiseLevel
        values[.gradient] = gradients.mean
        values[.slope] = grey.powerSpectrumSlope
        values[.blockiness] = grey.blockiness
        self.values = values
    }

    /// A statistic; nil where the image is too small for it.
    package subscript(_ statistic: ImageStatistic) -> Double? { values[statistic] }
}
