import Samples
import Synchronization
import Synthesis

/// Drawing samples on several threads and keeping none of them: what a training loop would get.
enum Drawing {
    /// Samples drawn before the clock starts, by each thread: opens fonts, fills caches.
    private static let warmUp = 100
    /// Samples that a thread takes at a time.
    private static let step = 16

    /// Draws all of a source's samples.
    static func run(_ source: SyntheticSource, jobs: Int) async throws -> Lap {
        let count = source.recipe.samples.train
        let queue = Queue()
        let line = StartingLine(runners: jobs)
        return try await withThrowingTaskGroup(of: Span.self) { group in
            for _ in 0..<jobs {
                group.addTask {
                    let reader = Result {
                        let reader = try source.makeReader()
                        for index in 0..<min(warmUp, count) { _ = try reader.sample(at: index, in: .train) }
                        return reader
                    }
                    // Whoever fails must come to the line too, or the others wait for ever.
                    await line.arrive()
                    return try draw(count, from: queue, with: reader.get())
                }
            }
            var spans: [Span] = []
            for try await span in group { spans.append(span) }
            guard let start = spans.map(\.start).min(by: { $0.time < $1.time }),
                let end = spans.map(\.end).max(by: { $0.time < $1.time })
            else { throw BenchmarkError("no threads to draw with") }
            return Lap(count, from: start, to: end)
        }
    }

    private static func draw(_ count: Int, from queue: Queue, with reader: any SampleReader) throws -> Span {
        let start = Lap.Moment.now
        while true {
            let first = queue.next.wrappingAdd(step, ordering: .relaxed).oldValue
            if first >= count { return Span(start: start, end: .now) }
            for index in first..<min(first + step, count) { _ = try reader.sample(at: index, in: .train) }
        }
    }

    private struct Span {
        let start: Lap.Moment
        let end: Lap.Moment
    }

    private final class Queue: Sendable {
        let next = Atomic(0)
    }
}

/// Where tasks wait until all have arrived.
private actor StartingLine {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(runners: Int) { missing = runners }

    func arrive() async {
        missing -= 1
        guard missing > 0 else {
            for runner in waiting { runner.resume() }
            waiting = []
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }
}
