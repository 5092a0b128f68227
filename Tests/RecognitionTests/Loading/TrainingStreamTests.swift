import Imaging
import Samples
import Testing

@testable import Recognition

@Suite struct TrainingStreamTests {
    private func stream(
        _ sources: [StreamSource], batch: Int = 4, pool: Int = 3, seed: UInt64 = 1,
        unknown: AlphabetConfig.Unknown = .refuse, alphabet: String = "012"
    ) throws -> TrainingStream {
        try TrainingStream(
            sources: sources, alphabet: try Alphabet(alphabet), unknown: unknown, input: InputPolicy(),
            batchSize: batch, poolSize: pool, seed: seed)
    }

    private func bars(_ count: Int? = nil, weight: Double = 1, name: String = "bars") throws -> StreamSource {
        try StreamSource(name: name, source: BarSource(), split: .train, count: count, weight: weight)
    }

    @Test func aPoolIsAFunctionOfItsNumber() throws {
        let stream = try stream([try bars(100)])
        let (one, other) = (try StreamReader(stream), try StreamReader(stream))
        _ = try other.pool(0)
        for number in [2, 5] {
            let (a, b) = (try one.pool(number), try other.pool(number))
            #expect(a.batches.map(\.values) == b.batches.map(\.values))
            #expect(a.batches.flatMap { $0.examples.map(\.label) } == b.batches.flatMap { $0.examples.map(\.label) })
        }
    }

    @Test(arguments: [7, 12, 100]) func eachRoundHasEverySampleOnce(count: Int) throws {
        let stream = try stream([try bars(count)])
        for round in 0..<3 {
            let places = (round * count..<(round + 1) * count).map { stream.place(ofExample: $0).index }
            #expect(places.sorted() == Array(0..<count))
        }
        let first = (0..<count).map { stream.place(ofExample: $0).index }
        #expect(first != (count..<2 * count).map { stream.place(ofExample: $0).index })
    }

    @Test func aMixIsDrawnByWeight() throws {
        let stream = try stream([try bars(weight: 3), try bars(weight: 0), try bars(50, weight: 1)])
        var counts = [0, 0, 0]
        for number in 0..<8000 { counts[stream.place(ofExample: number).source] += 1 }
        #expect(counts[1] == 0)
        #expect(abs(counts[0] - 6000) < 200)
    }

    /// Stored pictures come again in another state each time, with the label that they have, and the same on every run.
    @Test func picturesThatComeAgainAreDistortedAnew() throws {
        func stream(_ strength: Double) throws -> TrainingStream {
            try self.stream([
                try StreamSource(
                    name: "bars", source: BarSource(), split: .train, count: 6,
                    distortion: Distortion(strength: strength))
            ])
        }
        func rounds(_ strength: Double) throws -> [Int: [Example]] {
            let reader = try StreamReader(try stream(strength))
            let pools = try (0..<4).map { try reader.pool($0) }
            return Dictionary(grouping: pools.flatMap { $0.batches.flatMap(\.examples) }) { $0.place.index }
        }
        for (index, examples) in try rounds(0) {
            #expect(Set(examples.map(\.image.pixels)).count == 1 && examples.count == 8, "\(index)")
        }
        let distorted = try rounds(0.5)
        for (index, examples) in distorted {
            #expect(Set(examples.map(\.image.pixels)).count == examples.count)
            #expect(Set(examples.map(\.label)) == [BarSource().label(.train, index)])
        }
        #expect(try rounds(0.5).mapValues { $0.map(\.image.pixels) } == distorted.mapValues { $0.map(\.image.pixels) })
        // What is measured on stays as it is.
        let (plain, other) = (try StreamReader(try stream(0)), try StreamReader(try stream(0.5)))
        var dropped: [Character: Int] = [:]
        let place = Example.Place(source: 0, index: 2)
        #expect(
            try plain.example(at: place, dropped: &dropped)?.image
                == other.example(at: place, dropped: &dropped)?.image)
    }

    @Test func aSeedIsAnOrder() throws {
        let places = try (1...2).map { seed in
            let stream = try stream([try bars(1000)], seed: UInt64(seed))
            return (0..<50).map { stream.place(ofExample: $0).index }
        }
        #expect(places[0] != places[1])
    }

    @Test func batchesHoldNeighboursInWidth() throws {
        let pool = try StreamReader(try stream([try bars(100)], batch: 8, pool: 4)).pool(0)
        #expect(pool.batches.count == 4)
        for batch in pool.batches {
            let widest = try #require(batch.examples.map(\.image.width).max())
            #expect(batch.width == InputPolicy().paddedWidth(widest))
            #expect(batch.values.count == 8 * 32 * batch.width)
        }
        // Sorted by width, the batches do not overlap.
        let widths = pool.batches.map { $0.examples.map(\.image.width).sorted() }
            .sorted { $0.lexicographicallyPrecedes($1) }.joined()
        #expect(Array(widths) == widths.sorted())
    }

    @Test func unknownCharactersAreRefusedOrCounted() throws {
        let source = try bars(20)
        let label = (0..<20).map { BarSource().label(.train, $0) }
        let twos = label.joined().count { $0 == "2" }
        #expect {
            try StreamReader(try stream([source], alphabet: "01")).pool(0)
        } throws: {
            "\($0)".hasSuffix(
                "has '2' (U+0032), which the alphabet lacks; add it to the alphabet, or set alphabet.unknown=drop")
        }
        let pool = try StreamReader(
            try stream([source], batch: 20, pool: 1, unknown: .drop, alphabet: "01")
        ).pool(0)
        #expect(pool.dropped == ["2": twos])
        #expect(pool.batches[0].examples.allSatisfy { !$0.label.contains("2") })
    }

    @Test func nothingToLearnFromIsAnError() throws {
        #expect { try stream([]) } throws: {
            "\($0)" == "data.train: give at least one source with a weight above 0"
        }
        #expect { try bars(0) } throws: { "\($0)" == "bars has no samples for train" }
    }
}
