import Configs
import Foundation
import Imaging

/// Lets ink spread into the paper and run along its fibres.
struct Bleed: InkStage {
    var radius = Quantity(0.2...0.7)
    var feather = Quantity(0.3...0.8)

    init() {}

    static let name = "bleed"
    static let summary = "Lets wet ink spread into the paper and run along its fibres."
    static let shorthand: String? = "radius"
    static var fields: [Field<Bleed>] {
        [
            Field(
                "radius", \.radius, in: 0...8, unit: "px",
                "How far ink spreads in the mean. Up to 1 is safe for text 30 px high."),
            Field(
                "feather", \.feather, in: 0...1, "How unevenly it does: 0 as far everywhere, 1 in threads and blots."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let radius = chooser.number("radius", radius)
        let feather = chooser.number("feather", feather)
        guard radius > 0 else { return }
        var generator = chooser.generator("fibres")
        var fibres = InkTexture(over: ink.text.mask)
        let size = max(1, radius)
        fibres.add(width: 5 * size, height: 1.4 * size, part: 0.7, &generator)
        fibres.add(width: 1.4 * size, height: 5 * size, part: 0.7, &generator)
        let eager = fibres.shares { 0.4 * exp(feather * $0) }
        // A Gaussian has fallen to `level` at the radius; where the paper draws more the ink goes on to a lower one.
        let deviation = max(0.4, radius * 0.8)
        let level = 1 / (1 + exp(1.702 * radius / deviation))
        ink.change { mask in
            var wet = mask
            wet.blur(deviation: deviation)
            wet.apply(ToneCurve { $0 * 0.35 / level })
            wet.multiply(by: eager)
            wet.apply(ToneCurve { ($0 - 0.08) / 0.12 })
            mask.formUnion(wet)
        }
    }
}
