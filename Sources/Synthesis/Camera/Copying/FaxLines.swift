import Configs
import Imaging
import Samples

/// Loses scan lines on the way.
struct FaxLines: CameraStage {
    var share = Quantity(0.02...0.1)
    var thickness = Count(1...2)
    var repeated = 0.5
    var part = Quantity(0.4...1)
    var tone: Quantity = 1

    init() {}

    static let name = "fax_lines"
    static let summary = "Loses scan lines as a fax does: some rows are blank, others show the row above again."
    static let shorthand: String? = "share"
    static var fields: [Field<FaxLines>] {
        [
            Field(
                "share", \.share, in: 0...1,
                "The share of all rows that is lost. Up to 0.15 is safe for text 20 px high."),
            Field("thickness", \.thickness, in: 1...64, unit: "px", "How many rows are lost at once."),
            Field(
                "repeated", \.repeated, in: 0...1,
                "The probability that lost rows show the row above; else they are blank."),
            Field("part", \.part, in: 0...1, "How much of a row's length is lost."),
            Field("tone", \.tone, in: 0...1, "How light blank rows are."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let share = chooser.number("share", share)
        let tone = UInt8((chooser.number("tone", tone) * 255).rounded())
        guard share > 0 else { return }
        var (generator, rows) = (chooser.generator("pattern"), chooser.generator("thickness"))
        // So that with lost runs of this many rows that share is lost in the mean.
        let bounds = thickness.bounds
        let mean = Double(bounds.lowerBound + bounds.upperBound) / 2
        let start = share / (mean * (1 - share) + share)
        let (stride, height, channels, width) = (picture.stride, picture.height, picture.channels, picture.width)
        picture.withMutablePixels { pixels in
            var y = 0
            while y < height {
                guard generator.share() < start else {
                    y += 1
                    continue
                }
                let isRepeated = generator.share() < repeated
                let length = min(width, Int(part.draw(using: &generator) * Double(width) + 0.5))
                let first = Int(generator.share() * Double(width - length + 1)) * channels
                let last = min(height, y + thickness.draw(using: &rows))
                while y < last {
                    for i in y * stride + first..<y * stride + first + length * channels {
                        pixels[i] = isRepeated && y > 0 ? pixels[i - stride] : tone
                    }
                    y += 1
                }
            }
        }
    }
}
