import Configs
import Imaging
import Samples

/// Leaves the edges of water that dried.
struct WaterMarks: CameraStage {
    var count = Count(2...4)
    var size = Quantity(14...60)
    var width = Quantity(1.5...4)
    var strength = Quantity(0.3...0.65)
    var haze = Quantity(0.05...0.25)
    var color: Alternatives<Color> = Alternatives([
        Weighted(Color(128, 120, 108), weight: 3), Weighted(Color(196, 194, 188), weight: 1),
        Weighted(Color(126, 102, 72), weight: 1),
    ])

    init() {}

    static let name = "water_marks"
    static let summary =
        "Leaves the edges of water that dried on the page and the text: ragged rims of lime and dirt, sharp outside, with "
        + "a faint haze inside."
    static let shorthand: String? = "count"
    static var fields: [Field<WaterMarks>] {
        [
            Field("count", \.count, in: 0...64, "How many."),
            Field("size", \.size, in: 1...4000, unit: "px", "How far each reaches from its middle."),
            Field("width", \.width, in: 0.5...200, unit: "px", "How wide a rim is; it fades inwards."),
            Field("strength", \.strength, in: 0...1, "How much a rim hides of what lies below it. Up to 0.7 is safe."),
            Field("haze", \.haze, in: 0...1, "How much of the rim's strength lies within it."),
            Field("color", \.color, "The colour of what the water left."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        var generator = chooser.generator("places")
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let size = chooser.number("size" + suffix, size)
            let width = min(1, chooser.number("width" + suffix, width) / size)
            let haze = chooser.number("haze" + suffix, haze)
            var outline = Relief(width: picture.width, height: picture.height)
            outline.addNoise(cell: max(6, size * 0.8), height: 5, &generator)
            outline.addNoise(cell: max(3, size * 0.17), height: 1.6, &generator)
            let profile: [UInt8] = (0..<272).map { step in
                let t = Double(step) / 256
                // A px from nothing to all of it at its outer side.
                let outside = max(0, min(1, (1.04 - t) * size))
                let rim = max(0, min(1, 1 - (1 - t) / width))
                return UInt8(255 * outside * max(rim * rim, haze))
            }
            var mask = Bitmap(width: picture.width, height: picture.height)
            let way = Projection.rotation(degrees: generator.share(0, 360))(
                Point(x: size * generator.share(0, 0.9), y: 0))
            // Rims, not middles, are to be seen.
            let center = Point(
                x: generator.share() * Double(picture.width) - way.x,
                y: generator.share() * Double(picture.height) - way.y)
            mask.draw(Blot(center: center, radius: size, profile: profile), bentBy: outline)
            var faint = Relief(width: picture.width, height: picture.height)
            faint.addNoise(cell: max(8, size * 0.4), height: 90, &generator)
            faint.add(200)
            mask.multiply(by: faint.mask)
            picture.lay(
                chooser.pick("color" + suffix, color).levels(channels: picture.channels), through: mask,
                strength: chooser.number("strength" + suffix, strength))
        }
    }
}
