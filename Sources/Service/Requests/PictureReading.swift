import Imaging
import Recognition

/// Turns files into readings.
///
/// They wait as they came, and are decoded by the worker that reads them: so each worker has no more than one decoded picture of
/// full size in memory, however many requests there are.
struct PictureReading: Sendable {
    let models: ModelStore
    let limits: ServiceLimits

    init(_ models: ModelStore, _ limits: ServiceLimits) {
        self.models = models
        self.limits = limits
    }

    /// Reads files with a model.
    ///
    /// - Throws: `Problem`.
    func read(
        _ files: [[UInt8]], by model: ServedModel, alternatives: Int = 0, asDates: Bool = false
    ) async throws -> [Reading] {
        try await model.read(
            ReadingOrder(count: files.count, alternatives: alternatives, readsDates: asDates) { reader in
                try decode(files, reader)
            })
    }

    private func decode(_ files: [[UInt8]], _ reader: Reader) throws -> [[PreparedPicture]] {
        let imageLimits = ImageLimits(
            maxPixels: limits.pixels, maxAspect: limits.aspect,
            deadline: ContinuousClock.now + .seconds(limits.decodeSeconds))
        return try files.enumerated().map { number, bytes in
            do {
                return try reader.views(
                    of: try ImageFile.decode(bytes, name: "the picture", limits: imageLimits))
            } catch let error as ImagingError {
                throw Problem(error, picture: number, of: files.count)
            }
        }
    }
}
