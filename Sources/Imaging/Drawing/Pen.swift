extension Bitmap {
    /// Draws a line with round ends and joints into a mask; a line of one point is a dot.
    ///
    /// Each pixel keeps the greater of what it holds and what the line covers of it.
    /// - Parameters:
    ///   - points: px, in order; each with the width of the line there, px.
    ///   - value: what full cover comes to.
    package mutating func draw(line points: [(at: Point, width: Double)], value: UInt8 = 255) {
        precondition(channels == 1, "ink is grey")
        guard let first = points.first else { return }
        let pieces = points.count > 1 ? zip(points, points.dropFirst()).map { ($0, $1) } : [(first, first)]
        let (width, height) = (self.width, self.height)
        withMutablePixels { pixels in
            for (from, to) in pieces {
                let reach = max(from.width, to.width) / 2 + 0.5
                let columns = Self.pixels(min(from.at.x, to.at.x) - reach, max(from.at.x, to.at.x) + reach, width)
                let rows = Self.pixels(min(from.at.y, to.at.y) - reach, max(from.at.y, to.at.y) + reach, height)
                let (dx, dy) = (to.at.x - from.at.x, to.at.y - from.at.y)
                let square = dx * dx + dy * dy
                for y in rows {
                    for x in columns {
                        let (px, py) = (Double(x) + 0.5 - from.at.x, Double(y) + 0.5 - from.at.y)
                        let along = square > 0 ? max(0, min(1, (px * dx + py * dy) / square)) : 0
                        let (qx, qy) = (px - along * dx, py - along * dy)
                        let half = (from.width + (to.width - from.width) * along) / 2
                        // A line thinner than a px covers no more of a px than its width.
                        let cover = min(1, 2 * half, half + 0.5 - (qx * qx + qy * qy).squareRoot())
                        guard cover > 0 else { continue }
                        let ink = UInt8((cover * Double(value)).rounded())
                        if ink > pixels[y * width + x] { pixels[y * width + x] = ink }
                    }
                }
            }
        }
    }

    /// The pixels of a row or column that a stretch touches.
    private static func pixels(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
        guard high > 0, low < Double(count) else { return 0..<0 }
        return Int(max(0, low.rounded(.down)))..<Int(min(Double(count), high.rounded(.up)))
    }
}
