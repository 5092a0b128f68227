import Glibc
import Imaging
import Samples

/// All samples of a dataset whose files are on their way to their names: records and pictures, in their order.
struct CommittedSamples: Sendable {
    let plan: DatasetPlan
    /// The dataset's folder, with the picture files where there are any.
    let root: Descriptor
    /// The working folder.
    let work: Descriptor
    /// How many files of several samples are written at a time.
    var jobs = 1
    /// Asked for each sample; what it throws ends the way through them.
    var check: @Sendable () throws -> Void = { try Task.checkCancellation() }

    /// A sample, as it was written.
    struct Committed {
        /// What stands in front in its record: `StoredRecord(headOf:)`.
        let record: StoredRecord
        /// The line of the record, without its line end.
        let line: UnsafeRawBufferPointer
        /// Reads the picture's file.
        let picture: () throws -> [UInt8]
    }

    /// Consecutive samples: where their records and their pictures begin and end.
    struct Stretch: Sendable {
        var lines = 0..<Int.max
        /// Where the first picture begins in the file of pictures.
        var pictures = 0
    }

    /// Hands out all records.
    func forEachRecord(_ body: (StoredRecord) throws -> Void) throws {
        try forEachLine(Stretch(), { StoredRecord($0) }) { record, _ in try body(record) }
    }

    private func forEachLine(
        _ stretch: Stretch, _ read: (UnsafeRawBufferPointer) -> StoredRecord?,
        _ body: (StoredRecord, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let (file, path) = try open(DatasetPlan.records)
        try file.move(to: stretch.lines.lowerBound)
        var reader = LineReader(file, limit: stretch.lines.count)
        while try reader.next({ line in
            try check()
            guard let record = read(line) else {
                throw DatasetError(.damaged, "\(path) is not what Platen wrote: overwrite the dataset")
            }
            try body(record, line)
        }) {}
    }

    /// Hands out all samples, or those of a stretch; each only lasts for its call.
    func forEach(in stretch: Stretch = Stretch(), _ body: (Committed) throws -> Void) throws {
        if plan.hasPictureFiles {
            var folders = FolderWalk(root)
            return try forEachLine(stretch, StoredRecord.init(headOf:)) { record, line in
                try withoutActuallyEscaping({ try picture(of: record, &folders) }) {
                    try body(Committed(record: record, line: line, picture: $0))
                }
            }
        }
        let (pictures, path) = try open(DatasetPlan.pictures)
        var offset = stretch.pictures
        try forEachLine(stretch, StoredRecord.init(headOf:)) { record, line in
            let start = offset
            offset += record.byteCount
            func picture() throws -> [UInt8] {
                let bytes = try pictures.read(count: record.byteCount, at: start)
                guard bytes.count == record.byteCount else {
                    throw DatasetError(.damaged, "\(path) is shorter than it was written: overwrite the dataset")
                }
                return bytes
            }
            try body(Committed(record: record, line: line, picture: picture))
        }
    }

    /// A file that has its name, or is still a part.
    private func open(_ file: AnnotationFile) throws -> (file: Descriptor, path: String) {
        let name = file.name(for: plan.shard)
        let part = WorkFolder.partName(name)
        let opened =
            work.has(part)
            ? try Descriptor.file(part, in: work, flags: O_RDONLY)
            : try Descriptor.file(name, in: root, flags: O_RDONLY)
        return (opened, opened.path)
    }

    private func picture(of record: StoredRecord, _ folders: inout FolderWalk) throws -> [UInt8] {
        guard let image = record.files(plan)?.first?.path, let folder = try folders.folder(of: image),
            folder.has(image.name)
        else {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(record.path) is missing: bring the image back, or overwrite the dataset")
        }
        return try Descriptor.file(image.name, in: folder, flags: O_RDONLY | O_NONBLOCK).readAll()
    }
}
