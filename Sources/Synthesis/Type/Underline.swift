import Configs
import Imaging

/// A line under the text.
struct Underline: Mark {
    var offset = Quantity(0.1...0.2)
    var thickness = Quantity(0.04...0.08)
    var tone: Quantity = 0.1

    init() {}

    static let name = "underline"
    static let summary = "A line under the text, which follows a bent baseline."
    static var fields: [Field<Underline>] {
        [
            Field("offset", \.offset, in: -1...1, unit: "em", "How far below the baseline it runs."),
            Field("thickness", \.thickness, in: 0.005...0.5, unit: "em", "How thick it is."),
            Field("tone", \.tone, in: 0...1, "How light it is."),
        ]
    }

    func bars(on line: MarkedLine, _ chooser: inout Chooser) -> [Bar] {
        let top = chooser.number("offset", offset) * line.em
        let bottom = top + chooser.number("thickness", thickness) * line.em
        // A bar for each character, so that the line can bend; each reaches half a px into the next.
        return line.cells.map { Bar(box: Rect(left: $0.left - 0.5, top: top, right: $0.right + 0.5, bottom: bottom)) }
    }
}
