import Configs
import Imaging
import Samples

/// How noise is distributed.
enum NoiseKind: String, ConfigEnum {
    case gaussian, uniform

    /// The deviations that random bytes stand for.
    /// - Parameters:
    ///   - amount: 0...1: the deviation of Gaussian noise, the farthest reach of uniform noise.
    ///   - offset: -1...1: added to all.
    func table(amount: Double, offset: Double) -> NoiseTable {
        switch self {
        case .gaussian: .gaussian(deviation: amount * 255, offset: offset * 255)
        case .uniform: .uniform(low: (offset - amount) * 255, high: (offset + amount) * 255)
        }
    }
}

extension Bitmap {
    /// A page of one colour with noise from a stream of random bytes.
    init(
        width: Int, height: Int, filledWith values: [UInt8], noise table: NoiseTable, colored: Bool,
        from generator: KeyedGenerator
    ) {
        var generator = generator
        let count = width * height * (colored ? values.count : 1)
        self = withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { bytes in
            generator.fill(bytes)
            return Bitmap(
                width: width, height: height, filledWith: values, noise: table,
                random: UnsafeBufferPointer(bytes.assumingMemoryBound(to: UInt8.self)))
        }
    }

    /// Adds noise from a stream of random bytes.
    mutating func addNoise(_ table: NoiseTable, colored: Bool, from generator: KeyedGenerator) {
        var generator = generator
        let count = colored ? pixels.count : width * height
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { bytes in
            generator.fill(bytes)
            addNoise(table, random: UnsafeBufferPointer(bytes.assumingMemoryBound(to: UInt8.self)))
        }
    }
}
