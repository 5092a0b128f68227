import Foundation
import Learning
import Synchronization

/// The signals that ask the program to stop: SIGINT, SIGTERM, SIGQUIT and SIGUSR1.
///
/// SIGUSR1 is for `mpirun`, which hands it on to all processes; of the others it kills them a second later.
///
/// They are listened to from the first moment on. Work that can stop in an orderly way says so, and the first signal asks
/// it to. Everything else writes only files that are whole or not there at all, and is ended at once. A second signal
/// always ends the program at once.
enum Interruption {
    private struct State {
        var wasAsked = false
        /// Asks the current work to stop; nil where the program is ended at once.
        var ask: (@Sendable () -> Void)?
    }

    private static let state = Mutex(State())
    /// The thread that takes the signals; set once, before there is anything that asks for it.
    nonisolated(unsafe) private static var listener = pthread_t()

    private static let signals = [SIGINT, SIGTERM, SIGQUIT, SIGUSR1]

    /// Whether the current work was asked to stop.
    static var wasAsked: Bool { state.withLock { $0.wasAsked } }

    /// Begins to listen.
    ///
    /// It must be called before there is a second thread, since threads inherit which signals are blocked.
    static func listen() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in Self.signals { sigaddset(&signals, number) }
        // A blocked signal waits for the thread that takes it, even where the parent process had it ignored.
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let isListening = DispatchSemaphore(value: 0)
        let thread = Thread { [signals] in
            var signals = signals
            listener = pthread_self()
            isListening.signal()
            while true {
                var number: Int32 = 0
                if sigwait(&signals, &number) == 0 { take() }
            }
        }
        thread.name = "signals"
        thread.start()
        isListening.wait()
        // While asynchronous work goes on, the main thread sleeps in Dispatch, which lets every signal through there: it
        // would end the process in place of the thread that takes it.
        for number in Self.signals {
            signal(number) { number in _ = pthread_kill(Interruption.listener, number) }
        }
    }

    private static func take() {
        let ask = state.withLock { state -> (@Sendable () -> Void)? in
            guard !state.wasAsked else { return nil }
            state.wasAsked = state.ask != nil
            return state.ask
        }
        if let ask { return ask() }
        // A reader who has stopped reading must not keep the program from ending.
        var errors = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        if poll(&errors, 1, 0) == 1 { Terminal.error("interrupted") }
        // Nothing is tidied up on the way out: threads are still at work.
        _exit(130)
    }

    /// Begins work that asks `wasAsked` now and then, or calls `check()`.
    static func hold() { state.withLock { $0.ask = {} } }

    /// Ends it.
    static func release() { state.withLock { $0.ask = nil } }

    /// - Throws: `InterruptionError`, where the current work was asked to stop.
    static func check() throws { if wasAsked { throw InterruptionError() } }

    /// For work of a library that can stop.
    static let stopping = Stopping(begin: { hold() }, end: { release() }, wasAsked: { wasAsked })

    fileprivate static func task<R: Sendable>(_ work: @escaping @Sendable () async throws -> R) -> Task<R, any Error> {
        state.withLock { state in
            let task = Task { try await work() }
            state.ask = { task.cancel() }
            return task
        }
    }
}

/// Thrown by work that was asked to stop and has nothing more to say.
struct InterruptionError: Error, CustomStringConvertible {
    let description = "interrupted"
}

/// Runs work that the user may stop: the first signal cancels it in good order, the second ends the process at once.
func interruptible<R: Sendable>(_ work: @escaping @Sendable () async throws -> R) async throws -> R {
    defer { Interruption.release() }
    do { return try await Interruption.task(work).value } catch is CancellationError { throw InterruptionError() }
}
