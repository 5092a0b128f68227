import Samples
import Synchronization

/// Workers that wait for a chunk.
///
/// Each is made when it is first needed and used again ever after.
final class WorkerPool: Sendable {
    /// A worker on its way from one task to the next.
    ///
    /// A worker is not for two threads at once. It is in the pool or in the hands of the one task that took it:
    /// `take` removes it from the list under the lock, and `draw` keeps no reference after giving it back. The
    /// lock also orders one task's writes before the next task's reads.
    private struct PooledWorker: @unchecked Sendable {
        let worker: Worker
    }

    private struct State {
        var idle: [PooledWorker] = []
        var made = 0
    }

    private let source: any SampleSource
    private let store: any SampleStore
    private let work: Descriptor
    private let pixels: PixelStore?
    private let state = Mutex(State())

    init(
        store: any SampleStore, source: any SampleSource, work: Descriptor, pixels: PixelStore? = nil
    ) {
        self.source = source
        self.store = store
        self.work = work
        self.pixels = pixels
    }

    /// Draws a chunk and makes it ready to be committed.
    func draw(_ ordinals: Range<Int>) -> Chunk.Outcome {
        Chunk.Outcome(
            start: ordinals.lowerBound,
            result: Result {
                let hand = try take()
                defer { state.withLock { $0.idle.append(hand) } }
                return try hand.worker.draw(ordinals)
            })
    }

    private func take() throws -> PooledWorker {
        let (idle, number) = state.withLock { state in
            let idle = state.idle.popLast()
            if idle == nil { state.made += 1 }
            return (idle, state.made)
        }
        if let idle { return idle }
        let stage = try store.makeStage(number, in: work)
        return PooledWorker(worker: try Worker(plan: store.plan, source: source, stage: stage, pixels: pixels))
    }
}
