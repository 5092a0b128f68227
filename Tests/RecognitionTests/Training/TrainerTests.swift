import Foundation
import Imaging
import Neural
import Samples
import Scripts
import TestSupport
import Testing

@testable import Recognition

@Suite struct TrainerTests {
    @Test(arguments: ["{constant: 0.01}", "{plateau: {rate: 0.01, patience: 0}}", "{one_cycle: 0.01}"], [0, 0.9])
    func aStoppedRunEndsWithTheSameNumbers(schedule: String, average: Double) throws {
        var training = try BarTraining()
        try training.set("training.schedule=\(schedule)")
        try training.set("training.average=\(average)")
        let (whole, _) = try training.trainer("whole")
        try whole.train { _ in }

        // Stopped off the beat of pools, checkpoints and validations.
        try stop(training, "parts", after: 5)
        let (second, _) = try training.trainer("parts", resumes: true)
        #expect(second.step == 5)
        try second.train { _ in }
        #expect(try second.model.numbers == whole.model.numbers)
    }

    /// What is validated and kept is the mean; the training goes on from the numbers of its last step.
    @Test func theMeanOfTheStepsIsKept() throws {
        var training = try BarTraining()
        let numbers = try [0, 0.9].map { average in
            try training.set("training.average=\(average)")
            let name = "run\(average)"
            let (trainer, run) = try training.trainer(name)
            var losses: [Double] = []
            try trainer.train { event in if case .step(let report) = event { losses.append(report.loss) } }
            let last = try ModelFile(path: run.file("last.safetensors")).makeModel(try Engine(threadCount: 1)).numbers
            #expect(try last == trainer.model.numbers)
            return (losses: losses, last: last, best: try best(of: run))
        }
        #expect(numbers[0].losses == numbers[1].losses)
        #expect(numbers[0].last == numbers[1].last)
        #expect(numbers[0].best == numbers[0].last)
        #expect(numbers[1].best != numbers[1].last)
    }

    /// The numbers of the last model that was kept.
    private func best(of run: RunFolder) throws -> [[Float]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: run.path)
        let name = try #require(names.first { $0.hasPrefix("step-0000012") })
        return try ModelFile(path: run.file(name)).makeModel(try Engine(threadCount: 1)).numbers
    }

    /// Trains up to a step, and lets go of the run's folder.
    private func stop(_ training: BarTraining, _ name: String, after count: Int) throws {
        let (trainer, _) = try training.trainer(name)
        var steps = 0
        #expect {
            try trainer.train(shouldStop: { steps >= count }) { event in if case .step = event { steps += 1 } }
        } throws: {
            "\($0)" == "stopped at step \(count); to go on, give the same command with --resume"
        }
    }

    @Test func aRunIsAFunctionOfItsSeed() throws {
        var training = try BarTraining()
        let losses = try ["1", "1", "2"].enumerated().map { number, seed in
            try training.set("seed=\(seed)")
            var losses: [Double] = []
            try training.trainer("run\(number)").trainer.train { event in
                if case .step(let report) = event { losses.append(report.loss) }
            }
            return losses
        }
        #expect(losses[0] == losses[1])
        #expect(losses[0] != losses[2])
    }

    @Test func itLearnsByHeart() throws {
        var training = try BarTraining()
        try training.set("training.steps=240")
        try training.set("training.validate_every=240")
        try training.set("training.warm_up=20")
        let (trainer, run) = try training.trainer("run")
        var last: Evaluation?
        try trainer.train { event in if case .validation(let report) = event { last = report.evaluation } }
        let evaluation = try #require(last)
        #expect(evaluation.tally.total.exactRate == 1)
        let blanks = try #require(evaluation.measured.first)
        #expect(blanks.measure.name == "blank_share" && blanks.share > 0 && blanks.share < 1)
        let best = try ModelFile(path: run.file("best.safetensors"))
        #expect(best.card.metrics["exact"] == 1)
        #expect(best.card.step == 240)
    }

    /// The same pictures as the Latin ones above, with labels that run to the left.
    @Test func textFromRightToLeftIsLearntAsWell() throws {
        var training = try BarTraining()
        training.alphabet = "אבג"
        for change in ["alphabet=אבג", "training.steps=240", "training.validate_every=240", "training.warm_up=20"] {
            try training.set(change)
        }
        var source = BarSource()
        let bars = source.label
        let letters: [Character: Character] = ["0": "א", "1": "ב", "2": "ג"]
        source.label = { split, index in String(bars(split, index).map { letters[$0] ?? $0 }.reversed()) }
        let digits: [Character: Character] = ["א": "0", "ב": "1", "ג": "2"]
        source.picture = { BarSource.picture(String($0.reversed().map { digits[$0] ?? $0 })) }
        let examples = try training.validation(source: source)
        let (trainer, run) = try training.trainer("run", source: source, validation: examples)
        var last: Evaluation?
        try trainer.train { event in if case .validation(let report) = event { last = report.evaluation } }
        let evaluation = try #require(last)
        #expect(evaluation.tally.total.exactRate == 1)
        #expect(evaluation.readings.map(\.transcription.text) == (0..<12).map { source.label(.train, $0) })
        // The model's file knows in which order it reads.
        let file = try ModelFile(path: run.file("best.safetensors"))
        #expect(file.card.format == 2)
        #expect(file.alphabet.encode("אב").classes == [1, 0])
    }

    @Test func theBestModelsAreKept() throws {
        var training = try BarTraining()
        try training.set("training.keep=2")
        try training.set("training.validate_every=2")
        let (trainer, run) = try training.trainer("run")
        var values: [Double] = []
        try trainer.train { event in
            if case .validation(let report) = event { values.append(report.evaluation.value(of: .cer)) }
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: run.path).filter { $0.hasPrefix("step-") }
        #expect(values.count == 6)
        #expect(kept.count == 2)
        let best = String(format: "%.5f", try #require(values.min()))
        #expect(kept.contains { $0.contains("-cer-\(best)") })
    }

    @Test func noProgressEndsIt() throws {
        var training = try BarTraining()
        try training.set("training.schedule={constant: 0}")
        try training.set("training.patience=2")
        try training.set("training.validate_every=1")
        let (trainer, run) = try training.trainer("run")
        var notes: [String] = []
        try trainer.train { event in if case .note(let text) = event { notes.append(text) } }
        #expect(trainer.step == 3)
        #expect(notes == ["stopped at step 3: no progress in 2 validations"])
        // The last of models that are as good is the best, though it is no progress.
        #expect(try ModelFile(path: run.file("best.safetensors")).card.step == 3)
    }

    @Test func aModelThatReadsNothingGivesUpWithADiagnosis() throws {
        var training = try BarTraining()
        try training.set("training.blank_patience=2")
        try training.set("training.validate_every=1")
        try training.set("training.schedule={constant: 0}")
        // A model that starts with a certain blank: one time step each, and no learning.
        let (trainer, _) = try training.trainer("run")
        let bias = try #require(trainer.model.parameters.first { $0.name == "join2.bias" })
        try bias.set([0, 0, 0, 50])
        #expect { try trainer.train { _ in } } throws: {
            "\($0)".hasPrefix("step 2: the model has read nothing at all in 2 validations. Try")
        }
    }

    @Test func aLossThatIsNoNumberStopsWithTheBatch() throws {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        let bias = try #require(trainer.model.parameters.first { $0.name == "join2.bias" })
        try bias.set([.nan, 0, 0, 0])
        let folder = run.file("failed-batch-1")
        #expect { try trainer.train { _ in } } throws: {
            "\($0)".hasPrefix("step 1: the loss is nan. The batch is stored in \(folder). Try a lower learning rate")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 9)
        let list = try String(contentsOfFile: folder + "/labels.csv", encoding: .utf8)
        #expect(list.hasPrefix("file,label,source,split,index\r\n0.png,"))
    }

    @Test func aTrainingBeginsWithAModelsNumbers() throws {
        var training = try BarTraining()
        let (first, run) = try training.trainer("first")
        try first.train { _ in }
        try training.set("start=\(run.file("best.safetensors"))")
        let best = try ModelFile(path: run.file("best.safetensors")).makeModel(try Engine(threadCount: 1)).numbers
        #expect(try training.trainer("second").trainer.model.numbers == best)
    }

    @Test func aSourceThatFailsEndsIt() throws {
        let training = try BarTraining()
        var source = BarSource()
        source.label = { _, index in index == 20 ? "3" : "01" }
        let (trainer, _) = try training.trainer("run", source: source)
        #expect { try trainer.train { _ in } } throws: {
            "\($0)".hasPrefix("bars, train sample 20: the label '3' has '3' (U+0033), which the alphabet lacks")
        }
    }
}

@Suite struct PreflightTests {
    @Test func labelsThatDoNotFitAreListed() throws {
        let training = try BarTraining()
        let (trainer, _) = try training.trainer("run")
        var source = BarSource()
        // Equal neighbours need a blank between them: 7 time steps, where 64 px give 15 and 16 px give 3.
        source.label = { _, index in index == 1 ? "0000" : "01" }
        let stream = try training.stream(source)
        let fitting = try Preflight(stream, validation: try training.validation(), model: trainer.model)
        #expect(fitting.misfitCount == 0)
        #expect(fitting.count == 16 + 12)
        let narrow = Example(
            image: try training.experiment.input.prepare(BarSource.picture("0")), label: "0011", classes: [0, 0, 1, 1],
            place: .init(source: 0, index: 0))
        let misfit = try Preflight(stream, validation: [narrow], model: trainer.model)
        #expect(misfit.misfitCount == 1)
        #expect(
            misfit.misfits == ["validation sample 0: '0011' needs 6 time steps, and its image of 16 px gives 3"])
    }

    @Test func charactersThatOnlyValidationHasAreSaid() throws {
        let training = try BarTraining()
        let (trainer, _) = try training.trainer("run")
        var source = BarSource()
        source.label = { _, index in "01" }
        let stream = try training.stream(source)
        let validation = try ["201", "22", "0"].enumerated().map { index, label in
            Example(
                image: try training.experiment.input.prepare(BarSource.picture(label)), label: label,
                classes: stream.alphabet.encode(label).classes, place: .init(source: 0, index: index))
        }
        let preflight = try Preflight(stream, validation: validation, model: trainer.model, trained: ["01", "0"])
        #expect(preflight.untrained.map(\.character) == ["2"])
        #expect(preflight.untrained.map(\.count) == [3])
        #expect(
            preflight.warnings == [
                "characters of validation labels that are not trained, as no label to learn from that was looked at has "
                    + "them: '2' (U+0032) 3x"
            ])
        // What others of the texts to learn from may have is not said.
        let fine = try Preflight(stream, validation: validation, model: trainer.model, trained: ["01", "2"])
        #expect(fine.untrained.isEmpty && fine.warnings.isEmpty)
    }

    @Test func whatIsLeftOutOfValidationLabelsIsCounted() throws {
        let training = try BarTraining()
        let (trainer, _) = try training.trainer("run")
        let preflight = try Preflight(
            try training.stream(), validation: try training.validation(), model: trainer.model,
            dropped: ["x": 2, "y": 3])
        #expect(preflight.dropped.map(\.character) == ["y", "x"])
    }

    @Test func labelsThatStandInAnotherOrderAreSaid() throws {
        let training = try BarTraining()
        let (trainer, _) = try training.trainer("run")
        var source = BarSource()
        source.label = { _, _ in "012" }
        // The first character stands on the right.
        source.boxes = { label in
            label.enumerated().map { place, character in
                let left = Double(16 * (label.count - 1 - place))
                return .init(
                    text: String(character), quad: Quad(Rect(left: left, top: 0, right: left + 16, bottom: 32)))
            }
        }
        let preflight = try Preflight(
            try training.stream(source), validation: try training.validation(), model: trainer.model)
        #expect(preflight.misplacedCount == 16)
        #expect(preflight.misplaced.count == 10)
        #expect(
            preflight.warnings.last?.hasPrefix(
                "16 of 28 labels do not stand in their images from left to right as they are learnt") == true)
    }
}

@Suite struct ModelOrderTests {
    /// The alphabet of a model's file whose card has some values of its own; `null` takes a key out.
    private func alphabet(_ characters: String, _ changes: [String: Any?]) throws -> Alphabet {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let stored = try Safetensors(path: run.file("best.safetensors"))
        let text = try #require(stored.metadata["platen"])
        var card = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        card["characters"] = characters.map { String($0) }
        for (key, value) in changes { card[key] = value }
        let changed = String(decoding: try JSONSerialization.data(withJSONObject: card), as: UTF8.self)
        return try ModelFile(Safetensors(stored.entries, metadata: ["platen": changed]), path: "m.safetensors").alphabet
    }

    @Test func filesThatDoNotSayReadAsTheyDid() throws {
        let alphabet = try alphabet("אבג", ["unit": nil, "direction": nil, "digits": nil])
        #expect(alphabet.order == nil)
        #expect(alphabet.unit == .cluster)
        #expect(alphabet.encode("אבג").classes == [0, 1, 2])
    }

    @Test func filesSayWhatTheyRead() throws {
        let alphabet = try alphabet(
            "אבג", ["format": 2, "unit": "code_point", "direction": "rtl", "digits": "arabic"])
        #expect(alphabet.unit == .codePoint)
        #expect(alphabet.order == TextOrder(direction: .rtl, digits: .arabic))
    }

    @Test func latinModelsGoOnFromOldFiles() throws {
        #expect(try Alphabet("012", order: nil).isLike(try Alphabet("012")))
        #expect(try !Alphabet("אב", order: nil).isLike(try Alphabet("אב")))
        #expect(try !Alphabet("012", unit: .codePoint).isLike(try Alphabet("012")))
    }
}
