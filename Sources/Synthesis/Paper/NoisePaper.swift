import Configs
import Imaging

/// Paper of pure noise.
struct NoisePaper: Paper, Ground {
    var tone: Quantity = 0.85
    var kind = NoiseKind.gaussian
    var amount: Quantity = 0.05
    var colored = false
    var color: Alternatives<Color>?

    init() {}

    static let name = "noise"
    static let summary = "Paper of one tone with noise in every pixel."
    static var fields: [Field<NoisePaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("kind", \.kind, "`gaussian` or `uniform`."),
            Field("amount", \.amount, in: 0...1, "The noise's deviation; for uniform noise the farthest it goes."),
            Field("colored", \.colored, "Whether each channel of an RGB page has noise of its own."),
            Field("color", \.color, "The paper's own colour, which `tone` makes darker; white without it."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        let table = kind.table(amount: chooser.number("amount", amount), offset: 0)
        return Bitmap(
            width: sheet.width, height: sheet.height, filledWith: values, noise: table, colored: colored,
            from: chooser.generator("noise"))
    }
}
