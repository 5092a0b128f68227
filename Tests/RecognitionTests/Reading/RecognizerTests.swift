import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

@Suite struct RecognizerTests {
    /// A network with random numbers: what it reads is nonsense, but the same nonsense each time.
    private func recognizer(
        padding: InputPolicy.Padding = .right, precision: FloatFormat = .float32
    ) throws -> Recognizer {
        let engine = try Engine(threadCount: 1)
        var input = InputPolicy()
        input.padding = padding
        let alphabet = try Alphabet("012")
        var config = CRNNConfig()
        (config.width, config.hidden) = (4, 8)
        let model = try config.makeModel(classCount: 4, input: input, Initializer(engine, seed: 5))
        return Recognizer(model, alphabet: alphabet, input: input, engine: engine, precision: precision)
    }

    private func examples(_ count: Int, _ input: InputPolicy) throws -> [Example] {
        try (0..<count).map { index in
            var generator = SampleKey(seed: 9, split: .test, index: index).generator("noise")
            let width = 20 + Int(generator.nextWord() % 90)
            let image = Bitmap(width: width, height: 32) { generator.fill(UnsafeMutableRawBufferPointer($0)) }
            return Example(
                image: try input.prepare(image), label: "", classes: [], place: .init(source: 0, index: index))
        }
    }

    @Test(arguments: [InputPolicy.Padding.right, .left, .center], [FloatFormat.float32, .bfloat16])
    func anImageIsReadTheSameAloneAndInAnyBatch(padding: InputPolicy.Padding, precision: FloatFormat) throws {
        guard precision == .float32 || Engine.hasBFloat16 else { return }
        let recognizer = try recognizer(padding: padding, precision: precision)
        let examples = try examples(24, recognizer.input)
        let alone = try examples.map { try recognizer.frames(of: [$0])[0] }
        for batchSize in [3, 64] {
            let together = try recognizer.frames(of: examples, batchSize: batchSize)
            let backwards = try recognizer.frames(of: examples.reversed(), batchSize: batchSize)
            for (index, frames) in alone.enumerated() {
                for other in [together[index], backwards[examples.count - 1 - index]] {
                    #expect(other.stepCount == frames.stepCount)
                    #expect(zip(other.values, frames.values).allSatisfy { abs($0 - $1) < 1e-5 })
                    let decoder = GreedyDecoder()
                    #expect(
                        decoder.decode(other, recognizer.alphabet).text
                            == decoder.decode(frames, recognizer.alphabet).text)
                }
            }
        }
    }

    /// Numbers of 8 significant bits change the probabilities a little.
    @Test func inBFloat16MuchTheSameIsRead() throws {
        guard Engine.hasBFloat16 else { return }
        let (exact, rough) = (try recognizer(), try recognizer(precision: .bfloat16))
        let examples = try examples(24, exact.input)
        for (frames, other) in zip(try exact.frames(of: examples), try rough.frames(of: examples)) {
            #expect(other.stepCount == frames.stepCount)
            #expect(other.values != frames.values)
            #expect(zip(other.values, frames.values).allSatisfy { abs($0 - $1) < 0.05 })
        }
    }

    @Test func timeStepsOfPaddingAreLeftOut() throws {
        let recognizer = try recognizer()
        let example = try examples(1, recognizer.input)[0]
        let frames = try recognizer.frames(of: [example])[0]
        #expect(try frames.stepCount == recognizer.model.withSteps.stepCount(width: example.image.width))
        #expect(frames.classCount == 4)
    }
}

@Suite struct ModelFileTests {
    private func trained() throws -> (training: BarTraining, path: String) {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        return (training, run.file("best.safetensors"))
    }

    @Test func aModelReadsAsItDidWhenItWasStored() throws {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let engine = try Engine(threadCount: 1)
        let file = try ModelFile(path: run.file("last.safetensors"))
        #expect(file.card.characters == ["0", "1", "2"])
        #expect(file.card.blank == 3)
        #expect(file.card.input == training.experiment.input)
        #expect(try file.makeModel(engine).numbers == trainer.model.numbers)
        // Reading folds the batch norms away, which moves the last bits.
        let examples = try training.validation()
        let own = Recognizer(
            trainer.model, alphabet: file.alphabet, input: file.card.input, engine: try Engine(threadCount: 1))
        let stored = try Recognizer(file, engine: engine).frames(of: examples)
        for (a, b) in zip(stored, try own.frames(of: examples)) {
            #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-3 })
        }
    }

    /// Files without the key are read as they always were, and files with it are refused by versions that lack it.
    @Test(arguments: [("null", 1), ("{fill: 0.7}", 3)]) func theFramingStandsInTheFile(
        value: String, format: Int
    ) throws {
        var training = try BarTraining()
        try training.set("input.framing=\(value)")
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let path = run.file("last.safetensors")
        let file = try ModelFile(path: path)
        #expect(file.card.format == format)
        #expect(file.card.input.framing?.fill == (format == 3 ? 0.7 : nil))
        let text = try #require(try Safetensors(path: path).metadata["platen"])
        #expect(text.contains("framing") == (format == 3))
    }

    /// What programs in Swift use: a file and pictures, and the readings that any other way gives.
    @Test func aFileAloneMakesAReader() throws {
        let training = try BarTraining()
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        let path = run.file("last.safetensors")
        let reader = try Reader(model: path, threads: 1)
        #expect(reader.characters == reader.recognizer.alphabet.characters)
        let picture = Bitmap(width: 60, height: 40, filledWith: 90)
        let expected = try Reader(Recognizer(try ModelFile(path: path), engine: try Engine(threadCount: 1)))
            .read([try reader.prepare(picture)], alternatives: 2)
        let reading = try #require(try reader.read([picture], alternatives: 2).first)
        #expect(reading.text == expected[0].text)
        #expect(reading.others.map(\.text) == expected[0].alternatives.map(\.text))
        #expect(throws: RecognitionError.self) { try reader.read([Bitmap(width: 0, height: 9)]) }
        #expect(throws: NeuralError.self) { try Reader(model: path + ".none") }
    }

    /// A model is read as it was validated, unless something else is asked for, or its file does not say.
    @Test func aModelIsReadInThePrecisionItWasTrainedIn() throws {
        guard Engine.hasBFloat16 else { return }
        let engine = try Engine(threadCount: 1)
        for precision in [TrainingConfig.Precision.f32, .bf16] {
            var training = try BarTraining()
            try training.set("training.precision=\(precision.rawValue)")
            let (trainer, run) = try training.trainer("run")
            try trainer.train { _ in }
            let file = try ModelFile(path: run.file("best.safetensors"))
            #expect(file.card.precision == precision)
            #expect(try Recognizer(file, engine: engine).precision == precision.elementType)
            for other in [ReadingPrecision.float32, .bfloat16] {
                #expect(try Recognizer(file, engine: engine, precision: other).computesIn == other)
            }
            let stored = try Safetensors(path: run.file("best.safetensors"))
            let card = try #require(stored.metadata["platen"])
                .replacingOccurrences(of: "\"precision\":\"\(precision.rawValue)\",", with: "")
            let silent = try ModelFile(Safetensors(stored.entries, metadata: ["platen": card]), path: "m.safetensors")
            #expect(silent.card.precision == nil)
            #expect(try Recognizer(silent, engine: engine).precision == .float32)
        }
    }

    /// Files that do not say how their network tells a text are of time steps.
    @Test func theHeadStandsInTheFile() throws {
        let (training, path) = try trained()
        defer { withExtendedLifetime(training) {} }
        let stored = try Safetensors(path: path)
        let engine = try Engine(threadCount: 1)
        func file(_ head: String) throws -> ModelFile {
            let card = try #require(stored.metadata["platen"]).replacingOccurrences(of: "\"head\":\"ctc\",", with: head)
            return try ModelFile(Safetensors(stored.entries, metadata: ["platen": card]), path: "m.safetensors")
        }
        #expect(try ModelFile(path: path).card.head == .ctc)
        let silent = try file("")
        #expect(silent.card.head == nil)
        #expect(try silent.makeModel(engine).numbers == ModelFile(path: path).makeModel(engine).numbers)
        #expect(throws: RecognitionError.self) { try file("\"head\":\"tokens\",").makeModel(engine) }
    }

    @Test func otherFilesAreRefused() throws {
        let (training, path) = try trained()
        defer { withExtendedLifetime(training) {} }
        let sound = try Safetensors(path: path)
        func refusal(_ metadata: [String: String]) throws -> String {
            do {
                _ = try ModelFile(Safetensors(sound.entries, metadata: metadata), path: "m.safetensors")
                return "accepted"
            } catch { return "\(error)" }
        }
        let card = try #require(sound.metadata["platen"])
        #expect(try refusal(["platen": card]) == "accepted")
        #expect(
            try refusal([:])
                == "m.safetensors: not a model of Platen's: its metadata lack 'platen', which says what it reads")
        #expect(
            try refusal(["platen": "{"]).hasPrefix("m.safetensors: what its metadata say of the model can't be read:"))
        #expect(
            try refusal(["platen": card.replacingOccurrences(of: "\"blank\":3", with: "\"blank\":0")])
                == "m.safetensors: its alphabet has 3 characters and its blank is 0; the blank must be the class after the "
                + "last character")
        #expect(
            try refusal(["platen": card.replacingOccurrences(of: "\"format\":1", with: "\"format\":5")])
                == "m.safetensors: written by a later version (format 5); this one reads formats 1 to 4")
    }

    @Test(.enabled(if: PythonTools.isThere, "\(PythonTools.absence)"))
    func theRealReaderLoadsIt() throws {
        let (training, path) = try trained()
        defer { withExtendedLifetime(training) {} }
        let script = """
            import sys, json
            from safetensors import safe_open
            with safe_open(sys.argv[1], framework="numpy") as f:
                card = json.loads(f.metadata()["platen"])
                names = list(f.keys())
                print(card["characters"], card["blank"], card["input"]["height"], f.get_tensor("conv1.weight").shape,
                      "lstm2.bias" in names)
            """
        #expect(try PythonTools.run(script, path) == "['0', '1', '2'] 3 32 (4, 1, 3, 3) True")
    }
}
