import Datasets
import Foundation
import Synthesis

/// Writing a whole dataset to a fresh folder, as `platen generate` does it.
enum Writing {
    /// Writes all of a source's samples; samples a second.
    static func rate(_ source: SyntheticSource, storing image: ImageEncoding, jobs: Int) async throws -> Double {
        try await inFreshFolder { folder in
            let writer = DatasetWriter(plan: source.plan(storing: image), directory: folder, existing: .refuse)
            let start = ContinuousClock.now
            _ = try await writer.write(from: source, jobs: jobs) { _ in }
            return Double(source.recipe.samples.train) / ((ContinuousClock.now - start) / .seconds(1))
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
