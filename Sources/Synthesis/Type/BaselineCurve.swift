import Foundation
import Imaging

/// The line that letters stand on: straight, bent into an arc, wavy, or along a path.
///
/// Px of the run, y down.
struct BaselineCurve {
    /// The length of the line.
    let width: Double
    /// How far the arc turns from its beginning to its end, degrees; positive like a rainbow.
    let arc: Double
    /// How far waves rise and fall.
    let amplitude: Double
    /// From one wave to the next.
    let period: Double
    /// Where the first wave begins, 0...1.
    let phase: Double
    /// What it follows; takes the place of arc and waves.
    var path: BaselinePath?

    var isStraight: Bool { path == nil && arc == 0 && (amplitude == 0 || period <= 0) }

    /// The map that takes what stands upright at `x` of a straight line to its place on the curve, and turns it along.
    func map(at x: Double) -> Projection {
        if isStraight { return .identity }
        if let path {
            let (place, heading) = path.place(at: x)
            return Projection.translation(x: -x, y: 0).then(.rotation(degrees: heading * 180 / .pi))
                .then(.translation(x: place.x, y: place.y))
        }
        var place = Point(x: x, y: 0)
        var angle = 0.0
        if arc != 0, width > 0 {
            let radius = width / (arc * .pi / 180)
            let turn = (x - width / 2) / radius
            place = Point(x: width / 2 + radius * sin(turn), y: radius * (1 - cos(turn)))
            angle = turn
        }
        if amplitude != 0, period > 0 {
            let around = 2 * .pi * (x / period + phase)
            place.y += amplitude * sin(around)
            angle += atan(amplitude * 2 * .pi / period * cos(around))
        }
        return Projection.translation(x: -x, y: 0).then(.rotation(degrees: angle * 180 / .pi))
            .then(.translation(x: place.x, y: place.y))
    }
}
