import Foundation
import Imaging
import TestSupport
import Testing

/// `platen stream`: samples for other programs.
@Suite struct StreamTests {
    /// What the program writes to a file, and how it ends.
    private func stream(
        _ arguments: String..., desk: Desk, input: String? = nil
    ) async throws -> (frames: StreamFrames, outcome: Program.Outcome) {
        let path = desk("stream-\(UUID().uuidString)")
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        let outcome = try await Program(["stream"] + arguments, input: input, output: file).outcome()
        return (try StreamFrames(Data(contentsOf: URL(fileURLWithPath: path))), outcome)
    }

    @Test func samplesAreThoseOfTheDataset() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet", "output.masks=true")
        let stored = try contents(desk("set/samples.jsonl")).split(separator: "\n").map(object)
        for (split, count) in [("train", 61), ("test", 5)] {
            let (stream, outcome) = try await stream(
                desk.recipe, "--split", split, "--fields", "boxes,mask,choices", desk: desk)
            #expect(outcome.code == 0 && outcome.errors == "")
            #expect(stream.count == count && stream.frames.map(\.index) == Array(0..<count))
            let lines = stored.filter { $0["split"] as? String == split }
            for (frame, line) in zip(stream.frames, lines) {
                #expect(frame.label == line["label"] as? String)
                #expect(frame.attempt == line["attempt"] as? Int)
                let image = try ImageFile.read(path: desk("set/\(try #require(line["path"] as? String))"))
                #expect(frame.pixels == image.pixels && frame.width == image.width)
                let mask = try ImageFile.read(path: desk("set/\(try #require(line["mask"] as? String))"))
                #expect(frame.mask == mask.pixels)
                let choices = try JSONSerialization.jsonObject(with: Data(frame.choices.utf8)) as? NSDictionary
                #expect(choices == line["choices"] as? NSDictionary)
                let quad = try #require(line["quad"] as? [Double])
                #expect(zip(frame.quads[0], quad).allSatisfy { abs(Double($0) - $1) < 0.006 })
                let characters = try #require(line["characters"] as? [[Any]])
                #expect(frame.texts == characters.map { $0[0] as? String })
                #expect(frame.quads.count == 1 + characters.count)
            }
        }
    }

    @Test func partsOfAStream() async throws {
        let desk = try Desk()
        let all = try await stream(desk.recipe, desk: desk).frames
        #expect(all.header["count"] as? Int == 61 && all.header["split"] as? String == "train")
        #expect(all.header["fields"] as? [String] == ["boxes", "choices"])
        #expect(Set(try #require(all.header["alphabet"] as? [String])) == Set("0123456789".map { String($0) }))
        let some = try await stream(desk.recipe, "--start", "20", "--count", "7", "--threads", "3", desk: desk).frames
        #expect(some.frames == Array(all.frames[20..<27]) && some.count == 7)
        let shard = try await stream(desk.recipe, "--shard", "2/3", "--start", "1", desk: desk).frames
        #expect(shard.frames.map(\.index) == Array(stride(from: 2, to: 61, by: 3)))
        #expect(shard.frames.first == all.frames[2])
        let recipe = try await succeed("recipe", desk.recipe)
        try desk.write(recipe, "resolved.yml")
        let resolved = try await stream(desk("resolved.yml"), "--count", "0", desk: desk).frames
        let hashes = [all, resolved].map { ($0.header["recipe"] as? [String: String])?["sha256"] }
        #expect(hashes[0] == hashes[1] && hashes[0]?.count == 64)
        #expect(resolved.frames.isEmpty && resolved.count == 0)
    }

    @Test func aReaderThatHasEnoughEndsIt() async throws {
        let desk = try Desk()
        let pipe = Pipe()
        let program = try Program(
            ["stream", desk.recipe, "text={pattern: '[0-9]{12}'}"], output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        let first = try #require(try pipe.fileHandleForReading.read(upToCount: 2_000_000))
        #expect(first.count == 2_000_000)
        try pipe.fileHandleForReading.close()
        let outcome = await program.outcome()
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
    }

    @Test func aSampleThatCannotBeDrawn() async throws {
        let desk = try Desk()
        let (stream, outcome) = try await stream(desk.recipe, "--count", "70", desk: desk)
        #expect(outcome.code == 65)
        #expect(stream.frames.map(\.index) == Array(0..<61) && stream.count == nil)
        let failure = try #require(stream.failure)
        #expect((failure.index, failure.code) == (61, 65))
        #expect(outcome.complaints == ["error: " + failure.message])
        #expect(failure.message.hasPrefix("sample train 61: ") && failure.message.contains("mode 'unique'"))
    }

    @Test func theReaderAsksForSamples() async throws {
        let desk = try Desk()
        let all = try await stream(desk.recipe, desk: desk).frames
        try desk.write("60\n0\n7\n7\n", "wishes")
        let (asked, outcome) = try await stream(desk.recipe, "--ask", desk: desk, input: desk("wishes"))
        #expect(outcome.code == 0 && outcome.errors == "")
        #expect(asked.frames == [60, 0, 7, 7].map { all.frames[$0] } && asked.count == 4)
        #expect(asked.header["start"] == nil && asked.header["size"] as? Int == 61)
        try desk.write("3\nthree\n", "wishes")
        let (broken, complaint) = try await stream(desk.recipe, "--ask", desk: desk, input: desk("wishes"))
        #expect(complaint.code == 64 && complaint.complaints.count == 1)
        #expect(broken.frames == [all.frames[3]])
        #expect(broken.failure?.message.contains("'three' is no index") == true && broken.failure?.code == 64)
    }

    @Test func whatIsWrong() async throws {
        let desk = try Desk()
        #expect(try await failure(66, "stream", desk("none.yml")).contains("none.yml: there is no such file"))
        let fields = try await failure(64, "stream", desk.recipe, "--fields", "boxes,pixels")
        #expect(fields.hasPrefix("--fields are boxes, mask, choices, or none; got 'pixels'"))
        #expect(try await failure(64, "stream", desk.recipe, "--shard", "0/2").contains("1/8"))
        #expect(try await failure(64, "stream", desk.recipe, "--ask", "--count", "2").contains("leave --start"))
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let outcome = try await Program(["stream", desk.recipe], output: full).outcome()
        #expect(outcome.code == 74)
        #expect(outcome.complaints == ["error: cannot write to standard output: the disk is full"])
    }
}
