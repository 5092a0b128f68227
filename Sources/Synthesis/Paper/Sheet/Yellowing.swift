import Configs
import Imaging
import Samples

/// Ages the paper.
struct Yellowing: SheetStage, Treatment {
    var amount = Quantity(0.1...0.5)
    var patches = Quantity(0.1...0.4)
    var edges = Quantity(0...0.4)
    var color: Alternatives<Color> = Alternatives([
        Color(232, 205, 150), Color(226, 196, 148), Color(238, 222, 176),
    ])

    init() {}

    static let name = "yellowing"
    static let summary = "Ages the paper: tints it, more in some places and towards the edges."
    static let shorthand: String? = "amount"
    static var fields: [Field<Yellowing>] {
        [
            Field("amount", \.amount, in: 0...1, "How much of the tint lies everywhere."),
            Field("patches", \.patches, in: 0...1, "How far that wanders from place to place."),
            Field("edges", \.edges, in: 0...1, "How much more lies in the page's corners."),
            Field("color", \.color, "What white paper turns to under all of the tint."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("pattern")
        let patches = chooser.number("patches", patches) * 255
        let cell = generator.share(40, 120)
        relief.addNoise(cell: cell, height: patches * 0.5, &generator)
        relief.addNoise(cell: cell * 0.27, height: patches * 0.35, &generator)
        relief.addBowl(
            center: Point(x: generator.share(0.35, 0.65), y: generator.share(0.35, 0.65)),
            height: chooser.number("edges", edges) * 255, power: 4)
        relief.add(chooser.number("amount", amount) * 255)
        page.printInk(
            relief.mask,
            absorption: absorption(of: chooser.pick("color", color), strength: 1, channels: sheet.channels))
    }
}
