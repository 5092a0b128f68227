package import Configuration
package import Imaging

/// Paper of pure noise.
package struct NoisePaper: Paper, Ground {
    package var tone: Quantity = 0.85
    package var kind = NoiseKind.gaussian
    package var amount: Quantity = 0.05
    package var colored = false

    package init() {}

    package static let name = "noise"
    package static let summary = "Paper of one tone with noise in every pixel."
    package static var fields: [Field<NoisePaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("kind", \.kind, "`gaussian` or `uniform`."),
            Field("amount", \.amount, in: 0...1, "The noise's deviation; for uniform noise the farthest it goes."),
            Field("colored", \.colored, "Whether each channel of an RGB page has noise of its own."),
        ]
    }

    package func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: nil, channels: sheet.channels, &chooser)
        var page = Bitmap(width: sheet.width, height: sheet.height, filledWith: values)
        let table = kind.table(amount: chooser.number("amount", amount), offset: 0)
        page.addNoise(table, colored: colored, from: chooser.generator("noise"))
        return page
    }
}
