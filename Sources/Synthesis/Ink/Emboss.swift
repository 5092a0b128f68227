import Configs
import Imaging

/// Presses the letters into or out of the paper.
struct Emboss: InkStage {
    var depth = Quantity(1...2)
    var shade = Quantity(0.2...0.5)
    var highlight = Quantity(0.3...0.7)
    var kind: Alternatives<Kind> = Alternatives([.raised, .sunken])

    init() {}

    /// Which side of the paper the letters stand out on.
    enum Kind: String, ConfigEnum {
        case raised, sunken
    }

    static let name = "emboss"
    static let summary =
        "Presses the letters into or out of the paper: lit from the upper left, one side of them is pale, the other "
        + "throws a shadow."
    static let shorthand: String? = "depth"
    static var fields: [Field<Emboss>] {
        [
            Field(
                "depth", \.depth, in: 1...16, unit: "px",
                "How wide light and shade are; whole px. Up to half of a stroke is safe."),
            Field("shade", \.shade, in: 0...1, "How dark the shadow is."),
            Field(
                "highlight", \.highlight, in: 0...1,
                "How much of the ink the light hides. It never falls below `ink.contrast`."),
            Field("kind", \.kind, "`raised` or `sunken`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let depth = Int(chooser.number("depth", depth).rounded())
        let shade = chooser.number("shade", shade)
        let highlight = chooser.number("highlight", highlight)
        let way = chooser.pick("kind", kind) == .raised ? depth : -depth
        let moved = ink.text.mask.shifted(x: way, y: way)
        let absorption = [Double](repeating: shade, count: ink.channels)
        ink.others.append(InkLayers.Layer(mask: moved.subtracting(ink.text.mask), absorption: absorption))
        var lit = ink.text.mask.subtracting(moved)
        let faintest = ink.faintest
        lit.apply(ToneCurve { max(faintest, 1 - highlight * $0) })
        ink.text.mask.multiply(by: lit)
    }
}
