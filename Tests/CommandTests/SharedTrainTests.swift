import Foundation
import Neural
import TestSupport
import Testing

private let mpirun = "/usr/bin/mpirun"

/// Trainings that several processes share, started by Open MPI.
@Suite(
    .serialized,
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: mpirun),
        "needs Open MPI: run scripts/test-tools (Debian: openmpi-bin)"))
struct SharedTrainTests {
    /// Starts `platen train` in so many processes.
    private func start(_ processes: Int, _ arguments: [String], with program: [String]? = nil) throws -> Program {
        try Program(
            [
                "--oversubscribe", "-np", "\(processes)", "--mca", "btl", "self,vader", "--mca", "plm", "isolated",
                "--mca", "mpi_yield_when_idle", "1",
            ]
                + (try program ?? [Program.built.path, "train"]) + arguments,
            environment: ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"], program: mpirun)
    }

    /// A network with batch norms on two digits, in which nothing is rounded to bf16.
    ///
    /// It learns by gradient descent: Adam would make steps of full size of the gradients of biases before batch norms, which
    /// are nothing but rounding.
    private func config(_ folder: TemporaryFolder, steps: Int = 8) throws -> String {
        let recipe = """
            samples: {train: 40, val: 8, test: 8}
            text: {number: {digits: 2}}
            fonts: {faces: [Liberation Serif], size: 24}
            page: {height: 32}
            """
        let training = """
            name: small
            alphabet: "0123456789"
            model: {crnn: {width: 4, hidden: 8, dropout: 0.2}}
            data:
              pool: 2
              train: [{recipe: recipe.yml}]
              val: [{recipe: recipe.yml}]
            training:
              {steps: \(steps), batch: 8, precision: f32, threads: 1, validate_every: 4, save_every: 2, log_every: 1, keep: 1,
               optimizer: {sgd: {}}, schedule: {constant: 0.01}}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        return folder("train.yml")
    }

    /// The numbers of the model, and of the optimiser, where a training stands.
    private func numbers(_ run: String) throws -> [String: [Float]] {
        let file = try Safetensors(path: run + "/last.safetensors")
        return Dictionary(file.entries.map { ($0.name, $0.values) }) { $1 }
    }

    private func expectAlike(_ one: String, _ other: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (a, b) = (try numbers(one), try numbers(other))
        #expect(Set(a.keys) == Set(b.keys), sourceLocation: sourceLocation)
        for (name, values) in a {
            let (x, y) = (values.map(Double.init), (b[name] ?? []).map(Double.init))
            let size = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let apart = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
            #expect(apart <= 1e-3 * size + 1e-5, "\(name): \(apart) of \(size)", sourceLocation: sourceLocation)
        }
    }

    /// The processes that mpirun has started.
    private static func children(of parent: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { status(of: $0)?.parent == parent }.sorted()
    }

    /// Whether a process has ended, whether or not anyone has asked how.
    private static func hasEnded(_ number: Int32) -> Bool { status(of: number).map { $0.state == "Z" } ?? true }

    /// What the system says of a process; nil where there is none.
    private static func status(of number: Int32) -> (state: String, parent: Int32)? {
        guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ").dropFirst().prefix(2).map(String.init)
        guard fields.count == 2, let parent = Int32(fields[1]) else { return nil }
        return (fields[0], parent)
    }

    @Test func twoLearnWhatOneLearnsAndOneOfThemTellsIt() async throws {
        let folder = try TemporaryFolder()
        let config = try config(folder)
        let alone = await (try Program(["train", config, "-o", folder("alone")])).outcome()
        #expect(alone.code == 0, "\(alone.errors)")
        let together = await (try start(2, [config, "-o", folder("together"), "--json"])).outcome()
        #expect(together.code == 0, "\(together.errors)")
        try expectAlike(folder("alone"), folder("together"))

        #expect(together.errors.matches(of: /parameters, 11 classes/).count == 1)
        #expect(together.errors.contains("2 processes with 1 thread each learn from 4 of the 8 samples of each batch"))
        #expect(together.output.matches(of: /"model"/).count == 1)
        let (one, two) = (try columns(folder("alone")), try columns(folder("together")))
        #expect(two.names == one.names + ["exchange", "exchange_bytes"])
        #expect(two.rows.count == one.rows.count)
        for (a, b) in zip(one.rows, two.rows) {
            #expect(a["step"] == b["step"])
            for name in ["loss", "val_loss"] {
                guard let x = a[name].flatMap(Double.init), let y = b[name].flatMap(Double.init) else { continue }
                #expect(abs(x - y) <= 0.01 * abs(x), "step \(a["step"] ?? ""): \(name) \(x) \(y)")
            }
            if a["loss"] != "" { #expect((b["exchange_bytes"].flatMap { Int($0) } ?? 0) > 1000) }
        }
    }

    private func columns(_ run: String) throws -> (names: [String], rows: [[String: String]]) {
        let lines = try contents(run + "/metrics.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let names = lines.first ?? []
        return (names, lines.dropFirst().map { Dictionary(zip(names, $0)) { $1 } })
    }

    /// What is wrong is said once, and no process waits for another.
    @Test func whatCantBeSharedIsSaidOnce() async throws {
        let folder = try TemporaryFolder()
        let config = try config(folder)
        for (changes, text) in [
            (["training.batch=7"], "training.batch is 7, which can't be shared out evenly over the 2 processes"),
            (["training.stepps=7"], "stepps"), (["--find-lr"], "--find-lr: one process alone finds a rate"),
            (["data.train=[{recipe: none.yml}]"], "none.yml"),
        ] {
            let outcome = await (try start(2, [config, "-o", folder("run"), "--quiet"] + changes)).outcome()
            #expect(outcome.code ?? 0 > 0)
            let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
            #expect(errors.count == 1 && errors[0].contains(text), "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder("run")))
        }
    }

    /// Processes that were meant to train each by itself do not train together instead.
    @Test func othersRunsAreRefused() async throws {
        let folder = try TemporaryFolder()
        let config = try config(folder)
        let platen = try Program.built.path
        let script = "exec \(platen) train \(config) -o \(folder("run"))-$OMPI_COMM_WORLD_RANK --quiet"
        try script.write(toFile: folder("each.sh"), atomically: true, encoding: .utf8)
        let outcome = await (try start(2, ["/bin/bash", folder("each.sh")], with: [])).outcome()
        #expect(outcome.code == 74, "\(outcome.errors)")
        #expect(outcome.errors.contains("process 2 of 2: this process has another config, run, dataset"))
        #expect(!FileManager.default.fileExists(atPath: folder("run-0")))
    }

    /// A signal to any of them stops all, with a checkpoint from which one, or more, go on; SIGUSR1 is what mpirun hands on.
    @Test(arguments: [SIGTERM, SIGUSR1]) func aSignalStopsAll(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let config = try config(folder, steps: 100_000)
        let rest = [config, "-o", folder("run"), "--quiet", "training.validate_every=100000"]
        let run = try start(2, rest)
        let (parent, log) = (run.number, folder("run/metrics.csv"))
        try await run.wait {
            guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return false }
            guard text.split(separator: "\n").count > 4, let last = Self.children(of: parent).last else { return false }
            kill(last, signal)
            return true
        }
        let outcome = await run.outcome()
        #expect(outcome.code == 130, "\(outcome.errors)")
        let said = try #require(outcome.errors.firstMatch(of: /error: stopped at step ([0-9]+); to go on/))
        let step = try #require(Int(said.1))

        let longer = rest + ["--resume", "training.steps=\(step + 4)"]
        try FileManager.default.copyItem(atPath: folder("run"), toPath: folder("copy"))
        #expect(await (try Program(["train"] + longer)).outcome().code == 0)
        let again = await (try start(4, longer.map { $0 == folder("run") ? folder("copy") : $0 })).outcome()
        #expect(again.code == 0, "\(again.errors)")
        try expectAlike(folder("run"), folder("copy"))
        #expect(try columns(folder("run")).names == columns(folder("copy")).names)
        #expect(try columns(folder("copy")).rows.compactMap { $0["step"].flatMap { Int($0) } }.contains(step + 4))
    }

    /// Where one is killed all end, and the run goes on to what it would have come to.
    @Test func aKilledProcessEndsAllAndTheRunGoesOn() async throws {
        let folder = try TemporaryFolder()
        let config = try config(folder, steps: 60)
        let changes = ["--quiet", "training.validate_every=20"]
        #expect(await (try start(2, [config, "-o", folder("whole")] + changes)).outcome().code == 0)

        let run = try start(2, [config, "-o", folder("parts")] + changes)
        let (parent, checkpoint) = (run.number, folder("parts/last.safetensors"))
        let victims = Victims()
        try await run.wait {
            guard FileManager.default.fileExists(atPath: checkpoint) else { return false }
            let children = Self.children(of: parent)
            guard children.count == 2, let last = children.last else { return false }
            victims.numbers = children
            kill(last, SIGKILL)
            return true
        }
        let outcome = await run.outcome()
        #expect(outcome.code != 0)
        #expect(outcome.errors.contains("signal 9"), "\(outcome.errors)")
        #expect(victims.numbers.count == 2)
        let deadline = Deadline()
        while !victims.numbers.allSatisfy({ Self.hasEnded($0) }) { try await deadline.pause() }

        let second = await (try start(2, [config, "-o", folder("parts"), "--resume"] + changes)).outcome()
        #expect(second.code == 0, "\(second.errors)")
        #expect(try numbers(folder("parts")) == numbers(folder("whole")))
    }
}

/// The numbers of processes, from a thread that found them.
private final class Victims: @unchecked Sendable {
    /// Written before the wait for it ends, read behind it.
    var numbers: [Int32] = []
}
