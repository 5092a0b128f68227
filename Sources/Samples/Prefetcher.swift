import Dispatch
import Foundation
import Synchronization

/// Makes numbered elements on threads of its own, before they are asked for.
///
/// Elements are handed out in order, whichever thread made them, and no more than a few wait.
package final class Prefetcher<Element: Sendable>: Sendable {
    private struct State {
        var next: Int
        var made: [Int: Result<Element, any Error>] = [:]
        var wanted: Int
        var isStopped = false
    }

    private let state: Mutex<State>
    private let filled = DispatchSemaphore(value: 0)
    private let free: DispatchSemaphore
    private let threads: Int

    /// Starts the threads, each of which makes elements with a maker of its own, from element `first` on.
    package init(
        first: Int, threads: Int, ahead: Int,
        _ makeMaker: @escaping @Sendable () throws -> ((Int) throws -> Element)
    ) {
        state = Mutex(State(next: first, wanted: first))
        free = DispatchSemaphore(value: 0)
        self.threads = threads
        for _ in 0..<ahead + threads { free.signal() }
        for number in 0..<threads {
            // The thread keeps the prefetcher alive until it is told to stop.
            let thread = Thread { [self] in work(makeMaker) }
            thread.name = "loader \(number)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    private func work(_ makeMaker: () throws -> ((Int) throws -> Element)) {
        let maker = Result { try makeMaker() }
        while true {
            free.wait()
            let number: Int? = state.withLock { state in
                guard !state.isStopped else { return nil }
                defer { state.next += 1 }
                return state.next
            }
            guard let number else { return }
            let element = Result { try maker.get()(number) }
            state.withLock { $0.made[number] = element }
            filled.signal()
        }
    }

    /// How long to wait for an element before asking again whether to stop.
    private static var patience: DispatchTimeInterval { .milliseconds(100) }

    /// The next element and how long it took to come, in seconds; nil where `shouldStop` said so meanwhile.
    package func next(shouldStop: () -> Bool) throws -> (element: Element, waited: Double)? {
        let start = DispatchTime.now().uptimeNanoseconds
        while true {
            let found = state.withLock { state -> Result<Element, any Error>? in
                guard let found = state.made.removeValue(forKey: state.wanted) else { return nil }
                state.wanted += 1
                return found
            }
            guard let found else {
                if shouldStop() { return nil }
                _ = filled.wait(timeout: .now() + Self.patience)
                continue
            }
            free.signal()
            return (try found.get(), Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9)
        }
    }

    /// Lets the threads end; there are no more elements after that.
    package func stop() {
        state.withLock { $0.isStopped = true }
        for _ in 0..<threads { free.signal() }
    }
}
