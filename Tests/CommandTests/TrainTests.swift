import Foundation
import TestSupport
import Testing

/// Trainings as a user runs them: small ones, of a few seconds.
@Suite struct TrainTests {
    /// Digits as `platen digits` writes them, where MNIST's own are not at hand.
    private let digits: SmallMNIST

    init() throws { digits = try SmallMNIST() }

    /// A training of four-digit numbers in one face, on a tiny network.
    private static func config(_ folder: TemporaryFolder) throws -> String {
        let recipe = """
            samples: {train: 40, val: 8, test: 8}
            text: {number: {digits: 2}}
            fonts: {faces: [Liberation Serif], size: 24}
            page: {height: 32}
            """
        let training = """
            name: small
            alphabet: "0123456789"
            model: {crnn: {width: 4, hidden: 8}}
            data:
              pool: 1
              train: [{recipe: recipe.yml}]
              val: [{recipe: recipe.yml}]
            training: {steps: 6, batch: 4, threads: 1, validate_every: 3, save_every: 2, log_every: 1}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        return folder("train.yml")
    }

    @Test(arguments: Program.trainings) func everyTrainingOfTheProjectRuns(config: String) async throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: config, encoding: .utf8)
        // Networks of other builds are small as they are.
        let isCRNN = text.contains("crnn")
        let program = try Program(
            [
                "train", config, "--output", folder("run"), "--fast-dev-run", "--quiet", "training.threads=1",
                "training.batch=4", "data.pool=1",
            ] + (isCRNN ? ["model.crnn.width=4", "model.crnn.hidden=8"] : []),
            environment: ["PLATEN_MNIST": SharedData.has("mnist") ? SharedData.folder("mnist") : digits.path])
        let outcome = await program.outcome()
        // Points and dashes of cheques are left out, and that is said.
        let warnings = outcome.complaints.filter { !$0.hasPrefix("warning: characters that the alphabet lacks") }
        #expect(warnings == [])
        #expect(outcome.code == 0)
        #expect(FileManager.default.fileExists(atPath: folder("run/best.safetensors")))
    }

    @Test func aDatasetIsVerifiedBeforeItIsLearntFrom() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        let set = try Program(["generate", folder("recipe.yml"), "-o", folder("set"), "--quiet"])
        #expect(await set.outcome().code == 0)
        let train = [
            "train", config, "-o", folder("run"), "--quiet", "--verify",
            "data.train=[{dataset: '\(folder("set"))'}]", "data.val=[{dataset: '\(folder("set"))'}]",
        ]
        let sound = await (try Program(train)).outcome()
        #expect(sound.code == 0, "\(sound.complaints)")

        // As long as before and with the same beginning and end: only its hash tells.
        let picture = URL(fileURLWithPath: folder("set/train/000/000/000000003.png"))
        var bytes = try Data(contentsOf: picture)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: picture)
        let damaged = await (try Program(train.map { $0 == folder("run") ? folder("other") : $0 })).outcome()
        #expect(damaged.code == 65)
        #expect(damaged.complaints.contains { $0.contains("train/000/000/000000003.png") }, "\(damaged.complaints)")
        #expect(!FileManager.default.fileExists(atPath: folder("other/metrics.csv")))
    }

    @Test func aRunLeavesItsRecords() async throws {
        let folder = try TemporaryFolder()
        let run = try Program(["train", try Self.config(folder), "-o", folder("run"), "--quiet"])
        #expect(await run.outcome().code == 0)
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder("run")))
        for name in [
            "config.yml", "batch.png", "metrics.csv", "report.html", "predictions.csv", "best.safetensors",
            "last.safetensors",
        ] { #expect(files.contains(name), "\(name) is missing") }
        #expect(files.contains { $0.hasPrefix("events.out.tfevents.") })
        let metrics = try String(contentsOfFile: folder("run/metrics.csv"), encoding: .utf8).split(separator: "\n")
        #expect(metrics.count == 1 + 6 + 2)
        let predictions = try String(contentsOfFile: folder("run/predictions.csv"), encoding: .utf8)
        #expect(predictions.split(whereSeparator: \.isNewline).count == 1 + 8)

        // The stored config makes the same run again.
        let again = try Program(["train", folder("run/config.yml"), "-o", folder("again"), "--quiet"])
        #expect(await again.outcome().code == 0)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: folder("run/best.safetensors")))
                == Data(contentsOf: URL(fileURLWithPath: folder("again/best.safetensors"))))
    }

    @Test func aKilledRunEndsAsOneThatWasNot() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        let long = ["training.steps=60", "training.validate_every=20", "training.keep=1"]
        let whole = try Program(["train", config, "-o", folder("whole"), "--quiet"] + long)
        #expect(await whole.outcome().code == 0)

        let first = try Program(["train", config, "-o", folder("parts"), "--quiet"] + long)
        let checkpoint = folder("parts/last.safetensors")
        try await first.wait(
            until: { FileManager.default.fileExists(atPath: checkpoint) }, thenSend: SIGKILL)
        #expect(await first.outcome().code == nil)
        let second = try Program(["train", config, "-o", folder("parts"), "--resume", "--quiet"] + long)
        #expect(await second.outcome().code == 0)
        #expect(try weights(folder("whole/best.safetensors")) == weights(folder("parts/best.safetensors")))
        // Rows of steps that came twice stand once.
        let steps = try String(contentsOfFile: folder("parts/metrics.csv"), encoding: .utf8)
            .split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.flatMap { Int($0) } }
        #expect(steps == steps.sorted())
        #expect(Set(steps) == Set(1...60))
        #expect(steps.count == 60 + 3)
    }

    /// A model's file without its header, in which nothing else of the run stands.
    private func weights(_ path: String) throws -> Data {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        return data.dropFirst(8 + length)
    }

    @Test func anInterruptedRunSaysHowToGoOn() async throws {
        let folder = try TemporaryFolder()
        let run = try Program(
            ["train", try Self.config(folder), "-o", folder("run"), "--quiet", "training.steps=100000"])
        try await run.wait(
            until: { FileManager.default.fileExists(atPath: folder("run/last.safetensors")) }, thenSend: SIGINT)
        let outcome = await run.outcome()
        #expect(outcome.code == 130)
        #expect(
            outcome.complaints.last?.wholeMatch(
                of: /error: stopped at step [0-9]+; to go on, give the same command with --resume/) != nil)
    }

    /// While one training writes into a folder, no other does, however it is asked to.
    @Test func twoTrainingsDoNotShareAFolder() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        // Without validations it does not find that it reads nothing, however long the others take.
        let endless = ["training.steps=100000", "training.validate_every=100000"]
        let first = try Program(["train", config, "-o", folder("run"), "--quiet"] + endless)
        try await first.wait { FileManager.default.fileExists(atPath: folder("run/metrics.csv")) }
        let says = "another training is writing into \(folder("run")): wait for it, stop it, or give another folder"
        for more in [[], ["--resume"], ["--find-lr"], ["--resume", "training.steps=100000"]] {
            let second = await (try Program(["train", config, "-o", folder("run"), "--quiet"] + more)).outcome()
            #expect(second.code == 73)
            #expect(second.complaints == ["error: " + says])
        }
        // The system takes the lock back, whatever the end.
        first.send(SIGKILL)
        #expect(await first.outcome().code == nil)
        let third = try Program(
            ["train", config, "-o", folder("run"), "--quiet", "--resume"] + endless + ["seed=7"])
        let outcome = await third.outcome()
        #expect(outcome.code == 65)
        #expect(
            outcome.complaints.first?.hasPrefix(
                "error: the run was begun with another config: seed is 7 and was 1. Give it the old values, or") == true
        )
    }

    @Test func aRunGoesOnWithMoreSteps() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        try await succeed("train", config, "-o", folder("run"), "--quiet")
        let more = try await platen("train", config, "-o", folder("run"), "--resume", "training.steps=9")
        #expect(more.code == 0, "\(more.errors)")
        #expect(
            more.notes.contains("note: goes on from step 6 with changes: training.steps is 9 and was 6"),
            "\(more.errors)")
        #expect(try contents(folder("run/config.yml")).contains("\n  steps: 9\n"))
        let steps = try contents(folder("run/metrics.csv")).split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: ",").first.flatMap { Int($0) } }
        #expect(steps == [1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 9])

        // What is done is done: nothing is written that was there before, and less than that is no training.
        let before = try tree(folder("run"))
        let fewer = try await failure(65, "train", config, "-o", folder("run"), "--resume", "training.steps=8")
        #expect(fewer == "training.steps is 8, and the run has made 9 already; give more")
        let batch = try await failure(65, "train", config, "-o", folder("run"), "--resume", "training.batch=8")
        #expect(batch.contains("training.steps is 6 and was 9") == false)
        #expect(batch.hasPrefix("the run was begun with another config: training.batch is 8 and was 4. Give it"))
        #expect(try tree(folder("run")) == before)
    }

    /// A config may not work, or have no checkpoint to go on from: the folder is as it was.
    @Test func resumingWantsACheckpoint() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        try FileManager.default.createDirectory(atPath: folder("run"), withIntermediateDirectories: true)
        try "mine".write(toFile: folder("run/metrics.csv"), atomically: true, encoding: .utf8)
        let message = try await failure(66, "train", config, "-o", folder("run"), "--resume", "--quiet")
        #expect(message.hasPrefix("\(folder("run")) has no checkpoint (last.safetensors) to go on from"))
        #expect(try tree(folder("run")) == ["metrics.csv": Data("mine".utf8)])
        let full = try await failure(73, "train", config, "-o", folder("run"), "--quiet")
        #expect(full == "\(folder("run")) is not empty, and holds no run to go on with; give another folder")
        for arguments in [["data.train=[]"], ["alphabet=abc"]] {
            let outcome = await (try Program(["train", config, "-o", folder("none"), "--quiet"] + arguments)).outcome()
            #expect(outcome.code == 65)
            #expect(!FileManager.default.fileExists(atPath: folder("none")))
        }
        for flag in ["--find-lr", "--fast-dev-run"] {
            #expect(
                try await failure(64, "train", config, "-o", folder("run"), "--resume", flag)
                    .hasPrefix("\(flag) starts afresh; leave --resume out"))
        }
    }

    @Test func moreThreadsThanProcessorsAreNoted() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await platen(
            "train", try Self.config(folder), "-o", folder("run"), "--fast-dev-run", "training.threads=200")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.complaints.filter { !$0.hasPrefix("step ") } == [])
        let count = ProcessInfo.processInfo.activeProcessorCount
        #expect(
            outcome.notes.contains {
                $0.hasPrefix("note: training.threads is 200, but only \(count) can run at a time here")
            }, "\(outcome.errors)")
    }

    @Test(arguments: [("unique", true), ("random", false)])
    func samplesThatComeAgainAreNoted(mode: String, isSaid: Bool) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await platen(
            "train", try Self.config(folder), "-o", folder("run"), "--fast-dev-run",
            "data.train=[{recipe: '\(folder("recipe.yml"))', set: [text.number.mode=\(mode)]}]")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.notes.contains { $0.contains("there are 40 samples to learn from") } == isSaid)
    }

    @Test func aModelReadsAndIsMeasured() async throws {
        let folder = try TemporaryFolder()
        let run = try Program(["train", try Self.config(folder), "-o", folder("run"), "--quiet"])
        #expect(await run.outcome().code == 0)
        let model = folder("run/best.safetensors")
        let pictures = try Program(["generate", folder("recipe.yml"), "-o", folder("data"), "--quiet"])
        #expect(await pictures.outcome().code == 0)

        let predicted = await
            (try Program(
                ["predict", "--model", model, folder("data/test"), "--csv", folder("p.csv"), "--threads", "1"]))
            .outcome()
        #expect(predicted.code == 0)
        let lines = predicted.output.split(separator: "\n")
        #expect(lines.count == 8)
        #expect(lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count >= 3 })
        #expect(lines.first?.hasPrefix(folder("data/test/")) == true)
        #expect(
            try String(contentsOfFile: folder("p.csv"), encoding: .utf8).split(whereSeparator: \.isNewline).count == 9)

        // Where a folder is a dataset, what is written on its pictures is known.
        let known = await (try Program(["predict", "--model", model, folder("data"), "--threads", "1"])).outcome()
        let ends = known.output.split(separator: "\n").map { $0.split(separator: "\t").last ?? "" }
        #expect(ends.count > 8)
        #expect(ends.allSatisfy { $0 == "as labelled" || $0.hasPrefix("label: ") })
        #expect(known.errors.contains("readings are the label, letter for letter"))

        // A stored dataset and the recipe that made it are the same to an evaluation.
        var scores: [String] = []
        for data in [folder("data"), folder("recipe.yml")] {
            let outcome = await (try Program(["eval", "--model", model, "--data", data, "--json", "--threads", "1"]))
                .outcome()
            #expect(outcome.code == 0)
            scores.append(outcome.output)
        }
        #expect(scores[0] == scores[1])
        #expect(scores[0].contains("\"samples\" : 8"))
        let named = try Program(["eval", "--model", model, "--data", folder("recipe.yml"), "--format", "simple"])
        let refused = await named.outcome()
        #expect(refused.code == 64 && refused.errors.contains("--format is for datasets"), "\(refused.errors)")

        // A name with a tab in it does not break the table.
        let picture = try #require(try TemporaryFolder.tree(folder("data")).keys.first { $0.hasSuffix(".png") })
        try FileManager.default.copyItem(atPath: folder("data/" + picture), toPath: folder("a\tb\nc.png"))
        let odd = await (try Program(["predict", "-m", model, folder("a\tb\nc.png"), "--threads", "1"])).outcome()
        #expect(odd.code == 0 && odd.output.hasPrefix(folder("a\\tb\\nc.png") + "\t"), "\(odd.output)")
    }

    @Test func modelsReadTogetherAndAreCompared() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        for (name, change) in [("a", "seed=1"), ("b", "input.height=48")] {
            let run = try Program(["train", config, "-o", folder(name), "--quiet", change])
            #expect(await run.outcome().code == 0)
        }
        let set = try Program(["generate", folder("recipe.yml"), "-o", folder("data"), "--quiet"])
        #expect(await set.outcome().code == 0)
        let models = [folder("a/best.safetensors"), folder("b/best.safetensors")]
        let both = ["--model", models[0], "-m", models[1], "--threads", "1"]

        let read = await (try Program(["predict", folder("data/test"), "--csv", folder("p.csv")] + both)).outcome()
        #expect(read.code == 0, "\(read.errors)")
        let lines = read.output.split(separator: "\n")
        #expect(lines.count == 8)
        #expect(lines.allSatisfy { $0.hasSuffix(" of 2 readings agree") })
        let table = try String(contentsOfFile: folder("p.csv"), encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(table.first?.hasSuffix(",fits,agreement") == true && table.count == 9)
        let json = await (try Program(["predict", folder("data/test"), "--json"] + both)).outcome()
        #expect(json.output.contains(#""models":[{"model":""#) && json.output.contains(#""agreement":"#))

        let together = await (try Program(["eval", "-d", folder("data"), "--json"] + both)).outcome()
        #expect(together.code == 0, "\(together.errors)")
        #expect(together.output.contains("\"agreement\""))
        // What was drawn for the samples stands in their records.
        let byFont = await
            (try Program(["eval", "-m", models[0], "-d", folder("data"), "--by", "font", "--threads", "1"])).outcome()
        #expect(byFont.code == 0, "\(byFont.errors)")
        #expect(byFont.output.contains("by font, worst first\n  Liberation Serif"))
        let top = await (try Program(["predict", folder("data/test"), "--top", "2", "--decoder", "beam"] + both))
            .outcome()
        #expect(top.code == 64)

        let compared = await
            (try Program(
                [
                    "compare", folder("a"), models[1], "-d", folder("recipe.yml"), "--html", folder("c.html"),
                    "--threads",
                    "1",
                ])).outcome()
        #expect(compared.code == 0, "\(compared.errors)")
        #expect(compared.output.hasPrefix("8 pictures of \(folder("recipe.yml"))\n"))
        #expect(compared.output.contains("\(models[1]) against \(folder("a")): exact "))
        #expect(try String(contentsOfFile: folder("c.html"), encoding: .utf8).contains("<h2>Where they differ</h2>"))
        let alone = await (try Program(["compare", folder("a"), "-d", folder("recipe.yml")])).outcome()
        #expect(alone.code == 64)
        let nowhere = await (try Program(["compare", folder("a"), folder("c"), "-d", folder("data")])).outcome()
        #expect(nowhere.code == 66)
    }

    @Test(arguments: ["greedy", "beam", "pattern"]) func decodersReadPictures(decoder: String) async throws {
        let folder = try TemporaryFolder()
        let run = try Program(["train", try Self.config(folder), "-o", folder("run"), "--quiet"])
        #expect(await run.outcome().code == 0)
        let more = decoder == "pattern" ? ["--pattern", folder("recipe.yml")] : []
        let outcome = await
            (try Program(
                [
                    "predict", "--model", folder("run/best.safetensors"), folder("run/batch.png"), "--decoder", decoder,
                    "--json",
                ] + more)).outcome()
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("\"text\":"))
        // Two digits are all that the recipe writes.
        if decoder == "pattern" { #expect(outcome.output.firstMatch(of: /"text":"[0-9]{2}"/) != nil) }
    }

    @Test func aRateIsLookedFor() async throws {
        let folder = try TemporaryFolder()
        let outcome = await
            (try Program(
                ["train", try Self.config(folder), "-o", folder("run"), "--find-lr", "--quiet"])).outcome()
        #expect(outcome.code == 0)
        #expect(outcome.output.contains(folder("run/find-lr.html")))
        let table = try String(contentsOfFile: folder("run/find-lr.csv"), encoding: .utf8)
        #expect(table.split(whereSeparator: \.isNewline).count > 20)
        #expect(try String(contentsOfFile: folder("run/find-lr.html"), encoding: .utf8).contains("<svg"))
    }

    static let mistakes: [(arguments: [String], code: Int32, message: String)] = [
        (["data.train=[]"], 65, "data.train: say what to learn from"),
        (["training.stesp=3"], 65, "unknown key 'stesp'"),
        (["alphabet=abc"], 65, "which the alphabet lacks"),
        (["data.train=[{dataset: nowhere}]"], 66, "'nowhere' does not exist"),
        (["data.train=[{recipe: recipe.yml, weight: 0}]"], 65, "give at least one source with a weight above 0"),
        (
            ["input.max_width=16", "data.train=[{recipe: recipe.yml, set: [text.number.digits=9]}]", "data.val=[]"], 65,
            "no label can be learnt"
        ),
        (["--resume"], 66, "there is no such run to go on with"),
    ]

    @Test(arguments: mistakes.indices) func mistakesAreNamed(number: Int) async throws {
        let folder = try TemporaryFolder()
        let mistake = Self.mistakes[number]
        let outcome = await
            (try Program(
                ["train", try Self.config(folder), "-o", folder("run"), "--quiet"] + mistake.arguments, in: folder.path))
            .outcome()
        #expect(outcome.code == mistake.code)
        #expect(outcome.complaints.last?.contains(mistake.message) == true, "\(outcome.errors)")
    }
}
