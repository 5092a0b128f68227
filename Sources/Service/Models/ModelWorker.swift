import Dispatch
import Foundation
import Recognition
import Synchronization

/// One of the threads that read with a model, each with a copy of the network that is its own.
struct ModelWorker: Sendable {
    /// Tells whoever starts a worker how that went.
    final class Start: Sendable {
        private let outcome = Mutex<(any Error)?>(nil)
        private let isDone = DispatchSemaphore(value: 0)

        fileprivate func end(_ error: (any Error)?) {
            outcome.withLock { $0 = error }
            isDone.signal()
        }

        /// Waits until the worker is ready.
        ///
        /// - Throws: what says why it can't work.
        func wait() throws {
            isDone.wait()
            if let error = outcome.withLock({ $0 }) { throw error }
        }
    }

    let name: String
    let queue: WorkQueue<ServedModel.Piece>
    /// How many workers take from the queue.
    let share: Int
    let loader: ModelLoader
    let current: CurrentModel
    let metrics: ServiceMetrics

    /// Starts the thread; it ends once the queue is closed and empty.
    func run(_ start: Start) {
        let thread = Thread { serve(start) }
        thread.name = "model"
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func serve(_ start: Start) {
        var model = current.model
        var reader: Reader
        do {
            reader = try loader.reader(of: model.file)
            start.end(nil)
        } catch { return start.end(error) }
        while let pieces = queue.take(upTo: loader.batch, sharedBy: share) {
            do {
                if current.generation != model.generation {
                    let newest = current.model
                    reader = try loader.reader(of: newest.file)
                    model = newest
                }
                read(pieces, reader, model.description)
            } catch {
                for piece in pieces { piece.continuation.resume(throwing: error) }
            }
        }
    }

    private func read(_ pieces: [ServedModel.Piece], _ reader: Reader, _ description: ModelDescription) {
        var ready: [(piece: ServedModel.Piece, pictures: [[PreparedPicture]])] = []
        for piece in pieces {
            do {
                if piece.order.readsDates, description.dates == nil { throw Problem.noDates }
                ready.append((piece, try piece.order.prepare(reader)))
            } catch { piece.continuation.resume(throwing: error) }
        }
        let images = ready.flatMap { $0.pictures.joined().map(\.image) }
        guard !images.isEmpty else {
            for (piece, _) in ready { piece.continuation.resume(returning: []) }
            return
        }
        let start = ContinuousClock.now
        var impressions: ArraySlice<any Impression>
        do {
            impressions = try reader.recognizer.impressions(of: images, batchSize: reader.batchSize)[...]
        } catch {
            for (piece, _) in ready { piece.continuation.resume(throwing: error) }
            return
        }
        metrics.computed(name, pictures: images.count, seconds: start.duration(to: .now) / .seconds(1))
        for (piece, pictures) in ready {
            let decoder = piece.order.readsDates ? description.dates ?? reader.decoder : reader.decoder
            var own = impressions.prefix(pictures.reduce(0) { $0 + $1.count })
            impressions = impressions.dropFirst(own.count)
            piece.continuation.resume(
                with: Result {
                    try pictures.compactMap { views in
                        let seen = Array(own.prefix(views.count))
                        own = own.dropFirst(views.count)
                        return try reader.reading(
                            of: views, seen, alternatives: piece.order.alternatives, decoder: decoder)
                    }
                })
        }
    }
}
