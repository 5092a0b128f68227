import Configs
import Imaging
import Samples

/// Leaves stains.
struct Stains: SheetStage, Treatment {
    var count = Count(1...3)
    var size = Quantity(10...45)
    var strength = Quantity(0.1...0.35)
    var rim = Quantity(0...1)
    var color: Alternatives<Color> = Alternatives([
        Color(150, 105, 60), Color(170, 140, 90), Color(120, 110, 100),
    ])

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
        let count = chooser.count("count", count)
        guard count > 0 else { return }
        var generator = chooser.generator("place")
        // One rough field serves all outlines: they lie at different places of it.
        let typical = (size.bounds.lowerBound + size.bounds.upperBound) / 2
        var outline = Relief(width: sheet.width, height: sheet.height)
        outline.addNoise(cell: max(6, typical * 0.8), height: 7, &generator)
        outline.addNoise(cell: max(4, typical * 0.24), height: 3, &generator)
        for number in 0..<count {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let size = chooser.number("size" + suffix, size)
            let rim = chooser.number("rim" + suffix, rim)
            let soft = generator.share(0.03, 0.14)
            let profile: [UInt8] = (0..<320).map { step in
                let t = Double(step) / 256
                let edge = max(0, min(1, (1.02 + soft / 2 - t) / soft))
                let ring = max(0, 1 - abs(t - 0.95) / 0.1)
                let inside = 0.35 + 0.65 * max(0, min(1, t * t))
                return UInt8(255 * min(1, edge * ((1 - 0.7 * rim) * inside + 0.7 * rim * ring * ring)))
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
