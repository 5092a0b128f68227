import Imaging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line while it is written.
///
/// A character is laid out upright, in digit heights, then leaned, moved to its place and scaled to px.
struct LineInProgress {
    /// How high a digit is where nothing is drawn, and only looked at what would be, px.
    static let sketchHeight = 24.0

    let style: Style
    let digitHeight: Double
    /// How finely curves are cut, in digit heights.
    let step: Double
    /// How much the baseline rises, as a tangent.
    let climb: Double
    private var forms: FormChoice
    /// What was written before, at another height.
    let memory: FormMemory
    /// How many characters were written that have a form.
    private var written = 0
    /// Where the last character's upright ink ends, in digit heights.
    private var cursor = 0.0
    /// Whether the last character that has a form was a mark.
    private var isAfterMark = false
    /// The least distance of a mark from its neighbours, in digit heights.
    private static let clearance = 0.06

    init(style: Style, digitHeight: Double, memory: FormMemory = FormMemory(), dice: inout Dice) {
        let climb = style.climb + dice.normal(0.006)
        self.init(style: style, digitHeight: digitHeight, climb: climb, memory: memory)
    }

    init(style: Style, digitHeight: Double, climb: Double, memory: FormMemory = FormMemory()) {
        self.style = style
        self.memory = memory
        self.digitHeight = digitHeight
        self.climb = climb
        // In the tightest curves, of a radius of 0.15 heights, a piece lies no more than 0.15 px beside the curve.
        step = min(0.06, (0.18 / digitHeight).squareRoot())
        forms = FormChoice(style: style)
    }

    /// Writes the characters from the left to the right.
    ///
    /// Throws `ImagingError` if a character is too large to be drawn.
    mutating func write(_ text: String, _ dice: inout Dice) throws -> HandLine {
        let traces = trace(text, &dice)
        var glyphs: [HandGlyph] = []
        let canvas = MaskCanvas()
        var ink = InkOutline()
        for (character, var trace) in zip(text, traces) {
            style.pen.ink(&trace, scale: digitHeight, &dice)
            ink.draw(trace)
            let (mask, left, top) = try canvas.fill(ink.outline)
            glyphs.append(HandGlyph(character: character, ink: mask, left: Double(left), top: Double(top)))
        }
        return finish(glyphs)
    }

    /// The way of the pen through each character of a text, px, with the links that lead to the next.
    mutating func trace(_ text: String, _ dice: inout Dice) -> [Trace] {
        let misleading = misleadingLinks(of: text, dice)
        var traces = layOut(text, &dice)
        for (i, link) in links(between: traces, oddsOfLinks(in: text), &dice).enumerated()
        where !misleading.contains(i) {
            traces[i] = traces[i].joined(before: link)
        }
        return traces
    }

    /// The middle lines of the characters' ink in their places, px.
    mutating func layOut(_ text: String, _ dice: inout Dice) -> [Trace] {
        var traces: [Trace] = []
        for character in text { traces.append(write(character, &dice)) }
        return traces
    }

    /// Moves the line's ink behind its start and measures it.
    private func finish(_ glyphs: [HandGlyph]) -> HandLine {
        var glyphs = glyphs
        let side = (style.spacing / 2 * digitHeight).rounded(.up)
        let inked = glyphs.indices.filter { glyphs[$0].ink.width > 0 }
        let shift = side - min(0, inked.map { glyphs[$0].left }.min() ?? 0)
        for i in inked { glyphs[i].left += shift }
        let end = inked.map { glyphs[$0].left + Double(glyphs[$0].ink.width) }.max() ?? 0
        return HandLine(
            glyphs: glyphs, width: max(end, cursor * digitHeight + shift) + side, digitHeight: digitHeight)
    }

    /// The middle line of a character's ink at its place, px; empty for a space.
    private mutating func write(_ character: Character, _ dice: inout Dice) -> Trace {
        guard let place = Skeleton.places[character] else {
            cursor += 0.35 + style.spacing + abs(dice.normal(0.08))
            return Trace()
        }
        let form = memory.form(written, &dice) { forms.form(at: place, &$0) }
        written += 1
        var trace = form.trace(step: step, roundness: style.roundness)
        let isMark = !character.isLetter && !character.isNumber
        settle(&trace, form, keepingApart: isMark || isAfterMark, &dice)
        isAfterMark = isMark
        return trace
    }

    /// Leans a character and puts it behind the last one.
    ///
    /// However a form is bent, the writer keeps to the height and the baseline.
    ///
    /// - Parameter keepingApart: whether it, or the last one, is a mark, such as a full stop, which would be lost in a digit.
    private mutating func settle(_ trace: inout Trace, _ form: Form, keepingApart: Bool, _ dice: inout Dice) {
        guard let box = trace.box else { return }
        let height = form.height(of: box.high.y - box.low.y, times: 1 + dice.normal(style.unevenness))
        let width = height * style.aspect * (1 + dice.normal(style.unevenness))
        let slant = style.slant + dice.normal(0.03)
        let bottom = (form.reach.upperBound - 1) * form.size - dice.normal(style.wander)
        let least = keepingApart ? Self.clearance : style.leastGap
        let gap = max(least, style.spacing * form.distance * (1 + dice.normal(0.3)))
        let half = style.pen.width / 2
        let start = cursor + gap + half
        cursor = start + (box.high.x - box.low.x) * width + half
        for i in trace.points.indices {
            let x = (trace.points[i].x - box.low.x) * width + start
            let y = (trace.points[i].y - box.high.y) * height + bottom
            trace.points[i] = SIMD2(x - slant * y, y - climb * x) * digitHeight
        }
    }
}
