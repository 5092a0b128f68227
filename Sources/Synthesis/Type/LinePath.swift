import Chance
import Configs
import Foundation
import Imaging
import Samples

/// A path that the baseline follows.
///
/// A new path is one type and one line in `LinePaths`.
protocol LinePath: ConfigMember {
    /// The path of a line.
    /// - Parameters:
    ///   - width: how long the line is, px.
    ///   - em: what lengths in em are measured by, px.
    func path(width: Double, em: Double, _ chooser: inout Chooser) -> BaselinePath
}

/// The kinds of paths.
enum LinePaths: ConfigFamily {
    static let title = "type.path"
    static let modifier = ConfigModifier.weight
    static var members: [FamilyMember<any LinePath>] { [of(PointPath.self), of(BendPath.self), of(SpiralPath.self)] }

    static func record(_ path: any LinePath) -> any ConfigMember { path }

    private static func of<Record: LinePath>(_ type: Record.Type) -> FamilyMember<any LinePath> {
        FamilyMember(type) { $0 }
    }
}

/// A smooth line through given points.
struct PointPath: LinePath {
    var points: [[Double]] = []

    init() {}

    static let name = "points"
    static let summary =
        "A smooth line through given points. The middle of the text stands in its middle; a text that is longer goes "
        + "straight on at both ends."
    static let shorthand: String? = "points"
    static var fields: [Field<PointPath>] {
        [
            Field(
                "points", \.points, count: 2...256, required: true, unit: "em",
                "The points, each `[x, y]`, y down: `[[0, 0], [4, -1], [8, 0.5]]`.")
        ]
    }

    func validate() throws(ConfigProblem) {
        for (number, point) in points.enumerated() {
            guard point.count == 2, point.allSatisfy({ abs($0) <= 10_000 }) else {
                throw ConfigProblem(
                    key: "points", "point \(number + 1) is not [x, y] with both within -10000 and 10000")
            }
            if number > 0, points[number - 1] == point {
                throw ConfigProblem(key: "points", "point \(number + 1) is the same as the one before it")
            }
        }
    }

    func path(width: Double, em: Double, _ chooser: inout Chooser) -> BaselinePath {
        let knots = points.compactMap { point in
            point.count == 2 ? Point(x: point[0] * em, y: point[1] * em) : nil
        }
        guard knots.count > 1 else { return BaselinePath(width: width, em: em) { _ in 0 } }
        return BaselinePath(through: knots, width: width, em: em)
    }
}

/// A line that bends this way and that.
struct BendPath: LinePath {
    var turn = Quantity(10...40)
    var every = Quantity(2...5)

    init() {}

    static let name = "bends"
    static let summary =
        "A line that bends this way and that, as on cloth, cables and maps; another one for each sample."
    static let shorthand: String? = "turn"
    static var fields: [Field<BendPath>] {
        [
            Field("turn", \.turn, in: 0...80, unit: "degrees", "How far it rises and falls at most."),
            Field("every", \.every, in: 1...100, unit: "em", "How long it goes from one direction to the next."),
        ]
    }

    func path(width: Double, em: Double, _ chooser: inout Chooser) -> BaselinePath {
        let turn = chooser.number("turn", turn) * .pi / 180
        let every = chooser.number("every", every) * em
        var generator = chooser.generator("directions")
        let phase = generator.unit()
        let directions = (0..<Int(width / every) + 3).map { _ in turn * (2 * generator.unit() - 1) }
        return BaselinePath(width: width, em: em) { place in
            let along = max(0, place / every + phase)
            let number = min(directions.count - 2, Int(along))
            let part = min(1, along - Double(number))
            let eased = part * part * (3 - 2 * part)
            return directions[number] + (directions[number + 1] - directions[number]) * eased
        }
    }
}

/// A spiral.
struct SpiralPath: LinePath {
    var radius = Quantity(2...4)
    var pitch = Quantity(1.4...2)
    var from = Quantity(-180...180)

    init() {}

    static let name = "spiral"
    static let summary = "A spiral that goes clockwise and outwards; capitals point away from its middle."
    static let shorthand: String? = "radius"
    static var fields: [Field<SpiralPath>] {
        [
            Field("radius", \.radius, in: 0.5...1000, unit: "em", "How far from its middle it begins."),
            Field("pitch", \.pitch, in: 0...100, unit: "em", "How far its turns lie apart; below 1.2 letters touch."),
            Field(
                "from", \.from, in: -360...360, unit: "degrees",
                "Where it begins, clockwise from the top: 0 at the top."),
        ]
    }

    func path(width: Double, em: Double, _ chooser: inout Chooser) -> BaselinePath {
        let radius = chooser.number("radius", radius) * em
        let growth = chooser.number("pitch", pitch) * em / (2 * .pi)
        let from = chooser.number("from", from) * .pi / 180
        // Along the line the angle is what turns the radius so far; it is asked for place after place.
        var (angle, last) = (0.0, 0.0)
        return BaselinePath(width: width, em: em) { place in
            let steps = max(1, Int(((place - last) / em * 64).rounded(.up)))
            let step = (place - last) / Double(steps)
            func turn(at angle: Double) -> Double {
                let away = radius + growth * angle
                return step / (away * away + growth * growth).squareRoot()
            }
            for _ in 0..<steps { angle += turn(at: angle + turn(at: angle) / 2) }
            last = place
            return from + angle - atan2(growth, radius + growth * angle)
        }
    }
}
