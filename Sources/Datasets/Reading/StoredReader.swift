import Imaging
import Samples

/// Reads the images of a stored dataset.
final class StoredReader: SampleReader {
    private let dataset: StoredDataset
    private let seed: UInt64

    init(_ dataset: StoredDataset, seed: UInt64) {
        self.dataset = dataset
        self.seed = seed
    }

    /// - Throws: `DatasetError` with code `.sample`, that begins with the row's place, where the image cannot be read.
    func sample(at index: Int, in split: Split) throws -> Sample {
        let (row, place, path) = try dataset.row(at: index, in: split)
        let image: Bitmap
        do {
            image = try ImageFile.read(path: path, limits: dataset.limits)
        } catch {
            throw DatasetError(.sample, "\(place): \(error)", cause: error)
        }
        return Sample(
            key: SampleKey(seed: seed, split: split, index: index), image: image, label: row.label,
            mask: Bitmap(width: 0, height: 0),
            textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))),
            characters: [], lexiconLine: dataset.lexicon == nil ? nil : row.lexiconLine.flatMap { Int($0) })
    }
}
