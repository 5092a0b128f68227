import Configs
import Imaging
import Samples

/// Strews the page with dots that are no text.
struct Dots: InkStage {
    var count = Count(10...60)
    var density: Quantity?
    var radius = Quantity(0.5...1.2)
    var depth = Depth.over
    var tone = Quantity(0...0.6)
    var color: Alternatives<Color>?

    init() {}

    static let name = "dots"
    static let summary =
        "Strews dots over the page: specks of ink or, with a `tone` of 1, holes in the text's. They are part of no "
        + "mask and no box."
    static let shorthand: String? = "count"
    static var fields: [Field<Dots>] {
        [
            Field("count", \.count, in: 0...20_000, "How many."),
            Field(
                "density", \.density, in: 0...200, unit: "per 1000 px²",
                "How many to the area; takes the place of `count`."),
            Field("radius", \.radius, in: 0.1...32, unit: "px", "How large each is."),
            Field("depth", \.depth, "Whether they hide the text, `over`, or the text hides them, `under`."),
            Field("tone", \.tone, in: 0...1, "How light each is."),
            Field("color", \.color, "The colour of all; takes the place of `tone`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let (columns, rows) = (Double(ink.text.mask.width), Double(ink.text.mask.height))
        let number =
            density.map { Int((chooser.number("density", $0) * columns * rows / 1000).rounded()) }
            ?? chooser.count("count", count)
        var dots = LooseInk(on: ink, color: color, &chooser)
        var (places, radii, tones) = (
            chooser.generator("place"), chooser.generator("radius"), chooser.generator("tone")
        )
        for _ in 0..<number {
            let at = Point(x: places.share() * columns, y: places.share() * rows)
            dots.draw([(at: at, width: 2 * radius.draw(using: &radii))], tone: tone.draw(using: &tones))
        }
        dots.lay(depth, on: &ink)
    }
}
