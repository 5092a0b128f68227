package import Imaging

/// How a shaped text is set.
package struct TypeStyle: Sendable, Hashable {
    /// The font size: pixels in one em.
    package var sizePixels: Double
    /// Extra space between clusters, em; negative to set tight.
    package var tracking: Double
    /// How far the letters lean to the right, degrees.
    package var slant: Double

    /// A style from its parts.
    package init(sizePixels: Double, tracking: Double = 0, slant: Double = 0) {
        self.sizePixels = sizePixels
        self.tracking = tracking
        self.slant = slant
    }
}

/// A shaped text set at a size.
///
/// Lengths in px, y down, origin at the pen's start on the baseline.
package struct GlyphRun: Sendable, Hashable {
    /// A glyph and its place.
    package struct Glyph: Sendable, Hashable {
        /// The glyph's number in its face.
        package var id: UInt32
        /// Where its own origin lies, px.
        package var origin: Point
        /// The grapheme clusters that it writes.
        package var clusters: Range<Int>
        /// How far it moves the pen, without tracking, px.
        package var advance: Double
        /// The piece of the text that it belongs to.
        package var piece = 0
    }

    /// The glyphs in visual order, from left to right.
    package var glyphs: [Glyph]
    /// One box per grapheme cluster, in logical order: from pen to pen, from ascent to descent.
    ///
    /// A ligature's advance is split evenly between its clusters.
    package var cells: [Rect]
    /// The font size: pixels in one em.
    package var sizePixels: Double
    /// How far the letters lean to the right, degrees; the places above are those of upright letters.
    package var slant: Double
    /// From the pen's start to its end, px.
    package var width: Double
    /// How far the font rises above the baseline, px.
    package var ascent: Double
    /// How far the font hangs below the baseline, a positive number of px.
    package var descent: Double
}

/// Sets a shaped text at a size.
///
/// Tracking goes between glyphs of different clusters; a ligature and a mark on its letter stay together, and so do
/// letters that join.
package func layOut(_ shaped: ShapedText, face: Face, style: TypeStyle) -> GlyphRun {
    layOut(shaped, ascent: face.ascender * style.sizePixels, descent: face.descender * style.sizePixels, style: style)
}

/// Sets a shaped text of several faces at a size; its cells are as high as the largest.
package func layOut(_ shaped: ShapedText, pieces: [TypePiece], style: TypeStyle) -> GlyphRun {
    func largest(_ height: (Face) -> Double) -> Double {
        pieces.reduce(0) { max($0, height($1.face) * $1.scale) } * style.sizePixels
    }
    return layOut(shaped, ascent: largest(\.ascender), descent: largest(\.descender), style: style)
}

private func layOut(_ shaped: ShapedText, ascent: Double, descent: Double, style: TypeStyle) -> GlyphRun {
    let size = style.sizePixels
    var run = GlyphRun(
        glyphs: [], cells: [Rect](repeating: .empty, count: shaped.clusters.count), sizePixels: size,
        slant: style.slant, width: 0, ascent: ascent, descent: descent)
    run.glyphs.reserveCapacity(shaped.glyphs.count)

    let joined = style.tracking == 0 ? [] : shaped.clusters.map { JoinedScript(of: $0) }
    /// Whether two clusters are letters that join.
    func join(_ one: Int, _ other: Int) -> Bool { joined[one] != nil && joined[one] == joined[other] }

    var shift = 0.0
    var pen = 0.0
    var first = 0
    while first < shaped.glyphs.count {
        // Neighbours that share a cluster are one unit.
        var clusters = shaped.glyphs[first].clusters
        var end = first + 1
        while end < shaped.glyphs.count, shaped.glyphs[end].clusters.overlaps(clusters) {
            let next = shaped.glyphs[end].clusters
            clusters = min(clusters.lowerBound, next.lowerBound)..<max(clusters.upperBound, next.upperBound)
            end += 1
        }
        let start = pen
        for glyph in shaped.glyphs[first..<end] {
            run.glyphs.append(
                GlyphRun.Glyph(
                    id: glyph.id, origin: Point(x: glyph.origin.x * size + shift, y: glyph.origin.y * size),
                    clusters: glyph.clusters, advance: glyph.advance * size, piece: glyph.piece))
            pen += glyph.advance * size
        }
        let step = (pen - start) / Double(clusters.count)
        for (number, cluster) in clusters.enumerated() {
            let place = shaped.glyphs[first].isRightToLeft ? clusters.count - 1 - number : number
            run.cells[cluster] = Rect(
                left: start + step * Double(place), top: -ascent, right: start + step * Double(place + 1),
                bottom: descent)
        }
        run.width = pen
        first = end
        guard style.tracking != 0, end < shaped.glyphs.count,
            !join(clusters.lowerBound, shaped.glyphs[end].clusters.lowerBound)
        else { continue }
        // However close letters are set, each stands behind the one before it.
        let tracking = max(style.tracking * size, (start - pen) / 2)
        shift += tracking
        pen += tracking
    }
    return run
}
