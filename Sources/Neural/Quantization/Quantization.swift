/// How the convolutions of a network for use compute in whole numbers of 8 bits.
///
/// Weights are multiples of a unit of each output channel's own, inputs of one unit a layer, which follows from the range that
/// was seen over pictures. Sums are exact. It belongs to one engine and one thread at a time, as tensors do.
package final class Quantization {
    private let inputs: [String: ByteScale]
    /// What the result of a convolution is rounded to, where nothing but convolutions and pools is given it.
    private let results: [String: ByteScale]
    private var layers: [String: ByteConvolution] = [:]

    /// The way for a network whose convolutions are given numbers in these ranges.
    package init(_ ranges: [String: InputRange]) {
        inputs = ranges.filter(\.value.isSound).mapValues { ByteScale($0) }
        var results: [String: ByteScale] = [:]
        var others: Set<String> = []
        for (name, range) in ranges {
            guard let source = range.source, let scale = inputs[name] else { continue }
            if let known = results[source], known != scale { others.insert(source) }
            results[source] = scale
        }
        self.results = results.filter { !others.contains($0.key) }
    }

    /// The convolution with these weights; nil where nothing is known of what it is given.
    func layer(_ weight: Parameter, _ bias: Tensor?) throws(NeuralError) -> ByteConvolution? {
        if let known = layers[weight.name], known.weight === weight { return known }
        guard let input = inputs[weight.name] else { return nil }
        let layer = try ByteConvolution(
            weight, bias: bias, input: input, result: results[weight.name])
        layers[weight.name] = layer
        return layer
    }
}

/// The numbers of a convolution as whole ones.
final class ByteConvolution {
    let weight: Parameter
    /// Tells it from all others of its engine.
    let number: Int
    let input: ByteScale
    /// What the result is rounded to; nil where floating-point numbers are wanted.
    let result: ByteScale?
    /// What each output channel's sum is multiplied by.
    let factors: [Float]
    /// In units of the sums, where there is one.
    let bias: Tensor?
    private let plain: Tensor
    private var laid: [Int: Tensor] = [:]

    init(
        _ weight: Parameter, bias: Tensor?, input: ByteScale, result: ByteScale?
    ) throws(NeuralError) {
        let (engine, shape) = (weight.value.engine, weight.value.shape)
        let values = try weight.value.values()
        let outputs = shape.dropLast(3).reduce(1, *)
        let size = values.count / outputs
        let units = (0..<outputs).map { channel in
            let largest = values[channel * size..<(channel + 1) * size].reduce(0) { max($0, abs($1)) }
            return largest > 0 ? largest / ByteFormat.signed.largest : 1
        }
        (self.weight, self.input, self.result) = (weight, input, result)
        number = engine.nextNumber()
        factors = units.map { input.unit * $0 / (result?.unit ?? 1) }
        plain = try Tensor(engine, engine.plain(shape, bytes: .signed))
        let bytes = plain.storage.bytes.bindMemory(to: Int8.self, capacity: values.count)
        for (place, value) in values.enumerated() {
            bytes[place] = Int8(max(-127, min(127, (value / units[place / size]).rounded(.toNearestOrEven))))
        }
        self.bias = try bias.map { bias throws(NeuralError) in
            let values = try bias.values()
            return try Tensor(engine, bias.shape, values.indices.map { values[$0] / (input.unit * units[$0]) })
        }
    }

    /// The weights in the layout that an operation wants; they stay so beside others.
    func weights(laidOut wanted: Layout) throws(NeuralError) -> Tensor {
        if let known = laid[wanted.number] { return known }
        let tensor = try plain.laid(out: wanted)
        laid[wanted.number] = tensor
        return tensor
    }
}
