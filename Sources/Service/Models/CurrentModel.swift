import Recognition
import Synchronization

/// The model that workers read with from now on.
final class CurrentModel: Sendable {
    /// A model's file, and what requests need to know of it.
    struct Loaded: Sendable {
        let file: ModelFile
        let description: ModelDescription
        /// Counts the times that the file was loaded.
        fileprivate(set) var generation = 0

        init(file: ModelFile, description: ModelDescription) {
            self.file = file
            self.description = description
        }
    }

    private let loaded: Mutex<Loaded>

    init(_ model: Loaded) { loaded = Mutex(model) }

    /// The model.
    var model: Loaded { loaded.withLock { $0 } }

    /// Changes whenever another model takes its place.
    var generation: Int { loaded.withLock { $0.generation } }

    /// Another model takes its place.
    func replace(_ model: Loaded) {
        loaded.withLock { loaded in
            var next = model
            next.generation = loaded.generation + 1
            loaded = next
        }
    }
}
