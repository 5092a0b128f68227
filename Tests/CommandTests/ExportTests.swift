import Foundation
import Recognition
import TestSupport
import Testing

/// `platen export`, and what a training exports at its end.
@Suite struct ExportTests {
    /// A folder with a model that has learnt next to nothing.
    private struct Bench {
        let desk: Desk
        var model: String { desk("run/best.safetensors") }

        init(_ settings: String = "") async throws {
            desk = try Desk(samples: "{train: 20, val: 4, test: 0}")
            try desk.write(
                """
                name: small
                alphabet: "0123456789"
                model: {crnn: {width: 4, hidden: 8}}
                data: {pool: 1, train: [{recipe: tiny.yml}], val: [{recipe: tiny.yml}]}
                training: {steps: 2, batch: 4, threads: 1, validate_every: 2}
                \(settings)

                """, "train.yml")
            let trained = try await platen("train", desk("train.yml"), "-o", desk("run"), "--quiet")
            try #require(trained.code == 0, "\(trained.errors)")
        }
    }

    @Test func aTrainingEndsWithAFileForOthers() async throws {
        let bench = try await Bench("export: onnx")
        let desk = bench.desk
        try await succeed("export", "-m", bench.model, "-o", desk("same.onnx"))
        #expect(try tree(desk("run"))["best.onnx"] == Data(contentsOf: URL(fileURLWithPath: desk("same.onnx"))))

        // It may be asked for later.
        try FileManager.default.removeItem(atPath: desk("run/best.onnx"))
        let later = try await platen(
            "train", desk("train.yml"), "-o", desk("run"), "--resume", "export=null", "training.steps=3")
        #expect(later.code == 0)
        #expect(!FileManager.default.fileExists(atPath: desk("run/best.onnx")))
        let again = try await platen(
            "train", desk("train.yml"), "-o", desk("run"), "--resume", "training.steps=3")
        #expect(again.code == 0)
        #expect(again.notes.contains("note: \(desk("run"))/best.onnx holds the best model for other programs"))
        #expect(FileManager.default.fileExists(atPath: desk("run/best.onnx")))
    }

    /// The model that is read is not replaced; one whose numbers are none reads nothing.
    @Test func theModelStays() async throws {
        let bench = try await Bench()
        let desk = bench.desk
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.model))
        symlink(bench.model, desk("link.safetensors"))
        for output in [bench.model, desk("link.safetensors")] {
            let message = try await failure(73, "export", "-m", bench.model, "-o", output)
            #expect(message == "\(output) is read by this command, and would be replaced: name another file")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: bench.model)) == bytes)
        var damaged = bytes
        damaged.replaceSubrange((bytes.count - 4)..., with: [0, 0, 0xC0, 0x7F])
        try damaged.write(to: URL(fileURLWithPath: desk("nan.safetensors")))
        let message = try await failure(65, "predict", "-m", desk("nan.safetensors"), desk("run/batch.png"))
        #expect(message.contains("has numbers that are infinite or none at all"), "\(message)")
    }

    /// No graph frames pictures: whoever reads with the file is told to.
    @Test func aModelOfFramedPicturesSaysWhatItsReaderHasToDo() async throws {
        let folder = try TemporaryFolder()
        let framed = try await platen("export", "--model", "numbers", "-o", folder("numbers.onnx"))
        #expect(framed.code == 0)
        #expect(framed.notes.count == 1 && framed.notes[0].contains("`framing` in its metadata"), "\(framed.errors)")
        let plain = try await platen("export", "--model", "digits", "-o", folder("digits.onnx"))
        #expect(plain.code == 0 && plain.errors == "")
    }

    @Test func whatCanBeChosenChangesTheFile() async throws {
        let bench = try await Bench()
        let desk = bench.desk
        var sizes: [String: Int] = [:]
        for options in [
            [], ["--pre", "rescale"], ["--post", "softmax"], ["--post", "greedy"], ["--precision", "fp16"],
            ["--precision", "int8", "--format", "onnx"],
        ] {
            let path = desk((options.last ?? "plain") + ".onnx")
            let outcome = try await Program(["export", "--model", bench.model, "--output", path] + options).outcome()
            #expect(outcome.code == 0 && outcome.errors == "" && outcome.output == "", "\(options): \(outcome.errors)")
            sizes[options.last ?? "plain"] = try Data(contentsOf: URL(fileURLWithPath: path)).count
        }
        #expect(Set(sizes.values).count == 6)
        // What is there is replaced.
        try desk.write("mine", "again.onnx")
        try await succeed("export", "--model", bench.model, "--output", desk("again.onnx"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: desk("again.onnx"))).count == sizes["plain"])
    }

    /// Platen's own file in half the bytes reads the same pictures, and says the same of itself.
    @Test func aModelIsHalved() async throws {
        let bench = try await Bench()
        let (desk, half) = (bench.desk, bench.desk("half.safetensors"))
        try await succeed("export", "-m", bench.model, "-o", half)
        let files = try [bench.model, half].map { try ModelFile(path: $0) }
        #expect(files[0].card == files[1].card)
        let sizes = try [bench.model, half].map { try Data(contentsOf: URL(fileURLWithPath: $0)).count }
        #expect(sizes[1] < sizes[0] * 6 / 10, "\(sizes)")
        // Halving once more changes nothing.
        try await succeed("export", "-m", half, "-o", desk("again.safetensors"))
        #expect(try contents(desk("again.safetensors")) == contents(half))
        #expect(
            try await failure(64, "export", "-m", half, "-o", desk("x.safetensors"), "--precision", "int8")
                .contains("--precision"))
    }

    @Test func mistakesAreNamed() async throws {
        let bench = try await Bench()
        let desk = bench.desk
        let (model, output) = (bench.model, desk("x.onnx"))
        #expect(
            try await failure(64, "export", "-m", model, "-o", desk("x.pb"))
                == "--output must end in .onnx, .tflite or .safetensors, got '\(desk("x.pb"))'; see 'platen export --help'"
        )
        #expect(
            try await failure(64, "export", "-m", model, "-o", output, "--format", "tflite")
                == "--output must end in .tflite, got '\(output)'; see 'platen export --help'")
        #expect(try await failure(64, "export", "-m", model, "-o", output, "--format", "pb").contains("'pb'"))
        #expect(try await failure(64, "export", "-m", model, "-o", output, "--width", "64").contains("--width"))
        #expect(try await failure(64, "export", "-m", model, "-o", output, "--pre", "all").contains("'all'"))
        #expect(try await failure(66, "export", "-m", desk("none"), "-o", output).contains(desk("none")))
        try desk.write("mine", "text")
        #expect(try await failure(65, "export", "-m", desk("text"), "-o", output).contains(desk("text")))
        for path in [desk("text/x.onnx"), desk("none/x.onnx"), "/proc/x.onnx", desk("run.onnx")] {
            if path == desk("run.onnx") {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            #expect(try await failure(73, "export", "-m", model, "-o", path).hasPrefix("cannot write \(path): "))
        }
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func withoutAConverterOneLineSaysHowToGetIt() async throws {
        let bench = try await Bench()
        let desk = bench.desk
        try desk.write("mine", "x.tflite")
        let arguments = ["export", "-m", bench.model, "-o", desk("x.tflite"), "--width", "64"]
        for (options, words) in [
            ([], "onnx2tf, which writes TensorFlow Lite's files, is not there; it needs Python 3.12 or newer: "),
            (["--converter", desk("none")], "\(desk("none")) is no program that can be run; it needs Python 3.12"),
            (["--converter", "/bin/false"], "/bin/false failed (exit status 1; version 2.6 or newer is needed)"),
        ] {
            let outcome = try await Program(arguments + options, environment: ["PATH": desk("bin")]).outcome()
            #expect(outcome.code == (options.last == "/bin/false" ? 65 : 66))
            #expect(outcome.complaints.count == 1 && outcome.errors.hasPrefix("error: " + words), "\(outcome.errors)")
        }
        // What is there stays, to the last byte.
        #expect(try contents(desk("x.tflite")) == "mine")
    }
}
