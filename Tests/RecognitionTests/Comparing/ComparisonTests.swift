import Foundation
import Imaging
import TestSupport
import Testing

@testable import Recognition

@Suite struct PairedDifferenceTests {
    /// The published values of Newcombe's table III, and values of the same formula in another language.
    @Test(arguments: [
        (both: 20, gains: 12, losses: 2, neither: 16, from: 0.0562, to: 0.3292),
        (both: 36, gains: 12, losses: 2, neither: 0, from: 0.0569, to: 0.3404),
        (both: 50, gains: 0, losses: 0, neither: 0, from: -0.0713, to: 0.0713),
    ]) func intervalsAreNewcombes(both: Int, gains: Int, losses: Int, neither: Int, from: Double, to: Double) {
        let estimate = PairedDifference.exact(both: both, gains: gains, losses: losses, neither: neither)
        #expect(abs(estimate.value - Double(gains - losses) / 50) < 1e-12)
        #expect(abs(estimate.interval.lowerBound - from) < 5e-5)
        #expect(abs(estimate.interval.upperBound - to) < 5e-5)
        #expect(estimate.isClear == (gains != losses))
    }

    /// Swapping the models turns the difference round.
    @Test func differencesHaveASign() {
        let one = PairedDifference.exact(both: 10, gains: 7, losses: 1, neither: 3)
        let other = PairedDifference.exact(both: 10, gains: 1, losses: 7, neither: 3)
        #expect(abs(one.value + other.value) < 1e-12)
        #expect(abs(one.interval.lowerBound + other.interval.upperBound) < 1e-12)
    }

    @Test func theTestIsExact() {
        #expect(abs(PairedDifference.chance(12, 2) - 0.012939453125) < 1e-12)
        #expect(PairedDifference.chance(0, 0) == 1)
        #expect(PairedDifference.chance(1, 0) == 1)
        #expect(PairedDifference.chance(5, 5) == 1)
        #expect(PairedDifference.chance(5000, 5000) == 1)
        #expect(PairedDifference.chance(0, 20000) < 1e-300)
    }
}

@Suite struct ComparisonTests {
    private func reading(_ text: String, _ probability: Double = 0.5) throws -> Transcription {
        let alphabet = try Alphabet("abcABC")
        let frames = Frames(stepCount: 0, classCount: 7, values: [])
        return Transcription(alphabet.encode(text).classes, logProbability: log(probability), in: frames, alphabet)
    }

    private func comparison(_ samples: [(String, [String])], foldsCase: Bool = false) throws -> Comparison {
        var comparison = Comparison(models: samples.first?.1.count ?? 2, foldsCase: foldsCase)
        for (index, sample) in samples.enumerated() {
            comparison.add(
                index: index, name: "\(index).png", label: sample.0, try sample.1.map { try reading($0) })
        }
        return comparison
    }

    @Test func modelsAreScoredSideBySide() throws {
        let comparison = try comparison([
            ("abc", ["abc", "abc"]), ("abc", ["abc", "abb"]), ("abc", ["aaa", "bbb"]), ("abc", ["bc", "abc"]),
        ])
        #expect(comparison.count == 4)
        #expect(comparison.tallies.map(\.total.exact) == [2, 2])
        // Pictures that only one reads right come first, in their order; then those that both read wrong.
        #expect(comparison.byGap.map(\.index) == [1, 3, 2])
        #expect(comparison.byGap[0].answers.map(\.edits) == [0, 1])
        let pair = try #require(comparison.pairs().first)
        #expect((pair.model, pair.base, pair.gains, pair.losses) == (1, 0, 1, 1))
        #expect(pair.exact.value == 0)
        #expect(abs(pair.characterErrorRate.value - 0) < 1e-12)
    }

    /// Each model is compared with those before it.
    @Test func allPairsAreThere() throws {
        let pairs = try comparison([("a", ["a", "b", "a"])]).pairs()
        #expect(pairs.map { [$0.model, $0.base] } == [[1, 0], [2, 0], [2, 1]])
        #expect(pairs.map(\.exact.value) == [-1, 0, 1])
    }

    /// Drawn anew with a fixed key: the same readings give the same interval, which holds the difference.
    @Test func errorRatesHaveAnInterval() throws {
        let samples = (0..<200).map { ("abc", ["abc", $0 % 4 == 0 ? "ab" : "abc"]) }
        let first = try comparison(samples).pairs()[0]
        let second = try comparison(samples).pairs()[0]
        #expect(first == second)
        let estimate = first.characterErrorRate
        // A quarter of the texts lack one of three characters; the standard error of the mean is about 1 %.
        #expect(abs(estimate.value - 1.0 / 12) < 1e-12)
        #expect(estimate.isClear && estimate.interval.contains(estimate.value))
        let width = estimate.interval.upperBound - estimate.interval.lowerBound
        #expect((0.03...0.05).contains(width))
    }

    @Test func caseCanBeLeftOut() throws {
        #expect(try comparison([("aB", ["AB", "ab"])]).differences.count == 1)
        let folded = try comparison([("aB", ["AB", "ab"])], foldsCase: true)
        #expect(folded.differences.isEmpty && folded.tallies.map(\.total.exact) == [1, 1])
    }

    @Test func nothingIsComparedOfNothing() throws {
        let pairs = Comparison(models: 2).pairs()
        #expect(pairs.count == 1 && pairs[0].exact.value == 0 && pairs[0].characterErrorRate.value == 0)
    }

    @Test(arguments: [
        (["/runs/a/best.safetensors", "/runs/b/best.safetensors"], ["a", "b"]),
        (["out/a", "out/a/b"], ["a", "a/b"]), (["a", "a"], ["a", "a"]), (["runs/one"], ["runs/one"]),
    ])
    func namesLeaveOutWhatAllShare(paths: [String], names: [String]) {
        #expect(ComparisonReport.withoutSharedParts(paths) == names)
    }

    @Test func thePageNeedsNoOtherFile() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        for name in ["a<b", "c"] { try Data([0]).write(to: URL(fileURLWithPath: folder(name))) }
        let models = try ["a<b", "c"].map { try ComparedModel(folder($0)) }
        let page = try ComparisonReport(
            comparison([("ab", ["ab", "ac"]), ("a", ["a", "a"])]), of: models, on: "set"
        ) { _ in Bitmap(width: 8, height: 8, filledWith: 200) }.html()
        #expect(page.contains("a&lt;b") && !page.contains("a<b"))
        #expect(page.components(separatedBy: "src=\"data:image/png;base64,").count == 2)
        #expect(page.contains("a<mark>c</mark>"))
        #expect(!page.contains("http:") && !page.contains("https:"))
    }
}

@Suite struct ComparedModelTests {
    @Test func aRunIsItsBestModelWithItsTime() throws {
        var training = try BarTraining()
        try training.set("training.log_every=1")
        defer { withExtendedLifetime(training) {} }
        let (trainer, run) = try training.trainer("run")
        try trainer.train { _ in }
        var model = try ComparedModel(run.path + "/")
        #expect(model.name == run.path && model.path == run.file("best.safetensors"))
        #expect(model.byteCount > 1000)
        let card = try ModelFile(path: model.path).card
        // Without records nothing is known of the time.
        model.describe(card, parameterCount: 7)
        #expect(model.parameterCount == 7 && model.trainingSeconds == nil)
        try "step,seconds,loss\n\(card.step),12.5,1\n\(card.step + 1),99,1\n".write(
            toFile: run.file("metrics.csv"), atomically: true, encoding: .utf8)
        model.describe(card, parameterCount: 7)
        #expect(model.trainingSeconds == 12.5)
    }

    @Test func whatIsNotThereIsNamed() throws {
        let folder = try TemporaryFolder()
        #expect(throws: RecognitionError.self) { try ComparedModel(folder("nowhere")) }
        do {
            _ = try ComparedModel(folder.path)
            Issue.record("an empty folder is no run")
        } catch { #expect("\(error)".contains("there is no model in this folder (best.safetensors)")) }
    }
}
