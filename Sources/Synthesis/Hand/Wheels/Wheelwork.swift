import Imaging
import Typography

/// The wheels and windows of one sample, which all of its lines share.
///
/// Lengths are px of the line, y down; the axis of the wheels lies half a capital's height above the baseline.
struct Wheelwork {
    private let rim: [ShapedGlyph]
    private let face: Face
    private let em: Double
    private let capHeight: Double
    /// How wide a window is, and how far it reaches above and below the axis.
    private let width, reach: Double
    private let gap: Double
    /// From one digit to the next along the rim.
    private let step: Double
    /// How much narrower digits are drawn than designed.
    private let stretch: Double
    private let roll: WheelRoll
    private let color, fraction: Color
    private let frame: (width: Double, color: Color)
    private let shade: Double
    private let beside: WheelHand.Beside

    /// How much of a window a digit takes, and of a wheel's radius its window shows, at most.
    private static let (fill, seen) = (0.86, 0.8)
    /// How wide a space is, and how far a panel reaches out of what is printed on it, cap heights.
    private static let (space, margin) = (0.4, 0.08)

    /// - Parameters:
    ///   - rim: the glyphs of the digits 0...9.
    ///   - em: the type size.
    init(_ hand: WheelHand, rim: [ShapedGlyph], of face: Face, em: Double, _ chooser: inout Chooser) {
        (self.rim, self.face, self.em) = (rim, face, em)
        capHeight = face.capHeight * em
        width = chooser.number("width", hand.width) * capHeight
        step = chooser.number("step", hand.step) * capHeight
        let height = chooser.number("height", hand.height) * capHeight
        reach = min(height / 2, Self.seen * step * 10 / (2 * .pi))
        gap = chooser.number("gap", hand.gap) * capHeight
        let widest = rim.reduce(0) { max($0, $1.advance) } * em
        stretch = min(1, Self.fill * width / max(1, widest))
        roll = chooser.pick("roll", hand.roll)
        let tone = hand.color == nil ? chooser.number("tone", hand.tone) : 0
        color = hand.color.map { chooser.pick("color", $0) } ?? Color(red: tone, green: tone, blue: tone)
        fraction = hand.fraction.map { chooser.pick("fraction", $0) } ?? color
        shade = chooser.number("shade", hand.shade)
        let frameTone = chooser.number("frame_tone", hand.frameTone)
        frame = (
            chooser.number("frame", hand.frame) * capHeight,
            Color(red: frameTone, green: frameTone, blue: frameTone)
        )
        beside = hand.beside
    }

    /// A line of wheels and of what is printed beside them.
    /// - Parameter slack: draws how far the next wheel at rest is off its place, digits.
    func line(_ pieces: [WheelPiece], _ counter: WheelCounter, slack: () -> Double) -> Lettering {
        var line = Lettering(
            clusters: [], glyphs: [], cells: [], width: 0, em: em, capHeight: capHeight, joining: .maximum)
        var phases = counter.phases[...]
        var isFraction = false
        for piece in pieces {
            switch piece {
            case .wheel(let digit):
                let phase = phases.popFirst() ?? 0
                // A wheel on its way stands where its phase says, and no other digit is the one that is read.
                let off = phase == 0 ? slack() : 0
                add(digit, turned: phase, off: off, isFraction ? fraction : color, to: &line)
            case .printed(let shaped):
                if let last = shaped.clusters.last, ".,".contains(last) { isFraction = true }
                add(shaped, to: &line)
            case .space(let character):
                line.clusters.append(String(character))
                line.cells.append(box(from: line.width, width: Self.space * capHeight))
                line.width += Self.space * capHeight
            }
        }
        line.width = max(0, line.width - gap)
        return line
    }

    /// Adds a wheel in its window.
    private func add(_ digit: Int, turned phase: Double, off: Double, _ ground: Color, to line: inout Lettering) {
        let box = box(from: line.width, width: width)
        let own = rim[digit]
        func ink(_ others: [Int]) -> RolledInk {
            let figures = others.map { other in
                let glyph = rim[(digit + other + 10) % 10]
                return RolledInk.Figure(
                    glyph: glyph.id, x: (own.advance - glyph.advance) / 2 * em,
                    roll: ((Double(other) - phase) * roll.next + off) * step)
            }
            return RolledInk(
                face: face, em: em, radius: step * 10 / (2 * .pi), axis: -capHeight / 2, reach: reach, figures: figures)
        }
        line.glyphs.append(
            Lettering.Glyph(
                ink: .rolled(ink([0])), clusters: line.clusters.count..<line.clusters.count + 1,
                origin: Point(x: box.center.x - own.advance * em * stretch / 2, y: 0),
                advance: own.advance * em * stretch, stretch: stretch, aside: .rolled(ink([-1, 1]))))
        line.windows.append(
            Window(box: box, color: ground, frameWidth: frame.width, frameColor: frame.color, shade: shade))
        line.clusters.append(String(digit))
        line.cells.append(box)
        line.width += width + gap
    }

    /// Adds what is printed beside the wheels.
    private func add(_ shaped: ShapedText, to line: inout Lettering) {
        let margin = beside == .panel ? Self.margin * capHeight : 0
        let (start, first) = (line.width + margin, line.clusters.count)
        line.glyphs += shaped.glyphs.map { glyph in
            Lettering.Glyph(
                ink: .outline(face, glyph: glyph.id, em: em),
                clusters: first + glyph.clusters.lowerBound..<first + glyph.clusters.upperBound,
                origin: Point(x: start + glyph.origin.x * em, y: glyph.origin.y * em), advance: glyph.advance * em)
        }
        line.clusters += shaped.clusters
        let box = box(from: line.width, width: shaped.width * em + 2 * margin)
        line.cells += [Rect](repeating: box, count: shaped.clusters.count)
        if beside == .panel {
            line.windows.append(
                Window(box: box, color: color, frameWidth: frame.width, frameColor: frame.color, shade: 0))
        }
        line.width += box.width + gap
    }

    /// A box as high as a window.
    private func box(from left: Double, width: Double) -> Rect {
        Rect(left: left, top: -capHeight / 2 - reach, right: left + width, bottom: -capHeight / 2 + reach)
    }
}
