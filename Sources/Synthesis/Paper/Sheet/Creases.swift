import Configs
import Imaging
import Samples

/// Leaves creases.
struct Creases: SheetStage, Treatment {
    var count = Count(3...10)
    var depth = Quantity(0.05...0.2)
    var length = Quantity(15...70)

    init() {}

    static let name = "creases"
    static let summary = "Leaves thin creases that wander and branch, lit from one side."
    static let shorthand: String? = "count"
    static var fields: [Field<Creases>] {
        [
            Field("count", \.count, in: 0...200, "How many creases; a third of them branch."),
            Field("depth", \.depth, in: 0...0.5, "How much lighter and darker their two sides are than the paper."),
            Field("length", \.length, in: 2...2000, unit: "px", "How long each is."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var relief = Relief(width: sheet.width, height: sheet.height)
        let depth = chooser.number("depth", depth) * 255
        var generator = chooser.generator("place")
        var lengths = chooser.generator("length")
        for _ in 0..<chooser.count("count", count) {
            let start = Point(
                x: generator.share() * Double(sheet.width), y: generator.share() * Double(sheet.height))
            let height = depth * generator.share(0.3, 1)
            let long = length.draw(using: &lengths)
            draw(from: start, heading: generator.share(), length: long, height: height, on: &relief, &generator)
        }
        page.shade(by: relief)
    }

    /// Bent pieces, each turned a little from the one before; the crease gets fainter on its way.
    private func draw(
        from start: Point, heading: Double, length: Double, height: Double, on relief: inout Relief,
        _ generator: inout KeyedGenerator
    ) {
        var (place, heading, left) = (start, heading, length)
        var height = height
        let branch = generator.share() < 0.35 ? length * generator.share(0.3, 0.7) : -1
        while left > 1 {
            let piece = min(left, generator.share(4, 14))
            let stroke = ReliefStroke(
                start: place, heading: heading, bend: generator.share(-0.004, 0.004), length: Int(piece + 3),
                height: height)
            relief.add(stroke, isEmbossed: true)
            if branch > 0, left >= branch, left - piece < branch, length > 8 {
                let aside = heading + (generator.share() < 0.5 ? 0.09 : -0.09) + generator.share(-0.04, 0.04)
                draw(
                    from: stroke.end.place, heading: aside, length: min(left, length * 0.45), height: height * 0.7,
                    on: &relief, &generator)
            }
            (place, heading) = stroke.end
            heading += generator.share(-0.045, 0.045)
            height *= generator.share(0.82, 1.02)
            left -= piece
        }
    }
}
