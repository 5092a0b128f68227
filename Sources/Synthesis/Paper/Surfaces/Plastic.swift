import Configs
import Imaging
import Samples

/// Moulded plastic.
struct Plastic: Paper, Ground {
    var tone = Quantity(0.55...0.95)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(255, 255, 255), weight: 3), Weighted(Color(248, 242, 226), weight: 2),
        Weighted(Color(222, 226, 232), weight: 2), Weighted(Color(255, 214, 110), weight: 1),
        Weighted(Color(150, 190, 240), weight: 1), Weighted(Color(240, 150, 140), weight: 1),
    ])
    var peel = Quantity(0.01...0.05)
    var light = Quantity(0...0.12)
    var sheen = Quantity(0.05...0.3)
    var seams = 0.1
    var grain = Quantity(0.002...0.012)
    var scale = Quantity(0.8...1.6)

    init() {}

    static let name = "plastic"
    static let summary =
        "Moulded plastic of any colour: a fine grain as of orange peel, a soft and broad sheen, rarely the seam of a "
        + "mould."
    static var fields: [Field<Plastic>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the plastic is in the mean, but for its sheen."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("peel", \.peel, in: 0...0.3, "How far the grain stands out: soft dimples 2 to 5 px apart."),
            Field("light", \.light, in: 0...0.5, "How much of the light falls off from one side to the other."),
            Field("sheen", \.sheen, in: 0...1, "How near the middle of the reflected light comes to white."),
            Field("seams", \.seams, in: 0...1, "The probability of a line where two parts of a mould met."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
            Field("scale", \.scale, in: 0.25...8, "How much larger the dimples are drawn."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let reach = chooser.number("light", light) * 255
        var generator = chooser.generator("light.direction")
        relief.addSlope(x: reach * generator.share(-1, 1), y: reach * generator.share(-1, 1))
        relief.addPeel(
            scale: chooser.number("scale", scale), height: chooser.number("peel", peel) * 255,
            chooser.generator("peel.pattern"))
        if chooser.happens("seams", probability: seams) {
            relief.addSeam(on: sheet, chooser.generator("seams.place"))
        }
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        page.addSheen(chooser.number("sheen", sheen), chooser.generator("sheen.place"))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}

extension Relief {
    /// Adds the skin of moulded plastic and sprayed paint: soft dimples, like those of an orange's peel.
    /// - Parameters:
    ///   - scale: how large they are: 1 for dimples some 3 px apart.
    ///   - reach: how far they rise and fall, grey levels.
    mutating func addPeel(scale: Double, height reach: Double, _ generator: KeyedGenerator) {
        var generator = generator
        addNoise(cell: 3.1 * scale, height: reach, &generator)
        addNoise(cell: 1.7 * scale, height: reach * 0.7, &generator)
    }

    /// Adds a straight seam, along the lines of the text or across them, beside the text.
    fileprivate mutating func addSeam(on sheet: Sheet, _ generator: KeyedGenerator) {
        var generator = generator
        let (ink, em, reach) = (sheet.text.extent, sheet.text.em, sheet.reach)
        let away = em * generator.share(0.1, 0.5)
        let (start, end): (Point, Point)
        switch generator.share() {
        case ..<0.4: (start, end) = (Point(x: reach.left, y: ink.top - away), Point(x: reach.right, y: ink.top - away))
        case ..<0.8:
            (start, end) = (Point(x: reach.left, y: ink.bottom + away), Point(x: reach.right, y: ink.bottom + away))
        default: (start, end) = (Point(x: ink.left - away, y: reach.top), Point(x: ink.left - away, y: reach.bottom))
        }
        let (a, b) = (sheet.place(start), sheet.place(end))
        let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
        guard length.isFinite, length > 1 else { return }
        add(
            ReliefFold(
                middle: Point(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2),
                along: Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length),
                height: generator.share(-28, 28), breadth: generator.share(2, 6), ridge: generator.share(-1.5, 1.5)))
    }
}
