import Crypto
import Glibc
import Samples

/// An unfinished dataset: its images lie in place, all the rest grows in a working folder until it is complete.
///
/// ```
/// DIR/train/...             images, whole under their names
/// DIR/.platen/plan.json     from what plan the dataset is made
///             journal       how far it is committed
///             NAME.part     annotation files
///             chunk-A-B     names of the files of a chunk that is not committed
///             worker-N/     files that have no name yet
/// ```
final class Workspace {
    /// The dataset's folder.
    let root: Descriptor
    /// The working folder in it.
    let work: Descriptor

    private let plan: DatasetPlan
    private let files: [AnnotationFile]
    private var journal: Journal
    private var parts: [Descriptor] = []
    private var lengths: [Int]
    private var next: Int
    private var statistics: Statistics
    private var recordsHash = SHA256()

    /// How many of the shard's samples are committed.
    var done: Int { next - plan.ordinals.lowerBound }
    /// The ordinals that are not.
    var missing: Range<Int> { next..<plan.ordinals.upperBound }

    static let planName = "plan.json"

    static func partName(_ name: String) -> String { name + ".part" }

    /// Opens the unfinished dataset in a folder, or begins one.
    ///
    /// - Throws: `DatasetError`; its code is `.differs` where the folder's plan is another one.
    init(root: Descriptor, plan: DatasetPlan) throws {
        self.root = root
        self.plan = plan
        work = try Descriptor.folder(plan.workName, in: root)
        journal = try Journal(in: work)
        files = plan.annotationFiles
        statistics = Statistics(plan.annotations)
        lengths = files.map { _ in 0 }
        next = plan.ordinals.lowerBound

        let record = PlanRecord(plan).with(recipe: plan.recipe)
        if let bytes = try work.contents(of: Self.planName) {
            let stored = try StoredJSON.decode(PlanRecord.self, from: bytes, path: work.path + "/" + Self.planName)
            if let difference = record.difference(from: stored) {
                guard plan.mayContinue.contains(where: { record.with(recipe: $0).difference(from: stored) == nil })
                else {
                    throw DatasetError.otherPlan(in: root.path, difference)
                }
                try work.writeWhole(Self.planName, try StoredJSON.encode(record), by: work)
            }
        } else {
            // Killed before the plan was kept: nothing else was.
            try work.writeWhole(Self.planName, try StoredJSON.encode(record), by: work)
        }
        try recover()
    }

    /// Goes back to the last commit whose files are all there, and reads through it.
    private func recover() throws {
        let names = files.map { $0.name(for: plan.shard) }
        let inWork = names.map { work.size(of: Self.partName($0)) }
        // Files that have their final names belong to a dataset that is complete but for its manifest.
        let inRoot = names.map { root.size(of: $0) }
        let ordinals = plan.ordinals
        var limit = ordinals.upperBound
        var entry: Journal.Entry?
        while true {
            entry = try journal.recover(fileCount: files.count) { entry in
                (ordinals.lowerBound...limit).contains(entry.next)
                    && names.indices.allSatisfy { place in
                        if let size = inWork[place] { return size >= entry.lengths[place] }
                        return entry.next == ordinals.upperBound && inRoot[place] == entry.lengths[place]
                    }
            }
            next = entry?.next ?? ordinals.lowerBound
            lengths = entry?.lengths ?? files.map { _ in 0 }
            statistics = Statistics(plan.annotations)
            recordsHash = SHA256()
            guard entry != nil else { break }
            let records =
                inWork[0] == nil
                ? try Descriptor.file(names[0], in: root, flags: O_RDONLY)
                : try Descriptor.file(Self.partName(names[0]), in: work, flags: O_RDONLY)
            guard let lost = try readRecords(records) else { break }
            limit = lost
        }
        for (place, name) in names.enumerated() {
            if inWork[place] == nil && entry != nil {
                parts.append(try Descriptor.file(name, in: root, flags: O_RDONLY))
            } else {
                let part = try Descriptor.file(Self.partName(name), in: work, flags: O_RDWR | O_CREAT)
                try part.truncate(to: lengths[place])
                parts.append(part)
            }
        }
    }

    /// Counts and hashes the committed records.
    ///
    /// Returns the ordinal of the first sample whose files are not there as they were written, as after a power
    /// failure; nil where all are.
    private func readRecords(_ file: Descriptor) throws -> Int? {
        var reader = LineReader(file, limit: lengths[0])
        var ordinal = plan.ordinals.lowerBound
        var lost: Int?
        while try reader.next({ line in
            guard let record = StoredRecord(line), ordinal < next,
                plan.position(ordinal) == (record.split, record.index)
            else {
                throw DatasetError(
                    .damaged,
                    "\(file.path), line \(ordinal - plan.ordinals.lowerBound + 1), is not what Platen wrote there: "
                        + "overwrite the dataset, or choose another folder")
            }
            statistics.add(record)
            recordsHash.update(bufferPointer: line)
            recordsHash.update([.lineFeed])
            if lost == nil && record.missingFile(in: root, plan) != nil { lost = ordinal }
            ordinal += 1
        }) {}
        guard ordinal == next else {
            throw DatasetError(
                .damaged,
                "\(file.path) has \(ordinal - plan.ordinals.lowerBound) records where the journal says \(done): "
                    + "overwrite the dataset, or choose another folder")
        }
        return lost
    }

    /// Adds the next chunk's lines, all or nothing.
    func commit(_ chunk: Chunk) throws {
        for (place, addition) in chunk.additions.enumerated() where !addition.isEmpty {
            try parts[place].write(addition)
        }
        let newLengths = zip(lengths, chunk.additions).map { $0 + $1.count }
        try journal.append(Journal.Entry(next: chunk.ordinals.upperBound, lengths: newLengths))
        lengths = newLengths
        next = chunk.ordinals.upperBound
        recordsHash.update(chunk.additions[0])
        statistics.merge(chunk.statistics)
        try work.remove(chunk.note)
    }

    /// Gives all files their names, the manifest last, and removes the working folder.
    func finish() throws -> DatasetSummary {
        let summary = statistics.summary(contentHash: Digest(recordsHash).hexadecimal)
        // The records get their name first: where they have it, the arrays are complete as well.
        if work.has(Self.partName(DatasetPlan.records.name(for: plan.shard))) {
            try ArrayFiles(plan: plan, root: root, work: work).write()
        }
        try plan.publish(from: work, to: root, summary: summary)
        try root.removeTree(plan.workName)
        return summary
    }
}

extension DatasetPlan {
    /// Moves the annotation files, and then those of arrays, from a working folder to their names; writes the recipe and, last, the manifest.
    ///
    /// It can be done again after a kill.
    func publish(from work: Descriptor, to root: Descriptor, summary: DatasetSummary) throws {
        for name in annotationFiles.map({ $0.name(for: shard) }) + arrayFileNames(for: shard) {
            let part = Workspace.partName(name)
            if work.has(part) { try work.move(part, to: root, name) }
        }
        try root.writeWhole(recipeName, [UInt8](recipe.utf8), by: work)
        let manifest = Manifest(plan: PlanRecord(self), summary: summary)
        try root.writeWhole(manifestName, try StoredJSON.encode(manifest), by: work)
    }
}

extension DatasetError {
    static func otherPlan(in folder: String, _ difference: String) -> DatasetError {
        DatasetError(
            .differs,
            "\(folder) holds a dataset made from another plan: \(difference). "
                + "Resume with the plan that it was begun with, overwrite it, or choose another folder")
    }
}
