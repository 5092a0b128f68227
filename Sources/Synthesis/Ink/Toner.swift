import Configs
import Imaging

/// Prints with a cartridge that is nearly empty.
struct Toner: InkStage {
    var streaks = Quantity(0.1...0.4)
    var width = Quantity(5...22)
    var depth = Quantity(0.3...0.75)
    var dropouts = Quantity(0...0.05)
    var feed = Alternatives(Run.upright)

    init() {}

    static let name = "toner"
    static let summary =
        "Prints with a laser printer that runs out of toner: pale streaks along the feed, and spots where none stuck."
    static let shorthand: String? = "streaks"
    static var fields: [Field<Toner>] {
        [
            Field("streaks", \.streaks, in: 0...0.9, "The share of the page that lies in streaks."),
            Field("width", \.width, in: 1...1000, unit: "px", "About how wide streaks are."),
            Field(
                "depth", \.depth, in: 0...1, "How much toner streaks lack. They never fall below `ink.contrast`."),
            Field(
                "dropouts", \.dropouts, in: 0...0.5, "The share of the ink that is missing in spots. Up to 0.1 is safe."
            ),
            Field("feed", \.feed, "Which way the sheet went through: `upright` or `level`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let streaks = chooser.number("streaks", streaks)
        let width = chooser.number("width", width)
        let depth = chooser.number("depth", depth)
        let dropouts = chooser.number("dropouts", dropouts)
        let isUpright = chooser.pick("feed", feed) == .upright
        let (mask, faintest) = (ink.text.mask, ink.faintest)
        if streaks > 0 {
            var generator = chooser.generator("streaks.pattern")
            let length = Double(isUpright ? mask.height : mask.width) * 2
            var texture = InkTexture(over: mask)
            texture.add(
                width: isUpright ? width : length, height: isUpright ? length : width, part: 0.95, &generator)
            texture.add(width: 4, height: 4, part: 0.3, &generator)
            var shares = texture.gaps(streaks, softness: 1.2)
            shares.apply(ToneCurve { max(faintest, 1 - depth * (1 - $0)) })
            ink.fade(by: shares)
        }
        if dropouts > 0 {
            var generator = chooser.generator("dropouts.pattern")
            var texture = InkTexture(over: mask)
            texture.add(width: 1.7, height: 1.7, part: 0.9, &generator)
            texture.add(width: 16, height: 16, part: 0.43, &generator)
            ink.fade(by: texture.gaps(dropouts))
        }
    }
}
