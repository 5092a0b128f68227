import Configs
import Imaging
import Samples

/// Folds the sheet and opens it again.
struct Folds: SheetStage, Treatment {
    var count = Count(1...2)
    var depth = Quantity(0.03...0.12)
    var reach = Quantity(6...30)
    var wear = Quantity(0...0.25)
    var degrees = Quantity(-3...3)

    init() {}

    static let name = "folds"
    static let summary =
        "Folds the sheet across and opens it again: light on one side, shade on the other, and a worn line between them."
    static let shorthand: String? = "count"
    static var fields: [Field<Folds>] {
        [
            Field("count", \.count, in: 0...16, "How many folds."),
            Field("depth", \.depth, in: 0...0.5, "How much lighter and darker the paper is beside the fold."),
            Field("reach", \.reach, in: 1...400, unit: "px", "How far from the fold that can be seen."),
            Field("wear", \.wear, in: 0...1, "How dark the dirt in the fold is."),
            Field("degrees", \.degrees, in: -90...90, unit: "degrees", "How far folds lie from level or upright."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var relief = Relief(width: sheet.width, height: sheet.height)
        var dirt = Bitmap(width: sheet.width, height: sheet.height)
        let wear = chooser.number("wear", wear)
        let shown = sheet.reach
        var generator = chooser.generator("place")
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let isUpright = generator.share() < max(0.25, min(0.75, shown.width / max(1, shown.width + shown.height)))
            let middle = Point(
                x: shown.left + shown.width * generator.share(), y: shown.top + shown.height * generator.share())
            let turn = chooser.number("degrees" + suffix, degrees) + (isUpright ? 90 : 0)
            let way = Projection.rotation(degrees: turn)(Point(x: 1, y: 0))
            let long = (shown.width + shown.height) / 2 + 8
            let ends = [-1.0, 1].map { Point(x: middle.x + way.x * long * $0, y: middle.y + way.y * long * $0) }
            let seen = sheet.place(middle)
            let towards = sheet.place(Point(x: middle.x + way.x, y: middle.y + way.y))
            guard let along = Point(x: towards.x - seen.x, y: towards.y - seen.y).direction else { continue }
            relief.add(
                ReliefFold(
                    middle: seen, along: along,
                    height: chooser.number("depth" + suffix, depth) * 255 * (generator.share() < 0.5 ? 1 : -1),
                    breadth: chooser.number("reach" + suffix, reach), ridge: generator.share(-0.6, 0.9)))
            guard wear > 0 else { continue }
            // Worn in some places only.
            var worn = generator.share()
            for piece in Self.pieces(from: ends[0], to: ends[1], every: 5 / max(0.05, sheet.scale)) {
                worn = max(0, min(1, worn + generator.share(-0.35, 0.35)))
                let width = 1.3 * max(0, worn - 0.35)
                guard width > 0.1 else { continue }
                dirt.draw(
                    line: [(at: sheet.place(piece.from), width: width), (at: sheet.place(piece.to), width: width)])
            }
        }
        page.shade(by: relief)
        if wear > 0 {
            page.printInk(dirt, absorption: absorption(of: Color(40, 34, 26), strength: wear, channels: sheet.channels))
        }
    }

    private static func pieces(from: Point, to: Point, every step: Double) -> [(from: Point, to: Point)] {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let count = max(1, min(1024, Int((dx * dx + dy * dy).squareRoot() / step)))
        let points = (0...count).map { number in
            let t = Double(number) / Double(count)
            return Point(x: from.x + dx * t, y: from.y + dy * t)
        }
        return zip(points, points.dropFirst()).map { (from: $0, to: $1) }
    }
}

extension Point {
    /// The vector at a length of 1; nil where it has none.
    var direction: Point? {
        let length = (x * x + y * y).squareRoot()
        return length > 1e-9 && length.isFinite ? Point(x: x / length, y: y / length) : nil
    }
}
