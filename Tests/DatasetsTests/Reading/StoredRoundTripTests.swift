import Datasets
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

/// What is written is read back: images, labels, splits.
@Suite struct StoredRoundTripTests {
    static let formats: [(DatasetFormat, DatasetFormat)] = [
        (.simple, .simple), (.mjsynth, .mjsynth), (.icdar2013, .icdar2015), (.icdar2015, .icdar2015),
    ]

    @Test(arguments: formats, Layout.allCases)
    func everyFormatInEveryLayout(
        format: (kind: DatasetFormat, stored: DatasetFormat), layout: Layout
    )
        async throws
    {
        guard format.kind != .mjsynth || layout == .mjsynth else { return }
        let folder = try TemporaryFolder()
        for annotation in [AnnotationFormat(format.kind), AnnotationFormat(format.kind).asPublished] {
            let plan = DatasetPlan.small(train: 9, val: 3, test: 2, annotations: [annotation], layout: layout)
            try await write(plan, to: folder("set"), existing: .overwrite)
            for forced in [nil, format.stored] {
                let set = try StoredDataset(folder("set"), format: forced)
                #expect(set.format == forced ?? .platen)
                try expectFakes(set, plan.counts, seed: forced == nil ? 7 : 0)
            }
            let list = try StoredDataset(
                folder("set") + "/"
                    + (format.kind == .simple
                        ? "labels" : format.kind == .mjsynth ? "annotation" : format.kind.name) + "_train.txt")
            #expect(list.format == format.stored)
            #expect(list.count(of: .test) == 9)
        }
    }

    private func expectFakes(_ set: StoredDataset, _ counts: SplitCounts, seed: UInt64) throws {
        let fakes = try FakeSource().makeReader()
        let reader = try set.makeReader()
        for split in Split.allCases {
            #expect(set.count(of: split) == counts[split])
            for index in (0..<counts[split]).reversed() {
                let (fake, sample) = (try fakes.sample(at: index, in: split), try reader.sample(at: index, in: split))
                #expect(sample.label == fake.label)
                #expect(sample.image == fake.image)
                #expect(sample.key == SampleKey(seed: seed, split: split, index: index))
                #expect(sample.mask.width == 0 && sample.characters.isEmpty)
                #expect(sample.textQuad.bounds.right == Double(fake.image.width))
            }
        }
    }

    @Test func theListOfPathsAlone() async throws {
        let folder = try TemporaryFolder()
        try await write(
            .small(train: 5, val: 2, test: 1, annotations: [.mjsynth], layout: .mjsynth), to: folder("set"))
        for name in ["imlist.txt", "annotation.txt"] {
            #expect(try StoredDataset(folder("set/" + name)).labels(of: .val).count == 8)
        }
    }

    @Test func namesOfImagesAreLabels() async throws {
        let folder = try TemporaryFolder()
        let plan = DatasetPlan.small(train: 9, val: 3, test: 2, annotations: [], layout: .flatLabel)
        try await write(plan, to: folder("set"))
        try expectFakes(try StoredDataset(folder("set")), plan.counts, seed: 7)
        try expectFakes(try StoredDataset(folder("set"), format: .fileName), plan.counts, seed: 0)
    }

    @Test(arguments: DatasetFormat.written)
    func whatIsHeldComesBack(kind: DatasetFormat) async throws {
        guard let stored = Self.formats.first(where: { $0.0 == kind })?.1 else { return }
        let folder = try TemporaryFolder()
        let refused = try #require(RoundTripTests.refused[kind])
        let held = RoundTripTests.labels.filter { !refused.contains($0) }
        var source = FakeSource()
        source.label = { _, index in held[index] }
        try await write(
            .small(
                train: held.count, val: 0, test: 0, annotations: [AnnotationFormat(kind)],
                layout: RoundTripTests.layout(kind)), to: folder("set"), from: source)
        for format in [nil, stored] {
            // Byte by byte: equal strings may be written in two ways.
            let labels = try StoredDataset(folder("set"), format: format).labels(of: .train)
            #expect(labels.map { Array($0.utf8) } == held.map { Array($0.utf8) })
        }
    }

    @Test func shardsInOneFolderAreOneDataset() async throws {
        let folder = try TemporaryFolder()
        let plan = DatasetPlan.small(train: 9, val: 3, test: 2, annotations: [.simple])
        for number in [3, 1, 2] { try await write(plan.shard(number, of: 3), to: folder("set")) }
        for format in [nil, DatasetFormat.simple] {
            let set = try StoredDataset(folder("set"), format: format)
            try expectFakes(set, plan.counts, seed: format == nil ? 7 : 0)
            #expect(set.files.count == (format == nil ? 3 : 9))
        }
    }

    @Test func recordsThatDoNotFitTheManifest() async throws {
        let folder = try TemporaryFolder()
        try await write(.small(train: 3, val: 1, test: 0), to: folder("set"))
        let records = folder("set/samples.jsonl")
        let lines = try lines(records)
        try (lines[1...].joined(separator: "\n") + "\n").write(toFile: records, atomically: true, encoding: .utf8)
        let message = "\(records): it has 2 train samples, and platen.json says 3"
        #expect(await failure(.damaged) { _ = try StoredDataset(folder("set")) } == message)
        let set = try StoredDataset(folder("set"), onProblem: .leaveOut)
        #expect(set.problems.first.map(\.description) == [message])
        #expect(set.count(of: .train) == 2)
        try FileManager.default.removeItem(atPath: records)
        #expect(
            await failure(.damaged) { _ = try StoredDataset(folder("set")) }
                == "\(records) is missing: bring it back, or name another format")
    }

    @Test func whatIsNotAsItWasWrittenIsNotRead() async throws {
        let folder = try TemporaryFolder()
        try await write(.small(train: 3, val: 1, test: 0), to: folder("set"))
        let set = try StoredDataset(folder("set"))
        let picture = try set.imagePath(at: 1, in: .train)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: picture))
        // A reader of pictures does not mind a byte behind the end.
        try (bytes + [0]).write(to: URL(fileURLWithPath: picture))
        let message = await failure(.sample) { _ = try set.makeReader().sample(at: 1, in: .train) }
        #expect(message.hasSuffix("it has \(bytes.count + 1) bytes, and \(bytes.count) were written"), "\(message)")
        #expect(await failure(.damaged) { try checkDataset(in: folder("set"), byHash: false) }.contains("000001.png"))
        // One bit is enough where all is read.
        var changed = bytes
        changed[changed.count / 2] ^= 1
        try changed.write(to: URL(fileURLWithPath: picture))
        #expect(await failure(.damaged) { try checkDataset(in: folder("set"), byHash: true) }.contains("000001.png"))
        try bytes.write(to: URL(fileURLWithPath: picture))
        try checkDataset(in: folder("set"), byHash: true)

        let records = folder("set/samples.jsonl")
        let label = try set.label(at: 0, in: .train)
        try String(contentsOfFile: records, encoding: .utf8).replacing(
            "\"label\":\"\(label)\"", with: "\"label\":\"x\(label.dropFirst())\""
        )
        .write(toFile: records, atomically: true, encoding: .utf8)
        let said = await failure(.damaged) { _ = try StoredDataset(folder("set")) }
        #expect(said.contains("its hash is not that in platen.json"), "\(said)")
        #expect(try StoredDataset(records).label(at: 0, in: .train).hasPrefix("x"))
    }

    @Test func aStoredDatasetCanBeWrittenAgain() async throws {
        let folder = try TemporaryFolder()
        let plan = DatasetPlan.small(train: 4, val: 2, test: 1)
        try await write(plan, to: folder("first"))
        _ = try await DatasetWriter(plan: plan, directory: folder("second"), existing: .refuse)
            .write(from: try StoredDataset(folder("first")), jobs: 2) { _ in }
        try expectFakes(try StoredDataset(folder("second")), plan.counts, seed: 7)
    }
}
