import Chance
import Configs
import Foundation
import Imaging
import Samples

/// Where what stands on a straight line comes to lie in the text: bent, slanted, moved to its line.
struct Bend {
    private let curve: BaselineCurve
    private let slant: Projection
    let starts: [Point]
    /// Where characters stand below each other; nil where they follow along the line.
    private let columns: [UprightColumn]?

    /// Whether all of a line is moved alike.
    var isStraight: Bool { curve.isStraight }

    /// Whether the line's curvature changes along it.
    var isWavy: Bool { curve.path != nil || curve.amplitude != 0 && curve.period > 0 }

    init(_ lines: [Lettering], _ recipe: TypeRecipe, _ chooser: inout Chooser) {
        let (em, width) = (lines[0].em, lines.reduce(0) { max($0, $1.width) })
        (curve, slant, starts, columns) = chooser.within("type") { chooser in
            let lean = tan(chooser.number("slant", recipe.slant) * .pi / 180)
            let slant = lean == 0 ? Projection.identity : Projection(1, -lean, 0, 0, 1, 0)
            let curve = recipe.curve(width: width, em: em, &chooser)
            if chooser.pick("flow", recipe.flow) == .upright {
                let pitch = chooser.number("leading", recipe.leading) * em
                let columns = lines.enumerated().map { UprightColumn($1, at: Double($0) * 1.5 * em, pitch: pitch) }
                let still = BaselineCurve(width: width, arc: 0, amplitude: 0, period: 1, phase: 0)
                return (still, slant, lines.map { _ in Point(x: 0, y: 0) }, columns)
            }
            guard lines.count > 1 else { return (curve, slant, [Point(x: 0, y: 0)], nil) }
            let leading = chooser.number("leading", recipe.leading) * em
            let share = chooser.pick("align", recipe.align).share
            let starts = lines.enumerated().map { number, line in
                Point(x: (width - line.width) * share, y: Double(number) * leading)
            }
            return (curve, slant, starts, nil)
        }
    }

    /// The map for what stands around `x` of a line.
    func map(at x: Double, line: Int) -> Projection {
        if let columns { return columns[line].map(at: x).then(slant) }
        let start = starts[line]
        if start.x == 0, start.y == 0 {
            return curve.isStraight ? slant : curve.map(at: x).then(slant)
        }
        let along = Projection.translation(x: start.x, y: 0)
        let bent = curve.isStraight ? along : along.then(curve.map(at: x + start.x))
        return bent.then(.translation(x: 0, y: start.y)).then(slant)
    }
}

/// A line whose characters stand below each other.
struct UprightColumn {
    /// The middles of the characters on the line they were set on, in the order in which they are read: from the top, a line
    /// that runs from right to left begins with its first character, too.
    private let middles: [Double]
    private let x: Double
    private let pitch: Double

    /// - Parameters:
    ///   - x: where the column's middle lies.
    ///   - pitch: from one baseline to the next, px.
    init(_ line: Lettering, at x: Double, pitch: Double) {
        middles = line.cells.map(\.center.x)
        (self.x, self.pitch) = (x, pitch)
    }

    /// The map for what stands around a place of the line.
    func map(at place: Double) -> Projection {
        // The nearest character's, so that all of its glyphs go with it.
        let row = middles.indices.min { abs(middles[$0] - place) < abs(middles[$1] - place) } ?? 0
        let middle = middles.isEmpty ? place : middles[row]
        return .translation(x: x - middle, y: Double(row) * pitch)
    }
}

/// The small departures of each glyph from its place, drawn one after the other.
struct Departures {
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
        departure(about: glyph.advance / 2, from: glyph.origin, em: em, within: Self.mostOfAdvance * glyph.advance)
    }

    /// The next departure of letters that move as one, whose middle lies at `x` of the line.
    mutating func move(about x: Double, em: Double) -> Projection {
        departure(about: x, from: Point(x: 0, y: 0), em: em)
    }

    /// How far a letter may leave its place along the line, in advances of its own: so none changes places with its neighbour.
    private static let mostOfAdvance = 0.25

    private mutating func departure(
        about x: Double, from origin: Point, em: Double, within most: Double = .infinity
    ) -> Projection {
        let middle = Point(x: x, y: -capHeight / 2)
        let factor = 1 + recipe.size.draw(using: &size)
        let x = origin.x + max(-most, min(most, recipe.spacing.draw(using: &spacing) * em))
        let y = origin.y + recipe.baseline.draw(using: &baseline) * em
        return Projection.translation(x: -middle.x, y: -middle.y)
            .then(.scale(x: factor, y: factor))
            .then(.rotation(degrees: recipe.rotation.draw(using: &rotation)))
            .then(.translation(x: middle.x + x, y: middle.y + y))
    }
}

extension TypeRecipe {
    /// The drawn curve of a line.
    fileprivate func curve(width: Double, em: Double, _ chooser: inout Chooser) -> BaselineCurve {
        if !path.isEmpty {
            let number = chooser.index("path", weights: path.map(\.weight)) { path[$0].name }
            let followed = chooser.within("path." + path[number].name) { chooser in
                path[number].value.path(width: width, em: em, &chooser)
            }
            return BaselineCurve(width: width, arc: 0, amplitude: 0, period: 1, phase: 0, path: followed)
        }
        let arc = chooser.number("arc", arc)
        let amplitude = chooser.number("wave.amplitude", wave.amplitude) * em
        guard amplitude != 0 else { return BaselineCurve(width: width, arc: arc, amplitude: 0, period: 1, phase: 0) }
        var generator = chooser.generator("wave.phase")
        let phase = generator.unit()
        return BaselineCurve(
            width: width, arc: arc, amplitude: amplitude, period: chooser.number("wave.period", wave.period) * em,
            phase: phase)
    }
}
