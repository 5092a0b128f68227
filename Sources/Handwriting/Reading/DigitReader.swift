import Foundation

/// Reads a digit off its ink, to tell whether people would take it for another.
///
/// A network with one hidden layer, which knows MNIST's digits and those that writers here draw; that it is sure of
/// what others misread is unlearnt (`Benchmarks/ambiguity/teach.py`). It computes in integers, so that it finds the same
/// on every machine. It is immutable, and shared by all threads.
package struct DigitReader: Sendable {
    /// The reader.
    package static let shared = DigitReader()

    private static let hiddenUnits = 64
    private static let inputs = DigitPicture.side * DigitPicture.side

    /// Of each hidden unit for all pixels, then of each digit for all hidden units.
    private let factors: [Int16]
    /// Of the hidden units, then of the digits.
    private let biases: [Int32]

    private init() {
        let count = Self.hiddenUnits * (Self.inputs + 10)
        let bytes = [UInt8](Data(base64Encoded: Self.weights, options: .ignoreUnknownCharacters) ?? Data())
        precondition(
            bytes.count == count + 4 * (Self.hiddenUnits + 10), "the reader has \(bytes.count) bytes of weights")
        factors = bytes[..<count].map { Int16(Int8(bitPattern: $0)) }
        biases = stride(from: count, to: bytes.count, by: 4).map { start in
            let word = bytes[start..<start + 4].reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            return Int32(bitPattern: word)
        }
    }

    /// How much more a picture looks like a digit than like the one that it looks like most of all others: the logarithm of
    /// the odds; below 0 where another is likelier.
    ///
    /// - Parameter digit: 0...9.
    package func margin(of digit: Int, in picture: DigitPicture) -> Double {
        let scores = scores(picture)
        let other = scores.indices.filter { $0 != digit }.map { scores[$0] }.max() ?? 0
        return Double(scores[digit] - other) / Self.unit
    }

    /// The digit that a picture looks like most.
    package func read(_ picture: DigitPicture) -> Int {
        let scores = scores(picture)
        return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }

    /// A score for each digit, `unit` for each power of e in odds.
    private func scores(_ picture: DigitPicture) -> [Int32] {
        let hidden = sums(picture.pixels.map(Int16.init), for: Self.hiddenUnits, factors: 0, biases: 0)
            .map { Int16(min(max($0, 0) >> Self.shift, 255)) }
        return sums(hidden, for: 10, factors: Self.hiddenUnits * Self.inputs, biases: Self.hiddenUnits)
    }

    /// For each unit of a layer its bias and the products of its factors and the values.
    ///
    /// 256 products of 8 bits by 8 stay far below what 32 bits hold.
    /// - Parameters:
    ///   - first: where the layer's factors start.
    ///   - firstBias: where its biases start.
    private func sums(
        _ values: [Int16], for units: Int, factors first: Int, biases firstBias: Int
    ) -> [Int32] {
        factors.withUnsafeBufferPointer { factors in
            values.withUnsafeBufferPointer { values in
                (0..<units).map { unit in
                    let row = first + unit * values.count
                    var sum = biases[firstBias + unit]
                    for i in values.indices { sum &+= Int32(factors[row + i]) &* Int32(values[i]) }
                    return sum
                }
            }
        }
    }
}
