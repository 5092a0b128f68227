import Imaging
import Samples

/// Noise that depends on the light that falls on a px.
struct SensorNoise {
    /// For each level the noise's deviation, 16ths of a grey level.
    private let deviations: [Int32]

    /// - Parameters:
    ///   - shot: the deviation at white, 0...1; it goes with the root of the light.
    ///   - read: the deviation that is the same everywhere, 0...1.
    init(shot: Double, read: Double) {
        deviations = (0..<256).map { value in
            let variance = shot * shot * Double(value) / 255 + read * read
            return Int32((min(4, variance.squareRoot()) * 255 * 16).rounded())
        }
    }

    /// 256 equally likely normal numbers, in 256ths.
    private static let normal: [Int32] = NoiseTable.normalQuantiles.map { Int32(($0 * 256).rounded()) }

    /// Adds the noise.
    /// - Parameter colored: whether each channel has its own.
    func add(to picture: inout Bitmap, colored: Bool, from generator: KeyedGenerator) {
        var generator = generator
        let together = colored ? 1 : picture.channels
        generator.withBytes(picture.pixels.count / together) { bytes in
            picture.withMutablePixels { pixels in
                deviations.withUnsafeBufferPointer { deviations in
                    Self.normal.withUnsafeBufferPointer { normal in
                        for place in 0..<bytes.count {
                            let unit = normal[Int(bytes[place])]
                            for i in place * together..<(place + 1) * together {
                                let value = pixels[i]
                                pixels[i] = level(Int32(value) + (deviations[Int(value)] * unit + 2048) >> 12)
                            }
                        }
                    }
                }
            }
        }
    }
}
