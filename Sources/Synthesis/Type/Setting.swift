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
    let cells: [Quad]
    /// What is drawn besides the text.
    var marks: [DrawnMark] = []

    struct Glyph {
        let id: UInt32
        let clusters: Range<Int>
        /// From the glyph's own px at the run's size (pen at the origin) into the run.
        let map: Projection
    }

    /// The box around all marks; empty where there are none.
    var markedExtent: Rect {
        marks.flatMap(\.bars).reduce(Rect.empty) { $0.union($1.map(Quad($1.box)).bounds) }
    }

    struct DrawnMark {
        /// Solid bars, in the run.
        let bars: [Bar]
        /// How light, 0...1.
        let tone: Double

        struct Bar {
            /// The bar before it is bent.
            let box: Rect
            /// From there into the run.
            let map: Projection
        }
    }

    /// - Parameter marks: the stages of `type.marks`.
    init(
        _ shaped: ShapedText, face: Face, sizePixels: Double, recipe: TypeRecipe, marks: [PreparedStage<any Mark>],
        _ chooser: inout Chooser
    ) {
        let (run, curve, slant) = chooser.within("type") { chooser in
            let style = TypeStyle(sizePixels: sizePixels, tracking: chooser.number("tracking", recipe.tracking))
            let run = layOut(shaped, face: face, style: style)
            let lean = tan(chooser.number("slant", recipe.slant) * .pi / 180)
            return (
                run, recipe.curve(width: run.width, em: sizePixels, &chooser),
                lean == 0 ? .identity : Projection(1, -lean, 0, 0, 1, 0)
            )
        }
        self.face = face
        self.sizePixels = sizePixels
        clusters = shaped.clusters
        /// From a straight line to the run, for what stands around `x`.
        func bend(_ x: Double) -> Projection { curve.isStraight ? slant : curve.map(at: x).then(slant) }
        cells = run.cells.map { bend($0.center.x)(Quad($0)) }

        let departures = recipe.jitter.isStill ? nil : Departures(recipe.jitter, face.capHeight * sizePixels, chooser)
        glyphs.reserveCapacity(run.glyphs.count)
        var jitter = departures
        for glyph in run.glyphs {
            let place =
                jitter?.place(glyph, em: sizePixels) ?? Projection.translation(x: glyph.origin.x, y: glyph.origin.y)
            let bent = bend(glyph.origin.x + glyph.advance / 2)
            glyphs.append(
                Glyph(id: glyph.id, clusters: glyph.clusters, map: bent == .identity ? place : place.then(bent)))
        }

        let line = MarkedLine(cells: run.cells, em: sizePixels, width: run.width)
        for stage in marks {
            stage.apply(&chooser) { chooser in
                let bars = stage.stage.bars(on: line, &chooser).map { bar in
                    let (box, middle) = (bar.box, bar.box.center)
                    let turned =
                        bar.turn == 0
                        ? Projection.identity
                        : .translation(x: -middle.x, y: -middle.y).then(.rotation(degrees: bar.turn))
                            .then(.translation(x: middle.x, y: middle.y))
                    return DrawnMark.Bar(box: box, map: turned.then(bend(middle.x)))
                }
                self.marks.append(DrawnMark(bars: bars, tone: chooser.number("tone", stage.stage.tone)))
            }
        }
    }
}

/// The small departures of each glyph from its place, drawn one after the other.
private struct Departures {
    private let recipe: JitterRecipe
    private let capHeight: Double
    private var baseline, spacing, size, rotation: KeyedGenerator

    init(_ recipe: JitterRecipe, _ capHeight: Double, _ chooser: Chooser) {
        self.recipe = recipe
        self.capHeight = capHeight
        baseline = chooser.generator("type.jitter.baseline")
        spacing = chooser.generator("type.jitter.spacing")
        size = chooser.generator("type.jitter.size")
        rotation = chooser.generator("type.jitter.rotation")
    }

    /// The next glyph's place: turned and enlarged about the middle of its body, half of a capital's height above
    /// the line.
    mutating func place(_ glyph: GlyphRun.Glyph, em: Double) -> Projection {
        let middle = Point(x: glyph.advance / 2, y: -capHeight / 2)
        let factor = 1 + recipe.size.draw(using: &size)
        let x = glyph.origin.x + recipe.spacing.draw(using: &spacing) * em
        let y = glyph.origin.y + recipe.baseline.draw(using: &baseline) * em
        return Projection.translation(x: -middle.x, y: -middle.y)
            .then(.scale(x: factor, y: factor))
            .then(.rotation(degrees: recipe.rotation.draw(using: &rotation)))
            .then(.translation(x: middle.x + x, y: middle.y + y))
    }
}

extension TypeRecipe {
    /// The drawn curve of a line.
    fileprivate func curve(width: Double, em: Double, _ chooser: inout Chooser) -> BaselineCurve {
        let arc = chooser.number("arc", arc)
        let amplitude = chooser.number("wave.amplitude", wave.amplitude) * em
        guard amplitude != 0 else { return BaselineCurve(width: width, arc: arc, amplitude: 0, period: 1, phase: 0) }
        var generator = chooser.generator("wave.phase")
        let phase = Double(generator.next() >> 11) * 0x1p-53
        return BaselineCurve(
            width: width, arc: arc, amplitude: amplitude, period: chooser.number("wave.period", wave.period) * em,
            phase: phase)
    }
}
