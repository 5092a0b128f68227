/// Sees in which ranges the inputs of a network's convolutions lie, and which of them follow each other.
///
/// It is given to a `Context`, for as many pictures as are to be seen. Convolutions go by the names of their weights.
package final class RangeObserver {
    private var seen: [String: InputRange] = [:]
    /// The convolution whose result lies in a storage, pooled or not.
    private var makers: [ObjectIdentifier: String] = [:]
    /// Convolutions whose results something else is given, too.
    private var shared: Set<String> = []
    /// Results of one pass: as long as they are there, no other lies where they do.
    private var kept: [Tensor] = []

    /// An observer that has seen nothing.
    package init() {}

    /// For each convolution, the range of what it was given.
    package var ranges: [String: InputRange] {
        seen.mapValues { range in
            var range = range
            if let source = range.source, shared.contains(source) { range.source = nil }
            return range
        }
    }

    /// Forgets the results of the pass before, not what was seen of them.
    package func beginPass() { (makers, kept) = ([:], []) }

    /// Sees what an operation is given, and makes.
    func see(_ operation: some Operation, _ inputs: [Tensor], _ result: Tensor) throws(NeuralError) {
        let source = makers[ObjectIdentifier(inputs[0].storage)]
        if let convolution = operation as? Convolve, let name = convolution.weight?.name {
            let values = try inputs[0].values()
            let range = InputRange(low: values.min() ?? 0, high: values.max() ?? 0, source: source)
            seen[name] = seen[name]?.joined(with: range) ?? range
            // What stands behind another function than a ReLU is no plain result.
            if convolution.givesBytes { note(name, result) }
        } else if let pool = operation as? Pool, pool.kind == .max {
            if let source { note(source, result) }
        } else {
            shared.formUnion(inputs.compactMap { makers[ObjectIdentifier($0.storage)] })
        }
    }

    private func note(_ maker: String, _ result: Tensor) {
        makers[ObjectIdentifier(result.storage)] = maker
        kept.append(result)
    }
}
