import Foundation
public import Imaging
import Neural

/// Pictures in, readings out: a model, and a way to find texts in what it says.
///
/// It belongs to one thread at a time; several threads have a reader each. A picture is read the same whatever is read with it.
public final class Reader {
    /// The model.
    package let recognizer: Recognizer
    /// How texts are found.
    package let decoder: any FrameDecoder
    /// How many pictures are computed at once, at most.
    package let batchSize: Int
    /// The ways in which each picture is looked at.
    private let views: [View]

    /// A reader from its parts.
    ///
    /// - Parameter views: in how many ways each picture is looked at; what most of them agree on is taken.
    package init(
        _ recognizer: Recognizer, decoder: any FrameDecoder = GreedyDecoder(), batchSize: Int = 64, views: Int = 1
    ) {
        self.recognizer = recognizer
        self.decoder = decoder
        self.batchSize = batchSize
        self.views = View.first(max(1, views))
    }

    /// In how many ways each picture is looked at.
    package var viewCount: Int { views.count }

    /// The reader of a model's file.
    ///
    /// - Parameters:
    ///   - path: a safetensors file that a training wrote, such as `run/best.safetensors`.
    ///   - threads: how many threads compute; nil for one for each processor.
    ///   - views: in how many ways each picture is looked at, 1...9: more are surer, and take as many times as long.
    ///   - precision: what is computed in; nil for what the model was trained in, which also takes the place of what the
    ///     processor lacks.
    /// - Throws: an error that says what is wrong with the file, or that it lacks what `int8` needs.
    public convenience init(
        model path: String, threads: Int? = nil, views: Int = 1, precision: ReadingPrecision? = nil
    ) throws {
        let engine = try Engine(threadCount: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
        self.init(try Recognizer(try ModelFile(path: path), engine: engine, precision: precision), views: views)
    }

    /// The characters that the model knows, in the order of its classes.
    public var characters: [Character] { recognizer.alphabet.characters }

    /// A picture of any size as the model reads it.
    ///
    /// - Throws: `RecognitionError`, if it has no pixels.
    package func prepare(_ picture: Bitmap) throws(RecognitionError) -> PreparedPicture {
        try recognizer.input.prepared(picture)
    }

    /// The views of a picture of any size, as the model reads them.
    ///
    /// - Throws: `RecognitionError`, if it has no pixels.
    package func views(of picture: Bitmap) throws(RecognitionError) -> [PreparedPicture] {
        var prepared: [PreparedPicture] = []
        for view in views { prepared.append(try recognizer.input.prepared(picture, view: view)) }
        return prepared
    }

    /// Reads prepared pictures, in their order.
    ///
    /// - Parameter alternatives: how many other texts of each are wanted, at most.
    package func read(_ pictures: [PreparedPicture], alternatives: Int = 0) throws -> [Reading] {
        try read(views: pictures.map { [$0] }, alternatives: alternatives)
    }

    /// Reads pictures by their views, in their order: the text that most views agree on.
    ///
    /// - Parameter alternatives: how many other texts of each are wanted, at most; the first view finds them.
    package func read(views pictures: [[PreparedPicture]], alternatives: Int = 0) throws -> [Reading] {
        let images = pictures.flatMap { $0.map(\.image) }
        var impressions = try recognizer.impressions(of: images, batchSize: batchSize)[...]
        return try pictures.compactMap { views in
            let own = Array(impressions.prefix(views.count))
            impressions = impressions.dropFirst(views.count)
            return try reading(of: views, own, alternatives: alternatives, decoder: decoder)
        }
    }

    /// Reads pictures of any size, in their order: grey or RGB, with the text on a line.
    ///
    /// - Parameters:
    ///   - pictures: what is read.
    ///   - alternatives: how many other texts of each are wanted, at most.
    /// - Throws: an error where a picture has no pixels.
    public func read(_ pictures: [Bitmap], alternatives: Int = 0) throws -> [Reading] {
        try read(views: try pictures.map { try self.views(of: $0) }, alternatives: alternatives)
    }

    /// The reading of what the network says of a picture's views; nil where there is none.
    package func reading(
        of views: [PreparedPicture], _ impressions: [any Impression], alternatives: Int, decoder: any FrameDecoder
    ) throws -> Reading? {
        let all = try impressions.map { try $0.text(by: decoder, recognizer.alphabet) }
        guard let ensemble = Ensemble(all), let first = impressions.first else { return nil }
        // Characters stand where the view has them whose reading was taken.
        return Reading(
            ensemble, alternatives: try others(alternatives, than: ensemble.transcription, in: first, decoder),
            of: views[ensemble.chosen], recognizer.model, recognizer.input)
    }

    /// Other texts than the one that was read, at most `count`.
    private func others(
        _ count: Int, than best: Transcription, in impression: any Impression, _ decoder: any FrameDecoder
    ) throws -> [Transcription] {
        guard count > 0 else { return [] }
        let found = try impression.texts(count + 1, by: decoder, recognizer.alphabet)
        return Array(found.filter { $0.text != best.text }.prefix(count))
    }
}
