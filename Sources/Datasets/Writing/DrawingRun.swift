/// One run's way through the samples that are missing: chunks are drawn by many and committed in their order, and every now
/// and then the disk is waited for, while drawing goes on.
struct DrawingRun {
    let workspace: Workspace
    /// The most samples of a chunk.
    let chunkSize: Int
    /// How many chunks are drawn at a time.
    let jobs: Int
    let pool: WorkerPool
    /// Is told how many samples are done.
    let progress: (Int) -> Void

    private enum Event: Sendable {
        case drawn(Chunk.Outcome)
        /// The disk has taken what was committed when the wait began.
        case forced(Result<Void, any Error>)
    }

    /// Draws again what was lost of committed samples.
    func redrawLost() async throws {
        guard !workspace.lost.isEmpty else { return }
        var done = workspace.done - workspace.lost.reduce(0) { $0 + $1.ordinals.count }
        try await withThrowingTaskGroup(of: Chunk.Outcome.self) { group in
            var waiting = workspace.lost[...]
            var drawn: [Int: Recovery.Lost] = [:]
            while true {
                while drawn.count < jobs, let lost = waiting.popFirst() {
                    drawn[lost.ordinals.lowerBound] = lost
                    group.addTask { [pool] in pool.draw(lost.ordinals) }
                }
                guard let outcome = try await group.next() else { return }
                try Task.checkCancellation()
                guard let lost = drawn.removeValue(forKey: outcome.start) else { continue }
                try workspace.confirm(try outcome.result.get(), for: lost)
                done += lost.ordinals.count
                progress(done)
            }
        }
        try await workspace.disk.forceAllApart(with: workspace.work)
    }

    /// Draws what is missing.
    func drawMissing() async throws {
        var sizer = ChunkSizer(limit: chunkSize, jobs: jobs)
        var pace = DiskPace()
        var ordinals = workspace.missing
        try await withThrowingTaskGroup(of: Event.self) { group in
            var running = 0
            var nextStart = ordinals.lowerBound
            var ready: [Int: Chunk.Outcome] = [:]
            var hasFailed = false
            /// Up to where the disk is being waited for.
            var awaited: Int?
            while true {
                // Chunks that are done but wait for an earlier one are limited too: memory stays bounded.
                while running < jobs && running + ready.count < 3 * jobs && !ordinals.isEmpty && !hasFailed {
                    let range = ordinals.prefix(sizer.next(remaining: ordinals.count))
                    ordinals = range.upperBound..<ordinals.upperBound
                    running += 1
                    group.addTask { [pool] in .drawn(pool.draw(range)) }
                }
                guard let event = try await group.next() else { return }
                try Task.checkCancellation()
                switch event {
                case .forced(let result):
                    try result.get()
                    if let next = awaited { try workspace.markForced(next) }
                    awaited = nil
                    pace.ended()
                case .drawn(let outcome):
                    running -= 1
                    if case .failure = outcome.result { hasFailed = true }
                    ready[outcome.start] = outcome
                    // A failure is thrown when its turn comes: the first in order, whichever was met first.
                    while let outcome = ready.removeValue(forKey: nextStart) {
                        let chunk = try outcome.result.get()
                        try workspace.commit(chunk)
                        nextStart = chunk.ordinals.upperBound
                        sizer.add(samples: chunk.ordinals.count, took: chunk.duration)
                        progress(workspace.done)
                    }
                }
                if workspace.disk.isOn, awaited == nil, workspace.isAhead, pace.isDue {
                    awaited = workspace.missing.lowerBound
                    pace.began()
                    group.addTask { [disk = workspace.disk, work = workspace.work] in
                        do {
                            try await disk.forceAllApart(with: work)
                            return .forced(.success(()))
                        } catch {
                            return .forced(.failure(error))
                        }
                    }
                }
            }
        }
    }
}
