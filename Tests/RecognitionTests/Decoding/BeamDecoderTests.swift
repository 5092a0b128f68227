import Foundation
import Samples
import Scripts
import Testing

@testable import Recognition

@Suite struct BeamDecoderTests {
    /// All texts, the most probable one first.
    private func ranking(_ frames: Frames) -> [(text: [Int], probability: Double)] {
        frames.allTexts.sorted { $0.value > $1.value }.map { ($0.key, $0.value) }
    }

    @Test(arguments: 0..<8)
    func wideBeamsAreExact(seed: UInt64) throws {
        let frames = Frames.random(6, 3, seed: seed)
        let best = ranking(frames)
        let found = BeamDecoder(width: 1000, leastProbability: 0).topPaths(5, of: frames, try Alphabet("ab"))
        #expect(found.map(\.classes) == best.prefix(5).map(\.text))
        for (one, other) in zip(found, best) { #expect(abs(one.probability - other.probability) < 1e-7) }
    }

    @Test(arguments: 0..<8)
    func wideBeamsGiveEveryTextOnce(seed: UInt64) throws {
        let frames = Frames.random(4, 4, seed: seed)
        let found = BeamDecoder(width: 10_000, leastProbability: 0).topPaths(10_000, of: frames, try Alphabet("abc"))
        #expect(Set(found.map(\.classes)) == Set(frames.allTexts.keys))
        #expect(found.count == frames.allTexts.count)
        #expect(abs(found.map(\.probability).reduce(0, +) - 1) < 1e-5)
    }

    @Test func findsWhatGreedyMisses() throws {
        // The blank is the likeliest at each step, and yet "a" is more probable than nothing.
        let frames = Frames([[0.4, 0.6], [0.4, 0.6]])
        let alphabet = try Alphabet("a")
        #expect(GreedyDecoder().decode(frames, alphabet).text == "")
        let reading = BeamDecoder(width: 2).decode(frames, alphabet)
        #expect(reading.text == "a")
        #expect(abs(reading.probability - 0.64) < 1e-6)
    }

    @Test(arguments: 0..<40)
    func isNoWorseThanGreedy(seed: UInt64) throws {
        let frames = Frames.random(12, 6, seed: seed)
        let alphabet = try Alphabet("abcde")
        let greedy = GreedyDecoder().decode(frames, alphabet)
        #expect(BeamDecoder(width: 32).decode(frames, alphabet).logProbability >= greedy.logProbability)
    }

    @Test(arguments: 0..<8)
    func readsWordsOfAListOnly(seed: UInt64) throws {
        let frames = Frames.random(6, 4, seed: seed)
        let words = ["ab", "abc", "cab", "b", "aa", "bcbcbcbc"]
        let alphabet = try Alphabet("abc")
        let best = words.map { ($0, frames.logProbability(of: alphabet.encode($0).classes)) }
            .filter { $0.1 > -.infinity }.sorted { $0.1 > $1.1 }
        let decoder = BeamDecoder(width: 100, labels: LabelAutomaton(of: words))
        let found = decoder.topPaths(10, of: frames, alphabet)
        #expect(found.map(\.text) == best.map(\.0))
        #expect(found.map(\.logProbability) == best.map(\.1))
        #expect(!found.contains { !$0.fits })
    }

    @Test func saysWhereNoWordFits() throws {
        let frames = Frames([[0.9, 0.05, 0.05], [0.1, 0.1, 0.8]])
        let reading = BeamDecoder(labels: LabelAutomaton(of: ["babab"])).decode(frames, try Alphabet("ab"))
        #expect(!reading.fits)
        #expect(reading.text == "a")
    }

    @Test func noStepsAreTheEmptyText() throws {
        let frames = Frames(stepCount: 0, classCount: 3, values: [])
        let reading = BeamDecoder().decode(frames, try Alphabet("ab"))
        #expect(reading.text.isEmpty)
        #expect(reading.logProbability == 0)
    }
}

@Suite struct PatternDecoderTests {
    @Test(arguments: 0..<20)
    func givesTheMostProbableTextOfThePattern(seed: UInt64) throws {
        let frames = Frames.random(6, 4, seed: seed)
        let alphabet = try Alphabet("012")
        // Even lengths whose first character is no 0.
        let labels = try #require(
            LabelAutomaton { builder, first in
                let end = builder.place()
                var place = first
                for number in 0..<2 {
                    place = builder.add(oneOf: number == 0 ? Array("12") : Array("012"), from: place)
                    place = builder.add(oneOf: Array("012"), from: place)
                    builder.jump(from: place, to: end)
                }
                return end
            })
        let best = frames.allTexts.filter { labels.accepts(alphabet.decode($0.key)) }.max { $0.value < $1.value }
        let reading = PatternDecoder(labels, width: 500).decode(frames, alphabet)
        #expect(reading.fits)
        #expect(reading.classes == best?.key)
        #expect(labels.accepts(PatternDecoder(labels, width: 1).decode(frames, alphabet).text))
    }

    @Test func foldsTheCaseOfThePattern() throws {
        let alphabet = try Alphabet("amy", foldsCase: true)
        let labels = try #require(LabelAutomaton(of: ["May", "Am"]))
        let frames = Frames([[0.1, 0.8, 0.05, 0.05], [0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1]])
        let reading = PatternDecoder(labels).decode(frames, alphabet)
        #expect(reading.text == "may")
        #expect(reading.fits)
    }

    @Test func saysWhereNothingFits() throws {
        let alphabet = try Alphabet("ab")
        let labels = try #require(LabelAutomaton(of: ["x", "aaaaaaaaa"]))
        let reading = PatternDecoder(labels).decode(Frames.random(5, 3, seed: 1), alphabet)
        #expect(!reading.fits)
    }

    @Test func readsTextsThatRunToTheLeft() throws {
        let alphabet = try Alphabet("٠١٢-")
        let labels = try #require(LabelAutomaton(of: ["١-٢", "٠-١", "٢-٠"])?.seen(TextOrder()))
        // In the picture from left to right: two, hyphen, one.
        let frames = Frames([
            [0.1, 0.1, 0.6, 0.1, 0.1], [0.1, 0.1, 0.1, 0.6, 0.1], [0.4, 0.3, 0.1, 0.1, 0.1],
        ])
        let reading = PatternDecoder(labels).decode(frames, alphabet)
        #expect(reading.fits)
        #expect(reading.text == "١-٢")
    }

    @Test func charactersOfSeveralScalarsAreRead() throws {
        let alphabet = try Alphabet(["e\u{301}", "a"])
        let labels = try #require(LabelAutomaton(of: ["ae\u{301}"]))
        let reading = PatternDecoder(labels).decode(Frames.random(2, 3, seed: 1), alphabet)
        #expect(reading.fits)
        #expect(reading.text == "ae\u{301}")
    }
}
