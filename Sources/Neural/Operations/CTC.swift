import Glibc

/// Connectionist temporal classification: minus the logarithm of the probability of each label, over all its alignments.
///
/// Graves, Fernández, Gomez and Schmidhuber, "Connectionist temporal classification" (ICML 2006), section 4, computed
/// with logarithms. Logarithms of probabilities come as `[T, N, C]`.
package struct CTC: Sendable {
    /// The labels, without blanks.
    package let labels: [[Int]]
    /// Time steps of each sample, from 1 to T; nil stands for all T.
    package let lengths: [Int]?
    /// The class that stands for no symbol.
    package let blank: Int
    /// What becomes of the samples' losses.
    package let reduction: Reduction

    /// How the losses of a batch become one number.
    package enum Reduction: Sendable, Hashable {
        /// The mean over the samples.
        case mean
        /// Each loss over the length of its label (at least 1), then the mean over the samples.
        case meanByLength
        /// The sum.
        case sum
    }

    /// The loss of a batch of labels.
    package init(_ labels: [[Int]], lengths: [Int]? = nil, blank: Int, reduction: Reduction = .mean) {
        self.labels = labels
        self.lengths = lengths
        self.blank = blank
        self.reduction = reduction
    }

    /// The fewest time steps in which a label can be written: one a symbol, and one between equal neighbours.
    package static func shortestLength(_ label: [Int]) -> Int {
        label.count + zip(label, label.dropFirst()).lazy.filter { $0 == $1 }.count
    }

    /// What one sample's label costs, and the gradient of its logarithms.
    struct Sample {
        /// Minus the logarithm of the label's probability; infinite where no alignment fits.
        let loss: Double
        /// The probability of being at each class at each time step, given the label: `[T, C]`.
        ///
        /// It is minus the gradient, and empty where no alignment fits.
        let occupancy: [Double]
    }

    /// The loss of one label, from the logarithms of `steps` time steps, `stride` apart.
    static func sample(
        _ logarithms: UnsafePointer<Float>, steps: Int, stride: Int, classCount: Int, label: [Int], blank: Int,
        wantsGradient: Bool
    ) -> Sample {
        let extended = ExtendedLabel(label, blank: blank)
        let (places, count) = (extended.places, extended.places.count)
        func logarithm(_ time: Int, _ place: Int) -> Double { Double(logarithms[time * stride + places[place]]) }

        // forward[t, s]: all ways to be at place s at time t, that place included.
        var forward: [Double] = []
        forward.reserveCapacity(steps * count)
        let total = extended.forward(steps: steps, logarithm: logarithm) { forward += $0 }
        guard total > -.infinity else {
            // NaN never wins a comparison, so it would pass for a label that does not fit.
            let isBroken = (0..<steps).contains { t in (0..<classCount).contains { logarithms[t * stride + $0].isNaN } }
            return Sample(loss: isBroken ? .nan : .infinity, occupancy: [])
        }
        guard wantsGradient else { return Sample(loss: -total, occupancy: []) }

        // backward[s]: all ways to go on from place s, that place left out.
        var occupancy = [Double](repeating: 0, count: steps * classCount)
        var backward = [Double](repeating: -.infinity, count: count)
        backward[count - 1] = 0
        if count > 1 { backward[count - 2] = 0 }
        for time in Swift.stride(from: steps - 1, through: 0, by: -1) {
            for s in 0..<count {
                let ways = forward[time * count + s] + backward[s]
                if ways > -.infinity { occupancy[time * classCount + places[s]] += exp(ways - total) }
            }
            let from = (0..<count).map { backward[$0] + logarithm(time, $0) }
            for s in 0..<count {
                let jump = s + 2 < count && extended.mayJump[s + 2] ? from[s + 2] : -.infinity
                backward[s] = logSum(from[s], s + 1 < count ? from[s + 1] : -.infinity, jump)
            }
        }
        return Sample(loss: -total, occupancy: occupancy)
    }
}

/// The result of a CTC loss.
package struct CTCResult {
    /// One number, to be differentiated.
    ///
    /// Samples that can't be aligned count as zero in it.
    package let loss: Variable
    /// Minus the logarithm of the probability of each sample's label; infinite where no alignment fits.
    package let losses: [Double]
    /// Samples whose label does not fit into their time steps.
    package let infeasibleCount: Int
}

/// The CTC loss as an operation on logarithms of probabilities.
private struct CTCLoss: Operation {
    static let name = "ctc"
    let ctc: CTC
    let record: (([Double]) -> Void)
    private var gradient: Tensor?

    init(_ ctc: CTC, record: @escaping ([Double]) -> Void) {
        self.ctc = ctc
        self.record = record
    }

    private func check(_ shape: [Int]) throws(NeuralError) -> [Int] {
        guard shape.count == 3, shape[1] == ctc.labels.count else {
            throw NeuralError(
                .shape, "\(ctc.labels.count) labels do not go with logarithms of shape \(shape); it must be [T, N, C]")
        }
        let lengths = ctc.lengths ?? [Int](repeating: shape[0], count: shape[1])
        guard lengths.count == shape[1], lengths.allSatisfy({ (1...shape[0]).contains($0) }) else {
            throw NeuralError(.value, "each of \(shape[1]) lengths must lie in 1...\(shape[0]): \(lengths)")
        }
        guard (0..<shape[2]).contains(ctc.blank) else {
            throw NeuralError(.value, "the blank must lie in 0 ..< \(shape[2]); it is \(ctc.blank)")
        }
        for (sample, label) in ctc.labels.enumerated() {
            for symbol in label where !(0..<shape[2]).contains(symbol) || symbol == ctc.blank {
                throw NeuralError(
                    .value,
                    "sample \(sample): the class \(symbol) of its label is the blank or not in 0 ..< \(shape[2])")
            }
        }
        return lengths
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let input = try inputs[0].plain()
        let shape = input.shape
        let lengths = try check(shape)
        let start = context.engine.profile == nil ? 0 : Profile.now()
        let (batch, classes) = (shape[1], shape[2])
        let gradient = context.isTraining ? try Tensor(context.engine, shape, filledWith: 0) : nil
        var (losses, total): ([Double], Double) = ([], 0)
        input.withFloats { values in
            guard let values = values.baseAddress else { return }
            for (n, label) in ctc.labels.enumerated() {
                let found = CTC.sample(
                    values + n * classes, steps: lengths[n], stride: batch * classes, classCount: classes,
                    label: label, blank: ctc.blank, wantsGradient: gradient != nil)
                losses.append(found.loss)
                // A label that does not fit costs nothing; a loss that is NaN must be seen.
                guard found.loss != .infinity else { continue }
                let weight = weight(n)
                total += weight * found.loss
                gradient?.withFloats { gradient in
                    for time in 0..<lengths[n] where !found.occupancy.isEmpty {
                        for c in 0..<classes {
                            gradient[(time * batch + n) * classes + c] =
                                Float(-weight * found.occupancy[time * classes + c])
                        }
                    }
                }
            }
        }
        record(losses)
        self.gradient = gradient
        context.engine.profile?.add(Self.name, since: start)
        return try Tensor(context.engine, [1], [Float(total)])
    }

    private func weight(_ sample: Int) -> Double {
        switch ctc.reduction {
        case .mean: 1 / Double(ctc.labels.count)
        case .meanByLength: 1 / Double(ctc.labels.count * max(1, ctc.labels[sample].count))
        case .sum: 1
        }
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let own = self.gradient else { return [nil] }
        let factor = try gradient.scalar()
        if factor == 1 { return [own] }
        let scaled = try Tensor(context.engine, own.layout)
        own.withFloats { from in scaled.withFloats { to in for i in from.indices { to[i] = from[i] * factor } } }
        return [scaled]
    }
}

extension Variable {
    /// The CTC loss of logarithms of probabilities `[T, N, C]`.
    package func ctc(_ ctc: CTC) throws(NeuralError) -> CTCResult {
        var losses: [Double] = []
        let loss = try tape.apply(CTCLoss(ctc) { losses = $0 }, to: [self])
        return CTCResult(
            loss: loss, losses: losses, infeasibleCount: losses.lazy.filter { $0 == .infinity }.count)
    }
}
