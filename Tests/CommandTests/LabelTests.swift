import Foundation
import TestSupport
import Testing

/// Pictures without labels, as a user follows and labels them.
@Suite struct LabelTests {
    /// A folder with a config and twelve drawn pictures, whose labels lie beside them.
    private static func prepared() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let recipe = """
            samples: {train: 12, val: 4, test: 0}
            text: {number: {digits: 2}}
            fonts: {faces: [Liberation Serif], size: 24}
            page: {height: 32}
            """
        let training = """
            name: small
            alphabet: "0123456789"
            model: {crnn: {width: 4, hidden: 8}}
            data: {pool: 1, train: [{recipe: recipe.yml}], val: [{recipe: recipe.yml}]}
            training: {steps: 4, batch: 4, threads: 1, validate_every: 2, save_every: 2}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        let set = try Program(["generate", folder("recipe.yml"), "-o", folder("set"), "--quiet"])
        #expect(await set.outcome().code == 0)
        return folder
    }

    @Test func picturesAreFollowedAndLabelled() async throws {
        let folder = try await Self.prepared()
        let train = try Program([
            "train", folder("train.yml"), "-o", folder("run"), "--quiet", "--adapt", folder("set/train"),
            "training.adapt.every=2",
        ])
        let trained = await train.outcome()
        #expect(trained.code == 0, "\(trained.errors)")
        let metrics = try contents(folder("run/metrics.csv")).split(separator: "\n")
        #expect(metrics.first?.contains(",adapt_taken,") == true)
        // A row for each validation and for each of the rounds after 0 and 2 steps.
        #expect(metrics.count == 1 + 2 + 2)
        #expect(try contents(folder("run/config.yml")).contains("unlabelled:"))

        let table = folder("set/train/labels.tsv")
        let label = [
            "label", folder("set/train"), "--model", folder("run/best.safetensors"), "-o", table, "--quiet",
            "--threads", "1",
        ]
        let first = await (try Program(label + ["--no-page"])).outcome()
        #expect(first.code == 0, "\(first.errors)")
        var lines = try contents(table).split(separator: "\n").map(String.init)
        #expect(lines.count == 13)
        #expect(lines[0] == "file_name\ttext\tstate\treading\tprobability")
        // What a person said is kept.
        var fields = lines[3].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        (fields[1], fields[2]) = ("77", "corrected")
        lines[3] = fields.joined(separator: "\t")
        try (lines.joined(separator: "\n") + "\n").write(toFile: table, atomically: true, encoding: .utf8)
        let second = await (try Program(label + ["--next", "5"])).outcome()
        #expect(second.code == 0, "\(second.errors)")
        let next = second.output.split(separator: "\n").map(String.init)
        #expect(next.count == 5)
        #expect(!next.contains(fields[0]))
        #expect(try contents(table).contains("\(fields[0])\t77\tcorrected\t"))
    }

    @Test func whatCanNotBeFollowedIsSaid() async throws {
        let folder = try await Self.prepared()
        let (config, run, nothing) = (folder("train.yml"), folder("run"), folder("nothing"))
        #expect(try await failure(66, "train", config, "-o", run, "--adapt", nothing).contains(nothing))
        #expect(
            try await failure(65, "train", config, "-o", run, "--quiet", "training.adapt={}")
                .contains("data.unlabelled"))
        #expect(!FileManager.default.fileExists(atPath: run))
    }
}
