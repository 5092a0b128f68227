import Foundation
import TestSupport
import Testing

/// `platen mnist`.
@Suite(.enabled(if: MirrorServer.isThere, Comment(rawValue: MirrorServer.absence))) struct MNISTTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func mnistFromALocalMirror() async throws {
        var files: [String: Data] = [:]
        for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
            let file = name + "-ubyte.gz"
            files[file] = try Data(contentsOf: URL(fileURLWithPath: SharedData.folder("mnist") + "/" + file))
        }
        let server = try await MirrorServer(files)
        let target = folder("new/mnist")
        let mirrors = ["--mirror", server.url("none"), "--mirror", server.url("break")]
        func run(_ arguments: [String]) async throws -> Program.Outcome {
            try await Program(["mnist"] + arguments, environment: ["PLATEN_MNIST": target]).outcome()
        }
        let first = try await run(["fetch"] + mirrors)
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.output == "\(target): 4 of 4 files fetched, all are there, as published\n")
        #expect(try TemporaryFolder.tree(target) == files)
        struct Fetched: Decodable {
            let folder: String
            let files: [File]
            struct File: Decodable {
                let name, sha256: String
                let bytes: Int
                let fetched: Bool
            }
        }
        let gone = "t10k-labels-idx1-ubyte.gz"
        try FileManager.default.removeItem(atPath: target + "/" + gone)
        let json = try await run(["fetch", "--json"] + mirrors)
        let report = try JSONDecoder().decode(Fetched.self, from: Data(json.output.utf8))
        #expect(report.folder == target && report.files.map(\.name).sorted() == files.keys.sorted())
        #expect(report.files.filter(\.fetched).map(\.name) == [gone])
        #expect(report.files.allSatisfy { $0.bytes == files[$0.name]?.count && $0.sha256.count == 64 })
        let asked = server.requests.count
        let second = try await run(["fetch", "--dir", target] + mirrors)
        #expect(second.code == 0)
        #expect(second.output == "\(target): all files of MNIST are there, as published\n")
        #expect(server.requests.count == asked)
        let check = try await run(["check"])
        #expect(
            check.output.hasPrefix(
                "\(target): 70 000 pictures, the first 28x28 px\n  train        48 000: 0 4 738, 1 5 394,"),
            "\(check.output)")
        #expect(check.output.contains("\n  test         10 000: 0 980, 1 1 135,"), "\(check.output)")
    }

    @Test func darkDigitsAreTurnedRound() async throws {
        let digits = try SmallMNIST()
        for name in try FileManager.default.contentsOfDirectory(atPath: digits.path) {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: digits.path + "/" + name))
            // Behind a header of 16 bytes.
            if name.contains("images") { for place in 16..<bytes.count { bytes[place] ^= 255 } }
            try bytes.write(to: URL(fileURLWithPath: folder(name)))
        }
        let outcome = try await platen("mnist", "check", "--dir", folder.path)
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("\(folder.path): its pictures are dark on light and are turned round"))
    }

    @Test func whatTheCommandsSay() async throws {
        #expect(
            try await failure(66, "mnist", "check", "--dir", folder("none"))
                == "\(folder("none")): there is no such folder: 'platen mnist fetch' fills it")
        #expect(
            try await failure(64, "mnist", "fetch", "--mirror", "ftp://x/")
                == "the value 'ftp://x/' is invalid for '--mirror <url>': --mirror must be an http or https address, got "
                + "'ftp://x/'; see 'platen mnist --help'")
        let server = try await MirrorServer([:])
        let message = try await failure(
            74, "mnist", "fetch", "--dir", folder("m"), "--mirror", server.url("none"))
        #expect(message.hasPrefix("cannot fetch train-images-idx3-ubyte.gz: \(server.url("none"))"), "\(message)")
        try Data().write(to: URL(fileURLWithPath: folder("file")))
        #expect(
            try await failure(73, "mnist", "fetch", "--dir", folder("file/x"))
                == "cannot create the folder \(folder("file/x"))")
    }

    @Test func interrupted() async throws {
        let server = try await MirrorServer(["train-images-idx3-ubyte.gz": Data(repeating: 7, count: 100_000)])
        let program = try Program(["mnist", "fetch", "--dir", folder("m"), "--mirror", server.url("slow")])
        let part = URL(fileURLWithPath: folder("m/train-images-idx3-ubyte.gz.part"))
        try await program.wait(
            until: { ((try? Data(contentsOf: part)) ?? Data()).isEmpty == false }, thenSend: SIGINT)
        let outcome = await program.outcome()
        #expect(outcome.code == 130, "\(outcome.errors)")
        #expect(try !Data(contentsOf: part).isEmpty)
    }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func allOfMNISTTakesLittleMemory() async throws {
        let tests = try #require(Bundle.main.executableURL)
        let program = tests.deletingLastPathComponent().appendingPathComponent("platen").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import resource, subprocess, sys
            subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
            # The most that the process ever held, KB, as the kernel counts it.
            open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
            """, folder("peak"), program, "mnist", "check", "--dir", SharedData.folder("mnist"),
        ]
        try process.run()
        let deadline = Deadline()
        while process.isRunning { try await deadline.pause() }
        let peak = try #require(Int(try contents(folder("peak"))))
        #expect((57_000..<150_000).contains(peak))
    }
}
