import Glibc
import Samples

/// Removes a dataset, or one shard of it, finished or not: the files that it lists and nothing else.
///
/// After a kill at any moment the removal can be run again. No link is followed.
struct DatasetRemoval {
    let shard: Shard
    private let root: Descriptor
    private let manifest: Manifest?
    private var work: Descriptor?
    /// The lock on the dataset: nobody else may be writing it.
    private(set) var journal: Journal?
    private let record: PlanRecord?
    /// Whether a merge was killed here: what it had joined is ours as well.
    private let wasMerged: Bool

    /// Finds out what is to be removed, and changes nothing.
    ///
    /// - Throws: `DatasetError` where a file is not what Platen wrote, a folder of images is a link, or another run is
    ///   writing the dataset.
    init(root: Descriptor, shard: Shard) throws {
        self.root = root
        self.shard = shard
        manifest = try Manifest.read(for: shard, in: root)
        let found = try WorkFolder.open(shard.workName, in: root)
        work = found?.folder
        record = manifest?.plan ?? found?.plan
        if let other = record?.shard, other != shard {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(shard.workName)/\(WorkFolder.planName) speaks of shard \(other.number) of \(other.of): "
                    + "nothing was touched; remove the dataset yourself, or choose another folder")
        }
        wasMerged = try WorkFolder.open(ShardMerge.workName, in: root)?.plan != nil
        journal = try work.map { try Journal(in: $0) }
        for folder in record?.plan().sampleFolders.sorted() ?? [] where root.kind(of: folder) == .link {
            throw DatasetError.link(root.path + "/" + folder)
        }
    }

    /// Takes a working folder and its lock that were made meanwhile.
    mutating func take(_ work: Descriptor, _ journal: Journal?) {
        self.work = work
        self.journal = journal
    }

    /// The names of the dataset's own files in its folder, those of images excepted.
    var names: Set<String> {
        get throws {
            guard let plan = record?.plan() else { return [] }
            let store = plan.store(in: root)
            let held = try manifest.map { store.fileNames(in: $0) } ?? store.possibleNames()
            let own = Set(store.names + held + [plan.recipeName, plan.manifestName])
            return wasMerged ? own.union(try mergedNames(plan)) : own
        }
    }

    /// The names of the folders that its images are in.
    var folders: Set<String> { Set(record?.plan().sampleFolders ?? []) }

    /// The names that a merge gives to what it joined, before the manifest.
    private func mergedNames(_ plan: DatasetPlan) throws -> [String] {
        let store = plan.whole.store(in: root)
        return try store.names + store.possibleNames() + [plan.whole.recipeName]
    }

    /// Removes the files, then the folders that are empty, and what tells the dataset's plan last.
    ///
    /// - Parameter keepsWork: Whether the working folder stays, with the plan and an empty journal in it, as the mark of
    ///   a dataset.
    mutating func run(keepsWork: Bool, _ disk: DiskSync) throws {
        if let manifest {
            // The dataset is an unfinished one from here on: after a kill, nobody takes what is left for all.
            let (folder, _) = try WorkFolder.make(shard.workName, in: root)
            work = folder
            if journal == nil { journal = try Journal(in: folder) }
            let plan = try StoredJSON.encode(manifest.plan)
            try folder.writeWhole(WorkFolder.planName, plan, by: folder, disk)
            try disk.force(root)
            try root.remove(manifest.plan.plan().manifestName)
        }
        if let plan = record?.plan() {
            let store = plan.store(in: root)
            var folders = EmptiedFolders()
            try removeSamples(store, &folders)
            let held = manifest.map { store.fileNames(in: $0) } ?? []
            let names = store.names.dropFirst() + held + [plan.recipeName]
            for name in names + (wasMerged ? try mergedNames(plan) : []) {
                try root.remove(name)
                if let path = SafePath(name) { folders.note(above: path) }
            }
            try folders.remove(in: root)
            try root.remove(DatasetPlan.records.name(for: shard))
        }
        if keepsWork {
            try work.map(WorkFolder.clear)
            try journal?.keep(0, disk)
        } else {
            try WorkFolder.remove(shard.workName, in: root)
        }
    }

    /// Removes what each listed sample has for itself alone, and what was not committed.
    private func removeSamples(_ store: any SampleStore, _ folders: inout EmptiedFolders) throws {
        let walk = store.makeWalk(in: work)
        let name = DatasetPlan.records.name(for: shard)
        for (folder, name) in [(root, name), (work, WorkFolder.partName(name))] {
            guard let folder, folder.kind(of: name) == .file else { continue }
            var reader = LineReader(try Descriptor.file(name, in: folder, flags: O_RDONLY))
            while try reader.next({ line in
                // The last line may be cut short.
                if let record = StoredRecord(line) { try walk.remove(record, &folders) }
            }) {}
        }
        if let work { try store.removeStaged(in: work, &folders) }
    }
}
