import Configs
import Imaging
import Samples

/// Lets the print on the sheet's back shine through.
struct ShowThrough: SheetStage, Treatment {
    var lines = Count(1...2)
    var strength = Quantity(0.05...0.2)
    var blur = Quantity(0.6...1.6)
    var leading = Quantity(1.1...1.7)

    init() {}

    static let name = "show_through"
    static let summary =
        "Lets the print on the sheet's back shine through: other texts of the recipe, mirrored, soft and faint."
    static let shorthand: String? = "strength"
    static var fields: [Field<ShowThrough>] {
        [
            Field("lines", \.lines, in: 0...16, "How many lines are written there."),
            Field("strength", \.strength, in: 0...1, "How much of the ink is seen."),
            Field("blur", \.blur, in: 0...16, unit: "px", "How soft the paper makes it: a Gaussian's deviation."),
            Field("leading", \.leading, in: 0.5...10, unit: "em", "From one line to the next."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) throws {
        let (box, em) = (sheet.text.extent, sheet.text.em)
        let strength = chooser.number("strength", strength)
        let leading = chooser.number("leading", leading) * em
        var generator = chooser.generator("place")
        // The back's lines have nothing to do with the front's.
        let start = box.center.y + generator.share(-0.7, 0.7) * leading
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        let count = chooser.count("lines", lines)
        for number in 0..<count {
            let middle = box.center.x + generator.share(-0.6, 0.6) * max(box.width, em)
            guard let text = try copyist.text(100 + number) else { continue }
            let center = text.extent.center
            let y = start + (Double(number) - Double(count - 1) / 2) * leading
            text.stamp(
                &mask, Projection(-1, 0, middle + center.x, 0, 1, y - center.y))
        }
        mask.blur(deviation: chooser.number("blur", blur))
        page.printInk(mask, absorption: copyist.ink.absorption.map { $0 * strength })
    }
}
