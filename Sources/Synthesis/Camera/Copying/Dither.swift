import Configs
import Imaging

/// Shows the picture in a few levels.
struct Dither: CameraStage {
    var kind: Alternatives<Screening> = Alternatives(Screening.allCases)
    var levels = Count(2...8)

    init() {}

    static let name = "dither"
    static let summary = "Shows the picture in a few levels, and what lies between them by patterns of px."
    static let shorthand: String? = "levels"
    static var fields: [Field<Dither>] {
        [
            Field(
                "kind", \.kind,
                "`ordered` compares with a fixed pattern of 8×8 px, `diffusion` passes each px's error on to its "
                    + "neighbours."),
            Field("levels", \.levels, in: 2...256, "How many levels each channel has; 2 for black and white."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let kind = chooser.pick("kind", kind)
        let levels = Int32(chooser.count("levels", levels))
        switch kind {
        case .ordered: picture.screen(levels: levels)
        case .diffusion: picture.diffuse(levels: levels)
        }
    }
}

/// How grey is made of a few levels.
enum Screening: String, ConfigEnum {
    case ordered, diffusion
}

/// Bayer's pattern: in 8×8 px each of 64 thresholds once, neighbours far apart.
private let thresholds: [Int32] = (0..<64).map { place in
    let (x, y) = (place % 8, place / 8)
    var number = 0
    for bit in 0..<3 {
        number |= ((x ^ y) >> bit & 1) << (5 - 2 * bit)
        number |= (y >> bit & 1) << (4 - 2 * bit)
    }
    return Int32(2 * number + 1) * 255 / 128
}

extension Bitmap {
    fileprivate mutating func screen(levels: Int32) {
        let steps = levels - 1
        let values = (0..<levels).map { UInt8(($0 * 255 + steps / 2) / steps) }
        let (width, height, channels) = (self.width, self.height, self.channels)
        values.withUnsafeBufferPointer { values in
            thresholds.withUnsafeBufferPointer { thresholds in
                withMutablePixels { pixels in
                    for y in 0..<height {
                        for x in 0..<width {
                            let threshold = thresholds[y % 8 * 8 + x % 8]
                            for i in (y * width + x) * channels..<(y * width + x + 1) * channels {
                                pixels[i] = values[Int((Int32(pixels[i]) * steps + threshold) / 255)]
                            }
                        }
                    }
                }
            }
        }
    }

    /// Floyd and Steinberg, "An adaptive algorithm for spatial greyscale" (1976): 7/16 of an error go to the right, 3, 5 and
    /// 1 to the three below.
    fileprivate mutating func diffuse(levels: Int32) {
        let steps = levels - 1
        let nearest = (0..<256).map { value -> Int32 in
            let step = (Int32(value) * 2 * steps + 255) / 510
            return (step * 255 + steps / 2) / steps
        }
        let (stride, height, channels) = (self.stride, self.height, self.channels)
        let line = stride + 2 * channels
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * line) { errors in
            guard var here = errors.baseAddress else { return }
            var below = here + line
            here.update(repeating: 0, count: 2 * line)
            nearest.withUnsafeBufferPointer { nearest in
                withMutablePixels { pixels in
                    for y in 0..<height {
                        for i in 0..<stride {
                            let wanted = max(0, min(255, Int32(pixels[y * stride + i]) + (here[i + channels] + 8) >> 4))
                            let value = nearest[Int(wanted)]
                            let error = wanted - value
                            pixels[y * stride + i] = UInt8(truncatingIfNeeded: value)
                            here[i + 2 * channels] += 7 * error
                            below[i] += 3 * error
                            below[i + channels] += 5 * error
                            below[i + 2 * channels] += error
                        }
                        here.update(repeating: 0, count: line)
                        swap(&here, &below)
                    }
                }
            }
        }
    }
}
