import Dispatch
import Foundation

/// Runs work that the user may stop: the first SIGINT or SIGTERM cancels it in good order, the second ends the
/// process at once.
func interruptible<R: Sendable>(_ work: @escaping @Sendable () async throws -> R) async throws -> R {
    // The work waits until signals are listened to, so that no time is left in which one would end the process.
    let (start, gate) = AsyncStream.makeStream(of: Never.self)
    let task = Task {
        for await _ in start {}
        return try await work()
    }
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            // Nothing is tidied up on the way out: threads are still at work.
            if task.isCancelled { _exit(130) }
            task.cancel()
        }
        source.resume()
        return source
    }
    defer {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    gate.finish()
    return try await task.value
}
