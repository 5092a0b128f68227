import Foundation
import Imaging
import Neural
import Samples
import Testing

@testable import Recognition

@Suite struct EnsembleTests {
    private func reading(_ text: String, _ probability: Double) throws -> Transcription {
        let alphabet = try Alphabet("ab")
        let frames = Frames(text.map { $0 == "a" ? [0.9, 0.05, 0.05] : [0.05, 0.9, 0.05] })
        return Transcription(alphabet.encode(text).classes, logProbability: log(probability), in: frames, alphabet)
    }

    @Test func whatMostReadIsTaken() throws {
        let agreed = try #require(Ensemble([reading("ab", 0.9), reading("aa", 0.6), reading("aa", 0.8)]))
        #expect(agreed.transcription.text == "aa")
        #expect(abs(agreed.transcription.probability - 1.4 / 3) < 1e-9)
        #expect(agreed.chosen == 2 && agreed.agreeing == 2 && agreed.count == 3)
        // One that is sure outweighs two that are not.
        let sure = try #require(Ensemble([reading("aa", 0.2), reading("ab", 0.9), reading("aa", 0.3)]))
        #expect(sure.transcription.text == "ab" && abs(sure.transcription.probability - 0.3) < 1e-9)
        #expect(sure.chosen == 1 && abs(sure.agreement - 1.0 / 3) < 1e-9)
    }

    @Test func oneReadingStaysAsItIs() throws {
        #expect(Ensemble([]) == nil)
        let one = try #require(Ensemble([reading("ba", 0.4)]))
        #expect(one.transcription.text == "ba" && abs(one.transcription.probability - 0.4) < 1e-9)
        #expect(one.agreement == 1)
    }

    /// A reader whose network has random numbers: what it reads is nonsense, but the same nonsense each time.
    private func reader(
        _ alphabet: Alphabet, height: Int = 32, seed: UInt64, views: Int = 1
    ) throws -> Reader {
        let engine = try Engine(threadCount: 1)
        var input = InputPolicy()
        input.height = height
        var config = CRNNConfig()
        (config.width, config.hidden) = (4, 8)
        let model = try config.makeModel(
            classCount: alphabet.classCount, input: input, Initializer(engine, seed: seed))
        return Reader(Recognizer(model, alphabet: alphabet, input: input, engine: engine), views: views)
    }

    private func pictures(_ count: Int) -> [Bitmap] {
        (0..<count).map { number in
            var generator = SampleKey(seed: 9, split: .test, index: number).generator("noise")
            return Bitmap(width: 60 + 20 * number, height: 40) { generator.fill(UnsafeMutableRawBufferPointer($0)) }
        }
    }

    /// Models with other alphabets and other sizes of pictures read together, each as by itself.
    @Test func modelsOfAnyKindReadTogether() throws {
        let (one, other) = (
            try reader(Alphabet("012"), seed: 5, views: 2), try reader(Alphabet("abcdef"), height: 48, seed: 6)
        )
        let group = CompoundReader([one, other])
        #expect(group.readingCount == 3)
        let pictures = pictures(4)
        let together = try group.read(views: try pictures.map { try group.views(of: $0) })
        #expect(together.count == pictures.count)
        for (picture, reading) in zip(pictures, together) {
            let own = try one.read(views: [try one.views(of: picture)])[0]
            let others = try other.read(views: [try other.views(of: picture)])[0]
            #expect(reading.byModel.map(\.text) == [own.text, others.text])
            #expect(reading.readingCount == 3 && reading.agreeing >= 1)
            #expect([own.text, others.text].contains(reading.text) || reading.agreeing == 1)
            #expect(reading.characters.count == reading.text.count)
            #expect(reading.characters.allSatisfy { $0.place.right <= Double(picture.width) + 1e-9 })
        }
    }

    @Test func oneModelReadsAsByItself() throws {
        let reader = try reader(Alphabet("012"), seed: 5)
        let group = CompoundReader([reader])
        let pictures = pictures(3)
        for (one, other) in zip(
            try group.read(views: try pictures.map { try group.views(of: $0) }), try reader.read(pictures))
        {
            #expect(one.text == other.text && one.probability == other.probability)
            #expect(one.agreement == nil && one.byModel.isEmpty)
        }
    }

    /// A model that knows no case can't contradict one that does.
    @Test func aModelWithoutCaseDecidesForAll() throws {
        let group = CompoundReader([
            try reader(Alphabet("ABCDEF"), seed: 5), try reader(Alphabet("abcdef", foldsCase: true), seed: 5),
        ])
        #expect(group.foldsCase && group.normalized("aBc") == "abc")
        // The networks have the same numbers, so that they read the same letters.
        for reading in try group.read(views: try pictures(3).map { try group.views(of: $0) }) {
            #expect(reading.agreement == 1)
            #expect(reading.text == reading.text.lowercased())
        }
    }

    @Test func agreementIsTallied() throws {
        let group = CompoundReader([try reader(Alphabet("012"), seed: 5), try reader(Alphabet("345"), seed: 6)])
        var tally = AgreementTally(models: 2)
        let readings = try group.read(views: try pictures(3).map { try group.views(of: $0) })
        for reading in readings { tally.add(label: reading.byModel[0].text, reading) }
        #expect(tally.agreed.samples + tally.differing.samples == 3)
        #expect(tally.byModel.map(\.samples) == [3, 3])
        #expect(tally.byModel[0].exactRate == 1)
        let same = readings.count { $0.byModel[0].text == $0.byModel[1].text }
        #expect(tally.agreed.samples == same && tally.byModel[1].exact == same)
    }
}
