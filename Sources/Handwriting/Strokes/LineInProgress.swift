import Imaging
import Samples

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line while it is written.
///
/// A character is laid out upright, in digit heights, then leaned, moved to its place and scaled to px.
struct LineInProgress {
    private let style: Style
    private let digitHeight: Double
    /// How finely curves are cut, in digit heights.
    private let step: Double
    private let climb: Double
    /// Where the last character's upright ink ends, in digit heights.
    private var cursor = 0.0

    init(style: Style, digitHeight: Double, dice: inout Dice) {
        self.style = style
        self.digitHeight = digitHeight
        // In the tightest curves, of a radius of 0.15 heights, a piece lies no more than 0.15 px beside the curve.
        step = min(0.06, (0.18 / digitHeight).squareRoot())
        climb = style.climb + dice.normal(0.006)
    }

    /// Writes the characters from the left to the right.
    ///
    /// Throws `ImagingError` if a character is too large to be drawn.
    mutating func write(_ text: String, _ dice: inout Dice) throws -> HandLine {
        var traces: [Trace] = []
        let isDigit = text.map(\.isWholeNumber)
        for character in text { traces.append(write(character, &dice)) }
        for i in traces.indices.dropLast() where dice.chance(style.joining) && isDigit[i] && isDigit[i + 1] {
            join(&traces[i], to: traces[i + 1], &dice)
        }
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
        let key = SampleKey(seed: style.habits, split: .train, index: place)
        var habit = Dice(key.generator("hand.habit"))
        let form = Form(place, style: style, habit: &habit, &dice)
        var trace = Trace()
        for stroke in form.strokes {
            trace.add(stroke, step: step, roundness: style.roundness * form.looseness)
        }
        settle(&trace, form, &dice)
        return trace
    }

    /// Leans a character and puts it behind the last one.
    ///
    /// However a form is bent, the writer keeps to the height and the baseline.
    private mutating func settle(_ trace: inout Trace, _ form: Form, _ dice: inout Dice) {
        guard let box = trace.box else { return }
        let aim = form.reach.upperBound - form.reach.lowerBound
        let height = form.size * (1 + dice.normal(style.unevenness)) * max(aim, 0.1) / max(box.high.y - box.low.y, 0.1)
        let width = height * style.aspect * (1 + dice.normal(style.unevenness))
        let slant = style.slant + dice.normal(0.03)
        let bottom = (form.reach.upperBound - 1) * form.size - dice.normal(style.wander)
        let gap = max(-0.05, style.spacing * (1 + dice.normal(0.3)))
        let half = style.pen.width / 2
        let start = cursor + gap + half
        cursor = start + (box.high.x - box.low.x) * width + half
        for i in trace.points.indices {
            let x = (trace.points[i].x - box.low.x) * width + start
            let y = (trace.points[i].y - box.high.y) * height + bottom
            trace.points[i] = SIMD2(x - slant * y, y - climb * x) * digitHeight
        }
    }

    /// Goes on from the end of a character to the start of the next, where that is no long way.
    private func join(_ trace: inout Trace, to next: Trace, _ dice: inout Dice) {
        guard let from = trace.points.last, let to = next.points.first else { return }
        let way = (to - from) / digitHeight
        guard way.x > 0.05, length(way) < 0.8 else { return }
        let sag = SIMD2(0, dice.uniform(0...0.15) * length(to - from))
        for t in stride(from: step, to: 1, by: max(step, 0.02)) {
            trace.points.append(from + t * (to - from) + 4 * t * (1 - t) * sag)
        }
        trace.points.append(to)
        trace.ends[trace.ends.count - 1] = trace.points.count
    }
}
