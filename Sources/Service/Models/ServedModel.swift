import Dispatch
import Recognition
import Samples

/// A model, its workers and what waits for them.
///
/// Pictures wait in one bounded queue. Each worker is a thread with a copy of the network: it takes its share of what waits,
/// and computes it together, those of one width at a time. Each picture is read as it would be alone, whichever worker reads it.
final class ServedModel: Sendable {
    /// A request's pictures, and who waits for their readings.
    struct Piece: Sendable {
        let order: ReadingOrder
        let continuation: CheckedContinuation<[Reading], any Error>
    }

    /// What it is called.
    let name: String
    /// How many workers it has.
    let workerCount: Int
    private let queue: WorkQueue<Piece>
    private let loader: ModelLoader
    private let current: CurrentModel
    /// The one place where files are loaded anew, one after the other.
    private let loading = DispatchQueue(label: "loading")

    /// Loads the model, starts its workers and waits until all are ready.
    ///
    /// - Throws: what says why it can't be loaded.
    init(
        _ model: ServiceSettings.Model, _ settings: ServiceSettings, dates: LabelAutomaton?, metrics: ServiceMetrics
    ) throws {
        name = model.name
        workerCount = max(1, settings.workers)
        queue = WorkQueue(limit: settings.limits.queue)
        loader = ModelLoader(
            path: model.path, threads: settings.threads, batch: settings.batch, views: settings.views,
            precision: settings.precision, dates: dates)
        current = CurrentModel(try loader.load())
        let starts = (0..<workerCount).map { _ in ModelWorker.Start() }
        for start in starts {
            ModelWorker(
                name: name, queue: queue, share: workerCount, loader: loader, current: current, metrics: metrics
            ).run(start)
        }
        do { for start in starts { try start.wait() } } catch {
            queue.close()
            throw error
        }
    }

    deinit { queue.close() }

    /// What is known of the model.
    var description: ModelDescription { current.model.description }

    /// How many pictures wait.
    var waiting: Int { queue.size }

    /// Reads pictures, in their order.
    ///
    /// - Throws: `Problem`, where too many wait already, or one can't be read.
    func read(_ order: ReadingOrder) async throws -> [Reading] {
        try await withCheckedThrowingContinuation { continuation in
            if !queue.add(Piece(order: order, continuation: continuation), size: order.count) {
                continuation.resume(throwing: Problem.busy("too many pictures wait for the model; try again"))
            }
        }
    }

    /// Loads the model's file anew.
    ///
    /// The old one reads what comes until the new one is known to be sound; what comes later is read with the new one.
    ///
    /// - Throws: what is wrong with the file; the old model goes on then.
    func reload() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            loading.async { [self] in
                continuation.resume(
                    with: Result {
                        current.replace(try loader.load())
                        queue.wake(workerCount)
                    })
            }
        }
    }
}
