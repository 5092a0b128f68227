import Dispatch
import Synchronization

/// Work that waits for some threads, in the order in which it came; no more than so much of it.
final class WorkQueue<Work: Sendable>: Sendable {
    private struct State {
        var waiting: [(work: Work, size: Int)] = []
        var size = 0
        var isClosed = false
    }

    /// The most work that may wait, in the units of its sizes.
    let limit: Int
    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    init(limit: Int) { self.limit = limit }

    /// How much work waits.
    var size: Int { state.withLock { $0.size } }

    /// Adds work; false where it is too much, or the queue is closed.
    func add(_ work: Work, size: Int) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed, state.size + size <= limit else { return false }
            state.waiting.append((work, size))
            state.size += size
            return true
        }
        if isTaken { bell.signal() }
        return isTaken
    }

    /// Waits for work, and takes as much as there is, up to a size, but one piece in any case; nil at the end.
    ///
    /// Closed queues are emptied first. What is taken may be empty, where the thread was woken for nothing.
    ///
    /// - Parameter threads: how many threads take from the queue: each leaves the others their share of what waits.
    func take(upTo most: Int, sharedBy threads: Int = 1) -> [Work]? {
        bell.wait()
        return state.withLock { state in
            let most = min(most, (state.size + threads - 1) / threads)
            var (count, size) = (0, 0)
            while count < state.waiting.count, count == 0 || size + state.waiting[count].size <= most {
                size += state.waiting[count].size
                count += 1
            }
            let found = state.waiting.prefix(count).map(\.work)
            state.waiting.removeFirst(count)
            state.size -= size
            guard found.isEmpty, state.isClosed else { return found }
            // The other threads hear of the end as well.
            bell.signal()
            return nil
        }
    }

    /// Wakes so many threads that wait, though there is no work.
    func wake(_ count: Int) { for _ in 0..<count { bell.signal() } }

    /// Takes no more work.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }
}
