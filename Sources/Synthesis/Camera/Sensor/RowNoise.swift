import Configs
import Imaging
import Samples

/// Makes whole rows lighter or darker.
struct RowNoise: CameraStage {
    var amount = Quantity(0.01...0.05)
    var thickness = Count(1...3)
    var columns = 0.2

    init() {}

    static let name = "row_noise"
    static let summary =
        "Makes whole rows or columns lighter or darker, in bands, as cheap sensors, flickering light and dirty scanner "
        + "lines do."
    static let shorthand: String? = "amount"
    static var fields: [Field<RowNoise>] {
        [
            Field("amount", \.amount, in: 0...1, "The bands' deviation. Up to 0.1 is safe."),
            Field("thickness", \.thickness, in: 1...256, unit: "px", "How wide each band is; drawn for every one."),
            Field("columns", \.columns, in: 0...1, "The probability that bands run down, not across."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let amount = chooser.number("amount", amount) * 255
        let isUpright = chooser.happens("columns", probability: columns)
        guard amount > 0 else { return }
        var (generator, widths) = (chooser.generator("pattern"), chooser.generator("thickness"))
        let steps = bands(isUpright ? picture.width : picture.height) {
            let step = NoiseTable.normalQuantiles[Int(truncatingIfNeeded: generator.next() & 0xFF)] * amount
            return (max(1, thickness.draw(using: &widths)), Int32(max(-255, min(255, step)).rounded()))
        }
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        picture.withMutablePixels { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    let step = steps[isUpright ? x : y]
                    for i in (y * width + x) * channels..<(y * width + x + 1) * channels {
                        pixels[i] = level(Int32(pixels[i]) + step)
                    }
                }
            }
        }
    }

    /// The step of each row, made of bands of so many rows and such a step.
    private func bands(_ count: Int, _ band: () -> (rows: Int, step: Int32)) -> [Int32] {
        var steps: [Int32] = []
        while steps.count < count {
            let (rows, step) = band()
            steps += [Int32](repeating: step, count: min(rows, count - steps.count))
        }
        return steps
    }
}
