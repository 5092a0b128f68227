import Configs
import Foundation
import Imaging
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// Pictures without labels: what of the model's own readings becomes a label.
@Suite struct AdaptationTests {
    private func round(
        _ pictures: UnlabelledPictures, _ config: AdaptConfig = AdaptConfig(), heldOut: Double = 1,
        after last: AdaptationRound? = nil, pattern: PatternDecoder? = nil
    ) throws -> AdaptationRound {
        let adaptation = Adaptation(pictures, config, pattern: pattern)
        let round = try adaptation.round(
            at: 0, of: 100, by: try TrainedBars.digits.get().recognizer(), batchSize: 8, heldOut: heldOut, after: last,
            shouldStop: { false })
        return try #require(round)
    }

    @Test func sureReadingsAreTaken() throws {
        let folder = try BarPictures(["01", "2", "", "210"])
        // What shows nothing is not taken, and what is no picture is counted.
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: folder("9.png")))
        var strict = AdaptConfig()
        (strict.agreement, strict.confidence) = (1, 0.9)
        let round = try round(try UnlabelledPictures(in: [try folder.folder.get().path]), strict)
        #expect(round.count == 5)
        #expect(round.taken.map(\.text) == ["01", "2", "210"])
        #expect(round.taken.map(\.picture) == [0, 1, 3])
        #expect(round.refused.map(\.picture) == [2, 4])
        #expect(round.refusals[.broken] == 1)
        #expect(round.refusals.values.reduce(0, +) == 2)
        #expect(round.distinctCount == 3)
        #expect(round.takenShare == 0.6)
        #expect(round.hasTaken)
        #expect(round.meanEntropy > 0 && round.meanEntropy < 0.5)
    }

    @Test func doubtfulReadingsAreNot() throws {
        var config = AdaptConfig()
        config.confidence = 1
        let folder = try BarPictures(["01", "2"])
        let round = try round(folder.pictures, config)
        #expect(round.taken.isEmpty)
        #expect(round.refusals == [.doubt: 2])
        #expect(!round.hasTaken)
    }

    /// Squeezed pictures are read otherwise from view to view: how many views must agree decides what is taken of them.
    @Test func asManyViewsMustAgreeAsAreAskedFor() throws {
        let folder = try TemporaryFolder()
        for (number, text) in ["0120", "2112", "1022", "2010", "0211", "1200"].enumerated() {
            var picture = BarSource.picture(text)
            picture = picture.resized(width: picture.width * (6 + number) / 20, height: picture.height)
            try ImageFile.write(picture, path: folder("\(number).png"))
        }
        let pictures = try UnlabelledPictures(in: [folder.path])
        func taken(_ agreement: Double) throws -> [AdaptationRound.Reading] {
            var config = AdaptConfig()
            (config.views, config.agreement, config.confidence, config.lastConfidence) = (9, agreement, 0, 0)
            return try round(pictures, config).taken
        }
        let (all, most, any) = (try taken(1), try taken(0.6), try taken(0))
        #expect(all.allSatisfy { $0.others.isEmpty })
        #expect(any.contains { !$0.others.isEmpty })
        #expect(Set(all).isSubset(of: most) && Set(most).isSubset(of: any) && all.count < any.count)
    }

    @Test func whatThePatternDoesNotHoldIsNotTaken() throws {
        let labels = try #require(LabelAutomaton(of: ["01", "02"]))
        let folder = try BarPictures(["01", "2112", "02"])
        let round = try round(folder.pictures, pattern: PatternDecoder(labels))
        #expect(round.taken.map(\.text) == ["01", "02"])
        #expect(round.refused.count == 1)
    }

    @Test func aModelThatForgotTakesNothing() throws {
        let folder = try BarPictures(["01", "2"])
        let good = try round(folder.pictures, heldOut: 0.9)
        #expect(good.taken.count == 2)
        let bad = try round(folder.pictures, heldOut: 0.87, after: good)
        #expect(bad.isRejected)
        #expect(bad.taken.isEmpty)
        #expect(bad.refusals == [.rejected: 2])
        // The best is not forgotten, so that a model can't get worse little by little.
        #expect(bad.bestHeldOut == 0.9)
        #expect(bad.hasTaken)
        let fine = try round(folder.pictures, heldOut: 0.885, after: bad)
        #expect(fine.taken.count == 2)
    }

    @Test func picturesThatCannotBeReadAtAllAreAnError() throws {
        let folder = try TemporaryFolder()
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: folder("9.png")))
        let pictures = try UnlabelledPictures(in: [folder.path])
        #expect { try round(pictures) } throws: {
            "\($0)" == "data.unlabelled: none of the 1 pictures can be read, such as \(folder("9.png"))"
        }
        try FileManager.default.removeItem(atPath: folder("9.png"))
        #expect { try UnlabelledPictures(in: [folder.path]) } throws: {
            "\($0)".hasPrefix("data.unlabelled: \(folder.path) holds no ")
        }
    }

    @Test func theThresholdMovesEvenly() {
        var config = AdaptConfig()
        (config.after, config.every, config.confidence, config.lastConfidence) = (100, 50, 0.8, 0.9)
        #expect(abs(config.threshold(at: 100, of: 300) - 0.8) < 1e-12)
        #expect(abs(config.threshold(at: 200, of: 300) - 0.85) < 1e-12)
        #expect(abs(config.threshold(at: 300, of: 300) - 0.9) < 1e-12)
        #expect(
            [0, 50, 99, 100, 120, 150, 200].map { config.isDue(at: $0) } == [
                false, false, false, true, false, true, true,
            ])
    }

    @Test func distortionsAreMildAndFollowTheKey() throws {
        let bars = try TrainedBars.digits.get()
        let picture = BarSource.picture("0121")
        let keys = (0..<40).map { SampleKey(seed: 1, split: .train, index: $0) }
        #expect(Distortion(strength: 0)(picture, keys[0]) == picture)
        let distortion = Distortion(strength: 0.5)
        let drawn = keys.map { distortion(picture, $0) }
        #expect(drawn[3] == distortion(picture, keys[3]))
        #expect(Set(drawn.map(\.pixels)).count == 40)
        let read = try Reader(try bars.recognizer()).read(drawn)
        #expect(read.count { $0.text == "0121" } >= 30)
    }

    /// After one batch is looked at, the model in use does with it what it does in training, where the batch's own means and
    /// variances count.
    @Test func batchNormsTakeThePicturesMeans() throws {
        let bars = try TrainedBars.digits.get()
        let engine = try Engine(threadCount: 1)
        let model = try bars.file.makeModel(engine)
        let input = bars.file.card.input
        let images = try (0..<24).map { number in
            var picture = BarSource.picture(["0120", "2101", "1022"][number % 3])
            picture.apply(.contrast(0.5, around: 0.5, shift: 0.1))
            return try input.prepare(picture)
        }
        func values(_ mode: Context.Mode) throws -> [Float] {
            let padded = PaddedImages(images, width: 64, input)
            let pixels = try Tensor(engine, [24, 1, 32, 64], padded.values)
            let tape = Tape(Context(engine, mode))
            return try model(tape.constant(pixels)).value.values()
        }
        let before = try values(.inference)
        let statistics = BatchStatistics(input: input, batchSize: 24, precision: .float32, engine: engine)
        #expect(BatchStatistics.are(in: model))
        try statistics.replace(in: model, by: images)
        let (after, training) = (try values(.inference), try values(.training))
        func distance(_ values: [Float]) -> Float { zip(values, training).reduce(0) { max($0, abs($1.0 - $1.1)) } }
        #expect(distance(after) < 0.05)
        #expect(distance(before) > 10 * distance(after))
    }
}

/// A folder of pictures of bars, in the order of their numbers.
struct BarPictures {
    let folder = Result { try TemporaryFolder() }
    let pictures: UnlabelledPictures

    /// - Parameter name: what a picture is called, behind its number.
    init(_ texts: [String], name: (String) -> String = { _ in "" }) throws {
        let folder = try folder.get()
        for (number, text) in texts.enumerated() {
            let place = String(format: "%03d", number) + name(text) + ".png"
            // Not as those that were learnt from: grey on grey.
            var picture = BarSource.picture(text)
            picture.apply(.contrast(0.8, around: 0.5))
            try ImageFile.write(picture, path: folder(place))
        }
        pictures = try UnlabelledPictures(in: [folder.path])
    }

    func callAsFunction(_ name: String) throws -> String { try folder.get()(name) }
}
