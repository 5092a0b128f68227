import Configs
import Imaging

/// Lets the text throw a shadow.
struct Shadow: InkStage {
    var x = Quantity(1...3)
    var y = Quantity(1...3)
    var blur = Quantity(0...2)
    var opacity = Quantity(0.2...0.5)

    init() {}

    static let name = "shadow"
    static let summary = "Lets the text throw a shadow."
    static var fields: [Field<Shadow>] {
        [
            Field("x", \.x, in: -64...64, unit: "px", "How far to the right it falls; whole px."),
            Field("y", \.y, in: -64...64, unit: "px", "How far down it falls; whole px."),
            Field("blur", \.blur, in: 0...16, unit: "px", "How soft it is: a Gaussian's deviation."),
            Field("opacity", \.opacity, in: 0...1, "How dark it is."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let x = Int(chooser.number("x", x).rounded())
        let y = Int(chooser.number("y", y).rounded())
        var shadow = ink.text.mask.shifted(x: x, y: y)
        shadow.blur(deviation: chooser.number("blur", blur))
        let opacity = chooser.number("opacity", opacity)
        let absorption = [Double](repeating: opacity, count: ink.channels)
        // Where the text itself lies its ink decides, so that the shadow does not spoil the contrast.
        ink.others.append(InkLayers.Layer(mask: shadow.subtracting(ink.text.mask), absorption: absorption))
    }
}
