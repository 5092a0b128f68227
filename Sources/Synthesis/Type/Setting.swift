import Configs
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
    /// What parts of the text stand behind, from before they are bent into the text.
    var windows: [(window: Window, map: Projection)] = []
    /// How strong the ink beside the text is, 0...1.
    let asideStrength: Double
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
        /// Ink that goes with it and is no part of the text.
        let aside: GlyphInk?
    }

    /// The box around all marks and windows; empty where there are none.
    var markedExtent: Rect {
        let marked = marks.flatMap(\.bars).reduce(Rect.empty) { $0.union($1.map(Quad($1.box)).bounds) }
        return windows.reduce(marked) { $0.union($1.map(Quad($1.window.outerBox)).bounds) }
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
    ///   - parts: what parts of the text are marked with.
    init(
        _ lines: [Lettering], breaks: [String], recipe: TypeRecipe, marks: [PreparedStage<any Mark>],
        parts: MarkedParts? = nil, _ chooser: inout Chooser
    ) {
        em = lines[0].em
        joining = lines[0].joining
        frame = lines.count == 1 ? lines[0].frame : nil
        asideStrength = lines[0].asideStrength
        let bend = Bend(lines, recipe, &chooser)
        baselines = bend.starts.map(\.y)
        var jitter = recipe.jitter.isStill ? nil : Departures(recipe.jitter, lines[0].capHeight, chooser)
        for (number, line) in lines.enumerated() {
            let first = clusters.count
            clusters += line.clusters
            cells += line.cells.map { bend.map(at: $0.center.x, line: number)(Quad($0)) }
            glyphs.reserveCapacity(glyphs.count + line.glyphs.count)
            let maps = line.rows.flatMap { row in
                if line.glyphs[row.lowerBound].row == nil {
                    return row.map { bend.map(line.glyphs[$0], on: number, line, jitter: &jitter) }
                }
                return bend.maps(ofJoined: line.glyphs[row], on: number, line, jitter: &jitter)
            }
            for (glyph, map) in zip(line.glyphs, maps) {
                glyphs.append(
                    Glyph(
                        ink: glyph.ink, clusters: first + glyph.clusters.lowerBound..<first + glyph.clusters.upperBound,
                        map: map, aside: glyph.aside))
            }
            windows += line.windows.map { (window: $0, map: bend.map(at: $0.box.center.x, line: number)) }
            if !breaks[number].isEmpty {
                let end = Rect(left: line.width, top: -line.capHeight, right: line.width, bottom: 0)
                clusters.append(breaks[number])
                cells.append(bend.map(at: line.width, line: number)(Quad(end)))
            }
        }
        for stage in marks { add(stage, to: lines.map { [MarkedLine($0)] }, bend, &chooser) }
        guard let parts else { return }
        for (stages, runs) in parts.runs(of: lines, breaks: breaks) {
            for stage in stages { add(stage, to: runs, bend, &chooser) }
        }
    }

    /// Draws a mark to what it marks of each line.
    private mutating func add(
        _ stage: PreparedStage<any Mark>, to lines: [[MarkedLine]], _ bend: Bend, _ chooser: inout Chooser
    ) {
        stage.apply(&chooser) { chooser in
            let undrawn = chooser
            var bars: [DrawnMark.Bar] = []
            for (number, runs) in lines.enumerated() {
                for run in runs {
                    // Every line's mark is drawn by the same choices.
                    chooser = undrawn
                    bars += stage.stage.bars(on: run, &chooser).map { bar in
                        DrawnMark.Bar(box: bar.box, map: bar.turned.then(bend.map(at: bar.box.center.x, line: number)))
                    }
                }
            }
            marks.append(DrawnMark(bars: bars, tone: chooser.number("tone", stage.stage.tone)))
        }
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
