import Configs
import Datasets
import Foundation
import Glibc
import Samples
import Synthesis

/// Writing a whole dataset to a fresh folder, as `platen generate` does it.
enum Writing {
    /// Writes all of a source's samples as JPEG into tar shards.
    static func runShards(_ source: SyntheticSource, jobs: Int) async throws -> Lap {
        try await inFreshFolder { folder in
            let plan = DatasetPlan(
                counts: SplitCounts(train: source.recipe.samples.train), seed: source.recipe.seed,
                image: .jpeg(quality: 90...90), annotations: [AnnotationFormat(.webDataset)],
                recipe: yaml(of: source.recipe))
            let writer = DatasetWriter(plan: plan, directory: folder, existing: .refuse)
            let start = Lap.Moment.now
            _ = try await writer.write(from: source, jobs: jobs) { _ in }
            return Lap(source.recipe.samples.train, from: start)
        }
    }

    /// Writes all of a source's samples.
    /// - Parameters:
    ///   - syncs: whether what is written is forced to the disk on the way.
    ///   - settles: whether the time until the disk has everything counts as well.
    static func run(
        _ source: SyntheticSource, storing image: ImageEncoding, jobs: Int, syncs: Bool = true, settles: Bool = false
    ) async throws -> Lap {
        try await inFreshFolder { folder in
            let writer = DatasetWriter(
                plan: source.plan(storing: image), directory: folder, existing: .refuse, syncs: syncs)
            if settles { sync() }
            let start = Lap.Moment.now
            _ = try await writer.write(from: source, jobs: jobs) { _ in }
            if settles { sync() }
            return Lap(source.recipe.samples.train, from: start)
        }
    }
}

/// Runs a body with the path of an empty folder, which is removed afterwards.
func inFreshFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("platen-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
