import Arrays
import Glibc
import Imaging
import Samples

/// Writes the files that need all samples of a dataset to be committed.
///
/// These are the arrays, and what is assembled of a format. They come from the records and the images, or from the pixels
/// that were kept. One image is in memory at a time. After a kill it is done again, with the same bytes.
struct LateFiles {
    /// Where the samples lie.
    let store: any SampleStore
    /// The working folder; the files go there, under the names of parts.
    let work: Descriptor
    /// The pixels that were kept; nil where none were.
    var pixels: PixelStore?
    /// How many files are written at a time.
    var jobs = 1

    private var plan: DatasetPlan { store.plan }
    private var root: Descriptor { store.root }

    /// Whether the plan asks for files that are nowhere, neither as parts nor under their names.
    var areMissing: Bool {
        !plan.lateFileNames(for: plan.shard).allSatisfy { work.has(WorkFolder.partName($0)) || root.has($0) }
    }

    /// What the files are that the plan asks for, all of which are there.
    ///
    /// - Parameter known: what `write` knows of files; these are not read.
    func records(besides known: [String: FileRecord]) throws -> [String: FileRecord] {
        var files = known
        for name in plan.lateFileNames(for: plan.shard) where known[name] == nil {
            let part = WorkFolder.partName(name)
            let file =
                work.has(part)
                ? try Descriptor.file(part, in: work, flags: O_RDONLY)
                : try Descriptor.file(name, in: root, flags: O_RDONLY)
            files[name] = FileRecord(bytes: try file.size(), sha256: try file.hash().hexadecimal)
        }
        return files
    }

    /// Writes all files that the plan asks for.
    ///
    /// - Returns: by their names in the dataset, what is known of files without reading them again.
    /// - Throws: `DatasetError`, or `CancellationError` soon after the task is cancelled.
    func write() throws -> [String: FileRecord] {
        var known: [String: FileRecord] = [:]
        guard plan.shard.isWhole else { return known }
        if !plan.arrays.isEmpty { try writeArrays() }
        for format in plan.assembledFormats {
            try known.merge(format.assemble(samples, in: work)) { $1 }
        }
        return known
    }

    private var samples: CommittedSamples { CommittedSamples(store: store, work: work, jobs: jobs) }

    private func writeArrays() throws {
        let labels = try LabelInventory(plan) { try samples.forEachRecord($0) }
        do {
            var writers: [any ArrayWriter] = []
            var split: Split?
            var shape: ImageShape?
            var ordinal = 0
            try samples.forEach { sample in
                let record = sample.record
                let place = plan.position(ordinal)
                let isInOrder = place == (record.split, record.index)
                let kept = isInOrder ? pixels?.image(at: ordinal) : nil
                ordinal += 1
                let image = try kept ?? image(of: record, sample.picture)
                let expected = shape ?? ImageShape(of: image)
                if writers.isEmpty {
                    shape = expected
                    writers = try plan.arrays.map { try writer($0, expected, labels) }
                }
                try expected.check(image, record.split, record.index)
                if record.split != split {
                    split = record.split
                    for writer in writers { try writer.begin(record.split) }
                }
                for writer in writers { try writer.add(image, label: record.label) }
            }
            for writer in writers { try writer.finish() }
        } catch let error as ArrayError {
            throw DatasetError(
                error.code == .unwritable || error.code == .unreadable ? .cannotCreate : .io,
                error.message.replacing(work.ownPath, with: work.path), cause: error)
        }
    }

    private func writer(_ format: ArrayFormat, _ shape: ImageShape, _ labels: LabelInventory) throws -> any ArrayWriter
    {
        switch format {
        case .npz: NPZSplits(plan, folder: work.ownPath, shape: shape, labels: labels)
        case .hdf5:
            try HDF5Splits(folder: work.ownPath, shape: shape, labels: labels, isPacked: plan.packsArrays)
        }
    }

    private func image(of record: StoredRecord, _ bytes: () throws -> [UInt8]) throws -> Bitmap {
        do {
            return try ImageFile.decode(bytes(), name: root.path + "/" + record.path)
        } catch let error as ImagingError {
            throw DatasetError(
                .damaged, "\(error.message): bring the image back, or overwrite the dataset", cause: error)
        }
    }
}

/// Writes one format, split after split, image after image.
protocol ArrayWriter: AnyObject {
    /// Begins a split; it is not begun again.
    func begin(_ split: Split) throws
    /// Adds the next image of the split.
    func add(_ image: Bitmap, label: String) throws
    /// Ends all files.
    func finish() throws
}

/// The size that all images of a dataset have.
struct ImageShape: Sendable, Equatable {
    var width: Int
    var height: Int
    var channels: Int

    init(of image: Bitmap) {
        width = image.width
        height = image.height
        channels = image.channels
    }

    /// The dimensions of an image in an array.
    var sides: [Int] { channels == 1 ? [height, width] : [height, width, channels] }

    /// Checks an image's size.
    ///
    /// - Throws: `DatasetError` with code `.plan` that names the sample.
    func check(_ image: Bitmap, _ split: Split, _ index: Int) throws {
        let other = ImageShape(of: image)
        guard other != self else { return }
        throw DatasetError(
            .plan,
            "sample \(split) \(index) is \(other.text) and the first one \(text), but output.arrays needs images of one "
                + "size: set page.width and page.height, or leave output.arrays out")
    }

    private var text: String { "\(width)x\(height) px" + (channels == 1 ? "" : " in colour") }
}

/// What all labels of a dataset have in common.
struct LabelInventory: Sendable {
    /// All characters, sorted by their bytes.
    private(set) var alphabet: [String] = []
    /// The most characters in a label.
    private(set) var longest = 1
    /// The most Unicode scalars in a label.
    private(set) var mostScalars = 1

    /// Reads all labels.
    init(_ plan: DatasetPlan, _ forEachRecord: ((StoredRecord) throws -> Void) throws -> Void) throws {
        var characters: Set<Character> = []
        var (longest, mostScalars) = (1, 1)
        try forEachRecord { record in
            try Task.checkCancellation()
            longest = max(longest, record.label.count)
            mostScalars = max(mostScalars, record.label.unicodeScalars.count)
            characters.formUnion(record.label)
        }
        self.longest = longest
        self.mostScalars = mostScalars
        alphabet = characters.map(String.init).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
