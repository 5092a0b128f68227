import Configs
import Imaging
import Samples

/// Lets dust settle.
struct Dust: CameraStage {
    var specks = Quantity(1...5)
    var size = Quantity(0.5...1.2)
    var fibres = Count(0...3)
    var length = Quantity(8...30)
    var light = 0.6
    var strength = Quantity(0.45...0.85)
    var softness = Quantity(0...0.6)

    init() {}

    static let name = "dust"
    static let summary =
        "Lets dust settle on the page, on a scanner's glass or on the lens: specks and bent fibres over the text, light "
        + "or dark ones."
    static let shorthand: String? = "specks"
    static var fields: [Field<Dust>] {
        [
            Field("specks", \.specks, in: 0...100, unit: "per 1000 px²", "How many specks there are. Up to 8 is safe."),
            Field(
                "size", \.size, in: 0.1...32, unit: "px",
                "A speck's radius; most are smaller, one in ten up to twice as large."),
            Field("fibres", \.fibres, in: 0...64, "How many fibres there are."),
            Field("length", \.length, in: 1...2000, unit: "px", "How long the longest fibres are."),
            Field("light", \.light, in: 0...1, "The probability that the dust is light, not dark."),
            Field("strength", \.strength, in: 0...1, "How much of what lies below it hides."),
            Field(
                "softness", \.softness, in: 0...16, unit: "px", "The deviation of its blur, where it lies off the page."
            ),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let (width, height) = (Double(picture.width), Double(picture.height))
        var mask = Bitmap(width: picture.width, height: picture.height)
        let size = chooser.number("size", size)
        var generator = chooser.generator("specks.places")
        let count = chooser.number("specks", specks) * width * height / 1000 + generator.share()
        for _ in 0..<Int(min(1e5, count)) {
            let radius = size * (generator.share() < 0.1 ? generator.share(1, 2) : generator.share(0.3, 1))
            mask.drawSpeck(radius: radius, faintest: 90, &generator)
        }
        generator = chooser.generator("fibres.places")
        let length = chooser.number("length", length)
        for _ in 0..<chooser.count("fibres", fibres) {
            draw(length: length * generator.share(0.3, 1), width: 0.7 + 0.5 * size, on: &mask, &generator)
        }
        mask.blur(deviation: chooser.number("softness", softness))
        let isLight = chooser.happens("light", probability: light)
        picture.lay(
            [UInt8](repeating: isLight ? 236 : 44, count: picture.channels), through: mask,
            strength: chooser.number("strength", strength))
    }

    /// A fibre that curls on its way.
    private func draw(length: Double, width: Double, on mask: inout Bitmap, _ generator: inout KeyedGenerator) {
        var at = Point(x: generator.share() * Double(mask.width), y: generator.share() * Double(mask.height))
        var heading = generator.share(0, 360)
        var curl = generator.share(-30, 30)
        let step = max(1, length / 10)
        let points = (0...10).map { _ -> (at: Point, width: Double) in
            let here = at
            let way = Projection.rotation(degrees: heading)(Point(x: step, y: 0))
            at = Point(x: at.x + way.x, y: at.y + way.y)
            heading += curl
            curl += generator.share(-14, 14)
            return (here, width * generator.share(0.8, 1.1))
        }
        mask.draw(line: points, value: 210)
    }
}
