import Configs
import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// A training that starts from a model of another alphabet, input or size.
@Suite struct ModelStartTests {
    /// Bars as `BarSource` draws them, and letters of two bars each.
    private static let letters: @Sendable (String) -> Bitmap = { label in
        let characters = Array(label)
        var image = Bitmap(width: 16 * max(1, characters.count), height: 32, filledWith: 255)
        let rows: [Character: [Range<Int>]] = [
            "0": [4..<12], "1": [12..<20], "2": [20..<28], "a": [2..<6, 26..<30], "b": [2..<6, 14..<18],
        ]
        for (place, character) in characters.enumerated() {
            for y in (rows[character] ?? []).joined() { for x in 4..<12 { image[16 * place + x, y] = 0 } }
        }
        return image
    }

    /// A model that reads bars, and its file.
    private func trained(_ training: BarTraining, steps: Int = 240) throws -> String {
        var training = training
        for change in ["training.steps=\(steps)", "training.validate_every=\(steps)", "training.warm_up=20"] {
            try training.set(change)
        }
        let (trainer, run) = try training.trainer("first")
        try trainer.train { _ in }
        return run.file("best.safetensors")
    }

    private func learner(_ training: BarTraining) throws -> Learner {
        try Learner(
            training.experiment, alphabet: Alphabet(training.alphabet), engine: Engine(threadCount: 1))
    }

    private func parameter(_ name: String, _ model: any TextModel) throws -> [Float] {
        try #require(model.parameters.first { $0.name == name }).value.values()
    }

    @Test func aWiderAlphabetReadsWhatWasReadBefore() throws {
        var training = try BarTraining()
        let path = try trained(training)
        let engine = try Engine(threadCount: 1)
        let old = try ModelFile(path: path).makeModel(engine)
        // The old characters in another order, with new ones between them.
        training.alphabet = "a2b01"
        for change in ["alphabet=a2b01", "start=\(path)"] { try training.set(change) }
        let learner = try learner(training)

        let examples = try training.validation()
        for example in examples {
            let images = Batch([example], width: example.image.width, training.experiment.input).images
            func logarithms(_ model: any TextModel) throws -> (values: [Float], classCount: Int, steps: Int) {
                let result = try model(
                    Tape(engine, .inference).constant(try images.tensor(engine))
                ).value
                return (try result.values(), result.shape[2], result.shape[0])
            }
            let (before, now) = (try logarithms(old), try logarithms(learner.model))
            #expect(before.classCount == 4 && now.classCount == 6 && before.steps == now.steps)
            for step in 0..<before.steps {
                let (a, b) = (
                    before.values[step * 4..<step * 4 + 4].map(\.self), now.values[step * 6..<step * 6 + 6].map(\.self)
                )
                // Against the blank, each old character has what it had, whatever its class is now.
                for (was, place) in [(0, 3), (1, 4), (2, 1)] {
                    #expect(abs((a[was] - a[3]) - (b[place] - b[5])) < 1e-4)
                }
                // No new character is the best of a step.
                let best = b.indices.max { b[$0] < b[$1] }
                #expect(best != 0 && best != 2)
            }
        }
        let start = try #require(learner.start)
        #expect(String(start.kept) == "201" && String(start.new) == "ab" && start.dropped.isEmpty)
        #expect(start.anew.isEmpty && start.share > 0.95)
        #expect(start.lines[0] == "\(path) knows 3 characters of this alphabet, which are kept; 2 new ones: 'ab'")
        #expect(start.lines[1].contains("join2") && start.lines.count == 2)

        // Both are read after a short training on both.
        try training.set("training.steps=200")
        try training.set("training.validate_every=200")
        var source = BarSource()
        source.picture = Self.letters
        source.label = { split, index in
            var generator = SampleKey(seed: 4, split: split, index: index).generator("label")
            let length = 1 + Int(generator.nextWord() % 4)
            return String((0..<length).map { _ in Array("012ab")[Int(generator.nextWord() % 5)] })
        }
        let mixed = try training.validation(24, source: source)
        let (trainer, _) = try training.trainer("second", source: source, validation: mixed + examples)
        var readings: [Bool] = []
        try trainer.train { event in
            if case .validation(let report) = event {
                readings = report.evaluation.readings.sorted { $0.index < $1.index }.map {
                    $0.label == $0.transcription.text
                }
            }
        }
        #expect(readings.count == 36)
        #expect(readings.suffix(12).count { $0 } >= 11, "digits alone")
        #expect(readings.prefix(24).count { $0 } >= 20, "digits and letters")
    }

    @Test func anotherHeightTakesTheConvolutions() throws {
        var training = try BarTraining()
        let path = try trained(training, steps: 4)
        let old = try ModelFile(path: path).makeModel(try Engine(threadCount: 1))
        for change in ["input.height=48", "start=\(path)"] { try training.set(change) }
        let learner = try learner(training)
        let start = try #require(learner.start)
        #expect(start.anew == ["lstm1"])
        #expect(
            start.taken == [
                "conv1", "conv2", "conv3", "conv4", "conv5", "norm5", "conv6", "norm6", "conv7", "join1", "lstm2",
                "join2",
            ])
        #expect(start.lines[0] == "\(path) knows 3 characters of this alphabet, which are kept")
        #expect(start.lines[1].hasSuffix("; started anew: lstm1"))
        #expect(start.lines[2] == "prepared otherwise than before: input.height is 48 and was 32")
        for name in ["conv1.weight", "conv7.bias", "norm6.running_var", "join2.weight"] {
            #expect(try parameter(name, learner.model) == parameter(name, old), "\(name)")
        }
        // The rest has the first values of the seed.
        training.experiment.start = nil
        let fresh = try self.learner(training).model
        #expect(try parameter("lstm1.weight_state", learner.model) == parameter("lstm1.weight_state", fresh))
    }

    @Test func aLargerNetworkTakesTheLayersThatFit() throws {
        var training = try BarTraining()
        try training.set("model={compact: {width: 4, hidden: 8}}")
        let path = try trained(training, steps: 4)
        for change in ["model={compact: {width: 4, hidden: 12, blocks: 2}}", "start=\(path)"] {
            try training.set(change)
        }
        let start = try #require(try learner(training).start)
        #expect(start.anew == ["blocks2.2", "blocks3.2", "memory", "classes"])
        #expect(start.taken.contains("halve1") && start.taken.contains("column"))
    }

    @Test func theSameAlphabetAndInputTakeEverythingAsBefore() throws {
        var training = try BarTraining()
        let path = try trained(training, steps: 4)
        let numbers = try ModelFile(path: path).makeModel(try Engine(threadCount: 1)).numbers
        try training.set("start=\(path)")
        let learner = try learner(training)
        #expect(learner.start == nil)
        #expect(try learner.model.numbers == numbers)
        // In another order nothing is new, and nothing starts anew.
        (training.alphabet, training.experiment.seed) = ("210", 9)
        try training.set("alphabet='210'")
        let turned = try self.learner(training)
        #expect(turned.start?.new.isEmpty == true && turned.start?.share == 1)
        let (before, now) = (numbers[numbers.count - 1], try parameter("join2.bias", turned.model))
        #expect(now == [before[2], before[1], before[0], before[3]])
    }

    @Test func tokensKeepTheRowsOfTheirCharacters() throws {
        var training = try BarTraining()
        try training.set("input.width=96")
        try training.set("model={attention: {width: 0.25, embedding: 8, hidden: 16, key: 8, longest: 6}}")
        let path = try trained(training, steps: 2)
        let engine = try Engine(threadCount: 1)
        let old = try #require(try ModelFile(path: path).makeModel(engine) as? Attention)
        training.alphabet = "2x01"
        for change in ["alphabet=2x01", "start=\(path)"] { try training.set(change) }
        let learner = try learner(training)
        let now = try #require(learner.model as? Attention)
        #expect(learner.start?.anew == [])
        func rows(_ name: String, _ model: Attention, _ size: Int) throws -> [[Float]] {
            let values = try parameter(name, model)
            return stride(from: 0, to: values.count, by: size).map { Array(values[$0..<$0 + size]) }
        }
        // 0, 1, 2, the end, the start; then 2, x, 0, 1, the end, the start.
        let (was, given) = (try rows("characters.weight", old, 8), try rows("characters.weight", now, 8))
        #expect([given[0], given[2], given[3], given[4], given[5]] == [was[2], was[0], was[1], was[3], was[4]])
        #expect(!was.contains(given[1]))

        let images = Batch(try training.validation(1), width: 96, training.experiment.input).images
        func logits(_ model: Attention, _ beginning: [Int]) throws -> [Float] {
            let tape = Tape(engine, .inference)
            let sight = try model.look(at: tape.constant(try images.tensor(engine)))
            return try model.tell(after: [beginning], sight).logits.value.values()
        }
        let (before, after) = (try logits(old, [2, 0, 1]), try logits(now, [0, 2, 3]))
        for step in 0..<4 {
            for (a, b) in [(0, 2), (1, 3), (2, 0), (3, 4)] {
                #expect(abs(before[step * 4 + a] - after[step * 5 + b]) < 1e-5)
            }
        }
    }

    @Test func whatDoesNotFitIsAnError() throws {
        var training = try BarTraining()
        let path = try trained(training, steps: 4)
        try training.set("start=\(path)")
        try training.set("model={compact: {width: 4}}")
        #expect { try learner(training) } throws: {
            "\($0)"
                == "start: \(path) holds the network 'crnn', and this training has 'compact': nothing of it fits. Set model to "
                + "crnn, or leave start out"
        }
        try training.set("model={crnn: {width: 6, hidden: 10}}")
        training.alphabet = "xyz"
        try training.set("alphabet=xyz")
        #expect { try learner(training) } throws: {
            "\($0)".hasPrefix(
                "start: nothing of \(path) fits: no layer has the same size, and no character is the same. Set ")
        }
    }
}
