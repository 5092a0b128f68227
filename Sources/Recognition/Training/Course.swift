import Neural
import Samples

/// A learner and the batches that it learns from, one step after the other: the loop of trainings and of rate searches.
final class Course {
    private let learner: Learner
    private let poolSize: Int
    private let pools: Prefetcher<Pool>
    private var pool: Pool?
    private var step: Int

    /// A step that was made.
    struct Step {
        /// What it was learnt from.
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
        poolSize = stream.poolSize
        pools = Prefetcher(first: step / stream.poolSize, threads: workers, ahead: 1) { try StreamReader(stream).pool }
    }

    deinit { pools.stop() }

    /// Makes the next step at a learning rate; nil where it was told to stop before.
    ///
    /// A step whose outcome is not finite has moved nothing.
    func next(rate: Double, shouldStop: () -> Bool) throws -> Step? {
        var waited = 0.0
        if pool == nil || step % poolSize == 0 {
            guard let next = try pools.next(shouldStop: shouldStop) else { return nil }
            (pool, waited) = (next.element, next.waited)
        }
        guard !shouldStop(), let pool else { return nil }
        let batch = pool.batches[step % poolSize]
        let outcome = try learner.learn(from: batch, step: step, rate: rate)
        step += 1
        return Step(batch: batch, outcome: outcome, waited: waited)
    }
}
