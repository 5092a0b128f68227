import Configuration
import Imaging
import Samples

/// Leaves stains.
struct Stains: SheetStage, Treatment {
    var count = Count(1...3)
    var size = Quantity(10...45)
    var strength = Quantity(0.1...0.35)
    var rim = Quantity(0...1)
    var color: Configuration.Choice<Color> = Configuration.Choice([Color(150, 105, 60), Color(170, 140, 90), Color(120, 110, 100)])

    init() {}

    static let name = "stains"
    static let summary = "Leaves stains of what was spilt: ragged blots, pale inside, with a darker rim."
    static let shorthand: String? = "count"
    static var fields: [Field<Stains>] {
        [
            Field("count", \.count, in: 0...64, "How many."),
            Field("size", \.size, in: 1...2000, unit: "px", "How far each reaches from its middle."),
            Field("strength", \.strength, in: 0...1, "How much of their colour they have."),
            Field("rim", \.rim, in: 0...1, "How much darker the rim is than what it surrounds."),
            Field("color", \.color, "Their colour."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var generator = chooser.generator("place")
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let size = chooser.number("size" + suffix, size)
            var outline = Relief(width: sheet.width, height: sheet.height)
            // In 16ths of 256ths of the radius.
            outline.addNoise(cell: max(6, size * 0.9), height: 7, &generator)
            outline.addNoise(cell: max(3, size * 0.3), height: 2.5, &generator)
            outline.addNoise(cell: max(2, size * 0.1), height: 1, &generator)
            let rim = chooser.number("rim" + suffix, rim)
            let profile: [UInt8] = (0..<300).map { step in
                let t = Double(step) / 256
                let edge = max(0, min(1, (1.03 - t) / 0.05))
                let ring = max(0, 1 - abs(t - 0.95) / 0.09)
                return UInt8(255 * edge * ((1 - 0.6 * rim) * (0.75 + 0.25 * min(1, t)) + 0.6 * rim * ring * ring))
            }
            var mask = Bitmap(width: sheet.width, height: sheet.height)
            let center = Point(
                x: generator.share(-0.05, 1.05) * Double(sheet.width),
                y: generator.share(-0.05, 1.05) * Double(sheet.height))
            mask.draw(Blot(center: center, radius: size, profile: profile), bentBy: outline)
            page.printInk(
                mask,
                absorption: absorption(
                    of: chooser.pick("color" + suffix, color), strength: chooser.number("strength" + suffix, strength),
                    channels: sheet.channels))
        }
    }
}
