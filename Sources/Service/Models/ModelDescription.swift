import Foundation
import Neural
import Recognition
import Samples

/// What requests need to know of a model; it changes where the file is loaded anew.
struct ModelDescription: Sendable {
    let card: ModelCard
    let alphabet: Alphabet
    let precision: ReadingPrecision
    let parameterCount: Int
    /// The decoder that reads dates alone; nil where no date can be written in the alphabet.
    let dates: PatternDecoder?
    let loadedAt: Date
}

/// Loads a model.
struct ModelLoader: Sendable {
    let path: String
    let threads: Int
    let batch: Int
    let views: Int
    /// What is computed in; nil for what the model was trained in.
    let precision: ReadingPrecision?
    /// The dates that may be read.
    let dates: LabelAutomaton?

    /// Reads the model's file, and tries it.
    ///
    /// - Throws: what says why the file is no model.
    func load() throws -> CurrentModel.Loaded {
        let file = try ModelFile(path: path)
        let recognizer = try recognizer(of: file)
        let description = ModelDescription(
            card: file.card, alphabet: file.alphabet, precision: recognizer.computesIn,
            parameterCount: recognizer.model.parameters.reduce(0) { $0 + $1.value.shape.reduce(1, *) },
            dates: decoder(for: recognizer), loadedAt: Date())
        return CurrentModel.Loaded(file: file, description: description)
    }

    /// A reader for the thread that calls.
    ///
    /// Networks aren't shared, since an engine and its tensors belong to one thread at a time.
    func reader(of file: ModelFile) throws -> Reader {
        Reader(try recognizer(of: file), batchSize: batch, views: views)
    }

    private func recognizer(of file: ModelFile) throws -> Recognizer {
        try Recognizer(file, engine: try Engine(threadCount: threads), precision: precision)
    }

    private func decoder(for recognizer: Recognizer) -> PatternDecoder? {
        let alphabet = recognizer.alphabet
        guard let dates, let labels = alphabet.order.map({ dates.seen($0) }) ?? dates else { return nil }
        let decoder = PatternDecoder(labels)
        guard decoder.hasText(in: alphabet) else { return nil }
        return (try? recognizer.model.check(decoder)).map { decoder }
    }
}
