extension Bitmap {
    /// The deviation of the image's noise, grey levels, by Immerkær's fast method ("Fast noise variance estimation",
    /// Computer Vision and Image Understanding 64(2), 1996): the mean absolute response to the difference of two
    /// Laplacians, which flat and evenly sloped places do not answer to.
    ///
    /// Thin strokes do answer, so text counts as noise in part: compare images of alike text. nil for images under 3x3 px.
    package var noiseLevel: Double? {
        let image = grey
        guard width >= 3, height >= 3 else { return nil }
        let width = self.width
        var sum = 0
        image.withPixels { pixels in
            for y in 1..<height - 1 {
                for x in 1..<width - 1 {
                    let i = y * width + x
                    func row(_ i: Int, _ outer: Int, _ inner: Int) -> Int {
                        outer * (Int(pixels[i - 1]) + Int(pixels[i + 1])) + inner * Int(pixels[i])
                    }
                    sum += abs(row(i - width, 1, -2) + row(i, -2, 4) + row(i + width, 1, -2))
                }
            }
        }
        return (Double.pi / 2).squareRoot() * Double(sum) / (6 * Double((width - 2) * (height - 2)))
    }
}
