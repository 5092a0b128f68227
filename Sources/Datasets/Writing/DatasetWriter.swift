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
    /// Samples that are written, those of earlier runs included; those of the last seconds may be drawn again after the
    /// power failed.
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
/// merged from shards. A run that is killed or cancelled, or that the power failed under, can be resumed.
public struct DatasetWriter: Sendable {
    /// What to write.
    package let plan: DatasetPlan
    /// Where to write it.
    package let directory: String
    /// What to do with what is there.
    package let existing: ExistingFiles
    /// The most samples that a worker draws at a time; slow samples are drawn in smaller chunks.
    package let chunkSize: Int
    /// Whether what was written is forced to the disk every now and then, so that it is there after the power failed.
    package let syncs: Bool
    /// Whether a run that is resumed reads all images that are there, in place of looking at their sizes and ends.
    package let verifies: Bool

    /// A writer of a plan to a folder, which is made when it is missing.
    public init(
        plan: DatasetPlan, directory: String, existing: ExistingFiles, chunkSize: Int = 256, syncs: Bool = true,
        verifies: Bool = false
    ) {
        self.plan = plan
        self.directory = directory
        self.existing = existing
        self.chunkSize = max(1, chunkSize)
        self.syncs = syncs
        self.verifies = verifies
    }

    /// Writes the dataset and returns when it is complete.
    ///
    /// - Parameters:
    ///   - source: Makes the samples; each of the `jobs` workers has a reader of its own.
    ///   - jobs: How many chunks are drawn at a time.
    ///   - progress: Called after every chunk, never from two threads at once.
    ///   - note: Is told what was lost of what an earlier run wrote, and is drawn again.
    /// - Throws: `DatasetError`; its code is `.interrupted` when the task was cancelled.
    public func write(
        from source: any SampleSource, jobs: Int, progress: @escaping @Sendable (DatasetProgress) -> Void,
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> DatasetSummary {
        try plan.validate(for: source)
        let total = plan.ordinals.count
        let destination = Destination(
            directory: directory, plan: plan, source: source, disk: DiskSync(syncs), verifies: verifies, note: note)
        let workspace: Workspace
        do {
            switch try destination.prepare(existing) {
            case .finished(let manifest):
                progress(DatasetProgress(done: total, total: total))
                return manifest.summary
            case .open(let opened):
                workspace = opened
            }
        } catch is CancellationError {
            throw DatasetError(.interrupted, "interrupted: \(directory) is as it was; resume to go on")
        } catch let error as DatasetError where error.code == .io {
            throw error.adding("nothing is lost: \(error.remedy) to go on")
        }
        do {
            let lost = workspace.lost.reduce(0) { $0 + $1.ordinals.count }
            progress(DatasetProgress(done: workspace.done - lost, total: total))
            let run = DrawingRun(
                workspace: workspace, chunkSize: chunkSize, jobs: max(1, jobs),
                pool: WorkerPool(
                    store: workspace.store, source: source, work: workspace.work, pixels: workspace.pixels)
            ) { progress(DatasetProgress(done: $0, total: total)) }
            if workspace.dropped > 0 {
                note(
                    "\(directory): behind \(workspace.done) samples the files are not what the journal says, so "
                        + "\(workspace.dropped) samples are to be drawn again")
            }
            if let first = workspace.lost.first {
                let samples = lost == 1 ? "1 sample is" : "\(lost) samples are"
                note("\(directory): \(first.first), and \(samples) to be drawn again")
            }
            try await run.redrawLost()
            try await run.drawMissing()
            return try workspace.finish(jobs: max(1, jobs))
        } catch {
            switch error {
            case is CancellationError:
                throw DatasetError(
                    .interrupted,
                    "interrupted: \(workspace.done) of \(total) samples are done in \(directory); "
                        + "resume to go on from there")
            case let error as DatasetError where error.code == .io:
                throw error.adding(
                    "\(workspace.done) of \(total) samples are safe: \(error.remedy) to go on from there")
            default:
                throw error
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
