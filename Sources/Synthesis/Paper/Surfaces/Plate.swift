import Configs
import Imaging
import Samples

/// The number plate of a vehicle, with the text on it.
struct Plate: Paper, Ground {
    var tone = Quantity(0.8...0.96)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(255, 255, 255), weight: 4), Weighted(Color(255, 214, 70), weight: 2),
        Weighted(Color(232, 240, 250), weight: 1),
    ])
    var gap = Quantity(0.16...0.32)
    var ends = Quantity(0.3...0.6)
    var radius = Quantity(0.08...0.22)
    var border = Quantity(0.03...0.06)
    var borderColor: Alternatives<Color> = Alternatives([
        Weighted(Color(20, 20, 22), weight: 4), Weighted(Color(30, 60, 140), weight: 1),
    ])
    var screws = Count([Weighted(0...0, weight: 2), Weighted(2...2, weight: 1), Weighted(4...4, weight: 1)])
    var band: Alternatives<Side> = Alternatives([
        Weighted(.none, weight: 1), Weighted(.left, weight: 1), Weighted(.right, weight: 0.2),
    ])
    var bandColor: Alternatives<Color> = Alternatives([
        Weighted(Color(20, 60, 160), weight: 5), Weighted(Color(30, 120, 70), weight: 1),
        Weighted(Color(170, 30, 40), weight: 1),
    ])
    var stars = 0.6
    var sheen = Quantity(0...0.2)
    var behind = Quantity(0.06...0.5)
    var behindColor: Alternatives<Color>? = Alternatives([
        Weighted(Color(220, 222, 226), weight: 4), Weighted(Color(255, 120, 100), weight: 1),
        Weighted(Color(120, 150, 230), weight: 1), Weighted(Color(250, 240, 220), weight: 1),
    ])
    var grain = Quantity(0.004...0.02)

    /// At which side of the text something is.
    enum Side: String, ConfigEnum {
        case none, left, right
    }

    init() {}

    static let name = "plate"
    static let summary =
        "The number plate of a vehicle with the text on it: a border, round corners, screws, a coloured band at one side; "
        + "beyond its edges the vehicle, as far as `page.margin` leaves room to see it."
    static var fields: [Field<Plate>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the plate is, but for its sheen."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("gap", \.gap, in: 0.02...10, unit: "em", "How far its edge lies from the ink, above and below."),
            Field("ends", \.ends, in: 0.02...20, unit: "em", "How far its edge lies from the ink, left and right."),
            Field("radius", \.radius, in: 0...10, unit: "em", "How round its corners are."),
            Field(
                "border", \.border, in: 0...2, unit: "em",
                "How thick the line inside of its edge is, as far as there is room beside the text; 0 for none."),
            Field("border_color", \.borderColor, "The line's colour."),
            Field("screws", \.screws, in: 0...4, "How many screws hold it: one or two at each end of the text."),
            Field("band", \.band, "`none`, or at which side of the text a coloured band is, `left` or `right`."),
            Field("band_color", \.bandColor, "The band's colour."),
            Field("stars", \.stars, in: 0...1, "The probability that a ring of light dots is printed on the band."),
            Field("sheen", \.sheen, in: 0...1, "How near the middle of the reflected light comes to white."),
            Field("behind", \.behind, in: 0...1, "How light the vehicle is."),
            Field("behind_color", \.behindColor, "The vehicle's colour at full light; white without it."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    /// What it lies on is seen beside it.
    var isEven: Bool { false }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let (channels, em) = (sheet.channels, sheet.text.em)
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: channels, &chooser)
        let vehicle = paperValues(
            tone: chooser.number("behind", behind), color: behindColor, named: "behind_color", channels: channels,
            &chooser)
        let gap = chooser.number("gap", gap) * em
        let ends = chooser.number("ends", ends) * em
        let band = chooser.pick("band", band)
        let room = PlateRoom(
            around: sheet.text.extent, gap: gap, ends: ends, band: band,
            thickness: chooser.number("border", border) * em)
        let panel = Panel(room.box, radius: chooser.number("radius", radius) * em, on: sheet)

        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("light")
        relief.addSlope(x: generator.share(-24, 24), y: generator.share(-40, 40))
        relief.addNoise(cellWidth: 6 * em * sheet.scale, cellHeight: 0.8 * em * sheet.scale, height: 50, &generator)
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: vehicle)
        let cover = panel.mask
        page.lay(cover, values, lift: 0.05 * em * sheet.scale, shadow: generator.share(0.3, 0.6))
        if band != .none {
            lay(
                chooser.pick("band_color", bandColor), hasStars: chooser.happens("stars", probability: stars), in: room,
                panel, sheet, on: &page)
        }
        let line = chooser.pick("border_color", borderColor).levels(channels: channels)
        if room.thickness > 0 {
            page.lay(line, through: panel.line(inset: room.inset, width: room.thickness))
        }
        // A pressed edge catches light all round.
        page.lay(
            [UInt8](repeating: 255, count: channels), through: panel.line(inset: 0, width: room.inset * 0.5),
            strength: 0.35)
        lay(screws: chooser.count("screws", screws), in: room, sheet, chooser.generator("screws.place"), on: &page)
        page.addSheen(chooser.number("sheen", sheen), chooser.generator("sheen.place"))
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }

    private func lay(
        _ color: Color, hasStars: Bool, in room: PlateRoom, _ panel: Panel, _ sheet: Sheet, on page: inout Bitmap
    ) {
        page.lay(
            color.levels(channels: sheet.channels), through: panel.part(from: room.band.left, to: room.band.right))
        let radius = 0.32 * min(room.band.width, room.band.height)
        guard hasStars, radius * sheet.scale > 2 else { return }
        let middle = Point(x: room.band.center.x, y: room.band.top + 0.36 * room.band.height)
        var ring = Bitmap(width: sheet.width, height: sheet.height)
        for number in 0..<12 {
            let way = Projection.rotation(degrees: Double(number) * 30)(Point(x: radius, y: 0))
            ring.draw(line: [
                (at: sheet.place(Point(x: middle.x + way.x, y: middle.y + way.y)), width: 0.28 * radius * sheet.scale)
            ])
        }
        page.lay(Color(250, 214, 60).levels(channels: sheet.channels), through: ring)
    }

    /// One screw at half height, or two one above the other, at each end.
    private func lay(
        screws count: Int, in room: PlateRoom, _ sheet: Sheet, _ generator: KeyedGenerator, on page: inout Bitmap
    ) {
        guard count > 0 else { return }
        var generator = generator
        let size = room.screw * generator.share(0.7, 1)
        let heights = count < 3 ? [0.5] : [0.26, 0.74]
        let level = UInt8(generator.share(90, 220))
        var (heads, shades) = (
            Bitmap(width: sheet.width, height: sheet.height), Bitmap(width: sheet.width, height: sheet.height)
        )
        let places = heights.flatMap { height in room.screwColumns.map { Point(x: $0, y: room.height(at: height)) } }
        for place in places.prefix(count) {
            let seen = sheet.place(place)
            let width = size * sheet.scale
            shades.draw(line: [(at: Point(x: seen.x + 0.1 * width, y: seen.y + 0.16 * width), width: 1.1 * width)])
            heads.draw(line: [(at: seen, width: 0.86 * width)])
        }
        page.printInk(shades, absorption: [Double](repeating: 0.6, count: sheet.channels))
        page.lay([UInt8](repeating: level, count: sheet.channels), through: heads)
    }
}

/// How a plate is divided up, px of the text: nothing of it reaches into the text.
private struct PlateRoom {
    let box: Rect
    /// The coloured band; nothing wide where there is none.
    let band: Rect
    /// From the plate's edge to its line.
    let inset: Double
    /// How thick the line is.
    let thickness: Double
    /// How wide a screw may be.
    let screw: Double
    /// Where screws stand along x.
    let screwColumns: [Double]

    init(around ink: Rect, gap: Double, ends: Double, band side: Plate.Side, thickness: Double) {
        let high = ink.height + 2 * gap
        let wide = side == .none ? 0 : 0.24 * high
        box = Rect(
            left: ink.left - ends - (side == .left ? wide : 0), top: ink.top - gap,
            right: ink.right + ends + (side == .right ? wide : 0), bottom: ink.bottom + gap)
        let left = side == .right ? box.right - wide : box.left
        band = Rect(left: left, top: box.top, right: left + wide, bottom: box.bottom)
        let least = min(gap, ends)
        inset = 0.25 * least
        self.thickness = min(thickness, 0.45 * least)
        // Between the line and the text, or the band and the text.
        let taken = inset + self.thickness
        screw = min(0.6 * (ends - taken), 0.2 * high)
        screwColumns = [ink.left - (ends - taken) / 2, ink.right + (ends - taken) / 2]
    }

    /// A place from the plate's top, 0, to its bottom, 1.
    func height(at share: Double) -> Double { box.top + share * box.height }
}
