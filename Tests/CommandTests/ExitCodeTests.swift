import Foundation
import TestSupport
import Testing

/// What is said, and with which exit code, when something is wrong.
@Suite struct ExitCodeTests {
    // MARK: - 64: the command line

    @Test(arguments: [
        (["generate", "x.yml", "--output", "o", "--zebra"], "unknown option '--zebra'; see 'platen generate --help'"),
        (
            ["generate", "x.yml", "-o", "o", "--jbos", "2"],
            "unknown option '--jbos'. Did you mean '--jobs'?; see 'platen generate --help'"
        ),
        (["generate", "x.yml"], "missing expected argument '--output <output>'; see 'platen generate --help'"),
        (["generate", "x.yml", "--output", ""], "--output must name a folder; see 'platen generate --help'"),
        (
            ["generate", "x.yml", "-o", "o", "--count", "0"],
            "--count must be 1...1000000000000, got 0; see 'platen generate --help'"
        ),
        (
            ["generate", "x.yml", "-o", "o", "--count", "9223372036854775807"],
            "--count must be 1...1000000000000, got 9223372036854775807; see 'platen generate --help'"
        ),
        (
            ["generate", "x.yml", "-o", "o", "--jobs", "0"],
            "--jobs must be 1...1024, got 0; see 'platen generate --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.gif"],
            "--output must end in .png, .jpg, .jpeg or .html, got 'o.gif'; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--index", "9223372036854775807"],
            "--index must be 0...1000000000000, got 9223372036854775807; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--count", "0"],
            "--count must be 1...10000, got 0; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--columns", "0"],
            "--columns must be 1...1000, got 0; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--scale", "17"],
            "--scale must be 1...16, got 17; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml"],
            "give --output, or --show to see the picture in the terminal; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "--html", "-o", "o.png"],
            "--html writes a page: --output must end in .html, got 'o.png'; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "--show", "kitty", "--html"],
            "--html needs --output, the page to write; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "--show", "kitty", "-o", "o.html"],
            "--show shows pictures, and a page is none; leave one out; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--steps", "--compare", "y.yml"],
            "--steps and --compare do not go together; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.html", "--sweep", "a=0..1"],
            "--sweep and a page do not go together; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--steps", "-n", "2"],
            "--steps shows one sample, that of --index; leave --count out; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--sweep", "paper.noise"],
            "--sweep is 'key.path=values', such as paper.noise=0..0.4; got 'paper.noise'; see 'platen preview --help'"
        ),
        (
            ["preview", "x.yml", "-o", "o.png", "--sweep", "paper.noise=0.4..0"],
            "the values of --sweep are a range such as 0..0.4 or a list such as [plain, noise]; got '0.4..0'; "
                + "see 'platen preview --help'"
        ),
        (
            ["inspect", "x", "--count=-1"],
            "--count must be 0...10000000, got -1; see 'platen inspect --help'"
        ),
        (["inspect", "x", "--jobs", "0"], "--jobs must be 1...1024, got 0; see 'platen inspect --help'"),
        (
            ["paper", "x.yml", "-o", "o.png", "--width", "0"],
            "--width must be 1...8192, got 0; see 'platen paper --help'"
        ),
        (
            ["paper", "--kind", "linen", "-o", "o.png"],
            "--kind must be one of plain, noise, fibre, texture, thermal, newsprint, security, halftone, plastic, metal, cardboard, fabric, chalkboard, whiteboard, plate, sticker; got 'linen'; "
                + "see 'platen paper --help'"
        ),
        (["paper", "-o", "o.png"], "give a recipe, or a kind of paper with --kind; see 'platen paper --help'"),
        (
            ["paper", "x.yml", "-o", "o.png", "--index=-1"],
            "--index must be 0...1000000000000, got -1; see 'platen paper --help'"
        ),
        (
            ["text", "x.yml", "-n", "0"],
            "--count must be 1...1000000000000, got 0; see 'platen text --help'"
        ),
        (
            ["text", "x.yml", "--start=-1"],
            "--start must be 0...1000000000000, got -1; see 'platen text --help'"
        ),
        (["--fast"], "unknown option '--fast'; see 'platen --help'"),
        (
            ["draw"],
            "'draw' is not a command; there are new, generate, stitch, stream, preview, inspect, fit, text, fonts, digits, mnist, train, tune, runs, eval, compare, predict, label, calibrate, serve, lambda, export, merge, convert, split, alphabet, paper, recipe, schema, doctor; see 'platen --help'"
        ),
        (
            ["help", "mnist", "fetsch"],
            "'fetsch' is not a command of platen mnist; there are fetch, check; see 'platen mnist --help'"
        ),
        (
            ["help", "paper", "draw"],
            "'draw' is not a command of platen paper; it has none; see 'platen paper --help'"
        ),
        (
            ["my sets/x.yml"],
            "'my sets/x.yml' is not a command; to draw the recipe's dataset: platen generate 'my sets/x.yml' --output FOLDER"
        ),
        (
            ["x.yml", "-o", "out"],
            "'x.yml' is not a command; to draw the recipe's dataset: platen generate x.yml -o out"
        ),
    ])
    func usage(arguments: [String], message: String) async throws {
        let outcome = try await Program(arguments).outcome()
        #expect(outcome.code == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors == "error: \(message)\n")
    }

    @Test(arguments: ["0/3", "4/3", "1", "a/b", "1/2/3", "-1/3", "1/0", "1/100001", "/"])
    func shardsThatDoNotExist(shard: String) async throws {
        let desk = try Desk()
        let message = try await failure(64, "generate", desk.recipe, "-o", desk("set"), "--shard=\(shard)")
        #expect(message.contains("1/8 to 8/8 for eight"), "\(message)")
        #expect(!FileManager.default.fileExists(atPath: desk("set")))
    }

    @Test(arguments: [
        ("fonts.size", "an override is 'key=value'"), ("output", "an override is 'key=value'"),
        ("camera[7].blur=1", "there is no item 7"), ("fonts.size=[", "override 'fonts.size=['"),
    ])
    func overridesThatDoNotFit(override: String, message: String) async throws {
        let desk = try Desk()
        #expect(try await failure(64, "generate", desk.recipe, override, "-o", desk("set")).contains(message))
    }

    // MARK: - 65: what the recipe says

    @Test(arguments: [
        ("fonts: {size: big}", "tiny.yml:1:"), ("fnots: {size: 3}", "did you mean 'fonts'"),
        ("fonts: {size: 30", "tiny.yml:"), ("fonts: {size: 1}", "fonts.size"),
        (
            "samples: {train: 20}\ntext: {number: {digits: 1, mode: unique}}",
            "mode 'unique' has 10 labels for 420 samples"
        ),
        ("output: {layout: label}", "make its labels unique"),
        ("output: {annotations: [mjsynth], layout: flat}", "mjsynth annotations need the layout `mjsynth`"),
        ("output: {annotations: [simple, simple]}", "twice"),
        ("samples: {train: 0, val: 0, test: 0}", "no samples"),
        ("samples: {train: 2, val: 0, test: 0}\npage: {width: 20, overflow: redraw}", "could not be drawn in"),
        ("output: {arrays: [hdf5]}\ntext: {number: {suffix: ' €'}}", "is no digit from 0 to 9"),
        ("output: {arrays: [npz]}\ntext: {number: {digits: 1..6}}", "output.arrays needs images of one size"),
        ("output: {arrays: [csv]}", "npz"),
        ("output: {layout: icdar, annotations: [icdar2013]}\ntext: {number: {suffix: ' €'}}", "cannot hold the label"),
    ])
    func recipesThatMakeNoSense(recipe: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let fonts = recipe.contains("fonts:") ? "" : "\nfonts: {faces: [Liberation Serif]}\n"
        try Data((recipe + fonts).utf8).write(to: URL(fileURLWithPath: folder("tiny.yml")))
        let said = try await failure(65, "generate", folder("tiny.yml"), "-o", folder("set"))
        #expect(said.contains(message), "\(said)")
    }

    @Test func whatIsWrongIsSaidBeforeAFolderIsMade() async throws {
        let desk = try Desk()
        _ = try await failure(
            65, "generate", desk.recipe, "text.number.mode=random", "output.layout=label", "-o", desk("set"))
        _ = try await failure(65, "generate", desk.recipe, "--count", "1000000", "-o", desk("set"))
        #expect(!FileManager.default.fileExists(atPath: desk("set")))
    }

    @Test func damagedStateAndOtherPlans() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"))
        let other = try await failure(65, "generate", desk.recipe, "--seed", "2", "-o", desk("set"), "--resume")
        #expect(other.contains("holds a dataset made from another plan: the recipe differs"), "\(other)")
        try desk.write("{", "set/platen.json")
        let damaged = try await failure(65, "generate", desk.recipe, "-o", desk("set"), "--resume")
        #expect(damaged.contains("platen.json is not what Platen wrote"))
    }

    @Test func shardsThatAreMissing() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--shard", "1/3")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--shard", "3/3")
        let message = try await failure(65, "merge", desk("set"), "-o", desk("whole"))
        #expect(message.contains("missing of 3 shards: 2."), "\(message)")
        try FileManager.default.createDirectory(atPath: desk("empty"), withIntermediateDirectories: true)
        _ = try await failure(65, "merge", desk("empty"), "-o", desk("whole"))
    }

    // MARK: - 66: what the recipe needs

    @Test func missingInput() async throws {
        let desk = try Desk()
        for command in ["generate", "preview", "paper"] {
            let message = try await failure(66, command, desk("none.yml"), "-o", desk("x.png"))
            #expect(message.contains("none.yml: there is no such file"))
        }
        _ = try await failure(66, "recipe", desk("none.yml"))
        #expect(try await failure(66, "recipe", desk.folder.path).contains("this is a folder"))

        func draw(_ override: String) async throws -> String {
            try await failure(66, "generate", desk.recipe, override, "-o", desk("set"))
        }
        #expect(try await draw("fonts.faces=[Liberation Sherif]").contains("Did you mean 'Liberation Serif'"))
        #expect(try await draw("fonts.faces=[{file: none.ttf}]").contains("none.ttf"))
        #expect(try await draw("paper=[texture: \(desk("pictures"))]").contains("pictures"))
        try FileManager.default.createDirectory(atPath: desk("pictures"), withIntermediateDirectories: true)
        #expect(
            try await draw("paper=[texture: \(desk("pictures"))]").contains(
                "holds no PNG, JPEG, WebP, TIFF, BMP or GIF picture"))
        #expect(!FileManager.default.fileExists(atPath: desk("set")))
    }

    // MARK: - 73: what is in the way

    @Test func filesOfTheUserAreLeftAlone() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("set/train"), withIntermediateDirectories: true)
        for name in ["notes.txt", "train/1.png", "labels.txt"] { try desk.write("mine", "set/" + name) }
        let mine = try tree(desk("set"))
        for options in [[], ["--overwrite"], ["--resume"]] {
            let outcome = try await Program(["generate", desk.recipe, "-o", desk("set")] + options).outcome()
            #expect(outcome.code == 73, "\(options)")
            #expect(outcome.errors.hasPrefix("error: \(desk("set")) is not empty"))
            #expect(outcome.complaints.count == 1)
            #expect(try tree(desk("set")) == mine)
        }
    }

    @Test func aDatasetIsReplacedOnRequestOnlyAndTheRestStays() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"))
        let first = try tree(desk("set"))
        #expect(try await failure(73, "generate", desk.recipe, "-o", desk("set")).contains("--overwrite"))
        #expect(try tree(desk("set")) == first)
        try desk.write("mine", "set/notes.txt")
        try await succeed("generate", desk.recipe, "--seed", "5", "--count", "9", "-o", desk("set"), "--overwrite")
        try await succeed("generate", desk.recipe, "--seed", "5", "--count", "9", "-o", desk("fresh"))
        var expected = try tree(desk("fresh"))
        expected["notes.txt"] = Data("mine".utf8)
        #expect(try tree(desk("set")) == expected)
    }

    @Test func placesWhereNothingCanBe() async throws {
        let desk = try Desk()
        try desk.write("mine", "file")
        for output in [desk("file"), desk("file/set"), "/dev/full/set", "/proc/set"] {
            #expect(try await failure(73, "generate", desk.recipe, "-o", output).contains(output))
        }
        for output in [desk("file/x.png"), desk("none/x.png"), "/proc/x.jpg"] {
            for command in ["preview", "paper"] {
                #expect(try await failure(73, command, desk.recipe, "-o", output).contains("cannot write \(output)"))
            }
        }
        #expect(try contents(desk("file")) == "mine")
    }

    // MARK: - 74: what the system refuses

    @Test func standardOutputThatIsFull() async throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let desk = try Desk()
        for arguments in [
            ["recipe", desk.recipe], ["schema"], ["--help"], ["--version"],
            ["generate", desk.recipe, "-o", desk("set")],
        ] {
            let outcome = try await Program(arguments, output: full).outcome()
            #expect(outcome.code == 74)
            #expect(outcome.complaints == ["error: cannot write to standard output: no space left on device"])
        }
        // Who can't be told is not told; the rest goes on.
        let deaf = try await Program(["recipe", desk("none.yml")], errors: full).outcome()
        #expect(deaf.code == 66)
    }

    /// Under a limit of so many blocks for any file, as the shell sets it.
    @Test func filesThatMayNotGrow() async throws {
        let desk = try Desk(samples: "{train: 400, val: 0, test: 0}")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let tests = try #require(Bundle.main.executableURL)
        let program = tests.deletingLastPathComponent().appendingPathComponent("platen").path
        process.arguments = [
            "-c", "ulimit -f 100; exec \"$@\"", "sh", program, "generate", desk.recipe, "-o", desk("set"), "--jobs",
            "1",
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 74)
        #expect(Program.complaints(said).count == 1 && said.contains("error: cannot write "))
        #expect(said.contains(" of 400 samples are safe: free some space, then resume to go on from there: "))
        #expect(said.hasSuffix(" --resume\n"))
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--resume")
        try await succeed("generate", desk.recipe, "-o", desk("whole"))
        #expect(try tree(desk("set")) == tree(desk("whole")))
    }
}
