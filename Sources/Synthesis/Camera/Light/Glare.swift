import Configs
import Imaging

/// Reflects a lamp.
struct Glare: CameraStage {
    var strength = Quantity(0.3...0.9)
    var radius = Quantity(12...60)
    var x = Quantity(0...1)
    var y = Quantity(0...1)
    var stretch = Quantity(1...3)
    var degrees = Quantity(-90...90)
    var loss = 0.35

    init() {}

    static let name = "glare"
    static let summary =
        "Reflects a lamp in shiny paper or a film: a bright oval spot. It is made fainter where it would take too much "
        + "of the text."
    static let shorthand: String? = "strength"
    static var fields: [Field<Glare>] {
        [
            Field("strength", \.strength, in: 0...1, "How near its middle comes to white."),
            Field("radius", \.radius, in: 1...4000, unit: "px", "The spot's radius, across its longer side."),
            Field("x", \.x, in: -0.5...1.5, "Where it lies, 0 at the left edge and 1 at the right."),
            Field("y", \.y, in: -0.5...1.5, "Where it lies, 0 at the top and 1 at the bottom."),
            Field("stretch", \.stretch, in: 1...20, "How much longer than wide it is."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far its longer side is turned."),
            Field(
                "loss", \.loss, in: 0...1,
                "The greatest share of the text's contrast that it may take, in the mean of all ink."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        var strength = chooser.number("strength", strength)
        let radius = chooser.number("radius", radius)
        let center = Point(
            x: chooser.number("x", x) * Double(picture.width), y: chooser.number("y", y) * Double(picture.height))
        let long = radius * chooser.number("stretch", stretch)
        let turn = Projection.rotation(degrees: chooser.number("degrees", degrees))(Point(x: 1, y: 0))
        guard strength > 0 else { return }
        let spot = Self.spot(
            width: picture.width, height: picture.height, center: center,
            along: Point(x: turn.x / long, y: turn.y / long),
            across: Point(x: -turn.y / radius, y: turn.x / radius))
        let lost = darkroom.shareOfInk(under: spot) * strength
        if lost > loss { strength *= loss / lost }
        picture.lay([UInt8](repeating: 255, count: picture.channels), through: spot, strength: strength)
    }

    /// The spot's light at each squared distance from its middle, in 256 steps to its edge: a core, and a glow around it.
    private static let profile: [UInt8] = (0..<256).map { step in
        let rest = 1 - (Double(step) + 0.5) / 256
        return UInt8((min(1, 0.55 * rest * rest + 0.75 * rest * rest * rest * rest * rest) * 255).rounded())
    }

    /// - Parameters:
    ///   - along: towards the spot's end; its length is 1 by the radius there.
    ///   - across: towards the spot's side, as well.
    private static func spot(width: Int, height: Int, center: Point, along: Point, across: Point) -> Bitmap {
        Bitmap(width: width, height: height) { pixels in
            profile.withUnsafeBufferPointer { profile in
                let (stepU, stepV) = (Float(along.x), Float(across.x))
                for row in 0..<height {
                    let (dx, dy) = (0.5 - center.x, Double(row) + 0.5 - center.y)
                    let (startU, startV) = (Float(dx * along.x + dy * along.y), Float(dx * across.x + dy * across.y))
                    for column in 0..<width {
                        let (u, v) = (startU + stepU * Float(column), startV + stepV * Float(column))
                        let square = u * u + v * v
                        pixels[row * width + column] = square < 1 ? profile[Int(min(255, square * 256))] : 0
                    }
                }
            }
        }
    }
}
