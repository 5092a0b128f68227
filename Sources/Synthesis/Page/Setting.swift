import Configuration
import Foundation
import Imaging
import Samples
import Typography

/// A text set in type, before it has a place on a page: each glyph with its own small departures.
///
/// Lengths are px at the run's size, y down, the origin at the pen's start on the baseline.
struct Setting {
    let face: Face
    let sizePixels: Double
    let clusters: [String]
    var glyphs: [Glyph] = []
    /// From pen to pen, ascent to descent, for each cluster: the box of what has no ink, a space.
    let cells: [Rect]
    /// Lean of the whole line.
    let slant: Projection

    struct Glyph {
        let id: UInt32
        let clusters: Range<Int>
        /// From the glyph's own px at the run's size (pen at the origin) into the run.
        let map: Projection
    }

    init(_ shaped: ShapedText, face: Face, sizePixels: Double, recipe: TypeRecipe, _ chooser: inout Chooser) {
        let style = TypeStyle(sizePixels: sizePixels, tracking: chooser.number("tracking", recipe.tracking))
        let run = layOut(shaped, face: face, style: style)
        self.face = face
        self.sizePixels = sizePixels
        clusters = shaped.clusters
        cells = run.cells
        let lean = tan(chooser.number("slant", recipe.slant) * .pi / 180)
        slant = lean == 0 ? .identity : Projection(1, -lean, 0, 0, 1, 0)
        glyphs.reserveCapacity(run.glyphs.count)
        if recipe.jitter.isStill {
            for glyph in run.glyphs {
                let place = Projection.translation(x: glyph.origin.x, y: glyph.origin.y)
                glyphs.append(Glyph(id: glyph.id, clusters: glyph.clusters, map: lean == 0 ? place : place.then(slant)))
            }
        } else {
            addJittered(run, recipe.jitter, capHeight: face.capHeight * sizePixels, chooser)
        }
    }

    private mutating func addJittered(_ run: GlyphRun, _ jitter: JitterRecipe, capHeight: Double, _ chooser: Chooser) {
        var baseline = chooser.generator("jitter.baseline")
        var spacing = chooser.generator("jitter.spacing")
        var size = chooser.generator("jitter.size")
        var rotation = chooser.generator("jitter.rotation")
        for glyph in run.glyphs {
            // Turn and enlarge about the middle of the glyph's body, half of a capital's height above the line.
            let middle = Point(x: glyph.advance / 2, y: -capHeight / 2)
            let factor = 1 + jitter.size.draw(using: &size)
            let x = glyph.origin.x + jitter.spacing.draw(using: &spacing) * sizePixels
            let y = glyph.origin.y + jitter.baseline.draw(using: &baseline) * sizePixels
            let map = Projection.translation(x: -middle.x, y: -middle.y)
                .then(.scale(x: factor, y: factor))
                .then(.rotation(degrees: jitter.rotation.draw(using: &rotation)))
                .then(.translation(x: middle.x + x, y: middle.y + y))
                .then(slant)
            glyphs.append(Glyph(id: glyph.id, clusters: glyph.clusters, map: map))
        }
    }
}
