import Configs
import Imaging
import Samples

/// A whiteboard with what was not quite wiped off.
struct Whiteboard: Paper, Ground {
    var tone = Quantity(0.86...0.98)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(255, 255, 255), weight: 2), Weighted(Color(246, 250, 255), weight: 1),
        Weighted(Color(252, 252, 246), weight: 1),
    ])
    var light = Quantity(0...0.1)
    var sheen = Quantity(0.1...0.5)
    var ghosts = Count(1...4)
    var strength = Quantity(0.04...0.14)
    var marker: Alternatives<Color> = Alternatives([
        Weighted(Color(40, 40, 48), weight: 3), Weighted(Color(30, 70, 170), weight: 3),
        Weighted(Color(190, 40, 50), weight: 2), Weighted(Color(30, 130, 80), weight: 1),
    ])
    var wipes = Count(1...3)
    var grain = Quantity(0.002...0.012)

    init() {}

    static let name = "whiteboard"
    static let summary =
        "A whiteboard: nearly white and glossy, with ghosts of writing that was not quite wiped off and the smears of "
        + "the wiping."
    static var fields: [Field<Whiteboard>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the board is, but for its sheen."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("light", \.light, in: 0...0.5, "How much of the light falls off from one side to the other."),
            Field("sheen", \.sheen, in: 0...1, "How near the middle of the reflected light comes to white."),
            Field("ghosts", \.ghosts, in: 0...32, "How many wiped words can still be seen."),
            Field("strength", \.strength, in: 0...0.6, "How much of its colour a ghost or a smear has at most."),
            Field("marker", \.marker, "The colour of a ghost; smears have the colour of the last."),
            Field("wipes", \.wipes, in: 0...32, "How many smears there are."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        var relief = Relief(width: sheet.width, height: sheet.height)
        let reach = chooser.number("light", light) * 255
        var generator = chooser.generator("light.direction")
        relief.addSlope(x: reach * generator.share(-1, 1), y: reach * generator.share(-1, 1))
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)

        let strength = chooser.number("strength", strength)
        generator = chooser.generator("ghosts.place")
        let ghosts = chooser.count("ghosts", ghosts)
        var color = ghosts == 0 ? chooser.pick("marker", marker) : .black
        for number in 0..<ghosts {
            color = chooser.pick("marker" + (number == 0 ? "" : "#\(number + 1)"), marker)
            let ghost = ghost(on: sheet, &generator)
            page.printInk(
                ghost,
                absorption: absorption(of: color, strength: strength, channels: sheet.channels))
        }
        let em = Wiping.em(of: sheet)
        var wiping = Wiping(of: sheet, chooser.generator("wipes.place"))
        let smears = wiping.mask(strokes: chooser.count("wipes", wipes), width: em * 1.4)
        page.printInk(
            smears, absorption: absorption(of: color, strength: strength * 0.45, channels: sheet.channels))
        page.addSheen(chooser.number("sheen", sheen), chooser.generator("sheen.place"))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }

    /// A word that nobody can read any more: loops along a line, gone where the sponge went.
    private func ghost(on sheet: Sheet, _ generator: inout KeyedGenerator) -> Bitmap {
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        let (reach, em) = (sheet.reach, sheet.text.em)
        let size = em * generator.share(0.4, 0.8)
        let start = Point(
            x: reach.left + generator.share(-0.05, 0.75) * reach.width,
            y: reach.top + generator.share(0.1, 1) * reach.height)
        let lean = generator.share(-0.12, 0.12)
        let pen = max(1, min(24, 0.12 * size * sheet.scale))
        var (x, points) = (0.0, [(at: Point, width: Double)]())
        for _ in 0..<Int(generator.share(8, 28)) {
            // Up and down by turns, back a little at the top: what letters have in common.
            x += size * generator.share(0.12, 0.34)
            let isTall = generator.share() < 0.3
            for (back, rise) in [(0.0, 0.02), (0.1, isTall ? 0.9 : 0.5), (-0.08, 0.25)] {
                let place = Point(
                    x: start.x + x - back * size,
                    y: start.y + lean * x - size * (rise + generator.share(-0.08, 0.08)))
                let seen = sheet.place(place)
                guard abs(seen.x) < 1e5, abs(seen.y) < 1e5 else { continue }
                points.append((at: seen, width: pen * generator.share(0.8, 1.2)))
            }
        }
        mask.draw(line: points)
        mask.blur(deviation: pen * 0.3)
        var gone = Relief(width: sheet.width, height: sheet.height)
        let seen = Wiping.em(of: sheet)
        gone.addNoise(cellWidth: seen, cellHeight: 0.3 * seen, height: 120, &generator)
        gone.addNoise(cellWidth: 0.6 * seen, cellHeight: 1.5, height: 60, &generator)
        gone.add(120)
        mask.multiply(by: gone.mask)
        return mask
    }
}
