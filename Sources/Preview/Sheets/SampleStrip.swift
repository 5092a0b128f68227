public import Imaging
public import Samples

/// Samples and nothing else, side by side: a picture for a document.
public enum SampleStrip {
    /// Between two samples, px.
    private static let gap = 8

    /// Draws a strip on white, RGB.
    ///
    /// - Parameters:
    ///   - columns: how many samples stand in a row; nil for all of them.
    ///   - scale: how many times samples are enlarged.
    /// - Throws: `ImagingError` if the strip would be wider or longer than 32767 px: show fewer samples then.
    public static func draw(_ samples: [Sample], columns: Int? = nil, scale: Int = 1) throws -> Bitmap {
        let columns = max(1, min(columns ?? samples.count, samples.count))
        let rows = stride(from: 0, to: samples.count, by: columns).map { first in
            samples[first..<min(first + columns, samples.count)].map(\.image)
        }
        let width = rows.map { $0.reduce(-gap) { $0 + $1.width * scale + gap } }.max() ?? 1
        let height = rows.reduce(-gap) { $0 + ($1.map(\.height).max() ?? 0) * scale + gap }
        let canvas = try Canvas(width: max(1, width), height: max(1, height), background: Colour(grey: 255))
        var y = 0
        for row in rows {
            var x = 0
            for image in row {
                try canvas.draw(
                    image,
                    in: Rect(
                        left: Double(x), top: Double(y), right: Double(x + image.width * scale),
                        bottom: Double(y + image.height * scale)))
                x += image.width * scale + gap
            }
            y += (row.map(\.height).max() ?? 0) * scale + gap
        }
        return try canvas.makeBitmap()
    }
}
