import Foundation
import TestSupport
import Testing

@testable import platen

/// `--json`: one value on standard output, and nothing else there.
@Suite struct JSONTests {
    /// A command as the program describes it to tools.
    private struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?

        struct Argument: Decodable {
            let names: [Name]?

            struct Name: Decodable { let name: String }
        }

        /// The commands that do something, by the words that name them.
        func leaves(_ path: [String] = []) -> [(name: String, command: Command)] {
            let below = subcommands ?? []
            guard below.isEmpty else { return below.flatMap { $0.leaves(path + [$0.commandName]) } }
            return [(path.joined(separator: " "), self)]
        }
    }

    /// The commands that have none, and why.
    private static let exceptions = [
        "stream": "standard output is frames for programs, with a header in JSON",
        "serve": "it answers over HTTP, in JSON, and has a log in JSON",
        "lambda": "it answers requests, in JSON, and has a log in JSON",
        "schema": "what it prints is JSON already",
        "help": "the parser's own",
    ]

    @Test func everyCommandHasIt() async throws {
        struct Dump: Decodable { let command: Command }
        let text = try await succeed("--experimental-dump-help")
        let leaves = try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command.leaves()
        #expect(leaves.count > 25)
        let without = leaves.filter { leaf in
            !(leaf.command.arguments ?? []).contains { ($0.names ?? []).contains { $0.name == "json" } }
        }.map(\.name)
        #expect(Set(without) == Set(Self.exceptions.keys))
    }

    // MARK: One value

    /// What a command prints, which must be one object with keys in snake case, at any depth.
    ///
    /// - Parameter data: keys of objects that hold data, whose own keys may be anything.
    private func report(
        _ arguments: String..., in folder: String, data: Set<String> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [String: Any] {
        let outcome = try await Program(arguments, in: folder).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
        let found = try object(outcome.output)
        func check(_ value: Any) {
            if let list = value as? [Any] { return list.forEach(check) }
            guard let object = value as? [String: Any] else { return }
            for (key, value) in object {
                #expect(key.wholeMatch(of: /[a-z0-9_]+/) != nil, "\(key)", sourceLocation: sourceLocation)
                if !data.contains(key) { check(value) }
            }
        }
        check(found)
        return found
    }

    @Test func ofCommandsThatWrite() async throws {
        let desk = try Desk()
        let folder = desk.folder.path
        let new = try await report("new", "mine", "--like", "receipts", "--json", in: folder)
        #expect(new["folder"] as? String == "mine" && new["like"] as? String == "receipts")
        #expect((new["files"] as? [String])?.contains("receipts-world.yml") == true)
        #expect(((new["next"] as? [[String: Any]])?.first?["command"] as? String)?.hasPrefix("platen preview") == true)

        let digits = try await report(
            "digits", "-o", "digits", "--count", "30", "--test-count", "10", "--sheet", "digits.png", "--json",
            in: folder)
        #expect(
            digits["train"] as? Int == 30 && digits["test"] as? Int == 10 && digits["sheet"] as? String == "digits.png")
        #expect(try await report("digits", "--sheet", "digits.png", "--json", in: folder)["output"] == nil)
        let check = try await report("mnist", "check", "--dir", "digits", "--json", in: folder, data: ["splits"])
        #expect(check["pictures"] as? Int == 40 && check["width"] as? Int == 28)
        #expect((check["splits"] as? [String: [String: Int]])?["test"]?.values.reduce(0, +) == 10)

        let paper = try await report("paper", "--kind", "fibre", "--width", "60", "-o", "a.png", "--json", in: folder)
        #expect(paper["output"] as? String == "a.png" && paper["width"] as? Int == 60 && paper["height"] as? Int == 512)
        let sheet = try await report(
            "preview", "tiny.yml", "-n", "3", "--index", "4", "-o", "b.png", "--json", in: folder)
        #expect(sheet["kind"] as? String == "sheet" && sheet["index"] as? Int == 4 && sheet["width"] is Int)
        let page = try await report("preview", "tiny.yml", "-n", "3", "-o", "b.html", "--json", in: folder)
        #expect(page["kind"] as? String == "page" && page["width"] == nil)
        let refused = try await failure(64, "preview", "tiny.yml", "--watch", "-o", "b.png", "--json", in: folder)
        #expect(refused.contains("leave --watch out"))
    }

    @Test func ofCommandsThatPrint() async throws {
        let desk = try Desk()
        let folder = desk.folder.path
        let faces = try await report("fonts", "tiny.yml", "--json", in: folder)
        #expect(faces["alphabet"] as? [String] == (0...9).map(String.init))
        let face = try #require((faces["faces"] as? [[String: Any]])?.first)
        #expect(face["family"] as? String == "Liberation Serif" && face["coverage"] as? Double == 1)

        let recipe = try await report("recipe", "tiny.yml", "--seed", "18446744073709551615", "--json", in: folder)
        #expect(recipe["name"] as? String == "tiny" && (recipe["seed"] as? NSNumber)?.uint64Value == .max)
        let key = try await report("recipe", "--explain", "camera.blur", "--json", in: folder)
        #expect(key["config"] as? String == "recipe" && key["key"] as? String == "camera.blur")
        #expect((key["keys"] as? [[String: Any]])?.first?["key"] as? String == "camera.blur.sigma")
        let steps = try await report("recipe", "--explain", "training.steps", "--json", in: folder)
        #expect(steps["config"] as? String == "training" && steps["default"] is Int)

        let text = try await succeed(
            "text", "tiny.yml", "-n", "150", "--start", "0", "text={pattern: '\"[a-z]{9}'}", "--json", in: folder)
        let labels = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(labels.map { $0["index"] as? Int } == (0..<150).map { $0 })
        let plain = try await succeed("text", "tiny.yml", "-n", "150", "text={pattern: '\"[a-z]{9}'}", in: folder)
        #expect(labels.map { $0["label"] as? String ?? "" } == plain.split(separator: "\n").map(String.init))
        let arabic = "text={number: {value: 12, numbering: arab, label: western}}"
        let drawn = try await succeed("text", "tiny.yml", "-n", "1", arabic, "--json", in: folder)
        #expect(drawn == "[\n{\"index\":0,\"label\":\"12\",\"display\":\"\u{661}\u{662}\"}\n]\n")
    }

    @Test func ofAFit() async throws {
        let desk = try Desk(samples: "{train: 60, val: 0, test: 0}")
        try await succeed("generate", desk.recipe, "-o", desk("real"), "--count", "12", "--quiet", "seed=7")
        let fit = try await report(
            "fit", "tiny.yml", "--to", "real", "-o", "fitted.yml", "--keys", "camera", "--trials", "2", "--count", "8",
            "--json", in: desk.folder.path, data: ["overlaps"])
        #expect(fit["output"] as? String == "fitted.yml" && fit["trials"] as? Int == 2)
        let (held, fitted) = (fit["kept_to_judge"] as? Int, fit["fitted_to"] as? Int)
        #expect((held ?? 0) + (fitted ?? 0) == 12)
        let before = try #require(fit["before"] as? [String: Any])
        #expect(before["mean_overlap"] is Double && (before["overlaps"] as? [String: Double])?.isEmpty == false)
    }

    /// A value as JSON, to be compared.
    private func bytes(_ value: Any?) throws -> Data {
        try JSONSerialization.data(withJSONObject: value ?? NSNull(), options: [.sortedKeys, .fragmentsAllowed])
    }

    @Test func ofTrainingsAndModels() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder.path
        let run = try await report("train", "train.yml", "-o", "run", "--json", in: folder)
        #expect(run["step"] as? Int == 4 && run["steps"] as? Int == 4 && run["best_step"] is Int)
        #expect(run["model"] as? String == "run/best.safetensors" && run["page"] as? String == "run/report.html")
        let rate = try await report("train", "train.yml", "-o", "rate", "--find-lr", "--json", in: folder)
        #expect(rate["page"] as? String == "rate/find-lr.html")

        let model = "run/best.safetensors"
        let export = try await report("export", "-m", model, "-o", "small.onnx", "--json", in: folder)
        let size = try Data(contentsOf: URL(fileURLWithPath: desk.folder("small.onnx"))).count
        #expect(export["bytes"] as? Int == size && export["format"] as? String == "onnx")
        #expect(export["name"] as? String == "small")

        // What a program reads that was written before is there as well.
        let scores = try object(
            try await succeed("eval", "-m", model, "-d", "recipe.yml", "--threads", "1", "--json", in: folder))
        for (old, new) in [
            ("meanCer", "mean_cer"), ("byLength", "by_length"), ("byInkShare", "by_ink_share"),
            ("meanLabelLength", "mean_label_length"),
        ] {
            #expect(try scores[old] != nil && bytes(scores[old]) == bytes(scores[new]), "\(old)")
        }
        let compared = try object(
            try await succeed(
                "compare", model, "run/last.safetensors", "-d", "recipe.yml", "--threads", "1", "--json", in: folder))
        let first = try #require((compared["models"] as? [[String: Any]])?.first)
        #expect(
            first["multiply_adds"] as? Double == first["multiplyAdds"] as? Double && first["multiply_adds"] is Double)

        try await succeed("generate", "recipe.yml", "-o", "set", "--quiet", in: folder)
        let table = ["label", "set/test", "-m", model, "-o", "table.tsv", "--threads", "1", "--quiet", "--json"]
        let counted = try object(await Program(table + ["--no-page"], in: folder).outcome().output)
        #expect(counted["pictures"] as? Int == 6 && (counted["states"] as? [String: Int]) == ["read": 6])
        let next = try object(await Program(table + ["--next", "2"], in: folder).outcome().output)
        #expect((next["next"] as? [String])?.count == 2)
        let page = await (try Program(table, in: folder)).outcome()
        #expect(page.code == 64 && page.errors.contains("--json goes with --no-page or --next"))
    }

    @Test func ofASearch() async throws {
        let desk = try SmallTraining()
        try "training: train.yml\ntrials: 3\nending: never\nspace: {training.clip: {number: 1..2}}\n"
            .write(toFile: desk.folder("tune.yml"), atomically: true, encoding: .utf8)
        let outcome = try await Program(["tune", "tune.yml", "-o", "search", "--json"], in: desk.folder.path).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        let search = try object(outcome.output)
        let trials = try #require(search["trials"] as? [[String: Any]])
        #expect(trials.map { $0["trial"] as? Int } == [0, 1, 2])
        #expect(trials.allSatisfy { $0["state"] as? String == "complete" && $0["cost"] is Double })
        #expect(trials.allSatisfy { (($0["values"] as? [String: Any])?["training.clip"] as? Double) != nil })
        #expect(search["best"] is Int && search["model"] as? String == "search/best.safetensors")
        // How long all of it takes is told from the first trial's end on.
        let ends = outcome.notes.filter { $0.contains(" trials") }
        #expect(ends.count == 3, "\(outcome.errors)")
        #expect(ends[0].contains("; 1/3 trials, ") && ends[0].hasSuffix(" left"))
        #expect(ends[1].contains("; 2/3 trials, ") && ends[2].hasSuffix("; 3/3 trials"))
    }

    @Test func keysOfData() throws {
        struct Value: Encodable {
            let byLength = [1.5]
            let counts = ["aB": 1, "a_b": 2]
            let most = Int.max
        }
        let both = String(decoding: try JSONKeys.both.encode(Value()), as: UTF8.self)
        #expect(both.contains("\"by_length\"") && both.contains("\"byLength\"") && both.contains("9223372036854775807"))
        #expect(both.contains("\"aB\" : 1") && both.contains("\"a_b\" : 2"))
        let own = String(decoding: try JSONKeys.own.encode(Value()), as: UTF8.self)
        #expect(!own.contains("by_length"))
        let snake = String(decoding: try JSONKeys.snakeCase.encode(Value()), as: UTF8.self)
        #expect(!snake.contains("byLength") && snake.contains("\"aB\" : 1"))
    }
}

/// A folder with a training of four steps: `train.yml`, on `recipe.yml`.
struct SmallTraining {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try """
        samples: {train: 12, val: 4, test: 6}
        text: {number: {digits: 2}}
        fonts: {faces: [Liberation Serif], size: 24}
        page: {height: 32}
        """.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try """
        name: small
        alphabet: "0123456789"
        model: {crnn: {width: 4, hidden: 8}}
        data: {pool: 1, train: [{recipe: recipe.yml}], val: [{recipe: recipe.yml}]}
        training: {steps: 4, batch: 4, threads: 1, validate_every: 2, save_every: 2, log_every: 1}
        """.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
    }

    /// Trains, and puts the model into the folder `models`, as if it had come along with the program.
    func shipModel(as name: String) async throws {
        let outcome = try await Program(["train", "train.yml", "-o", "run", "--quiet"], in: folder.path).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        try FileManager.default.createDirectory(atPath: folder("models"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: folder("run/best.safetensors"), toPath: folder("models/\(name).safetensors"))
    }
}
