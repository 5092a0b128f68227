import Glibc
import Samples

/// The first values of parameters: a function of the seed and the parameter's name alone.
package struct Initializer {
    /// What the tensors are made with.
    package let engine: Engine
    /// The seed.
    package let seed: UInt64

    /// The first values that a seed gives.
    package init(_ engine: Engine, seed: UInt64) {
        self.engine = engine
        self.seed = seed
    }

    /// Numbers in `-bound ..< bound`, all as likely.
    package func uniform(_ name: String, _ shape: [Int], bound: Float) throws(NeuralError) -> Parameter {
        var generator = SampleKey(seed: seed, split: .train, index: 0).generator(ChoiceName(name))
        let values = (0..<shape.reduce(1, *)).map { _ in
            (Float(generator.nextWord() >> 8) * 0x1p-23 - 1) * bound
        }
        return Parameter(name, try Tensor(engine, shape, values))
    }

    /// Numbers of the normal distribution around zero.
    package func normal(_ name: String, _ shape: [Int], deviation: Float) throws(NeuralError) -> Parameter {
        var generator = SampleKey(seed: seed, split: .train, index: 0).generator(ChoiceName(name))
        let values = (0..<shape.reduce(1, *)).map { _ in
            // Box and Muller's method; the first number is never zero.
            let radius = (-2 * log((Double(generator.nextWord()) + 1) * 0x1p-32)).squareRoot()
            return Float(radius * cos(Double(generator.nextWord()) * 0x1p-32 * 2 * .pi)) * deviation
        }
        return Parameter(name, try Tensor(engine, shape, values))
    }

    /// One number all over.
    package func constant(
        _ name: String, _ shape: [Int], _ value: Float, isTrainable: Bool = true
    ) throws(NeuralError) -> Parameter {
        Parameter(name, try Tensor(engine, shape, filledWith: value), isTrainable: isTrainable)
    }
}
