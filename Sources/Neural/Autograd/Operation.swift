package import Parallel

/// A differentiable function of tensors.
///
/// An operation is a small value: its settings, and what `forward` keeps for `backward`.
protocol Operation {
    /// The name that profiles show.
    static var name: String { get }

    /// Whether inputs may be whole numbers of 8 bits; otherwise they come as floating-point ones.
    var takesBytes: Bool { get }

    /// The result. What `backward` needs is kept if the tape records.
    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor

    /// The gradients of the inputs for the result's gradient: nil where none is wanted.
    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?]

    /// The name of the result in the graph that a network is exported as; the nodes that compute it are added to the trace.
    func export(_ inputs: [GraphTrace.Operand], to trace: GraphTrace) throws(NeuralError) -> String
}

extension Operation {
    var takesBytes: Bool { false }
}

/// What operations need besides their inputs.
package struct Context {
    /// What runs them.
    package let engine: Engine
    /// Whether a model learns or is used.
    package let mode: Mode
    /// What convolutions, LSTMs and linear layers compute in; sums are f32 in any case.
    package let precision: FloatFormat
    /// The seed of what is drawn at random.
    package let seed: UInt64
    /// The number of the training step, from 0: another one, other random numbers.
    package let step: Int

    /// The processes that share the batch; each has as large a part, in the order of their numbers.
    package let ranks: any Ranks

    /// How convolutions compute in whole numbers of 8 bits, in use; nil where they do not.
    package let quantization: Quantization?
    /// What sees the ranges of convolutions' inputs; nil where nobody asks.
    package let observer: RangeObserver?

    /// Whether a model learns or is used: dropout and batch norm differ.
    package enum Mode: Sendable, Hashable {
        /// Results can be differentiated.
        case training
        /// Nothing is kept.
        case inference
    }

    /// A context from its parts.
    package init(
        _ engine: Engine, _ mode: Mode, precision: FloatFormat = .float32, seed: UInt64 = 0, step: Int = 0,
        ranks: any Ranks = OneRank(), quantization: Quantization? = nil, observer: RangeObserver? = nil
    ) {
        self.engine = engine
        self.mode = mode
        self.precision = precision
        self.seed = seed
        self.step = step
        self.ranks = ranks
        self.quantization = mode == .training ? nil : quantization
        self.observer = observer
    }

    var isTraining: Bool { mode == .training }
}
