import Configs
import Imaging
import Samples

/// Lights the sheet unevenly.
struct Light: SheetStage, Treatment {
    var falloff = Quantity(0...0.12)
    var vignette = Quantity(0...0.12)
    var patches = Quantity(0...0.03)

    init() {}

    static let name = "light"
    static let summary = "Lights the sheet unevenly: from one side, darker in the corners, in soft patches."
    static let shorthand: String? = "falloff"
    static var fields: [Field<Light>] {
        [
            Field("falloff", \.falloff, in: 0...0.8, "How much of the light falls off from one side to the other."),
            Field("vignette", \.vignette, in: 0...0.8, "How much darker the farthest corner is."),
            Field("patches", \.patches, in: 0...0.4, "How far the light wanders in soft patches."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("direction")
        let turn = Projection.rotation(degrees: generator.share(0, 360))(Point(x: 1, y: 0))
        let falloff = chooser.number("falloff", falloff) * 255
        relief.addSlope(x: falloff * turn.x, y: falloff * turn.y)
        let center = Point(x: generator.share(0.3, 0.7), y: generator.share(0.3, 0.7))
        relief.addBowl(center: center, height: -255 * chooser.number("vignette", vignette))
        generator = chooser.generator("patches.pattern")
        let cell = Double(max(sheet.width, sheet.height)) / generator.share(1.5, 4)
        relief.addNoise(cell: max(16, cell), height: chooser.number("patches", patches) * 255, &generator)
        page.shade(by: relief)
    }
}
