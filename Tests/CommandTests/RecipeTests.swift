import Foundation
import TestSupport
import Testing

/// The commands that only print.
@Suite struct RecipeTests {
    @Test(arguments: Program.configs) func aPrintedRecipeIsTheSameRecipe(config: String) async throws {
        let folder = try TemporaryFolder()
        let printed = try await succeed("recipe", config, "--seed", "12345678901234567890", "--no-check")
        #expect(printed.contains("seed: 12345678901234567890\n"))
        try Data(printed.utf8).write(to: URL(fileURLWithPath: folder("x.yml")))
        #expect(try await succeed("recipe", folder("x.yml"), "--no-check") == printed)
        #expect(try await succeed("recipe", "x.yml", "--no-check", in: folder.path) == printed)
    }

    /// What `generate` would stumble over is said here.
    @Test(arguments: [
        ("fonts: {faces: [Liberatoin Sans]}", 66, "Liberation Sans"),
        ("{text: {template: {form: '\u{2603}'}}, fonts: {faces: [Liberation Serif]}}", 65, "U+2603"),
    ])
    func whatARecipeNeedsIsLookedFor(yaml: String, code: Int32, words: String) async throws {
        let folder = try TemporaryFolder()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder("x.yml")))
        #expect(try await failure(code, "recipe", folder("x.yml")).contains(words))
        #expect(try await succeed("recipe", folder("x.yml"), "--no-check").contains("seed: 1"))
    }

    /// Each slip has a line of its own, whatever it is: of the file, of overrides, of fonts and pictures.
    @Test(arguments: [
        ("{text: {number: {digtis: 4}}, fonts: {size: big}, page: {hieght: 3}}", [], 3),
        ("text: {number: {digits: 4}}", ["fonts.sise=3", "page.height=tall", "ink.tone=2"], 3),
        (
            """
            fonts: {faces: [Liberatoin Sans, No Such Family, No Such Font]}
            hand: [type, {display: {}}]
            paper: [{texture: {path: .}}]
            """, [], 4
        ),
        (
            """
            text: {word: {files: [none.txt]}}
            fonts: {faces: [Liberatoin Sans, {file: none.ttf}], size: big}
            style: {x: {fonts: {faces: [No Such Family, Liberatoin Sans]}}}
            """, ["page.height=tall"], 6
        ),
        ("{fonts: {faces: [Liberatoin Sans]}, style: {x: {size: 0.5}}}", [], 2),
    ])
    func everySlipIsALine(yaml: String, overrides: [String], count: Int) async throws {
        let folder = try TemporaryFolder()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder("x.yml")))
        let outcome = try await Program(["recipe", "x.yml"] + overrides, in: folder.path).outcome()
        #expect(outcome.code != 0)
        #expect(outcome.complaints.count == count && outcome.complaints.allSatisfy { $0.hasPrefix("error: ") })
    }

    /// What the hand of a part lacks is named beforehand.
    @Test func aPartsHandIsAskedToo() async throws {
        let folder = try TemporaryFolder()
        let yaml = """
            text: {template: {form: '{day} {month}', parts: {day: {number: {digits: 2}}, month: {date: {patterns: MMMM, locales: [de]}}}}}
            style: {month: {hand: procedural}}
            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder("x.yml")))
        let message = try await failure(65, "recipe", folder("x.yml"))
        #expect(message.contains("style.month") && message.contains("'ä'"), "\(message)")
    }

    @Test func overridesShowInThePrintedRecipe() async throws {
        let desk = try Desk()
        let printed = try await succeed("recipe", desk.recipe, "fonts.size=20..24", "camera.blur=0.25")
        #expect(printed.contains("size: 20..24\n"))
        #expect(printed.contains("sigma: 0.25\n"))
    }

    @Test func theSchemaIsJSON() async throws {
        let parts = try #require(try object(try await succeed("schema"))["$defs"] as? [String: Any])
        let recipe = try #require(parts["Recipe"] as? [String: Any])
        let keys = try #require(recipe["properties"] as? [String: Any]).keys
        for key in ["name", "seed", "samples", "text", "fonts", "page", "paper", "camera", "output"] {
            #expect(keys.contains(key), "\(key)")
        }
    }

    @Test func theReferenceHasEveryStage() async throws {
        let reference = try await succeed("schema", "--reference")
        let headings = Set(
            reference.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) })
        let parts = try #require(try object(try await succeed("schema"))["$defs"] as? [String: Any])
        let stages = parts.keys.filter { $0.contains(".") }
        #expect(stages.count >= 15)
        for stage in stages + ["text", "geometry", "paper", "camera"] {
            #expect(headings.contains(stage), "\(stage)")
        }
    }

    /// Every stage that the schema knows is in the table, with what shows it.
    @Test func theStagesAreATable() async throws {
        let lines = try await succeed("schema", "--stages").split(separator: "\n").map(String.init)
        #expect(lines[0] == "| Stage | Main key | Default | Sweep | What it does |")
        let rows = lines.dropFirst(2).map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        #expect(rows.allSatisfy { $0.count == 7 })
        let blur = try #require(rows.first { $0[1] == "`camera.blur`" })
        #expect(
            blur[2...] == [
                "`sigma`", "`0..1`", "`camera=[{blur: {sigma: 0}}, {blur: {sigma: 0.5}}, {blur: {sigma: 1}}]`",
                "Puts the picture out of focus, by a Gaussian.", "",
            ])
        let parts = try #require(try object(try await succeed("schema"))["$defs"] as? [String: Any])
        let families = ["paper.", "sheet.", "ink.stages.", "geometry.", "camera.", "include."]
        let known = parts.keys.filter { key in families.contains { key.hasPrefix($0) } && key != "include.file" }
        #expect(Set(rows.map { $0[1].trimmingCharacters(in: ["`"]) }) == Set(known))

        let message = try await failure(64, "schema", "--stages", "--reference")
        #expect(message.contains("--stages and --reference do not go together"))
    }

    @Test func help() async throws {
        let all = try await succeed("--help")
        #expect(try await succeed("help") == all)
        for command in ["new", "generate", "preview", "inspect", "merge", "paper", "recipe", "schema"] {
            #expect(all.contains("\n  \(command) "))
            let help = try await succeed(command, "--help")
            #expect(help.contains("USAGE: platen \(command)"))
            #expect(try await succeed("help", command) == help)
        }
    }

    @Test func aKeyIsExplained() async throws {
        let text = try await succeed("recipe", "--explain", "camera.blur.sigma")
        #expect(text.hasPrefix("camera.blur.sigma\n  The Gaussian's deviation"))
        for line in ["range    0..32", "default  0..1", "example  camera: [{blur: {sigma: 0..1}}]"] {
            #expect(text.contains("\n  \(line)\n"), "\(text)")
        }
        // The end of a path is enough where it is one key's alone; presets and kinds of text are keys, too.
        #expect(try await succeed("recipe", "--explain", "motion_blur").hasPrefix("camera.motion_blur\n"))
        #expect(try await succeed("recipe", "--explain", "include.receipt").contains("\n  strength"))
        #expect(
            try await succeed("recipe", "--explain", "text.mixture.sources.mine.weight").contains("sources: {mine:"))

        let slip = try await failure(64, "recipe", "--explain", "camera.blurr")
        #expect(slip.contains("'camera.blurr' is no key of a recipe; did you mean camera.blur"))
        // Keys of trainings are explained as what they are.
        let steps = try await succeed("recipe", "--explain", "training.steps")
        #expect(
            steps.hasPrefix("training.steps\n  ") && steps.contains("\nA key of a training's config, as 'platen train'")
        )
        #expect(try await succeed("recipe", "--explain", "validate_every").hasPrefix("training.validate_every\n"))
        let near = try await failure(64, "recipe", "--explain", "training.stepps")
        #expect(
            near
                == "'training.stepps' is no key of a training; did you mean training.steps? See 'platen schema --training --reference'"
        )
        let none = try await failure(64, "recipe", "--explain", "nosuch.key")
        #expect(none.hasPrefix("'nosuch.key' is no key of a recipe or of a training, and none is near; "))
        #expect(!none.contains("seed"))
        #expect(try await failure(64, "recipe", "--explain", "probability").contains("is the end of several keys"))
        #expect(try await failure(64, "recipe", "--explain", "seed", "x.yml").contains("--explain needs no recipe"))
        #expect(try await failure(64, "recipe") == "missing expected argument '<config>'; see 'platen recipe --help'")
    }

    @Test func version() async throws {
        let version = try await succeed("--version")
        #expect(version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        let changes = try contents(Program.root + "/CHANGELOG.md")
        #expect(changes.contains("\n## " + version.dropLast()))
    }
}
