import Handwriting
import Imaging

/// A text in the cells of a display.
///
/// Lengths are heights of a cell; the origin is the first cell's bottom left corner, y runs down.
struct DisplayLine {
    private let form: DisplayForm
    /// How far cells lean: to the right for each step up.
    private let lean: Double
    private(set) var figures: [Figure] = []
    /// From the first cell to the end of the last.
    private(set) var width = 0.0

    /// What stands for one character.
    struct Figure {
        let character: Character
        var lit: [DisplayForm.Contour]
        /// What could be lit there and is not.
        var unlit: [DisplayForm.Contour]
        /// From its start to its end.
        let cell: (left: Double, right: Double)
    }

    /// - Parameter lit: the parts of a cell that are lit for a character.
    init(_ text: String, on kind: DisplayKind, _ form: DisplayForm, lean: Double, lit: (Character) -> CellParts) {
        self.form = form
        self.lean = lean
        var pen = 0.0
        var isGapTaken = false
        /// The cell whose point is not lit, where displays have such.
        var open: Int?
        let hasPoints = text.contains { ".,".contains($0) && kind.points.contains($0) }
        func closeGap() {
            if hasPoints, let open { figures[open].unlit += moved(form.stop, to: pen - form.space / 2) }
            open = nil
        }
        for character in text {
            switch character {
            case "." where kind.points.contains("."), "," where kind.points.contains(","):
                // A second point in a gap has an empty cell before it.
                if isGapTaken { pen += form.width + form.space }
                let middle = pen - form.space / 2
                add(character, character == "." ? form.stop : form.comma, at: middle, half: form.point / 2)
                (isGapTaken, open) = (true, nil)
            case ":" where kind.points.contains(":"):
                closeGap()
                add(character, form.colon, at: pen + form.point / 2, half: form.point / 2)
                pen += form.point + form.space
                isGapTaken = false
            default:
                closeGap()
                let shown = lit(character)
                let dark = kind.alphabet.all.subtracting(shown)
                figures.append(
                    Figure(
                        character: character, lit: moved(shown.numbers.map { form.parts[$0] }, to: pen),
                        unlit: moved(dark.numbers.map { form.parts[$0] }, to: pen), cell: (pen, pen + form.width)))
                open = figures.count - 1
                pen += form.width + form.space
                isGapTaken = false
            }
        }
        closeGap()
        width = max(0, pen - form.space)
    }

    /// Adds what stands beside the cells.
    private mutating func add(_ character: Character, _ contours: [DisplayForm.Contour], at x: Double, half: Double) {
        figures.append(
            Figure(character: character, lit: moved(contours, to: x), unlit: [], cell: (x - half, x + half)))
    }

    /// Contours of a cell at their place in the line.
    private func moved(_ contours: [DisplayForm.Contour], to x: Double) -> [DisplayForm.Contour] {
        contours.map { contour in contour.map { SIMD2($0.x + x - $0.y * lean, $0.y) } }
    }

    /// The ink of one layer of the figures.
    /// - Parameters:
    ///   - height: how high a cell is, px.
    ///   - layer: what is lit, or what is not.
    func drawn(height: Double, _ layer: (Figure) -> [DisplayForm.Contour]) throws -> HandLine {
        let canvas = MaskCanvas()
        let glyphs = try figures.map { figure in
            var outline = Imaging.Outline()
            for contour in layer(figure) {
                outline.points += contour.map { $0 * height }
                outline.close()
            }
            let (mask, left, top) = try canvas.fill(outline)
            return HandGlyph(character: figure.character, ink: mask, left: Double(left), top: Double(top))
        }
        return HandLine(glyphs: glyphs, width: width * height, digitHeight: height)
    }
}

extension Lettering {
    /// A text on a display.
    /// - Parameters:
    ///   - height: how high a cell is, px.
    ///   - ghost: how strongly is seen what is not lit, 0...1.
    init(_ display: DisplayLine, height: Double, ghost: Double) {
        let lit = WrittenLine(digitHeight: height) { try display.drawn(height: $0, \.lit) }
        let unlit = WrittenLine(digitHeight: height) { try display.drawn(height: $0, \.unlit) }
        clusters = display.figures.map { String($0.character) }
        glyphs = display.figures.enumerated().map { number, figure in
            // Figures know their place in the line: the line is the glyph's own frame.
            Glyph(
                ink: .written(lit, glyph: number), clusters: number..<number + 1, origin: Point(x: 0, y: 0),
                advance: (figure.cell.left + figure.cell.right) * height,
                aside: ghost > 0 && !figure.unlit.isEmpty ? .written(unlit, glyph: number) : nil)
        }
        cells = display.figures.map { figure in
            Rect(left: figure.cell.left * height, top: -height, right: figure.cell.right * height, bottom: 0)
        }
        width = display.width * height
        em = height
        capHeight = height
        asideStrength = ghost
    }
}
