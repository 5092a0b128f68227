import Foundation
import Imaging
import Neural
import Samples
import TestSupport

@testable import Recognition

/// A small network that has learnt to read bars, in a file; trained once for all tests that want one.
struct TrainedBars: Sendable {
    let folder: TemporaryFolder
    let file: ModelFile
    private let source: BarSource

    /// It reads the digits 0, 1 and 2.
    static let digits = Result { try TrainedBars("012") }
    /// It reads three letters that run from right to left, on the same pictures.
    static let hebrew = Result { try TrainedBars("אבג") }

    /// The digits, told one after the other.
    static let told = Result {
        try TrainedBars(
            "012",
            [
                "model={attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 6}}", "input.width=64",
                "training.steps=400", "training.validate_every=400", "training.schedule={one_cycle: 0.005}",
            ])
    }

    private init(_ alphabet: String, _ changes: [String] = []) throws {
        var training = try BarTraining()
        training.alphabet = alphabet
        for change in [
            "alphabet=\(alphabet)", "training.steps=240", "training.validate_every=240", "training.warm_up=20",
        ] + changes {
            try training.set(change)
        }
        var source = BarSource()
        if alphabet != "012" {
            let label = source.label
            let letters = Dictionary(uniqueKeysWithValues: zip("012", alphabet))
            let digits = Dictionary(uniqueKeysWithValues: zip(alphabet, "012"))
            source.label = { split, index in String(label(split, index).reversed().map { letters[$0] ?? $0 }) }
            source.picture = { BarSource.picture(String($0.reversed().map { digits[$0] ?? $0 })) }
        }
        self.source = source
        folder = training.folder
        let (trainer, run) = try training.trainer(
            "run", source: source, validation: try training.validation(source: source))
        try trainer.train { _ in }
        file = try ModelFile(path: run.file("best.safetensors"))
    }

    /// Platen's own reader of it.
    func recognizer() throws -> Recognizer {
        try Recognizer(file, engine: try Engine(threadCount: 1), precision: .float32)
    }

    /// Pictures, 32 px high, and what is written on them.
    func samples(_ count: Int) throws -> [Sample] {
        let reader = try source.makeReader()
        return try (0..<count).map { try reader.sample(at: $0, in: .test) }
    }

    /// The pictures as they are read.
    func examples(_ count: Int) throws -> [Example] {
        try samples(count).enumerated().map { index, sample in
            Example(
                image: try file.card.input.prepare(sample.image), label: sample.label,
                classes: file.alphabet.encode(sample.label).classes, place: .init(source: 0, index: index))
        }
    }
}
