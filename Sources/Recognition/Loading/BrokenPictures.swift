import Synchronization

/// The pictures of a source that cannot be read and are left out: noted as they are met, by whichever thread.
package final class BrokenPictures: Sendable {
    private struct State {
        var indices: Set<Int> = []
        /// What is wrong with those of the least indices.
        var first: [Int: String] = [:]
    }

    private let state = Mutex(State())

    /// How many are described.
    private static let described = 20

    /// No pictures yet.
    package init() {}

    /// How many there are so far.
    package var count: Int { state.withLock(\.indices.count) }

    /// What is wrong with the first of them, in the order of their indices.
    package var first: [String] {
        state.withLock { state in state.first.sorted { $0.key < $1.key }.map(\.value) }
    }

    /// Whether a picture is known not to be readable.
    func contains(_ index: Int) -> Bool { state.withLock { $0.indices.contains(index) } }

    /// Notes a picture, once.
    package func add(_ index: Int, _ what: String) {
        state.withLock { state in
            guard state.indices.insert(index).inserted else { return }
            state.first[index] = what
            if state.first.count > Self.described, let last = state.first.keys.max() { state.first[last] = nil }
        }
    }
}
