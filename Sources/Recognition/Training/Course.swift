import Neural
import Parallel
import Samples

/// A learner and the batches that it learns from, one step after the other: the loop of trainings and of rate searches.
final class Course {
    private let learner: Learner
    private let poolSize: Int
    private let stream: TrainingStream
    private let shares: Prefetcher<PoolShare>
    private var pool: Pool?
    private var step: Int

    /// A step that was made.
    struct Step {
        /// What it was learnt from: this process's part.
        let batch: Batch
        /// What it came to.
        let outcome: Learner.Outcome
        /// For how long data had to be waited for, seconds.
        let waited: Double
    }

    /// The steps from one on; threads begin to draw what is learnt from.
    init(_ learner: Learner, _ stream: TrainingStream, from step: Int, workers: Int) {
        self.learner = learner
        self.step = step
        self.stream = stream
        poolSize = stream.poolSize
        let (process, count) = (learner.ranks.number, learner.ranks.count)
        shares = Prefetcher(first: step / stream.poolSize, threads: workers, ahead: 1) {
            let reader = try StreamReader(stream)
            return { try PoolShare($0, by: reader, process, of: count) }
        }
    }

    deinit { shares.stop() }

    /// Makes the next step at a learning rate; nil where this process, or another one, was told to stop before.
    ///
    /// A step whose outcome is not finite has moved nothing.
    func next(rate: Double, shouldStop: () -> Bool) throws -> Step? {
        let ranks = learner.ranks
        var waited = 0.0
        if pool == nil || step % poolSize == 0 {
            // One of several goes on to where all hear whether one is to stop.
            let next = try ranks.together { try shares.next(shouldStop: ranks.count > 1 ? { false } : shouldStop) }
            guard let next else { return nil }
            (pool, waited) = (try next.element.pool(stream, ranks), next.waited)
        }
        guard !ranks.any(shouldStop()), let pool else { return nil }
        let batch = pool.batches[step % poolSize]
        let outcome = try learner.learn(from: batch, step: step, rate: rate)
        step += 1
        return Step(batch: batch, outcome: outcome, waited: waited)
    }
}
