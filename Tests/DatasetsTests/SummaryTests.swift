import Crypto
import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

@Suite struct SummaryTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    @Test func countsWhatIsThere() async throws {
        var source = FakeSource()
        let labels = ["11", "1é", "\r\n1"]
        source.label = { _, index in labels[index % 3] }
        // No annotation format holds a line break; the records do.
        let plan = DatasetPlan.small(train: 9, val: 3, test: 0, annotations: [], masks: true)
        let summary = try await write(plan, to: set, from: source)
        #expect(summary.counts == SplitCounts(train: 9, val: 3))
        #expect(summary.characters == ["1": 16, "é": 4, "\r\n": 4])
        #expect(summary.charactersByPosition == [["1": 8, "\r\n": 4], ["1": 8, "é": 4]])
        #expect(summary.labelLengths == [2: 12])
        #expect(summary.fonts == ["Fake Sans": 7, "Fake \"Serif\"": 5])
        // Index 3 of each seven is drawn again.
        #expect(summary.redraws == ["missing_glyph": 1])
        #expect(summary.redraws(.missingGlyph) == 1)
        #expect(summary.redraws(.lostInk) == 0)
        #expect(summary.missingGlyphs == ["Fake Sans": 1])
        #expect(summary.warnings.isEmpty)
        let images = try TemporaryFolder.tree(set).filter { $0.key.hasSuffix(".png") }
        #expect(images.count == 24)
        #expect(summary.imageBytes == images.values.reduce(0) { $0 + $1.count })
    }

    @Test func longLabelsAreCountedByTheirFirst64Places() {
        var statistics = Statistics([])
        for label in [
            String(repeating: "7", count: 100), String(repeating: "é", count: 70),
            "7-" + String(repeating: "x", count: 200),
        ] {
            statistics.add(split: .train, labels: [label], byteCount: 0, fonts: [], rejections: [])
        }
        let summary = statistics.summary(contentHash: "")
        #expect(summary.characters == ["7": 101, "é": 70, "-": 1, "x": 200])
        #expect(summary.charactersByPosition.count == 64)
        #expect(summary.charactersByPosition[63] == ["7": 1, "é": 1, "x": 1])
        #expect(summary.labelLengths == [100: 1, 70: 1, 202: 1])
    }

    @Test func partsAddUp() {
        let labels = (0..<60).map { ["\($0)", "é\($0)", "a b", "日本", ""][$0 % 5] }
        func count(_ labels: some Sequence<String>) -> Statistics {
            var statistics = Statistics([.simple, .icdar2013])
            for (index, label) in labels.enumerated() {
                statistics.add(
                    split: .train, labels: [label], byteCount: label.utf8.count, fonts: [label],
                    rejections: index == 0 ? [.init(.missingGlyph, font: "f")] : [])
            }
            return statistics
        }
        var sum = count(labels[..<20])
        var rest = count(labels[20..<40])
        rest.merge(count(labels[40...]))
        sum.merge(rest)
        var all = count(labels).summary(contentHash: "")
        all.redraws = ["missing_glyph": 3]
        all.missingGlyphs = ["f": 3]
        #expect(sum.summary(contentHash: "") == all)
    }

    @Test func sourcesAreCountedAndReadBack() async throws {
        var source = FakeSource()
        source.adjust = { sample in
            let name = sample.key.index % 3 == 0 ? "dates" : "words/\"long\""
            sample.choices.append(Sample.Choice("text.source", name))
            sample.choices.append(Sample.Choice("text.day.source", "not counted"))
        }
        let plan = DatasetPlan.small(train: 9, val: 3, test: 0)
        let summary = try await write(plan, to: set, from: source)
        #expect(summary.sources == ["dates": 4, "words/\"long\"": 8])
        #expect(try await write(plan, to: set, from: source, existing: .resume) == summary)
        var parts: [DatasetPlan] = []
        for number in 1...3 {
            var part = plan
            part.shard = Shard(number: number, of: 3)
            parts.append(part)
            _ = try await write(part, to: folder("parts"), from: source)
        }
        #expect(try mergeShards(in: [folder("parts")], into: folder("whole")) == summary)
        #expect(try await write(.small(), to: folder("plain")).sources.isEmpty)
    }

    @Test func textThatShrankToNothingIsCounted() async throws {
        var source = FakeSource()
        source.adjust = { sample in
            if sample.key.index % 3 == 0 { sample.choices.append(Sample.Choice("page.em", 3.25)) }
            if sample.key.index % 3 == 1 { sample.choices.append(Sample.Choice("page.em", 12)) }
            if sample.key.index % 3 == 2 { sample.choices.append(Sample.Choice("ink.unread", "joined")) }
        }
        let plan = DatasetPlan.small(train: 9, val: 3, test: 0)
        let summary = try await write(plan, to: set, from: source)
        #expect(summary.warnings.filter { $0.key.hasPrefix("text had to shrink below 8 px an em") }.map(\.value) == [4])
        #expect(summary.warnings.filter { $0.key.hasPrefix("text may not be readable") }.map(\.value) == [4])
        #expect(summary.shrunkTexts == 8 && summary.leastEm == 3.25)
        #expect(try await write(plan, to: set, from: source, existing: .resume) == summary)
        let plain = try await write(.small(), to: folder("plain"))
        #expect(plain.warnings.isEmpty && plain.shrunkTexts == nil && plain.leastEm == nil)
    }

    @Test func theContentHashIsThatOfTheRecords() async throws {
        let summary = try await write(.small(), to: set)
        let records = try Data(contentsOf: URL(fileURLWithPath: set + "/samples.jsonl"))
        let hash = SHA256.hash(data: records).map { String(format: "%02x", $0) }.joined()
        #expect(summary.contentHash == hash)
        // Each image's own hash is in there.
        for line in try lines(set + "/samples.jsonl") {
            let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let image = try Data(
                contentsOf: URL(fileURLWithPath: set + "/" + (try #require(record["path"] as? String))))
            #expect(record["sha256"] as? String == SHA256.hash(data: image).map { String(format: "%02x", $0) }.joined())
            #expect(record["bytes"] as? Int == image.count)
        }
    }

    @Test func theManifestTellsThePlanAndTheSummary() async throws {
        let plan = DatasetPlan.small(annotations: [.simple, .icdar2015.asPublished], image: .jpeg(quality: 70...95))
        let summary = try await write(plan, to: set)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: set + "/platen.json"))
        let manifest = try JSONDecoder().decode(Manifest.self, from: bytes)
        #expect(manifest.summary == summary)
        #expect(manifest.plan == PlanRecord(plan))
        var restored = manifest.plan.plan()
        restored.recipe = plan.recipe
        #expect(restored == plan)
        #expect(try text(set + "/recipe.yml") == plan.recipe)
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("}\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        #expect(Set(object.keys) == ["format", "plan", "files", "summary"])
        let files = try #require(manifest.files)
        #expect(
            Set(files.keys) == Set(plan.annotationFiles.map { $0.name(for: plan.shard) } + plan.sampleFiles.map(\.key)))
        #expect(files["samples.jsonl"]?.sha256 == summary.contentHash)
        #expect(
            (object["plan"] as? [String: Any])?["recipeSHA256"] as? String
                == Digest(of: Array(plan.recipe.utf8)).hexadecimal)
    }

    @Test func aFormatOfTheFutureIsRefused() async throws {
        try await write(.small(), to: set)
        let changed = try text(set + "/platen.json").replacingOccurrences(of: "\"format\" : 1", with: "\"format\" : 2")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: set + "/platen.json"))
        let message = await failure(.damaged) { try await write(.small(), to: set, existing: .resume) }
        #expect(
            message
                == "\(set)/platen.json is of format 2, and this program knows 1: use the program that wrote it")
    }

    @Test func theQualityIsDrawnFromTheSamplesKey() async throws {
        let plan = DatasetPlan.small(image: .jpeg(quality: 60...69))
        try await write(plan, to: set)
        var seen: Set<Int> = []
        for (index, line) in try lines(set + "/samples.jsonl").prefix(60).enumerated() {
            let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let quality = try #require((record["choices"] as? [String: Any])?["output.quality"] as? Int)
            let key = SampleKey(seed: 7, split: .train, index: index, attempt: index % 7 == 3 ? 1 : 0)
            #expect(plan.image.quality(for: key) == quality)
            #expect((60...69).contains(quality))
            seen.insert(quality)
        }
        #expect(seen.count > 7)
        #expect(ImageEncoding.jpeg(quality: 100...100).quality(for: SampleKey(seed: 1, split: .val, index: 1)) == 100)
        #expect(ImageEncoding.png.quality(for: SampleKey(seed: 1, split: .val, index: 1)) == nil)
    }
}
