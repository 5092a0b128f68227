import Foundation
import TestSupport
import Testing

/// `platen generate --format webdataset --output -`: tar members on standard output.
@Suite struct TarStreamTests {
    private static let options = ["--format", "webdataset", "-o", "-"]

    private func stream(_ desk: Desk, _ arguments: String...) async throws -> (Data, Program.Outcome) {
        let path = desk("stream-\(UUID().uuidString).tar")
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        let outcome = try await Program(["generate", desk.recipe] + Self.options + arguments, output: file).outcome()
        return (try Data(contentsOf: URL(fileURLWithPath: path)), outcome)
    }

    @Test(arguments: ["png", "jpeg"]) func theBytesAreThoseOfTheArchive(kind: String) async throws {
        let desk = try Desk("output: {format: \(kind), quality: 60..95}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--format", "webdataset", "--quiet")
        for split in ["train", "test"] {
            let archive = try Data(contentsOf: URL(fileURLWithPath: desk("set/\(split)-000000.tar")))
            for jobs in ["1", "8"] {
                let (bytes, outcome) = try await stream(desk, "--split", split, "--jobs", jobs)
                #expect(outcome.code == 0)
                #expect(bytes == archive)
                #expect(outcome.errors == "note: \(split == "train" ? 61 : 5) samples of \(split) were written\n")
            }
        }
        let (some, _) = try await stream(desk, "--from", "7", "--count", "9", "--quiet")
        try await succeed(
            "generate", desk.recipe, "-o", desk("part"), "--format", "webdataset", "--from", "7", "--count", "9",
            "--quiet")
        #expect(try some == Data(contentsOf: URL(fileURLWithPath: desk("part/train-000000.tar"))))
    }

    /// The names of a shard's members.
    @Test func partsTakeTurns() async throws {
        let desk = try Desk()
        for (part, wanted) in [("1/3", [5, 8, 11]), ("3/3", [7, 10])] {
            let (bytes, outcome) = try await stream(desk, "--from", "5", "--count", "8", "--shard", part, "--quiet")
            #expect(outcome.code == 0 && outcome.errors == "")
            let path = desk("part.tar")
            try bytes.write(to: URL(fileURLWithPath: path))
            let outcomes = try await platen("inspect", path, "--count", "0", "--json")
            #expect(outcomes.output.contains("\"all\" : \(wanted.count)"), "\(outcomes.output) \(outcomes.errors)")
            let text = String(decoding: bytes, as: UTF8.self)
            for index in 5..<13 {
                #expect(text.contains("00000000\(index)".suffix(9) + ".txt") == wanted.contains(index))
            }
        }
    }

    @Test func aReaderThatHasEnoughEndsIt() async throws {
        let desk = try Desk()
        let pipe = Pipe()
        let program = try Program(
            ["generate", desk.recipe, "text={pattern: '[0-9]{12}'}"] + Self.options,
            output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.read(upToCount: 2_000_000)?.count == 2_000_000)
        try pipe.fileHandleForReading.close()
        let outcome = await program.outcome()
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
    }

    @Test func whatNoStreamHas() async throws {
        let desk = try Desk()
        for (arguments, code, part) in [
            (["output.masks=true"], 65, "output.masks=false"), (["output.layout=mjsynth"], 65, "output.layout=fanned"),
            (["--resume"], 64, "--from"), (["--json"], 64, "--json"),
            (["--format", "webdataset,simple"], 64, "--format webdataset"),
        ] as [([String], Int32, String)] {
            let outcome = try await Program(
                ["generate", desk.recipe] + Self.options + arguments, output: FileHandle.nullDevice
            ).outcome()
            #expect(outcome.code == code && outcome.errors.contains(part), "\(arguments): \(outcome.errors)")
        }
    }
}
