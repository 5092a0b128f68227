import Configs
import Imaging

/// Breaks strokes up, as a dry pen, brush or ribbon does.
struct Dry: InkStage {
    var amount = Quantity(0.04...0.1)
    var size = Quantity(1...2.2)
    var kind: Alternatives<Kind> = Alternatives([.grain, .streaks])

    init() {}

    /// What the gaps look like.
    enum Kind: String, ConfigEnum {
        case grain, streaks
    }

    static let name = "dry"
    static let summary = "Breaks strokes up, as a dry pen, brush or ribbon does: gaps, more of them in some places."
    static let shorthand: String? = "amount"
    static var fields: [Field<Dry>] {
        [
            Field("amount", \.amount, in: 0...0.8, "The share of the ink that is missing. Up to 0.4 is safe."),
            Field("size", \.size, in: 1...16, unit: "px", "How large gaps are; up to a stroke's width is safe."),
            Field("kind", \.kind, "`grain`: where the paper is low; `streaks`: long gaps along the line."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let amount = chooser.number("amount", amount)
        let size = chooser.number("size", size)
        let stretch = chooser.pick("kind", kind) == .grain ? 1.0 : 7
        var generator = chooser.generator("gaps")
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: size * stretch, height: size, part: 0.93, &generator)
        texture.add(width: 24 * size, height: 16 * size, part: 0.37, &generator)
        ink.fade(by: texture.gaps(amount))
    }
}
