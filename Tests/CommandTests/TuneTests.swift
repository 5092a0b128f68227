import Foundation
import GRDB
import TestSupport
import Testing

/// Searches over trainings as a user runs them: tiny ones, of a few steps each.
@Suite struct TuneTests {
    private static func search(_ folder: TemporaryFolder, _ more: String = "") throws -> String {
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
            training: {steps: 6, batch: 4, threads: 1, validate_every: 2, save_every: 2, log_every: 1, monitor: loss}
            """
        let search = """
            training: train.yml
            trials: 4
            ending: halving
            space:
              model: {words: [crnn, compact]}
              model.crnn.width: {integer: 4..6, when: {model: [crnn]}}
              model.crnn.hidden: {words: [8], when: {model: [crnn]}}
              model.compact.width: {words: [4], when: {model: [compact]}}
              training.schedule.constant.rate: {number: 1e-4..1e-2, scale: log}
            \(more)
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        try search.write(toFile: folder("tune.yml"), atomically: true, encoding: .utf8)
        return folder("tune.yml")
    }

    /// What a search's database says: a line for each trial and for each report.
    private func records(_ folder: String) throws -> (trials: [String], reports: [String]) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        let database = try DatabaseQueue(path: folder + "/trials.sqlite", configuration: configuration)
        return try database.read { open in
            (
                try String.fetchAll(
                    open, sql: "SELECT format('%d %s %s %g', number, point, state, cost) FROM trial ORDER BY number"),
                try String.fetchAll(
                    open, sql: "SELECT format('%d %d %.17g', trial, step, cost) FROM report ORDER BY trial, step")
            )
        }
    }

    private func run(_ arguments: String...) async throws -> Program.Outcome {
        try await Program(["tune"] + arguments).outcome()
    }

    @Test func aSearchLeavesItsRecordsAndGoesOn() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.search(folder)
        let whole = try await run(config, "-o", folder("whole"), "--quiet")
        #expect(whole.code == 0, "\(whole.errors)")
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder("whole")))
        #expect(
            files.isSuperset(of: [
                "trials.sqlite", "trials", "trials.csv", "search.html", "best.safetensors", "config.yml",
            ]))
        let table = try contents(folder("whole/trials.csv")).split(whereSeparator: \.isNewline)
        #expect(table.count == 5 && table[0].hasPrefix("trial,state,cost,steps,model,"))
        // One made of two parts tries the same and comes to the same.
        #expect(try await run(config, "-o", folder("parts"), "--quiet", "--trials", "2").code == 0)
        #expect(try await run(config, "-o", folder("parts"), "--quiet", "--resume").code == 0)
        #expect(try records(folder("parts")) == records(folder("whole")))
        withExtendedLifetime(folder) {}
    }

    /// Whatever was written last before it was killed: it ends with the same trials.
    @Test func aSearchGoesOnFromWhereItWasKilled() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.search(folder)
        let path = folder("run")
        #expect(try await run(config, "-o", path, "--quiet").code == 0)
        let whole = try records(path)
        let table = try contents(path + "/trials.csv")
        // In the middle of the third trial, of which nothing but that it began is left behind.
        let database = try DatabaseQueue(path: path + "/trials.sqlite")
        try await database.write { open in
            try open.execute(
                sql: """
                    DELETE FROM report WHERE trial > 1;
                    DELETE FROM trial WHERE number > 2;
                    UPDATE trial SET state = 'running', cost = NULL WHERE number = 2;
                    """)
        }
        try database.close()
        for number in 2...3 { try? FileManager.default.removeItem(atPath: path + "/trials/000\(number)") }
        let resumed = try await run(config, "-o", path, "--quiet", "--resume")
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try records(path) == whole)
        #expect(try contents(path + "/trials.csv") == table)
        withExtendedLifetime(folder) {}
    }

    /// The states of a search's trials, by their numbers.
    private func states(_ folder: String) throws -> [String] {
        try contents(folder + "/trials.csv").split(whereSeparator: \.isNewline).dropFirst().map {
            String($0.split(separator: ",")[1])
        }
    }

    @Test func trialsRunSideBySide() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.search(folder)
        let path = folder("run")
        let outcome = try await run(config, "-o", path, "--quiet", "--jobs", "2", "--trials", "6")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("the best of 6 trials is "))
        #expect(try states(path).count == 6 && states(path).allSatisfy { ["complete", "ended"].contains($0) })
        #expect(try records(path).trials.count == 6)
        #expect(FileManager.default.fileExists(atPath: path + "/best.safetensors"))
    }

    /// One of two is killed in the middle of a trial: the other takes that up.
    @Test func whatAKilledProcessLeavesIsTakenUp() async throws {
        let folder = try TemporaryFolder()
        let path = folder("run")
        let tune = [
            "tune", try Self.search(folder), "-o", path, "--quiet", "ending=never",
            "set=[training.steps=240, training.validate_every=20, training.save_every=20]",
        ]
        let first = try Program(tune)
        let deadline = Deadline()
        while ((try? records(path).reports) ?? []).isEmpty { try await deadline.pause() }
        let second = try Program(tune + ["--resume"])
        while try records(path).trials.count < 2 { try await deadline.pause() }
        first.send(SIGKILL)
        _ = await first.outcome()
        let outcome = await second.outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try states(path) == ["complete", "complete", "complete", "complete"])
    }

    @Test func whatIsRefused() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.search(folder)
        func message(_ code: Int32, _ arguments: String...) async throws -> String {
            let outcome = try await Program(["tune"] + arguments).outcome()
            #expect(outcome.code == code && outcome.output == "", "\(outcome.errors)")
            return outcome.errors
        }
        #expect(try await message(66, config, "-o", folder("none"), "--resume").contains("no search to go on with"))
        // The folder of a training, say.
        try FileManager.default.createDirectory(atPath: folder("other"), withIntermediateDirectories: true)
        try "mine".write(toFile: folder("other/best.safetensors"), atomically: true, encoding: .utf8)
        #expect(
            try await message(73, config, "-o", folder("other"))
                .contains("other is not empty, and holds no search to go on with; give another folder"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("other")) == ["best.safetensors"])
        #expect(
            try await message(65, config, "-o", folder("a"), "space={nothing: {number: 0..1}}")
                .contains("unknown key 'nothing'"))
        #expect(
            try await message(65, config, "-o", folder("a"), "space={training.clip: {number: 0..1, words: [a]}}")
                .contains("exactly one of"))
        #expect(try await message(64, config, "-o", folder("a"), "--trials", "0").contains("--trials"))
        #expect(!FileManager.default.fileExists(atPath: folder("a")))
        withExtendedLifetime(folder) {}
    }
}
