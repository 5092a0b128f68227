import Glibc
import Imaging
import Samples

/// Reads the images of a stored dataset.
final class StoredReader: StoredPictureReader {
    private let dataset: StoredDataset
    private let seed: UInt64
    /// The page that a text was last cut out of: the next text is often of the same.
    private var page: (path: String, image: Bitmap)?

    init(_ dataset: StoredDataset, seed: UInt64) {
        self.dataset = dataset
        self.seed = seed
    }

    /// - Throws: `DatasetError` with code `.sample`, that begins with the row's place, where the image cannot be read.
    func sample(at index: Int, in split: Split) throws -> Sample {
        try read(index, split) { table, row in try image(of: row, table) }
    }

    func picture(at index: Int, in split: Split) throws -> StoredPicture {
        var (file, name): ([UInt8], String) = ([], "")
        let sample = try read(index, split) { table, row in
            if row.cut != nil {
                // There is no file of a part of a picture.
                let image = try image(of: row, table)
                (file, name) = ([], row.path + ".png")
                try PNGEncoder().encode(image, into: &file)
                return image
            }
            (file, name) = try table.file(of: row, limits: dataset.limits)
            return try ImageFile.decode(file, name: name, limits: dataset.limits)
        }
        // The name may say something else than what is in it, and others go by the name.
        let named = PictureFormat(named: name)
        let held = PictureFormat(of: file)
        let ending =
            named == held
            ? name.split(separator: ".").last.map { $0.lowercased() } : held?.fileExtensions.first
        return StoredPicture(sample: sample, bytes: file, ending: ending ?? "png")
    }

    func place(at index: Int, in split: Split) -> String? { try? dataset.place(at: index, in: split) }

    /// A row's picture, or the part of it that the row is.
    private func image(of row: StoredRow, _ table: any RowTable) throws -> Bitmap {
        guard row.cut != nil else { return try table.image(of: row, limits: dataset.limits) }
        let path = table.imagePath(of: row)
        if page?.path != path { page = (path, try table.image(of: row, limits: dataset.limits)) }
        return try page?.image.cut(as: row, path, limits: dataset.limits) ?? Bitmap(width: 0, height: 0)
    }

    /// A sample, whose image `image` reads.
    private func read(
        _ index: Int, _ split: Split, _ image: (any RowTable, StoredRow) throws -> Bitmap
    ) throws -> Sample {
        let (stored, place, table) = try dataset.row(at: index, in: split)
        func reading<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
            do { return try body() } catch {
                // What a container tells of its own row begins with the place already.
                let what = "\(error)"
                let message = what.hasPrefix("\(place)") ? what : "\(place): \(what)"
                var failure = DatasetError(.sample, message, cause: error)
                failure.isBrokenPicture = (error as? ImagingError)?.isLasting(at: path) ?? false
                throw failure
            }
        }
        let image = try reading(table.imagePath(of: stored)) { try image(table, stored) }
        let row = stored.measuredFromTop(of: image)
        var mask = Bitmap(width: 0, height: 0)
        var (characters, quad) = (row.characters, row.quad)
        if let path = row.maskFile ?? row.mask.map({ table.path(of: $0) }) {
            mask = try reading(path) { try ImageFile.read(path: path, limits: dataset.limits) }
            if row.hasNumberedMask {
                let numbered = try reading(path) { try NumberedMask(mask, label: row.label, size: image, path) }
                (mask, characters) = (numbered.ink, numbered.characters)
                if quad == nil { quad = Quad(aroundAll: characters.map(\.quad).filter { !$0.bounds.isEmpty }) }
            }
        }
        let all = Rect(left: 0, top: 0, right: Double(image.width), bottom: Double(image.height))
        var sample = Sample(
            key: SampleKey(seed: seed, split: split, index: index), image: image, label: row.label,
            mask: mask, textQuad: quad ?? Quad(all),
            characters: characters, choices: row.choices,
            lexiconLine: dataset.lexicon == nil ? nil : row.lexiconLine.flatMap { Int($0) })
        sample.texts = row.texts
        return sample
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
