import Synchronization

/// Whether the service still takes requests.
package final class Readiness: Sendable {
    private let isDraining = Mutex(false)

    /// Ready.
    package init() {}

    /// Whether it takes requests.
    package var isReady: Bool { !isDraining.withLock { $0 } }

    /// From now on it says that it does not.
    package func drain() { isDraining.withLock { $0 = true } }
}
