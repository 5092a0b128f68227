import Configs
import Imaging
import Samples

/// Brushed metal.
struct Metal: Paper, Ground {
    var tone = Quantity(0.6...0.85)
    var color: Alternatives<Color>? = Alternatives([
        Weighted(Color(236, 239, 244), weight: 4), Weighted(Color(250, 250, 246), weight: 3),
        Weighted(Color(246, 222, 158), weight: 1), Weighted(Color(240, 188, 158), weight: 1),
    ])
    var streaks = Quantity(0.05...0.16)
    var length = Quantity(30...110)
    var degrees: Quantity = .choice([
        Weighted(.constant(0), weight: 4), Weighted(.constant(90), weight: 1), Weighted(.uniform(-30, 30), weight: 1),
    ])
    var sheen = Quantity(0.04...0.2)
    var scratches = Count(0...2)
    var grain = Quantity(0.004...0.02)

    init() {}

    static let name = "metal"
    static let summary =
        "Brushed metal: long, fine streaks in one direction, bands of light across them, a few deeper scratches."
    static var fields: [Field<Metal>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the metal is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field("streaks", \.streaks, in: 0...0.4, "How far the streaks are lighter and darker than the metal."),
            Field("length", \.length, in: 4...2000, unit: "px", "How long streaks are."),
            Field(
                "degrees", \.degrees, in: -180...180, unit: "degrees",
                "Where the streaks run: 0 along the lines of the text."),
            Field("sheen", \.sheen, in: 0...0.4, "How much lighter and darker the bands of light are."),
            Field("scratches", \.scratches, in: 0...64, "How many deeper scratches there are."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        let piece = FlatPiece(sheet, degrees: chooser.number("degrees", degrees))
        var relief = Relief(width: piece.width, height: piece.height)
        let (reach, length) = (chooser.number("streaks", streaks) * 255, chooser.number("length", length))
        var generator = chooser.generator("streaks.pattern")
        relief.addNoise(cellWidth: length, cellHeight: 1, height: reach * 0.8, &generator)
        relief.addNoise(cellWidth: length * 0.31, cellHeight: 1, height: reach * 0.5, &generator)
        relief.addNoise(cellWidth: length * 2.3, cellHeight: 4.7, height: reach * 0.4, &generator)
        generator = chooser.generator("sheen.pattern")
        // What is brushed reflects lamps as bands across its streaks.
        var bands = Relief(width: piece.width, height: 1)
        bands.addNoise(
            cellWidth: max(24, Double(piece.width) * 0.3), cellHeight: 1, height: chooser.number("sheen", sheen) * 255,
            &generator)
        relief.add(columns: bands, rows: Relief(width: piece.height, height: 1))
        generator = chooser.generator("scratches.place")
        for _ in 0..<chooser.count("scratches", scratches) {
            relief.add(
                ReliefStroke(
                    start: Point(
                        x: generator.share() * Double(piece.width), y: generator.share() * Double(piece.height)),
                    heading: generator.share(-0.03, 0.03), bend: generator.share(-0.0002, 0.0002),
                    length: Int(length * generator.share(0.3, 1.5)), height: generator.share(20, 60)),
                isEmbossed: true)
        }
        var page = Bitmap(
            width: sheet.width, height: sheet.height, relief: piece.seen(relief), around: values)
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}
