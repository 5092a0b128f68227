import Imaging
import Samples

/// A set text with its place on a canvas: for each glyph the mask to draw and the map to draw it through.
struct Composition {
    /// The canvas, px.
    var width = 0
    var height = 0
    /// From the text (px at its size, pen at the origin) to the canvas.
    var map = Projection.identity
    /// How the canvas is bent after that; nil where it is not.
    var warp: Warp?
    /// The same for pixels.
    private(set) var field: WarpField?

    /// Makes the field, if there is a warp.
    /// - Returns: whether the canvas does not fold.
    mutating func bend() -> Bool {
        guard let warp else { return true }
        field = warp.field(width: width, height: height)
        return field != nil
    }

    /// Where a quad of the text comes to lie on the canvas; where it is bent, the quad around it.
    func place(_ quad: Quad) -> Quad {
        let flat = map(quad)
        return warp?(flat) ?? flat
    }

    /// Adds the ink of a mask, through a map from its px into the text.
    /// - Returns: how much ink fell outside.
    private func stamp(_ bitmap: Bitmap, through place: Projection, _ joining: InkJoining, on mask: inout Bitmap) -> Int
    {
        let whole = place.then(map)
        guard let warp, let field else { return mask.stampInk(bitmap, through: whole, joining: joining) }
        let frame = Rect(left: 0, top: 0, right: Double(bitmap.width), bottom: Double(bitmap.height))
        return mask.stampInk(
            bitmap, through: whole, bentBy: field, within: warp.area(whole(Quad(frame))), joining: joining)
    }

    /// The ink of each glyph as a quad in the text: px of the text; nil for blank glyphs.
    static func inkQuads(_ setting: Setting, _ stamps: [GlyphStamp]) -> [Quad?] {
        zip(setting.glyphs, stamps).map { glyph, stamp in
            stamp.box.isEmpty ? nil : glyph.map(Quad(stamp.box))
        }
    }

    /// How far ink may reach beyond its box in the text, px: half of a mask's px, since it is read between px, and
    /// half as much again in a glyph that jitter enlarges.
    static func rim(_ stamps: [GlyphStamp]) -> Double {
        stamps.reduce(0) { max($0, $1.detail) } * 0.75
    }

    /// Draws the ink.
    /// - Returns: the mask, and how much ink fell outside of the canvas (a sum of coverage).
    func drawInk(_ setting: Setting, _ stamps: [GlyphStamp]) -> (mask: Bitmap, lost: Int) {
        var mask = Bitmap(width: width, height: height)
        let lost = drawInk(setting, stamps, on: &mask)
        return (mask, lost)
    }

    /// Adds the ink of a text to a mask.
    /// - Parameter moved: from the text that is drawn to the text whose place this is.
    /// - Returns: how much of it fell outside of the canvas.
    @discardableResult
    func drawInk(
        _ setting: Setting, _ stamps: [GlyphStamp], moved: Projection? = nil, on mask: inout Bitmap
    ) -> Int {
        var lost = 0
        for (glyph, stamp) in zip(setting.glyphs, stamps) where !stamp.box.isEmpty {
            let place = moved.map { glyph.map.then($0) } ?? glyph.map
            let missing = self.stamp(stamp.bitmap, through: stamp.place.then(place), setting.joining, on: &mask)
            lost = lost.addingReportingOverflow(missing).overflow ? .max : lost + missing
        }
        return lost
    }

    /// Draws what the text is marked with: a mask for each mark.
    func drawMarks(_ setting: Setting) -> [(mask: Bitmap, tone: Double)] {
        setting.marks.map { mark in
            var mask = Bitmap(width: width, height: height)
            for bar in mark.bars where !bar.box.isEmpty {
                // A block of about the bar's own size, so that its edges stay sharp.
                let (columns, rows) = (max(1, bar.box.width.rounded()), max(1, bar.box.height.rounded()))
                let block = Bitmap.block(width: Int(min(columns, 16384)), height: Int(min(rows, 16384)))
                _ = stamp(block, through: bar.box.fitted(from: block).then(bar.map), .layers, on: &mask)
            }
            return (mask, mark.tone)
        }
    }

    /// A mask of a box of the text with rounded corners.
    /// - Parameter radius: of the corners, px of the text.
    func drawField(_ box: Rect, radius: Double) -> Bitmap {
        var mask = Bitmap(width: width, height: height)
        let (columns, rows) = (max(1, min(4096, box.width.rounded())), max(1, min(4096, box.height.rounded())))
        let block = Bitmap.roundedBlock(
            width: Int(columns), height: Int(rows), radius: radius * min(columns / box.width, rows / box.height))
        _ = stamp(block, through: box.fitted(from: block), .layers, on: &mask)
        return mask
    }

    /// The boxes of the characters, in logical order: the ink box of the cluster's glyph, turned and slanted with it;
    /// around all of them where there are several; for one without ink its cell, as far as it reaches into the
    /// text's ink.
    func boxes(_ setting: Setting, inkQuads: [Quad?]) -> [Sample.CharacterBox] {
        var quads = [Quad?](repeating: nil, count: setting.clusters.count)
        for (glyph, quad) in zip(setting.glyphs, inkQuads) {
            guard let quad else { continue }
            // The characters of a ligature follow each other as their cells do: in Arabic from right to left.
            let clusters = setting.isRightToLeft(glyph) ? Array(glyph.clusters.reversed()) : Array(glyph.clusters)
            for (number, cluster) in clusters.enumerated() where cluster < quads.count {
                let share = quad.slice(number, of: clusters.count)
                quads[cluster] = quads[cluster].map { Quad($0.bounds.union(share.bounds)) } ?? share
            }
        }
        let extent = quads.reduce(Rect.empty) { box, quad in quad.map { box.union($0.bounds) } ?? box }
        return setting.clusters.indices.map { cluster in
            let cell = cluster < setting.cells.count ? setting.cells[cluster] : Quad(extent)
            let quad = quads[cluster] ?? cell.map { extent.nearest(to: $0) }
            return Sample.CharacterBox(text: setting.clusters[cluster], quad: place(quad))
        }
    }
}

extension Composition {
    /// A blank sheet's.
    init(_ sheet: Sheet) {
        (width, height, map) = (sheet.width, sheet.height, sheet.map)
    }

    /// The paper that a text needs.
    func sheet(_ setting: Setting, _ extent: Rect, channels: Int) -> Sheet {
        Sheet(
            width: width, height: height, channels: channels, map: map, field: field, warp: warp,
            text: TextPlace(extent: extent, em: setting.em, baselines: setting.baselines))
    }
}

extension Setting {
    /// Whether the clusters that a glyph writes run from right to left.
    fileprivate func isRightToLeft(_ glyph: Glyph) -> Bool {
        guard let first = glyph.clusters.first, let last = glyph.clusters.last, last < cells.count else { return false }
        return cells[first].bounds.center.x > cells[last].bounds.center.x
    }
}

extension Quad {
    /// One of `count` equal parts along the line: a ligature's ink is split evenly between its characters.
    fileprivate func slice(_ number: Int, of count: Int) -> Quad {
        guard count > 1 else { return self }
        func between(_ a: Point, _ b: Point, _ part: Int) -> Point {
            let share = Double(part) / Double(count)
            return Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share)
        }
        return Quad(
            topLeft: between(topLeft, topRight, number), topRight: between(topLeft, topRight, number + 1),
            bottomRight: between(bottomLeft, bottomRight, number + 1),
            bottomLeft: between(bottomLeft, bottomRight, number))
    }
}

extension Rect {
    /// The map from a block, which has a border of one px, to the box that it stands for.
    fileprivate func fitted(from block: Bitmap) -> Projection {
        let (columns, rows) = (Double(block.width - 2), Double(block.height - 2))
        return Projection(width / columns, 0, left - width / columns, 0, height / rows, top - height / rows)
    }

    /// The point of the box that lies nearest to another point.
    fileprivate func nearest(to point: Point) -> Point {
        Point(x: max(left, min(right, point.x)), y: max(top, min(bottom, point.y)))
    }
}
