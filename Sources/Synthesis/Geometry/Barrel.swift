import Configs
import Imaging

/// Bends lines as a lens does.
struct Barrel: BendingStage {
    var amount = Quantity(-0.05...0.1)

    init() {}

    static let name = "barrel"
    static let summary = "Bends lines as a lens does: outwards like a barrel, or inwards like a pincushion."
    static let shorthand: String? = "amount"
    static var fields: [Field<Barrel>] {
        [
            Field(
                "amount", \.amount, in: -0.25...1,
                "How much smaller the corners of the text are seen than its middle, as a share; below 0 they are "
                    + "larger: a pincushion. -0.1 to 0.3 is safe.")
        ]
    }

    func distortion(extent: Rect, _ chooser: inout Chooser) -> (any Distortion)? {
        let amount = chooser.number("amount", amount)
        let radius = (extent.width * extent.width + extent.height * extent.height).squareRoot() / 2
        return amount == 0 || radius == 0 ? nil : RadialDistortion(amount: amount, radius: radius)
    }
}

/// What is seen at `r` from the middle comes from `r (1 + amount r²)`, lengths in radii; beyond the radius it goes on
/// straight, since the cube would turn back there.
private struct RadialDistortion: Distortion {
    let amount: Double
    /// From the middle to the text's corners, px.
    let radius: Double

    func source(of point: Point) -> Point {
        let seen = length(point)
        guard seen > 0 else { return point }
        let factor =
            seen <= 1 ? 1 + amount * seen * seen : (1 + amount + (1 + 3 * amount) * (seen - 1)) / seen
        return Point(x: point.x * factor, y: point.y * factor)
    }

    func target(of point: Point) -> Point {
        let wanted = length(point)
        guard wanted > 0 else { return point }
        var seen: Double
        if wanted >= 1 + amount {
            seen = 1 + (wanted - 1 - amount) / (1 + 3 * amount)
        } else {
            // Newton's steps: the cubic rises all the way, since amount is above -1/3.
            seen = min(1, wanted)
            for _ in 0..<32 {
                let step = (seen * (1 + amount * seen * seen) - wanted) / (1 + 3 * amount * seen * seen)
                seen = max(0, min(1, seen - step))
                if abs(step) < 1e-12 { break }
            }
        }
        return Point(x: point.x * seen / wanted, y: point.y * seen / wanted)
    }

    /// How far a point lies from the middle, in radii.
    private func length(_ point: Point) -> Double {
        (point.x * point.x + point.y * point.y).squareRoot() / radius
    }
}
