import Imaging
import Samples

extension Bitmap {
    /// How much of a text's box must lie within the picture.
    private static let leastInside = 0.75

    /// The part of the picture that a text's outline holds, laid upright; nil where the outline leads out of the picture, so
    /// that the label would say more than is left of the text.
    ///
    /// An upright box is cut out pixel by pixel: the whole pixels that it touches. Any other quad is straightened, its upper
    /// edge being as wide as the wider of the two. A text that runs downwards stays so.
    func cut(_ quad: Quad, limits: ImageLimits) -> Bitmap? {
        let box = quad.bounds
        let (left, top) = (max(0, box.left.rounded(.down)), max(0, box.top.rounded(.down)))
        let (right, bottom) = (min(Double(width), box.right.rounded(.up)), min(Double(height), box.bottom.rounded(.up)))
        guard left < right, top < bottom,
            (right - left) * (bottom - top) >= Self.leastInside * box.width * box.height
        else { return nil }
        let whole = Rect(left: left, top: top, right: right, bottom: bottom)
        guard quad != Quad(box), let map = map(to: quad, limits) else { return part(whole) }
        return crop(width: map.width, height: map.height, through: map.projection)
    }

    /// The size of a straightened quad, and where its pixels come from; nil where it can't be straightened.
    private func map(to quad: Quad, _ limits: ImageLimits) -> (width: Int, height: Int, projection: Projection)? {
        func length(_ one: Point, _ other: Point) -> Double {
            let (x, y) = (other.x - one.x, other.y - one.y)
            return (x * x + y * y).squareRoot()
        }
        let wide = max(length(quad.topLeft, quad.topRight), length(quad.bottomLeft, quad.bottomRight)).rounded()
        let high = max(length(quad.topLeft, quad.bottomLeft), length(quad.topRight, quad.bottomRight)).rounded()
        // Outlines that lie far outside of the picture would make any amount of pixels.
        guard wide >= 1, high >= 1, wide <= 2 * Double(width + height), high <= 2 * Double(width + height),
            wide * high <= Double(limits.maxPixels),
            let projection = Projection(from: Rect(left: 0, top: 0, right: wide, bottom: high), to: quad)
        else { return nil }
        return (Int(wide), Int(high), projection)
    }

    /// A part of the picture, whose edges lie between pixels.
    private func part(_ box: Rect) -> Bitmap {
        let (left, top) = (Int(box.left), Int(box.top))
        let (columns, rows) = (Int(box.right) - left, Int(box.bottom) - top)
        return Bitmap(width: columns, height: rows, channels: channels) { target in
            withPixels { source in
                for row in 0..<rows {
                    let start = ((top + row) * width + left) * channels
                    for place in 0..<columns * channels {
                        target[row * columns * channels + place] = source[start + place]
                    }
                }
            }
        }
    }
}

extension Bitmap {
    /// The part of a picture that a row is; all of it, where the row is a whole picture.
    ///
    /// - Throws: `ImagingError` where there is no such part.
    func cut(as row: StoredRow, _ path: String, limits: ImageLimits) throws(ImagingError) -> Bitmap {
        guard let quad = row.measuredFromTop(of: self).cut else { return self }
        guard let part = cut(quad, limits: limits) else {
            let box = quad.bounds
            throw ImagingError(
                .corrupt,
                "\(path): the text \(row.label.quotedForMessage) is said to stand at \(box.left), \(box.top) to \(box.right), "
                    + "\(box.bottom), and the picture has \(width)x\(height) px")
        }
        return part
    }
}
