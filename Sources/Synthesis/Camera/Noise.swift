import Configs
import Imaging

/// Adds noise.
struct Noise: CameraStage {
    var kind = NoiseKind.gaussian
    var amount = Quantity(0...0.05)
    var offset: Quantity = 0
    var colored = false

    init() {}

    static let name = "noise"
    static let summary = "Adds noise to every pixel."
    static let shorthand: String? = "amount"
    static var fields: [Field<Noise>] {
        [
            Field("kind", \.kind, "`gaussian` or `uniform`."),
            Field("amount", \.amount, in: 0...1, "The noise's deviation; for uniform noise the farthest it goes."),
            Field("offset", \.offset, in: -1...1, "What is added to all of it."),
            Field("colored", \.colored, "Whether each channel of an RGB page has noise of its own."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let amount = chooser.number("amount", amount)
        let table = kind.table(amount: amount, offset: chooser.number("offset", offset))
        picture.addNoise(table, colored: colored, from: chooser.generator("pattern"))
    }
}
