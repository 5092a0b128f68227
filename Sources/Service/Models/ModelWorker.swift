import Foundation
import Recognition
import Samples
import Synchronization

/// A model and the one thread that it belongs to.
///
/// Pictures wait in a bounded queue. What waits is computed together, those of one width at a time, and each is read as it
/// would be alone.
final class ModelWorker: Sendable {
    /// Pictures that were prepared for a generation of the model, and how to read them.
    struct Order: Sendable {
        var pictures: [PreparedPicture]
        var generation: Int
        var alternatives = 0
        var readsDates = false
    }

    /// Thrown where the model was loaded anew after the pictures had been prepared.
    struct Outdated: Error {}

    private enum Work: Sendable {
        case read(Order, CheckedContinuation<[Reading], any Error>)
        case reload(CheckedContinuation<Void, any Error>)
    }

    /// What the thread tells the others.
    private final class Board: Sendable {
        let description = Mutex<Result<ModelDescription, any Error>?>(nil)
    }

    /// What it is called.
    let name: String
    private let queue: WorkQueue<Work>
    private let board = Board()

    /// Loads the model, on a thread of its own, and waits for it.
    ///
    /// - Throws: what says why it can't be loaded.
    init(
        _ model: ServiceSettings.Model, _ settings: ServiceSettings, dates: LabelAutomaton?, metrics: ServiceMetrics
    ) throws {
        name = model.name
        let queue = WorkQueue<Work>(limit: settings.limits.queue)
        self.queue = queue
        let loader = ModelLoader(path: model.path, threads: settings.threads, batch: settings.batch, dates: dates)
        let isLoaded = DispatchSemaphore(value: 0)
        let thread = Thread { [board] in
            Self.serve(queue, loader, board, metrics, model.name, settings.batch) { isLoaded.signal() }
        }
        thread.name = "model"
        thread.stackSize = 8 << 20
        thread.start()
        isLoaded.wait()
        _ = try description
    }

    deinit { queue.close() }

    /// What is known of the model.
    var description: ModelDescription {
        get throws {
            guard let result = board.description.withLock({ $0 }) else {
                throw ServiceError(.data, "the model \(name) is not loaded")
            }
            return try result.get()
        }
    }

    /// How many pictures wait.
    var waiting: Int { queue.size }

    /// Reads pictures, in their order.
    ///
    /// - Throws: `Problem`, where too many wait already; `Outdated`.
    func read(_ order: Order) async throws -> [Reading] {
        try await withCheckedThrowingContinuation { continuation in
            if !queue.add(.read(order, continuation), size: order.pictures.count) {
                continuation.resume(throwing: Problem.busy("too many pictures wait for the model; try again"))
            }
        }
    }

    /// Loads the model's file anew; all that came before is read with the old one.
    ///
    /// - Throws: what is wrong with the file; the old model goes on then.
    func reload() async throws {
        try await withCheckedThrowingContinuation { continuation in
            if !queue.add(.reload(continuation), size: 0) {
                continuation.resume(throwing: ServiceError(.data, "the model \(name) is being shut down"))
            }
        }
    }

    // MARK: - On the model's thread

    private static func serve(
        _ queue: WorkQueue<Work>, _ loader: ModelLoader, _ board: Board, _ metrics: ServiceMetrics, _ name: String,
        _ batch: Int, whenLoaded: () -> Void
    ) {
        var reader: Reader
        var description: ModelDescription
        do {
            (reader, description) = try loader.load(generation: 1)
            board.description.withLock { $0 = .success(description) }
            whenLoaded()
        } catch {
            board.description.withLock { $0 = .failure(error) }
            return whenLoaded()
        }
        while let pieces = queue.take(upTo: batch) {
            var orders: [(order: Order, continuation: CheckedContinuation<[Reading], any Error>)] = []
            for piece in pieces {
                switch piece {
                case .read(let order, let continuation): orders.append((order, continuation))
                case .reload(let continuation):
                    read(orders, reader, description, metrics, name)
                    orders = []
                    do {
                        (reader, description) = try loader.load(generation: description.generation + 1)
                        board.description.withLock { [description] in $0 = .success(description) }
                        continuation.resume()
                    } catch { continuation.resume(throwing: error) }
                }
            }
            read(orders, reader, description, metrics, name)
        }
    }

    private static func read(
        _ orders: [(order: Order, continuation: CheckedContinuation<[Reading], any Error>)], _ reader: Reader,
        _ description: ModelDescription, _ metrics: ServiceMetrics, _ name: String
    ) {
        for (order, continuation) in orders where order.generation != description.generation {
            continuation.resume(throwing: Outdated())
        }
        let orders = orders.filter { $0.order.generation == description.generation }
        guard !orders.isEmpty else { return }
        do {
            let pictures = orders.flatMap(\.order.pictures)
            let start = ContinuousClock.now
            var frames = try reader.recognizer.frames(of: pictures.map(\.image), batchSize: reader.batchSize)[...]
            metrics.computed(name, pictures: pictures.count, seconds: start.duration(to: .now) / .seconds(1))
            for (order, continuation) in orders {
                let decoder = order.readsDates ? description.dates ?? reader.decoder : reader.decoder
                let readings = zip(order.pictures, frames).map { picture, frames in
                    reader.reading(of: picture, frames, alternatives: order.alternatives, decoder: decoder)
                }
                frames = frames.dropFirst(order.pictures.count)
                continuation.resume(returning: readings)
            }
        } catch {
            for (_, continuation) in orders { continuation.resume(throwing: error) }
        }
    }
}
