import Configs
import Imaging

/// A box around each character, as on forms.
struct Boxes: Mark {
    var around = Around.each
    var pitch = Quantity(0...0.1)
    var above = Quantity(0.85...1)
    var below = Quantity(0.2...0.3)
    var thickness = Quantity(0.03...0.05)
    var tone = Quantity(0.2...0.6)

    /// What has a box of its own.
    enum Around: String, ConfigEnum {
        case each, all
    }

    init() {}

    static let name = "boxes"
    static let summary =
        "A box around each character, as on forms, or around all of them; with `type.tracking` the boxes grow wider."
    static var fields: [Field<Boxes>] {
        [
            Field(
                "around", \.around,
                "`each`: every character has a box. `all`: one box goes around the line, or around the part that it marks."
            ),
            Field("pitch", \.pitch, in: -0.2...1, unit: "em", "How far a box reaches out of its characters' advance."),
            Field("above", \.above, in: 0...3, unit: "em", "How far it rises above the baseline."),
            Field("below", \.below, in: 0...3, unit: "em", "How far it hangs below it."),
            Field("thickness", \.thickness, in: 0.005...0.3, unit: "em", "How thick its lines are."),
            Field("tone", \.tone, in: 0...1, "How light it is."),
        ]
    }

    func bars(on line: MarkedLine, _ chooser: inout Chooser) -> [Bar] {
        let reach = chooser.number("pitch", pitch) * line.em
        let top = -chooser.number("above", above) * line.em
        let bottom = chooser.number("below", below) * line.em
        let half = chooser.number("thickness", thickness) * line.em / 2
        if around == .all {
            let (left, right) = (line.start - reach, line.start + line.width + reach)
            // Pieces, so that the box can bend with the line.
            var edges = [left]
            edges += line.cells.map(\.right).sorted().dropLast()
            edges.append(right)
            let sides = [left, right].map { Rect(left: $0 - half, top: top, right: $0 + half, bottom: bottom) }
            let rails = zip(edges, edges.dropFirst()).flatMap { from, to in
                [top, bottom].map { Rect(left: from - half, top: $0 - half, right: to + half, bottom: $0 + half) }
            }
            return (rails + sides).map { Bar(box: $0) }
        }
        return line.cells.flatMap { cell in
            let (left, right) = (cell.left - reach, cell.right + reach)
            return [
                Rect(left: left - half, top: top - half, right: right + half, bottom: top + half),
                Rect(left: left - half, top: bottom - half, right: right + half, bottom: bottom + half),
                Rect(left: left - half, top: top, right: left + half, bottom: bottom),
                Rect(left: right - half, top: top, right: right + half, bottom: bottom),
            ].map { Bar(box: $0) }
        }
    }
}
