import Datasets
import Foundation
import Samples
import Synchronization
import TestSupport
import Testing

extension DatasetPlan {
    /// A small plan with samples in all splits.
    static func small(
        train: Int = 60, val: Int = 13, test: Int = 7, annotations: [AnnotationFormat] = [.simple],
        layout: Layout = .flat, image: ImageEncoding = .png, masks: Bool = false
    ) -> DatasetPlan {
        DatasetPlan(
            counts: SplitCounts(train: train, val: val, test: test), seed: 7, image: image, layout: layout,
            annotations: annotations, writesMasks: masks, recipe: "text: digits\n",
            ingredients: [Ingredient(kind: "font", name: "Fake Sans", path: "fonts/fake.ttf", sha256: "00", note: "")],
            versions: [ToolVersion(name: "platen", version: "1")])
    }

    /// The same plan for one of its shards.
    func shard(_ number: Int, of: Int) -> DatasetPlan {
        var plan = self
        plan.shard = Shard(number: number, of: of)
        return plan
    }
}

@discardableResult
func write(
    _ plan: DatasetPlan, to folder: String, from source: FakeSource = FakeSource(), existing: ExistingFiles = .refuse,
    jobs: Int = 2, chunkSize: Int = 256, syncs: Bool = false, verifies: Bool = false,
    progress: @escaping @Sendable (DatasetProgress) -> Void = { _ in },
    note: @escaping @Sendable (String) -> Void = { _ in }
) async throws -> DatasetSummary {
    try await DatasetWriter(
        plan: plan, directory: folder, existing: existing, chunkSize: chunkSize, syncs: syncs, verifies: verifies
    ).write(from: source, jobs: jobs, progress: progress, note: note)
}

/// Runs `body`, which must fail with this code, and gives the error's message.
func failure(
    _ code: DatasetError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> String {
    do {
        try await body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as DatasetError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        return "\(error)"
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return ""
}

func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}

func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init)
}

/// What a run noted.
final class Said: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    @Sendable func add(_ text: String) { texts.withLock { $0.append(text) } }
}

/// Everything below a folder that is neither a folder nor followed to elsewhere: links by where they lead.
func names(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder))
}

/// Expects the samples of a `FakeSource` in a dataset: labels and pixels, the last ones first.
func expectFakes(_ set: StoredDataset, _ counts: SplitCounts) throws {
    let (fakes, reader) = (try FakeSource().makeReader(), try set.makeReader())
    for split in Split.allCases {
        #expect(set.count(of: split) == counts[split])
        for index in (0..<counts[split]).reversed() {
            let (fake, sample) = (try fakes.sample(at: index, in: split), try reader.sample(at: index, in: split))
            #expect(sample.label == fake.label)
            #expect(sample.image == fake.image)
        }
    }
}
