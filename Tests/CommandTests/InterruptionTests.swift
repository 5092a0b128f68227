import Foundation
import TestSupport
import Testing

/// Signals at any moment: the program ends with 130 and a line that says so, and nothing is left half-written.
@Suite struct InterruptionTests {
    /// Starts the program and sends a signal as soon as it takes signals, and some time later.
    private func interrupted(
        _ arguments: [String], by signal: Int32 = SIGINT, after time: Duration = .zero, in folder: String = Program.root
    ) async throws -> Program.Outcome {
        let program = try Program(arguments, in: folder)
        try await program.wait(until: { program.takesSignals }, thenSend: signal, after: time)
        return await program.outcome()
    }

    /// A recipe whose list is so long that it takes a while until the first sample could be drawn.
    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.write((0..<400_000).map { "word\($0)\n" }.joined(), "words.txt")
        let recipe = try contents(desk.recipe)
            .replacing("text: {number: {digits: 4..5, mode: unique}}", with: "text: {word: {files: words.txt}}")
        try desk.write(recipe, "tiny.yml")
        try desk.write("data: {train: [{recipe: tiny.yml}]}\ntraining: {threads: 1}\n", "train.yml")
        return desk
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGQUIT]) func fromTheFirstMoment(signal: Int32) async throws {
        let desk = try desk()
        for arguments in [["train", "train.yml", "-o", "run"], ["generate", "tiny.yml", "-o", "set"]] {
            for milliseconds in [0, 3, 30] {
                let outcome = try await interrupted(
                    arguments, by: signal, after: .milliseconds(milliseconds), in: desk.folder.path)
                #expect(outcome.code == 130, "\(arguments), \(milliseconds): \(outcome.errors)")
                #expect(outcome.complaints.count == 1 && outcome.complaints.first?.hasPrefix("error: ") == true)
                #expect(outcome.output == "")
                #expect(!FileManager.default.fileExists(atPath: desk("run")))
            }
        }
    }

    /// Nothing is left of a list that was not finished.
    @Test func anEvaluationThatIsStopped() async throws {
        let desk = try Desk(samples: "{train: 40, val: 8, test: 50000}")
        // Labels that no split runs out of, however many are asked for.
        let recipe = try contents(desk.recipe).replacing("{digits: 4..5, mode: unique}", with: "{digits: 4..5}")
        try desk.write(recipe, "tiny.yml")
        try desk.write(
            """
            alphabet: "0123456789"
            model: {crnn: {width: 4, hidden: 8}}
            data: {train: [{recipe: tiny.yml}]}
            training: {steps: 1, batch: 2, threads: 1}
            """, "train.yml")
        try await succeed(
            "train", desk("train.yml"), "-o", desk("run"), "--quiet", "data.pool=1", "--fast-dev-run")
        let program = try Program([
            "eval", "--model", desk("run/best.safetensors"), "--data", desk.recipe, "--csv", desk("out.csv"),
            "--threads", "1",
        ])
        @Sendable func isWriting() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: desk(""))) ?? []
            return names.contains { $0.hasPrefix("out.csv.") && $0.hasSuffix(".partial") }
        }
        try await program.wait(until: isWriting, thenSend: SIGTERM)
        let outcome = await program.outcome()
        #expect(outcome.code == 130)
        #expect(outcome.errors.hasSuffix("error: interrupted\n"), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk("")).contains { $0.hasPrefix("out") } == false)
    }

    @Test func aSearchForARateThatIsStopped() async throws {
        let desk = try Desk()
        try desk.write(
            """
            alphabet: "0123456789"
            data: {train: [{recipe: tiny.yml}]}
            training: {threads: 1}
            """, "train.yml")
        let outcome = try await interrupted(
            ["train", desk("train.yml"), "-o", desk("run"), "--find-lr", "--quiet"], by: SIGQUIT,
            after: .milliseconds(500))
        #expect(outcome.code == 130)
        #expect(["error: stopped; nothing was written", "error: interrupted"].contains(outcome.complaints.first))
        #expect(!FileManager.default.fileExists(atPath: desk("run")))
    }

    /// The second signal ends what the first one only asked to stop.
    @Test func theSecondSignalEndsAtOnce() async throws {
        let desk = try Desk(samples: "{train: 40, val: 1000, test: 0}")
        // Each validation takes long, and is not cut short.
        try desk.write(
            """
            alphabet: "0123456789"
            data: {pool: 1, train: [{recipe: tiny.yml}], val: [{recipe: tiny.yml}]}
            training: {steps: 100000, batch: 2, threads: 1, validate_every: 1}
            """, "train.yml")
        let program = try Program(["train", desk("train.yml"), "-o", desk("run"), "--quiet"])
        try await program.wait(
            until: { FileManager.default.fileExists(atPath: desk("run/report.html")) }, thenSend: SIGINT)
        try await Task.sleep(for: .milliseconds(50))
        program.send(SIGINT)
        #expect(await program.outcome().code == 130)
        #expect(FileManager.default.fileExists(atPath: desk("run/last.safetensors")))
    }
}

extension Program {
    /// Whether SIGINT is held back for the thread that takes it.
    var takesSignals: Bool {
        let status = (try? contents("/proc/\(number)/status")) ?? ""
        guard let mask = status.firstMatch(of: /SigBlk:\s*([0-9a-f]+)/), let bits = UInt64(mask.1, radix: 16) else {
            return false
        }
        // The file is that of the test's own executable until the program's takes its place.
        let name = status.firstMatch(of: /Name:\s*(\S+)/)?.1
        return name == "platen" && bits >> UInt64(SIGQUIT - 1) & 1 == 1
    }
}
