import Crypto
import Glibc
import Samples

/// An unfinished dataset: its samples are in the store's hands, all the rest grows in a working folder until it is complete.
///
/// ```
/// DIR/train/...             of a store of folders: images, whole under their names
/// DIR/.platen/plan.json     from what plan the dataset is made
///             journal       how far it is committed
///             NAME.part     lists, and files that hold samples
///             chunk-A-B     of a store of folders: the files of a chunk that is not committed
///             worker-N/     of a store of folders: files that have no name yet
///             clearing      an older dataset is being removed
/// ```
///
/// Every chunk is committed, so that a kill loses none. Now and then all that is committed is forced to the disk: one wait
/// serves thousands of files. After the power failed, what was not forced is compared with its hashes.
final class Workspace {
    /// The dataset's folder.
    let root: Descriptor
    /// Where the samples lie.
    let store: any SampleStore
    /// The working folder in the dataset's.
    let work: Descriptor
    /// How files get to the disk.
    let disk: DiskSync
    /// Where the pixels of what is drawn are kept; nil where nothing needs them.
    let pixels: PixelStore?
    /// Committed samples whose images were lost.
    private(set) var lost: [Recovery.Lost] = []
    /// How many samples were committed once and are no more, as their files are not what the journal says.
    private(set) var dropped = 0

    private let plan: DatasetPlan
    private let lists: [AnnotationFile]
    private let tail: any StoreTail
    private var journal: Journal
    /// The lists as they grow.
    private var parts: [Descriptor] = []
    private var hashes: GrowingHashes
    private var statistics: Statistics
    /// The first sample that is not committed.
    private var next: Int
    /// The first sample that may not be on the disk.
    private var forced: Int

    /// How many of the shard's samples are committed.
    var done: Int { next - plan.ordinals.lowerBound }
    /// The ordinals that are not.
    var missing: Range<Int> { next..<plan.ordinals.upperBound }
    /// Whether something is committed that may not be on the disk.
    var isAhead: Bool { next > forced }

    /// Opens the unfinished dataset in a folder, or begins one.
    ///
    /// - Parameters:
    ///   - journal: The working folder's journal, where it is open already.
    ///   - replaces: Whether the plan in the working folder is that of a dataset that was removed.
    ///   - verifies: Whether all images are read, and not only looked at.
    /// - Throws: `DatasetError`; its code is `.differs` where the folder's plan is another one.
    init(
        root: Descriptor, plan: DatasetPlan, disk: DiskSync, journal open: Journal? = nil, replaces: Bool = false,
        verifies: Bool = false
    ) throws {
        self.root = root
        self.plan = plan
        self.disk = disk
        let (work, stored) = try WorkFolder.make(plan.workName, in: root)
        self.work = work
        store = plan.store(in: root)
        tail = store.makeTail(in: work)
        pixels = PixelStore(plan, work: work)
        journal = try open ?? Journal(in: work)
        lists = plan.annotationFiles
        statistics = Statistics(plan.annotations)
        hashes = GrowingHashes(count: lists.count + store.streams.count)
        next = plan.ordinals.lowerBound
        forced = next

        let record = PlanRecord(plan).with(recipe: plan.recipe)
        let bytes = try StoredJSON.encode(record)
        if let stored, !replaces {
            if let difference = record.difference(from: stored) {
                guard plan.mayContinue.contains(where: { record.with(recipe: $0).difference(from: stored) == nil })
                else {
                    throw DatasetError.otherPlan(in: root.path, difference)
                }
                try work.writeWhole(WorkFolder.planName, bytes, by: work, disk)
            }
        } else {
            // Killed before the plan was kept: nothing else was.
            try journal.keep(0, disk)
            try work.writeWhole(WorkFolder.planName, bytes, by: work, disk)
            try disk.force(root)
        }
        if replaces {
            try work.remove(WorkFolder.clearingName)
            try disk.force(work)
        }
        try recover(verifies: verifies)
    }

    /// Goes back to the last commit whose files are as they were written.
    private func recover(verifies: Bool) throws {
        let names = lists.map { $0.name(for: plan.shard) }
        let content = try journal.content(fileCount: lists.count + store.streams.count)
        // Files that have their final names belong to a dataset that is complete but for its manifest.
        let open = try names.map { name in
            content.entries.isEmpty && !work.has(WorkFolder.partName(name))
                ? nil : try GrowingFile.open(name, in: work, or: root)
        }
        var recovery = Recovery(store: store, walk: tail.makeRecovery(), lists: open, verifies: verifies)
        let state = try recovery.run(content)
        next = state.next
        forced = min(max(forced, content.forced), next)
        statistics = state.statistics
        hashes = state.hashes
        lost = state.lost
        dropped = max(0, min(content.entries.last?.entry.next ?? next, plan.ordinals.upperBound) - next)
        try journal.keep(state.journalLength, disk)
        if forced > plan.ordinals.lowerBound { try journal.markForced(forced, disk) }
        for (place, name) in names.enumerated() {
            parts.append(
                try GrowingFile.resume(
                    name, at: hashes.lengths[place], in: work, or: root, isNamed: open[place] != nil,
                    isComplete: missing.isEmpty))
        }
        try tail.cut(to: Array(hashes.lengths.dropFirst(lists.count)), isComplete: missing.isEmpty)
    }

    /// Adds the next chunk, all or nothing.
    func commit(_ chunk: Chunk) throws {
        let places = try tail.commit(chunk.staged)
        var additions = chunk.additions
        if !places.isEmpty { additions[0] = RecordPlace.insert(places, at: chunk.marks, of: additions[0]) }
        for (part, addition) in zip(parts, additions) where !addition.isEmpty { try part.write(addition) }
        for (place, addition) in additions.enumerated() { hashes.add(addition, at: place) }
        for (place, stream) in store.streams.enumerated() {
            let addition = chunk.staged.additions[place]
            hashes.add(stream.isListed ? .bytes(addition) : .count(addition.count), at: lists.count + place)
        }
        let upper = chunk.ordinals.upperBound
        let seal = hashes.seal(next: upper)
        try journal.append(Journal.Entry(next: upper, lengths: hashes.lengths, seal: seal))
        next = upper
        statistics.merge(chunk.statistics)
        try tail.settle(chunk.staged)
    }

    /// Notes that the first samples, up to `next` as it was before the disk was waited for, are on the disk.
    func markForced(_ next: Int) throws {
        forced = next
        try journal.markForced(next, disk)
    }

    /// Checks that lost samples were drawn as their records say.
    func confirm(_ chunk: Chunk, for lost: Recovery.Lost) throws {
        let lines = try parts[0].read(count: lost.lines.count, at: lost.lines.lowerBound)
        guard lines == chunk.additions[0] || RecordPlace.removed(fromLines: lines) == chunk.additions[0] else {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(lost.first), and drawing it again gives another one: a font or a library was changed; "
                    + "overwrite the dataset, or bring the file back")
        }
        try tail.settle(chunk.staged)
    }

    /// Gives all files their names, the manifest last, and removes the working folder.
    ///
    /// - Parameter jobs: How many files of several samples are written at a time.
    func finish(jobs: Int) throws -> DatasetSummary {
        let records = DatasetPlan.records.name(for: plan.shard)
        var known: [String: FileRecord] = [:]
        for (place, file) in lists.enumerated() { known[file.name(for: plan.shard)] = hashes.file(at: place) }
        for (place, stream) in store.streams.enumerated() where stream.isListed {
            known[stream.key] = hashes.file(at: lists.count + place)
        }
        try known.merge(tail.end()) { $1 }
        let late = LateFiles(store: store, work: work, pixels: pixels, jobs: jobs)
        // The records get their name before the late files: where they have it, these are complete.
        let part = WorkFolder.partName(records)
        if late.areMissing && !work.has(part) { try root.move(records, to: work, part) }
        var written: [String: FileRecord] = [:]
        if work.has(part) {
            written = try late.write()
            // What has its name is taken for what was written, and not looked at again where it is large.
            let hasLarge = !plan.lateFileNames(for: plan.shard).isEmpty || known.keys.contains(where: store.isOwn)
            if hasLarge { try disk.forceAll(with: work) }
        }
        try known.merge(late.records(besides: written)) { $1 }
        let contentHash = hashes.file(at: 0).sha256
        let manifest = Manifest(
            plan: PlanRecord(plan), summary: statistics.summary(contentHash: contentHash), files: known)
        try store.publish(manifest, from: work, disk, replaces: false)
        try WorkFolder.remove(plan.workName, in: root)
        return manifest.summary
    }
}

extension SampleStore {
    /// Moves the files of several samples, those that came last at the end, from a working folder to their names; writes the
    /// recipe and, last, the manifest.
    ///
    /// It can be done again after a kill.
    ///
    /// - Parameter replaces: Whether a file that has such a name already is one of ours.
    func publish(_ manifest: Manifest, from work: Descriptor, _ disk: DiskSync, replaces: Bool) throws {
        var folders = FolderWalk(root)
        for name in names + fileNames(in: manifest).filter({ !names.contains($0) }) {
            let part = WorkFolder.partName(name)
            guard work.has(part), let path = SafePath(name) else { continue }
            if !replaces && root.has(name) { throw DatasetError.inTheWay(name, in: root) }
            try work.move(part, to: folders.makeFolder(of: path), path.name)
        }
        let (recipe, recipeName) = ([UInt8](plan.recipe.utf8), plan.recipeName)
        if let there = replaces ? nil : try root.contents(of: recipeName) {
            guard there == recipe else { throw DatasetError.inTheWay(recipeName, in: root) }
        } else {
            try root.writeWhole(recipeName, recipe, by: work, DiskSync(false))
        }
        // All of it, samples too, is on the disk before anything says that the dataset is finished.
        try disk.forceAll(with: root)
        try root.writeWhole(plan.manifestName, try StoredJSON.encode(manifest), by: work, disk)
    }
}

extension DatasetError {
    static func otherPlan(in folder: String, _ difference: String) -> DatasetError {
        DatasetError(
            .differs,
            "\(folder) holds a dataset made from another plan: \(difference). "
                + "Resume with the plan that it was begun with, overwrite it, or choose another folder")
    }

    static func inTheWay(_ name: String, in root: Descriptor) -> DatasetError {
        DatasetError(
            .exists, "\(root.path)/\(name) came there meanwhile and would be replaced: move it away, then resume")
    }
}
