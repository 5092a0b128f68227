import Foundation
import TestSupport
import Testing

/// `platen generate` in one quiet run.
@Suite struct GenerateTests {
    @Test(arguments: Program.configs) func everyRecipeOfTheProjectIsDrawn(config: String) async throws {
        let folder = try TemporaryFolder()
        let mnist = try SmallMNIST()
        let environment = ["PLATEN_MNIST": mnist.path]
        let printed = try await succeed(
            "generate", config, "--count", "12", "--output", folder("set"), environment: environment)
        #expect(printed.contains(": 12 samples (train "))

        let manifest = try object(try contents(folder("set/platen.json")))
        let summary = try #require(manifest["summary"] as? [String: Any])
        let hash = try #require(summary["contentHash"] as? String)
        #expect(printed.contains("sha256 " + hash))
        #expect(try sha256(folder("set/samples.jsonl")) == hash)

        let records = try contents(folder("set/samples.jsonl")).split(separator: "\n").map { try object($0) }
        #expect(records.count == 12)
        for record in records {
            let image = try #require(record["path"] as? String)
            #expect(try sha256(folder("set/" + image)) == record["sha256"] as? String)
        }

        // The resolved recipe is all that it takes to draw the same again.
        try await succeed(
            "generate", folder("set/recipe.yml"), "--output", folder("again"), environment: environment)
        #expect(try tree(folder("again")) == tree(folder("set")))
    }

    /// Where labels are written in other digits than they are drawn in, every format has the labels' own.
    @Test func boxesHaveTheLabelsCharacters() async throws {
        let desk = try Desk()
        try desk.write(
            """
            samples: {train: 4, val: 0, test: 0}
            text: {number: {digits: 4, numbering: arab, label: western}}
            fonts: {faces: [DejaVu Sans], size: 24}
            """, "west.yml")
        try await succeed(
            "generate", desk("west.yml"), "-o", desk("set"), "--format", "simple,tesseract_boxes", "output.layout=flat",
            "--quiet")
        for line in try contents(desk("set/labels_train.txt")).split(separator: "\n") {
            let (name, label) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
            let boxes = try contents(desk("set/\(name.dropLast(4)).box")).split(separator: "\n")
            #expect(boxes.dropLast().map { String($0.prefix(1)) }.joined() == label)
            #expect(label.allSatisfy { $0.isASCII && $0.isNumber } && label.count == 4)
        }
    }

    /// The program that the documentation names.
    private func sha256(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sha256sum", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output.prefix(64), as: UTF8.self)
    }

    @Test func overridesAndSeedAreKeptInTheRecipe() async throws {
        let desk = try Desk()
        try await succeed(
            "generate", desk.recipe, "fonts.size=20", "output.masks=true", "--seed", "99", "--count", "8", "--output",
            desk("set"))
        let recipe = try contents(desk("set/recipe.yml"))
        #expect(recipe.contains("seed: 99\n"))
        #expect(recipe.contains("size: 20\n"))
        #expect(FileManager.default.fileExists(atPath: desk("set/masks")))
        try await succeed("generate", desk("set/recipe.yml"), "--output", desk("again"))
        #expect(try tree(desk("again")) == tree(desk("set")))
    }

    @Test(arguments: [
        ("{train: 0, val: 1, test: 1}", 3), ("{train: 0, val: 3, test: 3}", 5), ("{train: 1, val: 1, test: 1}", 1),
        ("{train: 0, val: 0, test: 0}", 4), ("{train: 1, val: 0, test: 0}", 2), ("{train: 8, val: 1, test: 1}", 7),
    ])
    func anyCountIsSharedAmongTheSplits(samples: String, count: Int) async throws {
        let desk = try Desk(samples: samples)
        let json = try await succeed(
            "generate", desk.recipe, "--count", "\(count)", "--output", desk("set"), "--json")
        let counts = try #require((try object(json)["summary"] as? [String: Any])?["counts"] as? [String: Int])
        #expect(counts.values.reduce(0, +) == count)
        #expect(counts.values.allSatisfy { $0 >= 0 })
    }

    @Test func jsonIsOneObjectAndNothingElse() async throws {
        let desk = try Desk()
        let report = try object(
            try await succeed("generate", desk.recipe, "--count", "9", "--output", desk("set"), "--json"))
        #expect(report["directory"] as? String == desk("set"))
        #expect((report["secondsElapsed"] as? Double ?? -1) > 0)
        let summary = try #require(report["summary"] as? NSDictionary)
        let manifest = try object(try contents(desk("set/platen.json")))
        #expect(manifest["summary"] as? NSDictionary == summary)

        // Quiet is about progress; who asks for JSON gets it.
        let quiet = try await succeed(
            "generate", desk.recipe, "--count", "9", "--output", desk("set"), "--json", "--quiet", "--resume")
        #expect(try object(quiet)["summary"] as? NSDictionary == summary)
    }

    @Test func quietPrintsNothing() async throws {
        let desk = try Desk("output: {layout: mjsynth, annotations: [mjsynth]}")
        #expect(try await succeed("generate", desk.recipe, "--output", desk("my_set"), "--quiet") == "")
        for number in 1...2 {
            #expect(
                try await succeed(
                    "generate", desk.recipe, "--output", desk("shards"), "--shard", "\(number)/2", "--quiet") == "")
        }
        #expect(try await succeed("merge", desk("shards"), "--output", desk("shards"), "--quiet") == "")
        #expect(try tree(desk("shards")) == tree(desk("my_set")))
    }

    @Test func progressInALogIsALineEveryFewSeconds() async throws {
        let desk = try Desk()
        let start = ContinuousClock.now
        let outcome = try await platen("generate", desk.recipe, "--count", "600", "--output", desk("set"))
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        #expect(outcome.code == 0)
        #expect(outcome.complaints == [])
        #expect(outcome.errors.split(separator: "\n").count <= seconds / 5)
        #expect(!outcome.errors.contains("\r") && !outcome.errors.contains("\u{1B}"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func theSummaryCountsInPlainEnglish() async throws {
        let desk = try Desk()
        let one = try await succeed("generate", desk.recipe, "--count", "1", "--output", desk("one"))
        #expect(one.hasPrefix("\(desk("one")): 1 sample (train 1, val 0, test 0), "))
        #expect(one.contains("\n  fonts        Liberation Serif Regular 1\n"))
        #expect(one.contains("\n  drawn now    1 in "))
        #expect(one.hasSuffix("\n  look         platen preview \(desk("one"))/recipe.yml --output preview.png\n"))
        let resumed = try await succeed("generate", desk.recipe, "--count", "1", "--output", desk("one"), "--resume")
        #expect(resumed.contains("\n  drawn now    0: all were there\n"))
        let part = try await succeed("generate", desk.recipe, "--output", desk("part"), "--shard", "1/2")
        let merge = "platen merge \(desk("part")) ... --output FOLDER"
        #expect(part.hasSuffix("\n  join         \(merge) (when all 2 parts are there)\n"))
    }

    @Test func aFolderWithAnUnderscoreMisleadsReadersOfMJSynth() async throws {
        let desk = try Desk("output: {layout: mjsynth, annotations: [mjsynth]}")
        let outcome = try await platen("generate", desk.recipe, "--output", "my_set", in: desk.folder.path)
        #expect(outcome.code == 0)
        #expect(outcome.complaints.count == 1)
        #expect(outcome.errors.hasPrefix("warning: the path 'my_set' has a '_': some readers"))
        try await succeed("generate", desk.recipe, "--output", "myset", in: desk.folder.path)
        try await succeed(
            "generate", desk.recipe, "output.annotations=[]", "--output", "other_set", in: desk.folder.path)
    }
}
