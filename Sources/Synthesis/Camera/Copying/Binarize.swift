import Configs
import Imaging

/// Makes the picture black and white.
struct Binarize: CameraStage {
    var window = Count(15...41)
    var bias = Quantity(0.05...0.2)

    init() {}

    static let name = "binarize"
    static let summary =
        "Makes the picture black and white, as scanners and reading programs do: each px is compared with the mean around "
        + "it."
    static let shorthand: String? = "bias"
    static var fields: [Field<Binarize>] {
        [
            Field(
                "window", \.window, in: 3...255, unit: "px",
                "How wide and high the part of the page is that the mean is taken of."),
            Field(
                "bias", \.bias, in: -0.5...0.9,
                "How much darker than the mean a px must be to get black, as a share of the mean. 0.05 to 0.3 is safe; "
                    + "lower ones show the paper's grain, higher ones break thin strokes."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let reach = chooser.count("window", window) / 2
        // A sum of px is compared with that of their means, in 256ths.
        let share = Int(((1 - chooser.number("bias", bias)) * 256).rounded())
        let grey = picture.grey
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        let line = width + 1
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: line * (height + 1)) { sums in
            grey.withPixels { grey in
                picture.withMutablePixels { pixels in
                    for x in 0..<line { sums[x] = 0 }
                    for y in 0..<height {
                        // Sums of all px above and to the left. They may wrap around; differences are right all the same.
                        var sum: UInt32 = 0
                        sums[(y + 1) * line] = 0
                        for x in 0..<width {
                            sum &+= UInt32(grey[y * width + x])
                            sums[(y + 1) * line + x + 1] = sums[y * line + x + 1] &+ sum
                        }
                    }
                    for y in 0..<height {
                        let (top, bottom) = (max(0, y - reach), min(height, y + reach + 1))
                        for x in 0..<width {
                            let (left, right) = (max(0, x - reach), min(width, x + reach + 1))
                            let sum =
                                sums[bottom * line + right] &- sums[bottom * line + left] &- sums[top * line + right]
                                &+ sums[top * line + left]
                            let value = Int(grey[y * width + x]) * (bottom - top) * (right - left) * 256
                            let isInk = value < Int(sum) * share
                            let place = (y * width + x) * channels
                            for i in place..<place + channels { pixels[i] = isInk ? 0 : 255 }
                        }
                    }
                }
            }
        }
    }
}
