import Chance
import Configs
import Foundation
import Imaging
import Samples

/// Waves the sheet.
struct Wave: BendingStage {
    var vertical = Quantity(0.5...2)
    var horizontal: Quantity = 0
    var period = Quantity(60...150)

    init() {}

    static let name = "wave"
    static let summary = "Waves the sheet by sines: lines rise and fall, upright strokes sway."
    static let shorthand: String? = "vertical"
    static var fields: [Field<Wave>] {
        [
            Field(
                "vertical", \.vertical, in: 0...200, unit: "px",
                "How far lines rise and fall. Up to a fifteenth of `period` is safe, more than a fifth is an error."
            ),
            Field(
                "horizontal", \.horizontal, in: 0...200, unit: "px",
                "How far upright strokes sway to the left and right; the same holds for it."),
            Field("period", \.period, in: 32...10000, unit: "px", "From one wave to the next."),
        ]
    }

    func validate() throws(ConfigProblem) {
        let most = period.bounds.lowerBound / 5
        for (key, amplitude) in [("vertical", vertical), ("horizontal", horizontal)]
        where amplitude.bounds.upperBound > most {
            throw ConfigProblem(key: key, "must be at most a fifth of the least period, \(most) px")
        }
    }

    func distortion(extent: Rect, _ chooser: inout Chooser) -> (any Distortion)? {
        let (vertical, horizontal) = (chooser.number("vertical", vertical), chooser.number("horizontal", horizontal))
        let period = chooser.number("period", period)
        guard vertical != 0 || horizontal != 0 else { return nil }
        func phase(_ name: String) -> Double {
            var generator = chooser.generator(name)
            return generator.unit() * 2 * .pi
        }
        return WaveDistortion(
            vertical: vertical, horizontal: horizontal, pace: 2 * .pi / period, start: phase("vertical.phase"),
            sway: phase("horizontal.phase"))
    }
}

/// Two shears by sines, one after the other, so that nothing folds however strong they are.
private struct WaveDistortion: Distortion {
    let vertical, horizontal: Double
    /// Radians a px.
    let pace: Double
    /// The phases, radians.
    let start, sway: Double

    var reach: Double { max(abs(vertical), abs(horizontal)) }

    func target(of point: Point) -> Point {
        let y = point.y + rise(point.x)
        return Point(x: point.x + shift(y), y: y)
    }

    func source(of point: Point) -> Point {
        let x = point.x - shift(point.y)
        return Point(x: x, y: point.y - rise(x))
    }

    func sources(columns: [Double], rows: [Double]) -> [Point] {
        // Where nothing sways, a whole column rises by the same.
        let rises = horizontal == 0 ? columns.map(rise) : []
        var points: [Point] = []
        points.reserveCapacity(columns.count * rows.count)
        for y in rows {
            let sway = shift(y)
            for (number, column) in columns.enumerated() {
                let x = column - sway
                points.append(Point(x: x, y: y - (rises.isEmpty ? rise(x) : rises[number])))
            }
        }
        return points
    }

    private func rise(_ x: Double) -> Double { vertical == 0 ? 0 : vertical * sin(pace * x + start) }

    private func shift(_ y: Double) -> Double { horizontal == 0 ? 0 : horizontal * sin(pace * y + sway) }
}
