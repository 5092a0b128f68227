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
    /// What layers compute in, but for convolutions where these compute in whole numbers.
    package let precision: FloatFormat
    private let quantization: Quantization?
    let engine: Engine

    /// A recogniser from its parts.
    package init(
        _ model: any TextModel, alphabet: Alphabet, input: InputPolicy, engine: Engine,
        precision: FloatFormat = .float32, quantization: Quantization? = nil
    ) {
        self.model = model
        self.alphabet = alphabet
        self.input = input
        self.engine = engine
        self.precision = precision
        self.quantization = quantization
    }

    /// The recogniser of a model's file.
    ///
    /// - Parameter precision: what it computes in; without it, or where the processor lacks it, what the model was validated
    ///   in, or f32 where the processor or the file knows of no other.
    /// - Throws: also `RecognitionError`, where `int8` is asked for and the file doesn't say in which ranges numbers lie.
    package convenience init(_ file: ModelFile, engine: Engine, precision: ReadingPrecision? = nil) throws {
        let quantization =
            precision == .int8 && Engine.hasBytes ? Quantization(try file.requiredRanges()) : nil
        let type: FloatFormat? =
            switch precision {
            case .float32: .float32
            case .bfloat16: .bfloat16
            case .int8: quantization == nil ? nil : .bfloat16
            case nil: nil
            }
        self.init(
            try file.makeModel(engine).forReading(), alphabet: file.alphabet, input: file.card.input, engine: engine,
            precision: Engine.available(type ?? file.card.precision?.elementType ?? .float32),
            quantization: quantization)
    }

    /// What it computes in.
    package var computesIn: ReadingPrecision { quantization == nil ? ReadingPrecision(precision) : .int8 }

    /// What the network says of each example, in their order; at most `batchSize` are computed at once.
    package func impressions(of examples: [Example], batchSize: Int = 64) throws -> [any Impression] {
        try impressions(of: examples.map(\.image), batchSize: batchSize)
    }

    /// What the network says of each prepared image, in their order; at most `batchSize` are computed at once.
    package func impressions(of prepared: [Bitmap], batchSize: Int = 64) throws -> [any Impression] {
        var found = [(any Impression)?](repeating: nil, count: prepared.count)
        for (images, chosen) in batches(of: prepared, batchSize: batchSize) {
            for (index, impression) in zip(chosen, try impressions(of: images)) { found[index] = impression }
        }
        return found.compactMap { $0 }
    }

    /// Prepared images put together by their padded widths, at most `batchSize` at once, and the place of each.
    func batches(of prepared: [Bitmap], batchSize: Int) -> [(images: PaddedImages, places: [Int])] {
        let widths = prepared.map { input.paddedWidth($0.width) }
        let order = prepared.indices.sorted { (widths[$0], $0) < (widths[$1], $1) }
        var (start, batches): (Int, [(images: PaddedImages, places: [Int])]) = (0, [])
        while start < order.count {
            let width = widths[order[start]]
            var end = start
            while end < order.count, end < start + batchSize, widths[order[end]] == width { end += 1 }
            let chosen = Array(order[start..<end])
            batches.append((PaddedImages(chosen.map { prepared[$0] }, width: width, input), chosen))
            start = end
        }
        return batches
    }

    /// What the network computes in.
    package var context: Context {
        Context(engine, .inference, precision: precision, quantization: quantization)
    }

    /// What the network says of each image of a batch.
    package func impressions(of images: PaddedImages) throws -> [any Impression] {
        try model.impressions(
            of: images, on: Tape(context))
    }
}
