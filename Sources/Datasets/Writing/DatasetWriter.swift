public import Samples

/// What to do with files that are in the dataset's folder already.
public enum ExistingFiles: String, Sendable, Hashable, CaseIterable {
    /// Fail unless the folder is empty or missing.
    case refuse
    /// Go on with an unfinished dataset of the same plan; a finished one is left as it is.
    case resume
    /// Remove the dataset that is there, finished or not, and nothing else.
    case overwrite
}

/// How far a run has come.
public struct DatasetProgress: Sendable, Hashable {
    /// Samples that are safe on disk, those of earlier runs included.
    public var done: Int
    /// Samples that this run's shard has.
    public var total: Int

    /// Progress from its numbers.
    public init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
}

/// Writes samples to a folder: images, annotations, arrays, `samples.jsonl`, `recipe.yml` and, last, `platen.json`.
///
/// The same plan and source give the same bytes for any number of jobs, in one run or in several, whole or
/// merged from shards. A run that is killed or cancelled can be resumed.
public struct DatasetWriter: Sendable {
    /// What to write.
    public let plan: DatasetPlan
    /// Where to write it.
    public let directory: String
    /// What to do with what is there.
    public let existing: ExistingFiles
    /// The most samples that a worker draws at a time; slow samples are drawn in smaller chunks.
    public let chunkSize: Int

    /// A writer of a plan to a folder, which is made when it is missing.
    public init(plan: DatasetPlan, directory: String, existing: ExistingFiles, chunkSize: Int = 256) {
        self.plan = plan
        self.directory = directory
        self.existing = existing
        self.chunkSize = max(1, chunkSize)
    }

    /// Writes the dataset and returns when it is complete.
    ///
    /// - Parameters:
    ///   - source: Makes the samples; each of the `jobs` workers has a reader of its own.
    ///   - jobs: How many chunks are drawn at a time.
    ///   - progress: Called after every committed chunk, never from two threads at once.
    /// - Throws: `DatasetError`; its code is `.interrupted` when the task was cancelled.
    public func write(
        from source: any SampleSource, jobs: Int, progress: @escaping @Sendable (DatasetProgress) -> Void
    ) async throws -> DatasetSummary {
        try plan.validate(for: source)
        let total = plan.ordinals.count
        let workspace: Workspace
        switch try Destination(directory: directory, plan: plan).prepare(existing) {
        case .finished(let manifest):
            progress(DatasetProgress(done: total, total: total))
            return manifest.summary
        case .open(let opened):
            workspace = opened
        }
        do {
            progress(DatasetProgress(done: workspace.done, total: total))
            let pool = WorkerPool(plan: plan, source: source, root: workspace.root, work: workspace.work)
            try await drawChunks(into: workspace, pool: pool, jobs: max(1, jobs)) {
                progress(DatasetProgress(done: workspace.done, total: total))
            }
            return try workspace.finish()
        } catch is CancellationError {
            throw DatasetError(
                .interrupted,
                "interrupted: \(workspace.done) of \(total) samples are done in \(directory); "
                    + "resume to go on from there")
        } catch let error as DatasetError where error.code == .io {
            throw error.adding(
                "\(workspace.done) of \(total) samples are safe: free some space, then resume to go on from there")
        }
    }

    /// Draws what is missing: at most `jobs` chunks at a time, committed in their order.
    private func drawChunks(
        into workspace: Workspace, pool: WorkerPool, jobs: Int, committed: () -> Void
    ) async throws {
        var sizer = ChunkSizer(limit: chunkSize, jobs: jobs)
        var ordinals = workspace.missing
        try await withThrowingTaskGroup(of: Chunk.Outcome.self) { group in
            var running = 0
            var nextStart = ordinals.lowerBound
            var ready: [Int: Chunk.Outcome] = [:]
            var hasFailed = false
            while true {
                // Chunks that are done but wait for an earlier one are limited too: memory stays bounded.
                while running < jobs && running + ready.count < 3 * jobs && !ordinals.isEmpty && !hasFailed {
                    let range = ordinals.prefix(sizer.next(remaining: ordinals.count))
                    ordinals = range.upperBound..<ordinals.upperBound
                    running += 1
                    group.addTask { pool.draw(range) }
                }
                guard let outcome = try await group.next() else { return }
                running -= 1
                try Task.checkCancellation()
                if case .failure = outcome.result { hasFailed = true }
                ready[outcome.start] = outcome
                // A failure is thrown when its turn comes: the first in order, whichever was met first.
                while let outcome = ready.removeValue(forKey: nextStart) {
                    let chunk = try outcome.result.get()
                    try workspace.commit(chunk)
                    nextStart = chunk.ordinals.upperBound
                    sizer.add(samples: chunk.ordinals.count, took: chunk.duration)
                    committed()
                }
            }
        }
    }
}

/// Sizes chunks so that each takes about a quarter of a second: often enough to report and to commit.
///
/// The size decides nothing about the dataset, only how much of it is on its way at a time.
struct ChunkSizer {
    private let limit: Int
    private let jobs: Int
    private var samples = 0
    private var seconds = 0.0

    init(limit: Int, jobs: Int) {
        self.limit = limit
        self.jobs = jobs
    }

    /// Notes what a chunk took.
    mutating func add(samples: Int, took duration: Duration) {
        self.samples += samples
        seconds += duration / .seconds(1)
    }

    /// The size of the next chunk, with this many samples left; the last ones are shared among all workers.
    func next(remaining: Int) -> Int {
        let timely = samples == 0 ? 16 : Int(min(Double(limit), 0.25 * Double(samples) / max(seconds, 1e-9)))
        return max(1, min(limit, timely, (remaining + jobs - 1) / jobs))
    }
}
