import Configs
import Imaging
import Samples

/// Leaves the rings of cups.
struct Rings: SheetStage, Treatment {
    var count: Count = 1
    var size = Quantity(35...120)
    var width = Quantity(2...7)
    var strength = Quantity(0.1...0.35)
    var gaps = Quantity(0.2...0.8)
    var color: Alternatives<Color> = Alternatives([
        Color(120, 80, 45), Color(110, 75, 55), Color(150, 110, 80),
    ])

    init() {}

    static let name = "rings"
    static let summary = "Leaves the rings of wet cups: a dark line outside, paler inside, broken here and there."
    static let shorthand: String? = "count"
    static var fields: [Field<Rings>] {
        [
            Field("count", \.count, in: 0...16, "How many."),
            Field("size", \.size, in: 4...4000, unit: "px", "Each one's radius."),
            Field("width", \.width, in: 0.5...100, unit: "px", "How wide the ring is."),
            Field("strength", \.strength, in: 0...1, "How much of its colour it has."),
            Field("gaps", \.gaps, in: 0...1, "How much of it is faint or missing."),
            Field("color", \.color, "Its colour."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var generator = chooser.generator("place")
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let radius = chooser.number("size" + suffix, size)
            let part = chooser.number("width" + suffix, width) / radius
            var outline = Relief(width: sheet.width, height: sheet.height)
            outline.addNoise(cell: max(8, radius * 0.7), height: 10 * part, &generator)
            outline.addNoise(cell: max(6, radius * 0.13), height: 5 * part, &generator)
            let profile: [UInt8] = (0..<Int(256 * (1.02 + part))).map { step in
                let t = (Double(step) / 256 - 1) / part  // 0 at the radius, -1 at the ring's inner edge
                let outside = max(0, min(1, (0.12 - t) / 0.15))
                let inside = max(0, min(1, (t + 1.1) / 0.35))
                return UInt8(255 * outside * inside * (0.45 + 0.55 * max(0, min(1, (t + 0.5) / 0.4))))
            }
            var mask = Bitmap(width: sheet.width, height: sheet.height)
            let way = Projection.rotation(degrees: generator.share(0, 360))(Point(x: radius, y: 0))
            // The ring, not its middle, is to be seen.
            let center = Point(
                x: generator.share() * Double(sheet.width) - way.x, y: generator.share() * Double(sheet.height) - way.y)
            mask.draw(Blot(center: center, radius: radius, profile: profile), bentBy: outline)
            var faint = Relief(width: sheet.width, height: sheet.height)
            let gaps = chooser.number("gaps" + suffix, gaps)
            faint.addNoise(cell: max(8, radius * 0.35), height: 127 * gaps, &generator)
            faint.add(255 * (1 - 0.55 * gaps))
            mask.multiply(by: faint.mask)
            page.printInk(
                mask,
                absorption: absorption(
                    of: chooser.pick("color" + suffix, color), strength: chooser.number("strength" + suffix, strength),
                    channels: sheet.channels))
        }
    }
}
