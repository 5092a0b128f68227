import Imaging
import Samples
import Typography

/// A set text with its place on a canvas: for each glyph the mask to draw and the map to draw it through.
struct Composition {
    /// The canvas, px.
    var width = 0
    var height = 0
    /// From the run (px at its size, pen at the origin) to the canvas.
    var map = Projection.identity

    /// How many px of a glyph's mask go into one px of the canvas, at most: less detail would look soft, more
    /// would alias, since the warp reads two px in each direction.
    private static let finestDetail = 2.0

    /// The size at which masks are rasterised for glyphs that will appear at `size` px: the least of a row of
    /// sizes, each the root of 2 times the one before, with at least 1.4 and at most 2 mask px to the pixel.
    ///
    /// The row's sizes are moved by a hair, since 16, 32 and 64 px would stand on the edge between two of them: there
    /// the last bit of a sine would decide.
    static func maskSize(_ size: Double) -> Double {
        var step = 4.0
        while step * 2.0.squareRoot() <= size * finestDetail * 1.001, step < 2048 { step *= 2.0.squareRoot() }
        return step
    }

    /// The ink of each glyph as a quad in the run: px of the run; nil for blank glyphs.
    static func inkQuads(_ setting: Setting, _ typesetter: Typesetter, maskSize: Double) throws -> [Quad?] {
        let scale = setting.sizePixels / maskSize
        return try setting.glyphs.map { glyph in
            let ink = try typesetter.mask(glyph.id, of: setting.face, sizePixels: maskSize).ink
            guard !ink.isEmpty else { return nil }
            return glyph.map(Quad(ink).map { Point(x: $0.x * scale, y: $0.y * scale) })
        }
    }

    /// How far ink may reach beyond its box in the run, px: half of a mask's px, since it is read between px, and
    /// half as much again in a glyph that jitter enlarges.
    static func rim(_ setting: Setting, maskSize: Double) -> Double {
        0.75 * setting.sizePixels / maskSize
    }

    /// Draws the ink.
    /// - Returns: the mask, and how much ink fell outside of the canvas (a sum of coverage).
    func drawInk(_ setting: Setting, _ typesetter: Typesetter, maskSize: Double) throws -> (mask: Bitmap, lost: Int) {
        var mask = Bitmap(width: width, height: height)
        var lost = 0
        let scale = setting.sizePixels / maskSize
        for glyph in setting.glyphs {
            let ink = try typesetter.mask(glyph.id, of: setting.face, sizePixels: maskSize)
            guard !ink.ink.isEmpty else { continue }
            let place = Projection(scale, 0, Double(ink.left) * scale, 0, scale, Double(ink.top) * scale)
            let missing = mask.stampInk(ink.bitmap, through: place.then(glyph.map).then(map))
            lost = lost.addingReportingOverflow(missing).overflow ? .max : lost + missing
        }
        return (mask, lost)
    }

    /// The boxes of the characters, in logical order: around the ink of a cluster's glyphs, square to the line;
    /// for one without ink its cell, as far as it reaches into the text's ink.
    func boxes(_ setting: Setting, inkQuads: [Quad?]) -> [Sample.CharacterBox] {
        var bounds = [Rect](repeating: .empty, count: setting.clusters.count)
        for (glyph, quad) in zip(setting.glyphs, inkQuads) {
            guard let box = quad?.bounds else { continue }
            let count = glyph.clusters.count
            for (number, cluster) in glyph.clusters.enumerated() where cluster < bounds.count {
                // A ligature's ink is split evenly between its characters.
                let part = box.width / Double(count)
                let share = Rect(
                    left: box.left + part * Double(number), top: box.top,
                    right: box.left + part * Double(number + 1), bottom: box.bottom)
                bounds[cluster] = bounds[cluster].union(count == 1 ? box : share)
            }
        }
        let extent = bounds.reduce(Rect.empty) { $0.union($1) }
        return setting.clusters.indices.map { cluster in
            let quad: Quad
            if bounds[cluster].isEmpty, cluster < setting.cells.count {
                quad = setting.slant(Quad(setting.cells[cluster])).map { extent.nearest(to: $0) }
            } else {
                quad = Quad(bounds[cluster])
            }
            return Sample.CharacterBox(text: setting.clusters[cluster], quad: map(quad))
        }
    }
}

extension Rect {
    /// The point of the box that lies nearest to another point.
    fileprivate func nearest(to point: Point) -> Point {
        Point(x: max(left, min(right, point.x)), y: max(top, min(bottom, point.y)))
    }
}
