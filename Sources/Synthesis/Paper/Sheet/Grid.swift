import Configs
import Imaging
import Samples

/// Squares the sheet.
struct Grid: SheetStage, Treatment {
    var pitch = Quantity(0.35...0.9)
    var thickness = Quantity(0.5...1.2)
    var strength = Quantity(0.15...0.45)
    var color: Alternatives<Color> = Alternatives([
        Weighted(Color(90, 130, 180), weight: 3), Weighted(Color(130, 130, 135), weight: 2),
        Weighted(Color(200, 140, 120), weight: 1),
    ])
    var major = Count(0...1)

    init() {}

    static let name = "grid"
    static let summary = "Squares the sheet, as squared and graph paper is."
    static let shorthand: String? = "pitch"
    static var fields: [Field<Grid>] {
        [
            Field("pitch", \.pitch, in: 0.1...20, unit: "em", "How large a square is."),
            Field("thickness", \.thickness, in: 0.2...32, unit: "px", "How thick lines are."),
            Field("strength", \.strength, in: 0...1, "How much of their colour they have."),
            Field("color", \.color, "Their colour."),
            Field("major", \.major, in: 0...100, "Every how many lines one is twice as thick; 0 or 1 for none."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let reach = sheet.reach
        // No closer than 2.5 px, where lines would run together.
        let pitch = max(chooser.number("pitch", pitch) * sheet.text.em, 2.5 / max(1e-3, sheet.scale))
        let thickness = chooser.number("thickness", thickness)
        let major = chooser.count("major", major)
        var generator = chooser.generator("place")
        let start = Point(x: generator.share() * pitch, y: generator.share() * pitch)
        let first = major > 1 ? Int(generator.share() * Double(major)) : 0
        var pen = RulePen(on: sheet, chooser.generator("print"))
        func lines(_ low: Double, _ high: Double, _ start: Double, _ draw: (Double, Double) -> Void) {
            let number = Int(((low - start) / pitch).rounded(.up))
            for line in number..<max(number, min(number + 2000, Int((high - start) / pitch) + 1)) {
                let isMajor = major > 1 && (line + first) % major == 0
                draw(start + Double(line) * pitch, isMajor ? thickness * 2 : thickness)
            }
        }
        lines(reach.top, reach.bottom, start.y) { pen.draw(y: $0, width: $1) }
        lines(reach.left, reach.right, start.x) { pen.draw(x: $0, width: $1) }
        pen.print(on: &page, color: chooser.pick("color", color), strength: chooser.number("strength", strength))
    }
}
