import Configs
import Foundation
import Imaging
import Samples
import Typography

/// Shows the text on a display: segments or dots.
struct DisplayHand: Hand {
    var kind = Alternatives(DisplayKind.seven)
    var height = Quantity(26...34)
    var width = Quantity(0.5...0.6)
    var spacing = Quantity(0.2...0.3)
    var thickness = Quantity(0.1...0.14)
    var gap = Quantity(0.012...0.03)
    var ends = Alternatives<SegmentEnds>(SegmentEnds.allCases)
    var slant = Quantity(0...8)
    var dot = Alternatives<DotShape>(DotShape.allCases)
    var pitch = Quantity(1.08...1.35)
    var dead: Quantity = 0
    var ghost: Quantity = 0

    init() {}

    static let name = "display"
    static let summary =
        "Shows the text on a display of segments or dots. A full stop and a comma light up between two cells of segments "
        + "and have none of their own."
    static let shorthand: String? = "kind"
    static var fields: [Field<DisplayHand>] {
        [
            Field(
                "kind", \.kind,
                "What a cell is made of. `seven` segments show digits, `-` and A b C d E F H L n o P r t U; `fourteen` and "
                    + "`sixteen` digits, capitals and + - * / =, with a stroke in the nought; `dots`, five columns by seven "
                    + "rows, also small letters and more marks. Segments show `. , :` between cells."),
            Field("height", \.height, in: 6...512, unit: "px", "How high a cell is."),
            Field(
                "width", \.width, in: 0.35...1, unit: "cell heights",
                "How wide a cell of segments is; one of dots is as wide as its columns."),
            Field(
                "spacing", \.spacing, in: 0.05...1, unit: "cell heights",
                "From one cell of segments to the next; between dots a column stays free."),
            Field(
                "thickness", \.thickness, in: 0.03...0.22, unit: "cell heights",
                "How thick segments are; where fourteen or more need the room, no more than a sixth of the width."),
            Field("gap", \.gap, in: 0...0.1, unit: "cell heights", "How far segments stand apart."),
            Field(
                "ends", \.ends,
                "How segments end: `bevelled` in a point, `mitred` at the cell's corners as a picture frame does, "
                    + "`rounded` in a half circle."),
            Field("slant", \.slant, in: -20...20, unit: "degrees", "How far cells lean to the right."),
            Field("dot", \.dot, "How dots look."),
            Field(
                "pitch", \.pitch, in: 1...2, unit: "dots",
                "From one dot to the next: at 1 they touch, at 2 the gap is as wide as a dot."),
            Field(
                "dead", \.dead, in: 0...0.6,
                "The share of segments or dots that no longer light up. Of what tells a character from all others that "
                    + "its kind can show none is dead, and of every character most stays lit."),
            Field(
                "ghost", \.ghost, in: 0...0.7,
                "How strongly is seen what is not lit: 0 not at all, 1 would be as what is lit. It belongs to no mask and no box."
            ),
        ]
    }

    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe {
        let kinds = kind.options.filter { $0.weight > 0 }.map(\.value)
        let missing = supplies.alphabet.first { character in !kinds.contains { $0.shows(character) } }
        if let missing {
            let shown = kinds.map { kind in
                "'\(kind.rawValue)' shows \(String(kind.alphabet.characters + kind.points))"
            }
            throw SynthesisError(
                .recipe, at: "hand.display",
                "can't show '\(missing)'; \(shown.joined(separator: "; ")) and spaces. Change the text, or use "
                    + "'kind: dots' or 'hand: type'")
        }
        return DisplayScribe(hand: self)
    }
}

private struct DisplayScribe: Scribe {
    let hand: DisplayHand

    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) -> Result<Letters, Flaw> {
        chooser.within("hand.display") { chooser in
            let kind = chooser.pick("kind", hand.kind)
            guard lines.allSatisfy(kind.shows) else {
                return .failure(Flaw(reason: .missingGlyph, means: DisplayHand.name, isWritten: true))
            }
            let height = chooser.number("height", hand.height)
            let form = form(of: kind, &chooser)
            let lean = tan(chooser.number("slant", hand.slant) * .pi / 180)
            let dead = chooser.number("dead", hand.dead)
            let ghost = chooser.number("ghost", hand.ghost)
            var wear = chooser.generator("wear")
            let lettered = lines.map { line in
                let display = DisplayLine(line, on: kind, form, lean: lean) { character in
                    kind.alphabet.worn(character, dead: dead, using: &wear)
                }
                return Lettering(display, height: height, ghost: ghost)
            }
            return .success(Letters(lines: lettered, means: DisplayHand.name))
        }
    }

    private func form(of kind: DisplayKind, _ chooser: inout Chooser) -> DisplayForm {
        guard kind != .dots else {
            return .dots(shape: chooser.pick("dot", hand.dot), pitch: chooser.number("pitch", hand.pitch))
        }
        let width = chooser.number("width", hand.width)
        let space = chooser.number("spacing", hand.spacing)
        let drawn = chooser.number("thickness", hand.thickness)
        let thickness = min(drawn, kind == .seven ? width / 3 : width / 6)
        let ends = chooser.pick("ends", hand.ends)
        let bars = SegmentBars(
            width: width, thickness: thickness, gap: chooser.number("gap", hand.gap), ends: ends)
        // However narrow the gap is, a point stands clear of both cells.
        return DisplayForm(
            parts: bars.contours(of: kind), width: width, space: space, point: min(1.15 * thickness, 0.6 * space),
            hasRoundPoints: ends == .rounded)
    }

    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) -> Bool {
        hand.kind.options.contains { $0.weight > 0 && $0.value.shows(line) }
    }
}
