import Glibc
import Imaging
import Samples

/// All samples of a dataset whose files are on their way to their names: records and pictures, in their order.
struct CommittedSamples: Sendable {
    /// Where they lie.
    let store: any SampleStore
    /// The working folder.
    let work: Descriptor
    /// How many files of several samples are written at a time.
    var jobs = 1
    /// Asked for each sample; what it throws ends the way through them.
    var check: @Sendable () throws -> Void = { try Task.checkCancellation() }

    var plan: DatasetPlan { store.plan }
    var root: Descriptor { store.root }

    /// A sample, as it was written.
    struct Committed {
        /// What stands in front in its record: `StoredRecord(headOf:)`.
        let record: StoredRecord
        /// The line of the record, without its line end.
        let line: UnsafeRawBufferPointer
        /// Reads the picture, byte for byte.
        let picture: () throws -> [UInt8]
    }

    /// Consecutive samples: where their records and their pictures begin and end.
    struct Stretch: Sendable {
        var lines = 0..<Int.max
        /// How large the pictures before these are together.
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
        let walk = store.makeWalk(in: work, behind: stretch.pictures)
        try forEachLine(stretch, StoredRecord.init(headOf:)) { record, line in
            let place = walk.place(of: record)
            try body(Committed(record: record, line: line, picture: { try walk.open(place) }))
        }
    }

    /// A file that has its name, or is still a part.
    private func open(_ file: AnnotationFile) throws -> (file: Descriptor, path: String) {
        let name = file.name(for: plan.shard)
        let opened =
            try GrowingFile.open(name, in: work, or: root) ?? Descriptor.file(name, in: root, flags: O_RDONLY)
        return (opened, opened.path)
    }
}
