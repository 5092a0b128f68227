import Foundation
import Testing

@testable import Recognition

@Suite struct TranscriptionTests {
    @Test(arguments: 0..<6)
    func probabilityIsTheSumOverAllPaths(seed: UInt64) {
        let frames = Frames.random(5, 3, seed: seed)
        let texts = frames.allTexts
        #expect(abs(texts.values.reduce(0, +) - 1) < 1e-5)
        for (text, probability) in texts {
            #expect(abs(exp(frames.logProbability(of: text)) - probability) < 1e-9, "\(text)")
        }
    }

    @Test func textThatDoesNotFitHasNoProbability() {
        let frames = Frames.random(3, 3, seed: 1)
        // Two alike need a blank between them.
        #expect(frames.logProbability(of: [0, 0]) > -.infinity)
        #expect(frames.logProbability(of: [0, 0, 1]) == -.infinity)
        #expect(Frames(stepCount: 0, classCount: 3, values: []).logProbability(of: []) == 0)
        #expect(Frames(stepCount: 0, classCount: 3, values: []).logProbability(of: [1]) == -.infinity)
    }

    /// What a network says of a step sums to 1 but for rounding, in each of hundreds of steps.
    @Test func noProbabilityIsAboveOne() throws {
        let blank = Array(repeating: [1e-9, 1.000001], count: 400)
        let nothing = GreedyDecoder().decode(Frames(blank), try Alphabet("a"))
        #expect(nothing.logProbability > 0 && nothing.probability == 1)
        let letter = GreedyDecoder().decode(Frames(blank + [[1.000001, 1e-9]] + blank), try Alphabet("a"))
        #expect(letter.text == "a" && letter.probability == 1)
        #expect(try #require(letter.leastCertain).probability == 1)
    }

    @Test func greedyJoinsRepeatsAndLeavesBlanksOut() throws {
        let frames = Frames([
            [0.8, 0.1, 0.1], [0.7, 0.1, 0.2], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1], [0.2, 0.55, 0.25], [0.1, 0.5, 0.4],
        ])
        let reading = GreedyDecoder().decode(frames, try Alphabet("ab"))
        #expect(reading.text == "aab")
        #expect(reading.classes == [0, 0, 1])
        #expect(abs(reading.logProbability - frames.logProbability(of: [0, 0, 1])) < 1e-12)
        let least = try #require(reading.leastCertain)
        #expect(least.place == 2)
        #expect(abs(least.probability - 0.55) < 1e-6)
    }

    @Test func theLeastCertainCharacterIsAPlaceInTheText() throws {
        // From left to right gimel, bet, alef: the text begins with alef.
        let frames = Frames([[0.05, 0.05, 0.8, 0.1], [0.1, 0.8, 0.05, 0.05], [0.6, 0.2, 0.1, 0.1]])
        let reading = GreedyDecoder().decode(frames, try Alphabet("אבג"))
        #expect(reading.text == "אבג")
        #expect(reading.classes == [2, 1, 0])
        #expect(reading.leastCertain?.place == 0)
    }

    @Test func emptyReadingHasNoLeastCertainCharacter() throws {
        let reading = GreedyDecoder().decode(Frames([[0.1, 0.1, 0.8]]), try Alphabet("ab"))
        #expect(reading.text.isEmpty)
        #expect(reading.leastCertain == nil)
        #expect(abs(reading.probability - 0.8) < 1e-6)
    }

    @Test func takesASampleOutOfABatch() {
        // T = 2, N = 2, C = 2.
        let batch: [Float] = [0, 1, 2, 3, 4, 5, 6, 7]
        batch.withUnsafeBufferPointer { batch in
            #expect(Frames(sample: 1, of: batch, shape: [2, 2, 2]).values == [2, 3, 6, 7])
            #expect(Frames(sample: 0, of: batch, shape: [2, 2, 2], stepCount: 1).values == [0, 1])
        }
    }
}
