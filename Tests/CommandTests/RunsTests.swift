import Foundation
import TestSupport
import Testing

/// Runs that are told to a tracking server that is away, and how they are listed.
@Suite struct RunsTests {
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
            data: {pool: 1, train: [{recipe: recipe.yml}], val: [{recipe: recipe.yml}]}
            training: {steps: 6, batch: 4, threads: 1, validate_every: 3, save_every: 2, log_every: 1}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        return folder("train.yml")
    }

    /// Nothing listens there.
    private static let away = "http://127.0.0.1:9"

    @Test func aServerThatIsAwayLosesNothing() async throws {
        let folder = try TemporaryFolder()
        let train = ["train", try Self.config(folder), "-o", folder("runs/one"), "--quiet"]
        let tracked = train + ["tracking.mlflow=\(Self.away)"]
        let first = await (try Program(tracked + ["training.steps=4"])).outcome()
        #expect(first.code == 0)
        let line = try #require(first.complaints.first { $0.contains("tracking:") })
        #expect(first.complaints.count == 1)
        #expect(line.contains("are not sent to \(Self.away) yet ("))
        #expect(line.hasSuffix("; to send what is left: platen runs push \(folder("runs/one"))"))

        // It goes on: what is told once is not told again, and settings stay what they were.
        let second = await (try Program(tracked + ["--resume", "training.steps=6"])).outcome()
        #expect(second.code == 0, "\(second.complaints)")
        let lines = try contents(folder("runs/one/tracking.jsonl")).split(separator: "\n")
        let losses = lines.filter { $0.contains("train/loss") }
        #expect(losses.count == 6)
        #expect(lines.count { $0.contains(#""params":"#) } == 1)
        #expect(lines.count { $0.contains("FINISHED") } == 2)
        #expect(lines.contains { $0.contains("training.steps is 6 and was 4") })
        #expect(lines.contains { $0.contains(#""training.batch":"4""#) && !$0.contains("tracking.mlflow") })
        #expect(lines.contains { $0.contains(#""file":"best.safetensors""#) })

        let push = await (try Program(["runs", "push", folder("runs/one"), "--wait", "20"])).outcome()
        #expect(push.code == 74)
        #expect(push.complaints.first?.contains("entries are not sent to \(Self.away) yet") == true)
    }

    @Test func runsAreListedWithTheirBestValidation() async throws {
        let folder = try TemporaryFolder()
        let train = ["train", try Self.config(folder), "--quiet", "-o"]
        #expect(await (try Program(train + [folder("runs/a")])).outcome().code == 0)
        #expect(
            await (try Program(train + [folder("runs/deep/b"), "tracking.mlflow=\(Self.away)"])).outcome().code == 0)
        try "step\n".write(toFile: folder("metrics.csv"), atomically: true, encoding: .utf8)

        let table = await (try Program(["runs", folder("runs")])).outcome()
        #expect(table.code == 0)
        let rows = table.output.split(separator: "\n")
        #expect(rows.count == 3 && rows[0].hasPrefix("run "))
        #expect(rows[1].contains(folder("runs/a")) && rows[2].contains(folder("runs/deep/b")))

        struct Row: Decodable {
            let folder, name: String
            let step, steps: Int
            let cer: Double?
            let best_step, unsent: Int?
            let server: String?
        }
        let json = await (try Program(["runs", folder("runs"), "--json"])).outcome()
        let runs = try JSONDecoder().decode([Row].self, from: Data(json.output.utf8))
        #expect(runs.map(\.name) == ["small", "small"] && runs.map(\.step) == [6, 6])
        #expect(runs.allSatisfy { $0.cer != nil && $0.best_step != nil })
        #expect(runs[0].unsent == nil && (runs[1].unsent ?? 0) > 10 && runs[1].server == Self.away)
    }

    @Test func whatWasSentAndFetchedIsSaidAsJSON() async throws {
        let folder = try TemporaryFolder()
        let server = try StandInServer()
        let run = folder("runs/one")
        let train = ["train", try Self.config(folder), "-o", run, "--quiet", "tracking.mlflow=\(Self.away)"]
        #expect(await (try Program(train)).outcome().code == 0)
        struct Pushed: Decodable {
            let folder, server, server_run: String
            let unsent: Int
        }
        struct Fetched: Decodable {
            let server, server_run: String
            let files: [String]
        }
        let push = await (try Program(["runs", "push", run, "--uri", server.address, "--json"])).outcome()
        #expect(push.code == 0, "\(push.errors)")
        let pushed = try JSONDecoder().decode(Pushed.self, from: Data(push.output.utf8))
        #expect(pushed.folder == run && pushed.server == server.address && pushed.unsent == 0)
        let fetch = await
            (try Program(["runs", "fetch", server.address, pushed.server_run, "-o", folder("model"), "--json"]))
            .outcome()
        #expect(fetch.code == 0, "\(fetch.errors)")
        let fetched = try JSONDecoder().decode(Fetched.self, from: Data(fetch.output.utf8))
        #expect(fetched.server == server.address && fetched.server_run == pushed.server_run)
        #expect(Set(fetched.files) == [folder("model/best.safetensors"), folder("model/config.yml")])
        for name in ["best.safetensors", "config.yml"] {
            let here = FileManager.default.contents(atPath: folder("model/\(name)"))
            #expect(here != nil && here == FileManager.default.contents(atPath: run + "/" + name), "\(name)")
        }
    }

    @Test func whatCannotBeIsSaid() async throws {
        let folder = try TemporaryFolder()
        let config = try Self.config(folder)
        let cases: [(arguments: [String], code: Int32, words: String)] = [
            (
                ["train", config, "-o", folder("run"), "tracking.mlflow=ftp://x"], 65,
                "is not the address of a tracking server"
            ),
            (["runs", folder("nothing")], 66, "there is no such folder"),
            (["runs", "push", folder.path], 66, "has no tracking.jsonl"),
            (["runs", "fetch", Self.away, "abc", "-o", folder("model")], 74, "\(Self.away): run abc"),
        ]
        for (arguments, code, words) in cases {
            let outcome = await (try Program(arguments)).outcome()
            #expect(outcome.code == code, "\(arguments)")
            #expect(outcome.complaints.contains { $0.contains(words) }, "\(outcome.complaints)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder("run")), "nothing is made")
    }
}
