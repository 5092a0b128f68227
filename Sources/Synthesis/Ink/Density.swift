import Configs
import Imaging

/// Makes ink denser in some places and thinner in others.
struct Density: InkStage {
    var variation = Quantity(0.1...0.35)
    var size = Quantity(15...70)

    init() {}

    static let name = "density"
    static let summary = "Makes ink denser in some places and thinner in others, without gaps."
    static let shorthand: String? = "variation"
    static var fields: [Field<Density>] {
        [
            Field(
                "variation", \.variation, in: 0...0.8,
                "How much of the ink is missing in the mean, and how far that wanders. It never falls below "
                    + "`ink.contrast`."),
            Field("size", \.size, in: 2...1000, unit: "px", "How far apart dense and thin places lie."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let variation = chooser.number("variation", variation)
        let size = chooser.number("size", size)
        var generator = chooser.generator("places")
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: size, height: size, part: 0.9, &generator)
        texture.add(width: size / 4, height: size / 4, part: 0.43, &generator)
        let faintest = ink.faintest
        ink.fade(by: texture.shares { max(faintest, 1 - variation * (1 + 0.8 * $0)) })
    }
}
