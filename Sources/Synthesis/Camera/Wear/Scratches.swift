import Configs
import Imaging
import Samples

/// Scratches the surface.
struct Scratches: CameraStage {
    var count = Count(1...3)
    var lines = Count(2...9)
    var length = Quantity(25...140)
    var width = Quantity(0.4...1)
    var strength = Quantity(0.25...0.6)
    var dark = 0.3
    var glint = Quantity(0.2...0.7)
    var spread = Quantity(1...8)

    init() {}

    static let name = "scratches"
    static let summary =
        "Scratches the surface and the text on it: thin, bent lines in families that run the same way, light where the "
        + "surface is bared or dark where dirt has settled, one side of each in the light."
    static let shorthand: String? = "count"
    static var fields: [Field<Scratches>] {
        [
            Field("count", \.count, in: 0...64, "How many families."),
            Field("lines", \.lines, in: 0...200, "How many scratches a family has."),
            Field("length", \.length, in: 2...8000, unit: "px", "How long the longest of a family are."),
            Field("width", \.width, in: 0.1...16, unit: "px", "How wide the deepest of a family are."),
            Field("strength", \.strength, in: 0...1, "How much of the text the deepest hide. Up to 0.8 is safe."),
            Field("dark", \.dark, in: 0...1, "The probability that a family is dark."),
            Field("glint", \.glint, in: 0...1, "How much one side of a scratch stands out against the other."),
            Field("spread", \.spread, in: 0...90, unit: "degrees", "How far scratches of a family are turned apart."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let isDark = chooser.happens("dark" + suffix, probability: dark)
            let strength = chooser.number("strength" + suffix, strength)
            let family = ScratchFamily(
                lines: chooser.count("lines" + suffix, lines), length: chooser.number("length" + suffix, length),
                width: chooser.number("width" + suffix, width), spread: chooser.number("spread" + suffix, spread))
            let mask = family.mask(
                width: picture.width, height: picture.height, chooser.generator("place" + suffix))
            let glint = chooser.number("glint" + suffix, glint)
            let color = [UInt8](repeating: isDark ? 36 : 240, count: picture.channels)
            // The side that turns away from what the line is: shade by a light one, light by a dark one.
            let other = [UInt8](repeating: isDark ? 255 : 30, count: picture.channels)
            picture.lay(other, through: mask.shifted(x: 1, y: 1), strength: strength * glint * 0.6)
            picture.lay(color, through: mask, strength: strength)
        }
    }
}

/// Scratches that something made in one go.
private struct ScratchFamily {
    let lines: Int
    /// Px.
    let length, width: Double
    /// Degrees.
    let spread: Double

    func mask(width: Int, height: Int, _ generator: KeyedGenerator) -> Bitmap {
        var generator = generator
        var mask = Bitmap(width: width, height: height)
        let middle = Point(x: generator.share() * Double(width), y: generator.share() * Double(height))
        let heading = generator.share(0, 180)
        let breadth = max(4, 0.5 * length) * generator.share(0.3, 1)
        // All of them turn the same way, as the hand did.
        let bend = generator.share(-0.25, 0.25)
        for _ in 0..<lines {
            let depth = generator.share()
            let long = length * generator.share(0.25, 1)
            let frame = TurnedFrame(
                center: Point(
                    x: middle.x + breadth * generator.share(-1, 1), y: middle.y + breadth * generator.share(-1, 1)),
                degrees: heading + spread * generator.share(-1, 1))
            let sag = bend * generator.share(0.5, 1.2)
            let thick = self.width * (0.35 + 0.65 * depth)
            // It begins and ends as nothing.
            let points = (0...8).map { step -> (at: Point, width: Double) in
                let t = Double(step) / 4 - 1
                return (frame.place(u: long / 2 * t, v: long / 2 * sag * (t * t - 0.5)), thick * (1 - t * t * t * t))
            }
            mask.draw(line: points, value: UInt8(90 + 165 * depth))
        }
        return mask
    }
}
