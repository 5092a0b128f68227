import Configs
import Imaging

/// Lines through the text.
struct Strike: Mark {
    var count: Count = 1
    var height = Quantity(0.15...0.45)
    var thickness = Quantity(0.03...0.08)
    var tilt = Quantity(-3...3)
    var tone: Quantity = 0.1

    init() {}

    static let name = "strike"
    static let summary = "Lines through the text, straight and a little tilted."
    static var fields: [Field<Strike>] {
        [
            Field("count", \.count, in: 1...16, "How many."),
            Field("height", \.height, in: -1...2, unit: "em", "How high above the baseline each crosses the middle."),
            Field("thickness", \.thickness, in: 0.005...0.5, unit: "em", "How thick each is."),
            Field("tilt", \.tilt, in: -60...60, unit: "degrees", "How far each falls to the right."),
            Field("tone", \.tone, in: 0...1, "How light they are."),
        ]
    }

    func bars(on line: MarkedLine, _ chooser: inout Chooser) -> [Bar] {
        (0..<chooser.count("count", count)).map { number in
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let y = -chooser.number("height" + suffix, height) * line.em
            let half = chooser.number("thickness" + suffix, thickness) * line.em / 2
            return Bar(
                box: Rect(left: line.start, top: y - half, right: line.start + line.width, bottom: y + half),
                turn: chooser.number("tilt" + suffix, tilt))
        }
    }
}
