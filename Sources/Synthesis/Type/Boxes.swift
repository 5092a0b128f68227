import Configuration
import Imaging

/// A box around each character, as on forms.
struct Boxes: Mark {
    var pitch = Quantity(0...0.1)
    var above = Quantity(0.85...1)
    var below = Quantity(0.2...0.3)
    var thickness = Quantity(0.03...0.05)
    var tone = Quantity(0.2...0.6)

    init() {}

    static let name = "boxes"
    static let summary = "A box around each character, as on forms; with `type.tracking` the boxes grow wider."
    static var fields: [Field<Boxes>] {
        [
            Field("pitch", \.pitch, in: -0.2...1, unit: "em", "How far a box reaches out of its character's advance."),
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
