import Foundation

/// A time after which nothing is waited for any more: what a test waits for may never come.
public struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    /// What a poll throws that came to nothing.
    public struct Passed: Error {}

    /// Five minutes from now, unless given: far more than anything takes on a busy machine.
    public init(after time: Duration = .seconds(300)) { end = .now + time }

    /// Sleeps between two looks at what is waited for.
    ///
    /// - Throws: `Passed`, where it is too late.
    public func pause(_ time: Duration = .milliseconds(10)) async throws {
        guard ContinuousClock.now < end else { throw Passed() }
        try await Task.sleep(for: time)
    }

    /// The same in a thread that is no task's.
    ///
    /// - Throws: `Passed`, where it is too late.
    public func pauseThread(_ time: Duration) throws {
        guard ContinuousClock.now < end else { throw Passed() }
        Thread.sleep(forTimeInterval: time / .seconds(1))
    }
}
