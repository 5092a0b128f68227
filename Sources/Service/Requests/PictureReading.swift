import Dispatch
import Foundation
import Imaging
import Recognition

/// Turns files into readings: decodes them on a thread of its own, one at a time, and hands them to a model.
///
/// So no more than one decoded picture of full size is in memory, however many requests there are.
struct PictureReading: Sendable {
    let models: ModelStore
    let limits: ServiceLimits
    private let queue = DispatchQueue(label: "decoding")

    init(_ models: ModelStore, _ limits: ServiceLimits) {
        self.models = models
        self.limits = limits
    }

    /// Reads files with a model.
    ///
    /// - Throws: `Problem`.
    func read(
        _ files: [[UInt8]], by worker: ModelWorker, alternatives: Int = 0, asDates: Bool = false
    ) async throws -> [Reading] {
        try await read(by: worker, alternatives: alternatives, asDates: asDates) { try await decode(files, $0) }
    }

    /// Reads what is prepared for a model.
    ///
    /// Where the model's file is loaded anew in between, it is prepared again, for the new one.
    func read(
        by worker: ModelWorker, alternatives: Int = 0, asDates: Bool = false,
        prepare: (InputPolicy) async throws -> [PreparedPicture]
    ) async throws -> [Reading] {
        for _ in 0..<5 {
            let description = try worker.description
            let order = ModelWorker.Order(
                pictures: try await prepare(description.card.input), generation: description.generation,
                alternatives: alternatives, readsDates: asDates)
            do { return try await worker.read(order) } catch is ModelWorker.Outdated { continue }
        }
        throw Problem.busy("the model is being loaded; try again")
    }

    private func decode(_ files: [[UInt8]], _ input: InputPolicy) async throws -> [PreparedPicture] {
        var imageLimits = ImageLimits()
        imageLimits.maxPixels = limits.pixels
        imageLimits.maxAspect = limits.aspect
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [imageLimits] in
                continuation.resume(
                    with: Result {
                        try files.enumerated().map { number, bytes in
                            do {
                                let picture = try ImageFile.decode(bytes, name: "the picture", limits: imageLimits)
                                return try input.prepared(picture)
                            } catch let error as ImagingError {
                                throw Problem(error, picture: number, of: files.count)
                            }
                        }
                    })
            }
        }
    }
}
