import Foundation
import Neural
import Recognition
import Samples

/// What requests need to know of a model; it changes where the file is loaded anew.
struct ModelDescription: Sendable {
    let card: ModelCard
    let alphabet: Alphabet
    let precision: FloatFormat
    let parameterCount: Int
    /// The decoder that reads dates alone; nil where no date can be written in the alphabet.
    let dates: PatternDecoder?
    let loadedAt: Date
    /// Counts the times that the file was loaded.
    let generation: Int
}

/// Loads a model for the thread that calls.
struct ModelLoader: Sendable {
    let path: String
    let threads: Int
    let batch: Int
    /// The dates that may be read.
    let dates: LabelAutomaton?

    /// - Throws: what says why the file is no model.
    func load(generation: Int) throws -> (reader: Reader, description: ModelDescription) {
        let file = try ModelFile(path: path)
        let recognizer = try Recognizer(file, engine: try Engine(threadCount: threads))
        let description = ModelDescription(
            card: file.card, alphabet: file.alphabet, precision: recognizer.precision,
            parameterCount: recognizer.model.parameters.reduce(0) { $0 + $1.value.shape.reduce(1, *) },
            dates: decoder(file.alphabet), loadedAt: Date(), generation: generation)
        return (Reader(recognizer, batchSize: batch), description)
    }

    private func decoder(_ alphabet: Alphabet) -> PatternDecoder? {
        // Dates need digits, of whatever script.
        guard let dates, alphabet.characters.filter({ $0.isWholeNumber }).count >= 10 else { return nil }
        guard let order = alphabet.order else { return PatternDecoder(dates) }
        return dates.seen(order).map { PatternDecoder($0) }
    }
}
