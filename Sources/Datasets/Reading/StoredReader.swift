import Glibc
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
        let (row, place, table) = try dataset.row(at: index, in: split)
        let image: Bitmap
        do {
            image = try table.image(of: row, limits: dataset.limits)
        } catch {
            var failure = DatasetError(.sample, "\(place): \(error)", cause: error)
            failure.isBrokenPicture = (error as? ImagingError)?.isLasting(at: table.imagePath(of: row)) ?? false
            throw failure
        }
        return Sample(
            key: SampleKey(seed: seed, split: split, index: index), image: image, label: row.label,
            mask: Bitmap(width: 0, height: 0),
            textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))),
            characters: [], lexiconLine: dataset.lexicon == nil ? nil : row.lexiconLine.flatMap { Int($0) })
    }
}

extension ImagingError {
    /// Whether reading the picture will fail again, since it is missing, closed or damaged.
    fileprivate func isLasting(at path: String) -> Bool {
        switch code {
        case .notAnImage, .corrupt, .tooLarge, .unsupported: true
        case .unreadable: (try? FileKind(of: path)) != .file || access(path, R_OK) != 0
        default: false
        }
    }
}
