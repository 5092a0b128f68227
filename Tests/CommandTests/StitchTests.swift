import Foundation
import TestSupport
import Testing

/// `platen stitch`: digit strings without a recipe.
@Suite struct StitchTests {
    let folder: TemporaryFolder
    let mnist: SmallMNIST
    var environment: [String: String] { ["PLATEN_MNIST": mnist.path] }

    init() throws {
        folder = try TemporaryFolder()
        mnist = try SmallMNIST()
    }

    private func records(_ set: String) throws -> [[String: Any]] {
        try contents(folder(set + "/samples.jsonl")).split(separator: "\n").map(object)
    }

    private func ingredients(_ set: String) throws -> [[String: Any]] {
        let manifest = try object(try contents(folder(set + "/platen.json")))
        let plan = try #require(manifest["plan"] as? [String: Any])
        return try #require(plan["ingredients"] as? [[String: Any]])
    }

    @Test func stringsOfMNISTsDigits() async throws {
        let printed = try await succeed(
            "stitch", "-o", folder("set"), "--samples", "30,4,3", environment: environment)
        #expect(printed.contains(": 37 samples (train 30, val 4, test 3), "))
        #expect(printed.contains("\n  hand         mnist 37\n"))
        #expect(!printed.contains("\n  fonts "))
        for record in try records("set") {
            #expect((record["width"] as? Int, record["height"] as? Int) == (140, 32))
            let label = try #require(record["label"] as? String)
            #expect((1...5).contains(label.count) && label.allSatisfy(\.isNumber) && !label.hasPrefix("0"))
            let characters = try #require(record["characters"] as? [[Any]])
            #expect(characters.compactMap { $0.first as? String }.joined() == label)
            let choices = try #require(record["choices"] as? [String: Any])
            let pictures = try #require(choices["hand.mnist.pictures"] as? String)
            #expect(pictures.split(separator: " ").count == label.count)
        }
        let used = try ingredients("set")
        #expect(used.count == 1)
        #expect(used[0]["kind"] as? String == "pictures")
        #expect(used[0]["path"] as? String == mnist.path)
        #expect(used[0]["note"] as? String == "520 pictures")
        #expect((used[0]["sha256"] as? String)?.count == 64)
    }

    /// The options stand for the recipe that the project has.
    @Test func itDrawsWhatTheConfigDraws() async throws {
        try await succeed(
            "stitch", "-o", folder("a"), "--dir", mnist.path, "--samples", "20,5,5", "--quiet", environment: environment
        )
        try await succeed(
            "generate", Program.root + "/configs/mnist-strings.yml", "samples={train: 20, val: 5, test: 5}", "-o",
            folder("b"), "--quiet", environment: environment)
        for split in ["train", "val", "test"] {
            #expect(try tree(folder("a/" + split)) == tree(folder("b/" + split)))
        }
        #expect(try contents(folder("a/samples.jsonl")) == contents(folder("b/samples.jsonl")))
    }

    @Test func theBytesDoNotDependOnHowTheyCameAbout() async throws {
        let stitch = ["stitch", "--samples", "60,8,5", "--quiet", "hand.mnist.style=kept", "output.masks=true"]
        func run(_ more: String...) async throws {
            let outcome = try await Program(stitch + more, environment: environment).outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        try await run("-o", folder("whole"), "--jobs", "1")
        try await run("-o", folder("set"), "--jobs", "3")
        #expect(try tree(folder("set")) == tree(folder("whole")))
        for number in 1...3 { try await run("-o", folder("part\(number)"), "--shard", "\(number)/3") }
        try await succeed(
            "merge", folder("part3"), folder("part1"), folder("part2"), "-o", folder("merged"), "--quiet")
        #expect(try tree(folder("merged")) == tree(folder("whole")))
        try await run("-o", folder("part1"), "--shard", "1/3", "--resume")
        // Another seed is another dataset.
        try await run("-o", folder("other"), "--seed", "2")
        #expect(try records("other").map { $0["label"] as? String } != records("whole").map { $0["label"] as? String })
    }

    @Test(arguments: [[], ["--paper"]]) func withoutMNISTTheDigitsAreWritten(options: [String]) async throws {
        let arguments = ["stitch", "-o", folder("set"), "--samples", "9,2,1", "--max-length", "3"] + options
        let outcome = try await Program(arguments, environment: ["PLATEN_MNIST": folder("none")]).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.complaints == [
                "warning: MNIST is not in \(folder("none")): the digits are written by strokes. 'platen mnist fetch' gets "
                    + "the real ones"
            ])
        #expect(outcome.output.contains("\n  hand         procedural 12\n"))
        #expect(try ingredients("set").isEmpty)
        let asked = try await platen(
            "stitch", "-o", folder("asked"), "--hand", "procedural", "--samples", "2,0,0", environment: environment)
        #expect(asked.code == 0 && asked.complaints == [])
    }

    @Test func onPaper() async throws {
        try await succeed(
            "stitch", "-o", folder("set"), "--samples", "6,0,0", "--paper", "--max-length", "8", "--max-overlap", "0.2",
            environment: environment)
        let sizes = try records("set").compactMap { $0["width"] as? Int }
        #expect(Set(sizes).count > 1)
        try await succeed(
            "stitch", "-o", folder("apart"), "--samples", "2,0,0", "--paper", "--max-overlap", "0",
            environment: environment)
        let recipe = try contents(folder("set/recipe.yml"))
        #expect(recipe.contains("fibre"))
        // The recipe that was written draws the same again.
        try await succeed("generate", folder("set/recipe.yml"), "-o", folder("again"), environment: environment)
        #expect(try tree(folder("again")) == tree(folder("set")))
    }

    @Test func lengthAndOverlapAreAsAsked() async throws {
        try await succeed(
            "stitch", "-o", folder("set"), "--samples", "40,0,0", "--max-length", "2", "--min-overlap", "0.25",
            "--max-overlap", "0.25", "--quiet", environment: environment)
        for record in try records("set") {
            #expect((record["label"] as? String ?? "").count <= 2)
            #expect(record["width"] as? Int == 56)
        }
        try await succeed(
            "stitch", "-o", folder("long"), "--samples", "3,0,0", "--max-length", "18", environment: environment)
        #expect(try records("long").allSatisfy { $0["width"] as? Int == 504 })
    }

    @Test(
        arguments: [
            (["--max-length", "0"], "--max-length must be 1...18, got 0"),
            (["--max-length", "19"], "--max-length must be 1...18, got 19"),
            (["--max-overlap", "1"], "--max-overlap must be 0...0.95, got 1.0"),
            (["--min-overlap=-0.1"], "--min-overlap must be 0...0.95, got -0.1"),
            (["--max-overlap", "nan"], "--max-overlap must be 0...0.95, got nan"),
            (["--min-overlap", "0.6"], "--min-overlap 0.6 is above --max-overlap 0.5"),
            (["--min-overlap", "0.1", "--paper"], "--min-overlap is for strips"),
            (["--max-overlap", "0.1", "--hand", "procedural"], "--max-overlap is for MNIST's digits"),
            (["--samples", "5,5"], "the value '5,5' is invalid for '--samples <samples>'"),
            (["--samples", "5,-5,0"], "the value '5,-5,0' is invalid for '--samples <samples>'"),
            (["--samples", "0,0,0"], "--samples 0,0,0 asks for no string at all"),
            (["--hand", "monkey"], "the value 'monkey' is invalid for '--hand <hand>'"),
            (
                ["--hand", "procedural", "--dir", "/"],
                "--dir names MNIST's files, which '--hand procedural' does not use"
            ),
            (["--jobs", "0"], "--jobs must be 1...1024, got 0"),
        ] as [([String], String)])
    func senselessCommands(arguments: [String], message: String) async throws {
        let outcome = try await Program(["stitch", "-o", folder("set")] + arguments, environment: environment).outcome()
        #expect(outcome.code == 64, "\(outcome.errors)")
        #expect(outcome.output == "")
        #expect(outcome.complaints.count == 1 && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try tree(folder.path).isEmpty)
    }

    @Test func senselessChanges() async throws {
        #expect(
            try await failure(
                65, "stitch", "-o", folder("set"), "hand.mnist.spacing.cells.overlap=1", environment: environment)
                == "override 'hand.mnist.spacing.cells.overlap=1': hand.mnist.spacing.cells.overlap: must lie in 0..0.95, "
                + "got 1")
        // The longest string has five digits, and the strip room for four.
        let short = try await failure(
            65, "stitch", "-o", folder("set"), "hand.mnist.spacing.cells.slots=4", environment: environment)
        #expect(short.contains("characters, and the strip has room for 4; write shorter texts"), "\(short)")
    }

    @Test func missingAndBrokenFiles() async throws {
        #expect(
            try await failure(
                66, "stitch", "-o", folder("set"), "--hand", "mnist", environment: ["PLATEN_MNIST": folder("none")])
                == "hand.mnist.folder: \(folder("none")): there is no such file or folder. Fetch MNIST with 'platen mnist "
                + "fetch', or name its folder here or in PLATEN_MNIST; 'hand: procedural' needs no files")
        let unknown = try await failure(66, "stitch", "-o", folder("set"), "--dir", folder("none"))
        #expect(unknown.contains("hand.mnist.folder: '\(folder("none"))' does not exist"), "\(unknown)")
        let images = URL(fileURLWithPath: mnist.path + "/train-images-idx3-ubyte")
        try Data(contentsOf: images).prefix(1000).write(to: images)
        #expect(
            try await failure(65, "stitch", "-o", folder("set"), environment: environment)
                == "hand.mnist.folder: \(images.path): it ends at byte 1000, but 400 x 28 x 28 numbers take up to byte "
                + "313616: get the file again")
        #expect(try tree(folder.path).isEmpty)
    }
}
