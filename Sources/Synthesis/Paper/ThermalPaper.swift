import Configs
import Imaging
import Samples

/// The smooth paper of receipts, as a thermal printer leaves it.
struct ThermalPaper: Paper, Ground {
    var tone = Quantity(0.86...0.99)
    var color: Alternatives<Color>?
    var bands = Quantity(0...0.02)
    var streaks = Quantity(0...0.01)
    var curl = Quantity(0...0.06)
    var fog = Quantity(0...0.04)
    var grain = Quantity(0.002...0.012)

    init() {}

    static let name = "thermal"
    static let summary =
        "The smooth paper of receipts: bands from an uneven feed, streaks of the print head, the shade of a roll, fog "
        + "where it has darkened."
    static var fields: [Field<ThermalPaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is in the mean."),
            Field("color", \.color, "Its colour at full light; white without it."),
            Field(
                "bands", \.bands, in: 0...0.3, "How far the tone wanders from line to line, where the feed was uneven."),
            Field("streaks", \.streaks, in: 0...0.3, "How far it wanders from dot to dot of the print head."),
            Field("curl", \.curl, in: 0...0.5, "How much of the light falls off where the roll bends."),
            Field("fog", \.fog, in: 0...0.3, "How dark the places are that heat or age has darkened."),
            Field("grain", \.grain, in: 0...0.3, "The deviation of the noise in every pixel."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let values = paperValues(tone: chooser.number("tone", tone), color: color, channels: sheet.channels, &chooser)
        let (width, height) = (Double(sheet.width), Double(sheet.height))
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("bands.pattern")
        let bands = chooser.number("bands", bands) * 255
        var rows = Relief(width: sheet.height, height: 1)
        rows.addNoise(cellWidth: 1.6, cellHeight: 1, height: bands * 0.7, &generator)
        rows.addNoise(cellWidth: 6.3, cellHeight: 1, height: bands * 0.7, &generator)
        generator = chooser.generator("streaks.pattern")
        var columns = Relief(width: sheet.width, height: 1)
        columns.addNoise(cellWidth: 1.3, cellHeight: 1, height: chooser.number("streaks", streaks) * 255, &generator)
        relief.add(columns: columns, rows: rows)
        generator = chooser.generator("curl.place")
        relief.addBowl(
            center: Point(x: generator.share(-0.2, 1.2), y: generator.share(-0.2, 1.2)),
            height: -255 * chooser.number("curl", curl))
        let fog = chooser.number("fog", fog) * 255
        if fog > 0 {
            generator = chooser.generator("fog.pattern")
            let cell = max(24, min(160, max(width, height) / 3))
            relief.addNoise(cell: cell, height: fog / 2, &generator)
            relief.add(-fog / 2)
        }
        var page = Bitmap(width: sheet.width, height: sheet.height, relief: relief, around: values)
        page.addGrain(chooser.number("grain", grain), from: chooser.generator("grain.pattern"))
        return page
    }
}
