import Foundation
import TestSupport
import Testing

/// `platen generate --from N --count M`: a range of one split by the numbers of its samples.
@Suite struct RangeTests {
    /// Labels that may repeat, so that there is no last sample.
    private static let endless = "text.number.mode=random"

    private func records(_ folder: String) throws -> [[String: Any]] {
        try contents(folder + "/samples.jsonl").split(separator: "\n").map(object)
    }

    @Test(arguments: ["train", "val"]) func samplesAreThoseOfTheWhole(split: String) async throws {
        let desk = try Desk(
            "output: {layout: flat, annotations: [simple, imagefolder, icdar2015, doctr, webdataset, lmdb], masks: true}"
        )
        try await succeed("generate", desk.recipe, "-o", desk("whole"), "--quiet")
        try await succeed(
            "generate", desk.recipe, "-o", desk("part"), "--from", "3", "--count", "4", "--split", split, "--quiet")
        let whole = try records(desk("whole")).filter { $0["split"] as? String == split }
        let part = try records(desk("part"))
        #expect(part.count == 4)
        #expect(part as NSArray == Array(whole[3..<7]) as NSArray)
        for record in part {
            for key in ["path", "mask"] {
                let name = try #require(record[key] as? String)
                let files = try [desk("whole/" + name), desk("part/" + name)].map {
                    try Data(contentsOf: URL(fileURLWithPath: $0))
                }
                #expect(files[0] == files[1])
            }
        }
        let lines = try contents(desk("whole/labels_\(split).txt")).split(separator: "\n")
        #expect(try contents(desk("part/labels_\(split).txt")).split(separator: "\n") == Array(lines[3..<7]))
        // Each file is one of its format, and the first and the last of a range are where they should be.
        for format in ["platen", "simple", "imagefolder", "icdar2015", "doctr", "webdataset", "lmdb"] {
            let outcome = try await platen(
                "inspect", desk("part"), "--format", format, "--count", "0", "--tolerate", "1", "--json")
            let labels = try #require(try object(outcome.output)["labels"] as? [String: Any], "\(outcome.errors)")
            #expect((labels["samples"] as? [String: Int])?[split] == 4, "\(format)")
        }
    }

    @Test func theSameBytesForAnyNumberOfJobsAndParts() async throws {
        let desk = try Desk("output: {annotations: [simple, webdataset, parquet], pack_size: 10}")
        func draw(_ name: String, _ more: String...) async throws {
            let outcome = try await Program(
                ["generate", desk.recipe, "-o", desk(name), "--from", "17", "--count", "33", "--quiet"] + more
            ).outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        try await draw("one", "--jobs", "1")
        let one = try tree(desk("one"))
        for jobs in ["3", "64"] {
            try await draw("jobs \(jobs)", "--jobs", jobs)
            #expect(try tree(desk("jobs \(jobs)")) == one)
        }
        for part in ["2/3", "1/3", "3/3"] { try await draw("parts", "--shard", part) }
        try await succeed("merge", desk("parts"), "-o", desk("merged"), "--quiet")
        #expect(try tree(desk("merged")) == one)
    }

    @Test func sampleOneThousandMillionIsThere() async throws {
        let desk = try Desk()
        try await succeed(
            "generate", desk.recipe, Self.endless, "-o", desk("set"), "--from", "1000000000", "--count", "2",
            "--format", "simple,webdataset", "--quiet")
        let found = try records(desk("set"))
        #expect(found.map { $0["index"] as? Int } == [1_000_000_000, 1_000_000_001])
        #expect(found.first?["path"] as? String == "train/001/000/000/001000000000.png")
        let stream = try await Program(
            ["stream", desk.recipe, Self.endless, "--start", "1000000000", "--count", "2", "--fields", "none"],
            output: try file(desk("stream"))
        ).outcome()
        #expect(stream.code == 0)
        let frames = try StreamFrames(Data(contentsOf: URL(fileURLWithPath: desk("stream")))).frames
        #expect(frames.map(\.label) == found.map { $0["label"] as? String })
        #expect(try await platen("inspect", desk("set")).code == 0)
    }

    private func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try #require(FileHandle(forWritingAtPath: path))
    }

    @Test func anotherRangeIsAnotherDataset() async throws {
        let desk = try Desk()
        func draw(_ from: String, _ more: String...) async throws -> Program.Outcome {
            try await Program(
                ["generate", desk.recipe, "-o", desk("set"), "--from", from, "--count", "5", "--quiet"] + more
            ).outcome()
        }
        #expect(try await draw("7").code == 0)
        #expect(try await draw("7", "--resume").code == 0)
        let other = try await draw("8", "--resume")
        #expect(other.code == 65 && other.errors.contains("number of the first train sample"), "\(other.errors)")
        #expect(try await draw("8", "--overwrite").code == 0)
        #expect(try records(desk("set")).first?["index"] as? Int == 8)
    }

    @Test func whatIsNoRange() async throws {
        let desk = try Desk()
        func refusal(_ code: Int32, _ arguments: String...) async throws -> String {
            let outcome = try await Program(["generate", desk.recipe] + arguments).outcome()
            #expect(outcome.code == code, "\(outcome.errors)")
            return outcome.errors
        }
        #expect(try await refusal(64, "-o", "-").contains("--format webdataset"))
        #expect(try await refusal(64, "-o", "-", "--format", "lmdb").contains("--format webdataset"))
        #expect(try await refusal(64, "-o", desk("a"), "--from", "3").contains("--count"))
        #expect(try await refusal(64, "-o", desk("a"), "--split", "val").contains("--count"))
        #expect(try await refusal(64, "-o", desk("a"), "--from", "-3", "--count", "1").contains("--from"))
        // There are 99,000 different labels of four and five digits.
        let tooFar = try await refusal(65, "-o", desk("a"), "--from", "10000000", "--count", "1")
        #expect(tooFar.contains("ask for fewer"))
        #expect(!FileManager.default.fileExists(atPath: desk("a")))
    }
}
