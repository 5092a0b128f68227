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
    package func impressions(of examples: [Example], batchSize: Int = 64) throws -> [any Impression] {
        try impressions(of: examples.map(\.image), batchSize: batchSize)
    }

    /// What the network says of each prepared image, in their order; at most `batchSize` are computed at once.
    package func impressions(of prepared: [Bitmap], batchSize: Int = 64) throws -> [any Impression] {
        var found = [(any Impression)?](repeating: nil, count: prepared.count)
        let widths = prepared.map { input.paddedWidth($0.width) }
        let order = prepared.indices.sorted { (widths[$0], $0) < (widths[$1], $1) }
        var start = 0
        while start < order.count {
            let width = widths[order[start]]
            var end = start
            while end < order.count, end < start + batchSize, widths[order[end]] == width { end += 1 }
            let chosen = Array(order[start..<end])
            let images = PaddedImages(chosen.map { prepared[$0] }, width: width, input)
            for (index, impression) in zip(chosen, try impressions(of: images)) { found[index] = impression }
            start = end
        }
        return found.compactMap { $0 }
    }

    /// What the network says of each image of a batch.
    package func impressions(of images: PaddedImages) throws -> [any Impression] {
        try model.impressions(of: images, on: Tape(Context(engine, .inference, precision: precision)))
    }
}
