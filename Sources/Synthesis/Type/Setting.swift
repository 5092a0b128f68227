import Configuration
import Foundation
import Imaging
import Samples

/// A text in one or several lines, bent, slanted and marked, before it has a place on a page.
///
/// Lengths are px of the text, y down, the origin at the start of the first line on its baseline.
struct Setting {
    /// The grapheme clusters, in logical order.
    var clusters: [String] = []
    var glyphs: [Glyph] = []
    /// From pen to pen, ascent to descent, for each cluster: the box of what has no ink, a space.
    var cells: [Quad] = []
    /// Where the lines' baselines lie before they are bent, from the top.
    let baselines: [Double]
    /// What is drawn besides the text.
    var marks: [DrawnMark] = []
    /// What lengths given in em are measured by, px.
    let em: Double
    /// How the ink of glyphs that meet joins.
    let joining: InkJoining
    /// What the text is placed by on the page; nil for its ink's own box.
    let frame: Rect?

    struct Glyph {
        let ink: GlyphInk
        let clusters: Range<Int>
        /// From the glyph's own px (pen at the origin) into the text.
        let map: Projection
    }

    /// The box around all marks; empty where there are none.
    var markedExtent: Rect {
        marks.flatMap(\.bars).reduce(Rect.empty) { $0.union($1.map(Quad($1.box)).bounds) }
    }

    struct DrawnMark {
        /// Solid bars, in the text.
        let bars: [Bar]
        /// How light, 0...1.
        let tone: Double

        struct Bar {
            /// The bar before it is bent.
            let box: Rect
            /// From there into the text.
            let map: Projection
        }
    }

    /// - Parameters:
    ///   - lines: the lines, from the top; there must be one at least.
    ///   - breaks: what of the text stands between a line and the next: part of the label, but not drawn.
    ///   - marks: the stages of `type.marks`.
    init(
        _ lines: [Lettering], breaks: [String], recipe: TypeRecipe, marks: [PreparedStage<any Mark>],
        _ chooser: inout Chooser
    ) {
        em = lines[0].em
        joining = lines[0].joining
        frame = lines.count == 1 ? lines[0].frame : nil
        let bend = Bend(lines, recipe, &chooser)
        baselines = bend.starts.map(\.y)
        var jitter = recipe.jitter.isStill ? nil : Departures(recipe.jitter, lines[0].capHeight, chooser)
        for (number, line) in lines.enumerated() {
            let first = clusters.count
            clusters += line.clusters
            cells += line.cells.map { bend.map(at: $0.center.x, line: number)(Quad($0)) }
            glyphs.reserveCapacity(glyphs.count + line.glyphs.count)
            for glyph in line.glyphs {
                var place =
                    jitter?.place(glyph, em: line.em) ?? .translation(x: glyph.origin.x, y: glyph.origin.y)
                if glyph.stretch != 1 { place = Projection.scale(x: glyph.stretch, y: 1).then(place) }
                let bent = bend.map(at: glyph.origin.x + glyph.advance / 2, line: number)
                glyphs.append(
                    Glyph(
                        ink: glyph.ink, clusters: first + glyph.clusters.lowerBound..<first + glyph.clusters.upperBound,
                        map: bent == .identity ? place : place.then(bent)))
            }
            if !breaks[number].isEmpty {
                let end = Rect(left: line.width, top: -line.capHeight, right: line.width, bottom: 0)
                clusters.append(breaks[number])
                cells.append(bend.map(at: line.width, line: number)(Quad(end)))
            }
        }
        for stage in marks {
            stage.apply(&chooser) { chooser in
                let undrawn = chooser
                var bars: [DrawnMark.Bar] = []
                for (number, line) in lines.enumerated() {
                    // Every line's mark is drawn by the same choices.
                    if number > 0 { chooser = undrawn }
                    let marked = MarkedLine(cells: line.cells, em: line.em, width: line.width)
                    bars += stage.stage.bars(on: marked, &chooser).map { bar in
                        DrawnMark.Bar(box: bar.box, map: bar.turned.then(bend.map(at: bar.box.center.x, line: number)))
                    }
                }
                self.marks.append(DrawnMark(bars: bars, tone: chooser.number("tone", stage.stage.tone)))
            }
        }
    }
}

/// Where what stands on a straight line comes to lie in the text: bent, slanted, moved to its line.
private struct Bend {
    private let curve: BaselineCurve
    private let slant: Projection
    let starts: [Point]

    init(_ lines: [Lettering], _ recipe: TypeRecipe, _ chooser: inout Chooser) {
        let (em, width) = (lines[0].em, lines.reduce(0) { max($0, $1.width) })
        (curve, slant, starts) = chooser.within("type") { chooser in
            let lean = tan(chooser.number("slant", recipe.slant) * .pi / 180)
            let slant = lean == 0 ? Projection.identity : Projection(1, -lean, 0, 0, 1, 0)
            let curve = recipe.curve(width: width, em: em, &chooser)
            guard lines.count > 1 else { return (curve, slant, [Point(x: 0, y: 0)]) }
            let leading = chooser.number("leading", recipe.leading) * em
            let share = chooser.pick("align", recipe.align).share
            let starts = lines.enumerated().map { number, line in
                Point(x: (width - line.width) * share, y: Double(number) * leading)
            }
            return (curve, slant, starts)
        }
    }

    /// The map for what stands around `x` of a line.
    func map(at x: Double, line: Int) -> Projection {
        let start = starts[line]
        if start.x == 0, start.y == 0 {
            return curve.isStraight ? slant : curve.map(at: x).then(slant)
        }
        let along = Projection.translation(x: start.x, y: 0)
        let bent = curve.isStraight ? along : along.then(curve.map(at: x + start.x))
        return bent.then(.translation(x: 0, y: start.y)).then(slant)
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
    mutating func place(_ glyph: Lettering.Glyph, em: Double) -> Projection {
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

extension Bar {
    /// The bar's turn about its own middle.
    fileprivate var turned: Projection {
        guard turn != 0 else { return .identity }
        let middle = box.center
        return .translation(x: -middle.x, y: -middle.y).then(.rotation(degrees: turn))
            .then(.translation(x: middle.x, y: middle.y))
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
