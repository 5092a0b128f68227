import Neural
import Testing

@testable import Recognition

extension Recognizer {
    /// What a network of time steps says of each example.
    func frames(of examples: [Example], batchSize: Int = 64) throws -> [Frames] {
        try impressions(of: examples, batchSize: batchSize).map { try #require($0 as? Frames) }
    }

    /// What a network of time steps says of each image of a batch.
    func frames(of images: PaddedImages) throws -> [Frames] {
        try impressions(of: images).map { try #require($0 as? Frames) }
    }
}

extension TextModel {
    /// The network as one of time steps.
    var withSteps: any CTCModel { get throws { try #require(self as? any CTCModel) } }
}
