import Datasets
import Foundation
import Imaging
import Samples
import Synchronization
import TestSupport
import Testing

@testable import Streaming

@Suite struct SampleStreamTests {
    /// The bytes of a whole stream.
    private func bytes(
        _ source: FakeSource, _ order: ConsecutiveOrder, fields: StreamFields = [.boxes, .mask, .choices],
        threads: Int = 3
    ) throws -> Data {
        var bytes = Data(try header(fields).bytes)
        let count = try SampleStream(source, split: .val, fields: fields, threads: threads).draw(order) { bytes += $0 }
        var end: [UInt8] = []
        FrameWriter.append(endAfter: count, to: &end)
        return bytes + end
    }

    private func header(_ fields: StreamFields) -> StreamHeader {
        StreamHeader(
            program: ToolVersion(name: "test", version: "1"), recipe: .init(name: "n", sha256: "ab"),
            seed: .max, split: "val", size: 70, start: 5, count: 9, shard: Shard(number: 1, of: 2), block: 1,
            fields: fields,
            alphabet: ["0", "é"])
    }

    @Test func framesHoldWhatSamplesHold() throws {
        let source = FakeSource()
        let stream = try StreamFrames(bytes(source, ConsecutiveOrder(start: 3, count: 4)))
        #expect(stream.count == 4)
        let reader = try source.makeReader()
        for (frame, index) in zip(stream.frames, 3..<7) {
            let sample = try reader.sample(at: index, in: .val)
            #expect(frame.index == index && frame.label == sample.label && frame.attempt == sample.key.attempt)
            #expect(frame.width == sample.image.width && frame.height == 12 && frame.channels == 1)
            #expect(frame.pixels == sample.image.pixels && frame.mask == sample.mask.pixels)
            #expect(frame.texts == sample.characters.map(\.text))
            #expect(frame.quads[0] == [0.126, 1.5, 35, 1.5, 35, 11, 0.126, 11])
            #expect(frame.quads[2] == [6.126, 1.5, 11, 1.5, 11, 11, 6.126, 11])
            #expect(
                frame.choices.hasPrefix(index % 2 == 0 ? #"{"font":"Fake Sans","camera.blur.s"# : #"{"font":"Fake \"S"#)
            )
            #expect(frame.choices.hasSuffix(#","camera.noise":3}"#))
        }
    }

    @Test func fieldsThatNobodyWantsAreLeftOut() throws {
        let stream = try StreamFrames(bytes(FakeSource(), ConsecutiveOrder(start: 0, count: 1), fields: []))
        let frame = try #require(stream.frames.first)
        #expect(frame.quads.isEmpty && frame.texts.isEmpty && frame.mask.isEmpty && frame.choices.isEmpty)
        #expect(frame.label == "100000" && frame.pixels.count == 36 * 12)
    }

    @Test func theHeaderTellsWhatIsDrawn() throws {
        let header = try StreamFrames(Data(try header([.choices, .boxes]).bytes)).header
        #expect(header["fields"] as? [String] == ["boxes", "choices"])
        #expect(header["alphabet"] as? [String] == ["0", "é"])
        #expect(header["seed"] as? UInt64 == .max)
        #expect(header["recipe"] as? [String: String] == ["name": "n", "sha256": "ab"])
        #expect((header["start"] as? Int, header["count"] as? Int) == (5, 9))
    }

    @Test func manyThreadsWriteTheSameBytes() throws {
        var source = FakeSource()
        // Pieces are done in another order than they are begun in.
        source.before = { _, index in if index % 5 == 0 { usleep(2000) } }
        let one = try bytes(source, ConsecutiveOrder(start: 7, count: 200), threads: 1)
        for threads in [2, 7] {
            #expect(try bytes(source, ConsecutiveOrder(start: 7, count: 200), threads: threads) == one)
        }
        #expect(try StreamFrames(one).frames.map(\.index) == Array(7..<207))
    }

    @Test(arguments: [(9, 3), (10, 3), (2, 3), (0, 2), (7, 1)]) func shardsAreAllOfIt(count: Int, shards: Int) throws {
        var indices: [[Int]] = []
        for shard in 1...shards {
            let order = ConsecutiveOrder(start: 100, count: count, shard: shard, of: shards)
            indices.append(try StreamFrames(bytes(FakeSource(), order, fields: [])).frames.map(\.index))
            #expect(indices[shard - 1].allSatisfy { ($0 - 100) % shards == shard - 1 })
        }
        #expect(indices.flatMap { $0 }.sorted() == Array(100..<100 + count))
    }

    @Test func shardsTakeTurnsByBlocks() throws {
        func indices(_ shard: Int) throws -> [Int] {
            let order = ConsecutiveOrder(start: 10, count: 11, shard: shard, of: 2, block: 4)
            return try StreamFrames(bytes(FakeSource(), order, fields: [])).frames.map(\.index)
        }
        #expect(try indices(1) == [10, 11, 12, 13, 18, 19, 20])
        #expect(try indices(2) == [14, 15, 16, 17])
    }

    @Test func askedForIndicesAreDrawnAsTheyCome() throws {
        let pipe = Pipe()
        let order = RequestedOrder(pipe.fileHandleForReading, threads: 2)
        let asking = pipe.fileHandleForWriting
        asking.write(Data("7\n3\n".utf8))
        var answered: [Int] = []
        let count = try SampleStream(FakeSource(), split: .train, fields: [], threads: 2).draw(order) { bytes in
            let header = try header([]).bytes
            answered += try StreamFrames(Data(header + bytes)).frames.map(\.index)
            // Who asks waits for the answer before asking for more.
            if answered.count == 2 { asking.write(Data((0..<100).map { "\($0 * 3)\n" }.joined().utf8)) }
            if answered.count == 102 { try asking.close() }
        }
        #expect(count == 102 && answered == [7, 3] + (0..<100).map { $0 * 3 })
        #expect(order.failure == nil)
    }

    @Test(arguments: [
        ("12\nx\n", 1, "'x' is no index"), ("-1\n", 0, "'-1' is no index"), ("1\n99999999999999999999", 1, "'9999"),
        ("1\n2", 2, nil), ("", 0, nil),
    ]) func requestsEndWhereTheyAreBroken(text: String, wanted: Int, complaint: String?) throws {
        let pipe = Pipe()
        let order = RequestedOrder(pipe.fileHandleForReading, threads: 1)
        pipe.fileHandleForWriting.write(Data(text.utf8))
        try pipe.fileHandleForWriting.close()
        let count = try SampleStream(FakeSource(), split: .train, fields: [], threads: 1).draw(order) { _ in }
        #expect(count == wanted)
        if let complaint {
            #expect(order.failure?.contains(complaint) == true)
        } else {
            #expect(order.failure == nil)
        }
    }

    @Test func aFailureComesBehindAllBeforeIt() throws {
        var source = FakeSource()
        source.before = { _, index in if index >= 40 { throw FakeSource.Failure("no ink") } }
        let stream = SampleStream(source, split: .test, fields: [], threads: 4)
        var bytes = Data(try header([]).bytes)
        let failure = try #require(throws: SampleStream.Failure.self) {
            _ = try stream.draw(ConsecutiveOrder(start: 1, count: nil)) { bytes += $0 }
        }
        #expect(failure.index == 40 && failure.error.message == "sample test 40: no ink")
        #expect(try StreamFrames(bytes).frames.map(\.index) == Array(1..<40))
        var last: [UInt8] = []
        FrameWriter.append(failure: "é", code: 65, index: 40, to: &last)
        let end = try #require(try StreamFrames(bytes + last).failure)
        #expect(end == (40, 65, "é"))
    }

    @Test func littleIsDrawnAheadOfASlowReader() throws {
        let drawn = Mutex(0)
        var source = FakeSource()
        source.before = { _, _ in drawn.withLock { $0 += 1 } }
        struct Enough: Error {}
        var written = 0
        let stream = SampleStream(source, split: .train, fields: [], threads: 2)
        #expect(throws: Enough.self) {
            _ = try stream.draw(ConsecutiveOrder(start: 0, count: nil)) { bytes in
                written += bytes.count / (8 + 40 + 36 * 12 + 6)
                usleep(20_000)
                // At most six pieces wait or are being drawn, of at most 64 samples.
                #expect(drawn.withLock { $0 } - written <= 7 * 64)
                if written > 1000 { throw Enough() }
            }
        }
    }
}
