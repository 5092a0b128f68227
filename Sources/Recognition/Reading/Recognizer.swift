package import Imaging
package import Neural

/// A model that reads prepared images: the one code path of validation, evaluation, prediction and service.
///
/// It belongs to one thread at a time. An image is padded to a width that depends on it alone, and only images of one
/// padded width are computed together: what else is in a batch changes nothing.
package final class Recognizer {
    /// The network.
    package let model: any TextModel
    /// What it reads.
    package let alphabet: Alphabet
    /// How images are prepared.
    package let input: InputPolicy
    /// What layers compute in.
    package let precision: FloatFormat
    private let engine: Engine

    /// A recogniser from its parts.
    package init(
        _ model: any TextModel, alphabet: Alphabet, input: InputPolicy, engine: Engine,
        precision: FloatFormat = .float32
    ) {
        self.model = model
        self.alphabet = alphabet
        self.input = input
        self.engine = engine
        self.precision = precision
    }

    /// The recogniser of a model's file.
    ///
    /// - Parameter precision: what layers compute in; without it what the model was validated in, or f32 where the
    ///   processor or the file knows of no other.
    package convenience init(_ file: ModelFile, engine: Engine, precision: FloatFormat? = nil) throws {
        self.init(
            try file.makeModel(engine).forReading(), alphabet: file.alphabet, input: file.card.input, engine: engine,
            precision: Engine.available(precision ?? file.card.precision?.elementType ?? .float32))
    }

    /// What the network says of each example, in their order; at most `batchSize` are computed at once.
    package func frames(of examples: [Example], batchSize: Int = 64) throws -> [Frames] {
        try frames(of: examples.map(\.image), batchSize: batchSize)
    }

    /// What the network says of each prepared image, in their order; at most `batchSize` are computed at once.
    package func frames(of prepared: [Bitmap], batchSize: Int = 64) throws -> [Frames] {
        var found = [Frames?](repeating: nil, count: prepared.count)
        let widths = prepared.map { input.paddedWidth($0.width) }
        let order = prepared.indices.sorted { (widths[$0], $0) < (widths[$1], $1) }
        var start = 0
        while start < order.count {
            let width = widths[order[start]]
            var end = start
            while end < order.count, end < start + batchSize, widths[order[end]] == width { end += 1 }
            let chosen = Array(order[start..<end])
            let images = PaddedImages(chosen.map { prepared[$0] }, width: width, input)
            for (index, frames) in zip(chosen, try frames(of: images)) { found[index] = frames }
            start = end
        }
        return found.compactMap { $0 }
    }

    /// What the network says of each image of a batch.
    package func frames(of images: PaddedImages) throws -> [Frames] {
        let tape = Tape(Context(engine, .inference, precision: precision))
        let pixels = try Tensor(engine, [images.count, images.channels, images.height, images.width], images.values)
        let logarithms = try model(tape.constant(pixels)).value
        let shape = logarithms.shape
        return try logarithms.values().withUnsafeBufferPointer { values in
            images.readWidths.enumerated().map { sample, width in
                Frames(sample: sample, of: values, shape: shape, stepCount: model.readSteps(width: width, of: shape[0]))
            }
        }
    }
}

extension TextModel {
    /// The time steps that are read of an image whose padded width gives `all` of them.
    func readSteps(width: Int, of all: Int) -> Int { min(max(1, stepCount(width: width)), all) }
}
