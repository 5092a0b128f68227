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
        for folder in record?.plan().imageFolders.sorted() ?? [] where root.kind(of: folder) == .link {
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
        guard let plan = record?.plan() else { return [] }
        let own = Set(
            plan.annotationFiles.map { $0.name(for: shard) } + plan.lateFileNames(for: shard)
                + [plan.recipeName, plan.manifestName])
        return wasMerged ? own.union(Self.mergedNames(plan)) : own
    }

    /// The names of the folders that its images are in.
    var folders: Set<String> { record?.plan().imageFolders ?? [] }

    /// The names that a merge gives to what it joined, before the manifest.
    private static func mergedNames(_ plan: DatasetPlan) -> [String] {
        plan.annotationFiles.map { $0.name(for: Shard()) } + plan.lateFileNames(for: Shard())
            + [Shard().fileName("recipe", "yml")]
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
            var folders: Set<String> = []
            try removeListed(plan, &folders)
            let late = plan.lateFileNames(for: shard)
            let names = plan.annotationFiles.dropFirst().map { $0.name(for: shard) } + late + [plan.recipeName]
            for name in names + (wasMerged ? Self.mergedNames(plan) : []) {
                try root.remove(name)
                if let path = SafePath(name) { note(foldersAbove: path, in: &folders) }
            }
            for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { try removeEmpty(folder) }
            try root.remove(DatasetPlan.records.name(for: shard))
        }
        if keepsWork {
            try work.map(WorkFolder.clear)
            try journal?.keep(0, disk)
        } else {
            try WorkFolder.remove(shard.workName, in: root)
        }
    }

    private func removeListed(_ plan: DatasetPlan, _ folders: inout Set<String>) throws {
        var walk = FolderWalk(root)
        let name = DatasetPlan.records.name(for: shard)
        for (folder, name) in [(root, name), (work, WorkFolder.partName(name))] {
            guard let folder, folder.kind(of: name) == .file else { continue }
            try forEachLine(name, in: folder) { line in
                // The last line may be cut short, and no line is ours that speaks of what lies elsewhere.
                for file in StoredRecord(line)?.files(plan) ?? [] { try remove(file.path, &walk, &folders) }
            }
        }
        guard let work else { return }
        for note in try work.names() where note.hasPrefix(Chunk.notePrefix) && work.kind(of: note) == .file {
            try forEachLine(note, in: work) { line in
                guard let path = SafePath(String(decoding: line, as: UTF8.self)), path.names.count > 1,
                    plan.imageFolders.contains(String(path.names[0]))
                else { return }
                try remove(path, &walk, &folders)
            }
        }
    }

    private func forEachLine(
        _ name: String, in folder: Descriptor, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var reader = LineReader(try Descriptor.file(name, in: folder, flags: O_RDONLY))
        while try reader.next(body) {}
    }

    private func remove(_ path: SafePath, _ walk: inout FolderWalk, _ folders: inout Set<String>) throws {
        guard let folder = try walk.folder(of: path) else { return }
        try folder.remove(path.name)
        note(foldersAbove: path, in: &folders)
    }

    private func note(foldersAbove path: SafePath, in folders: inout Set<String>) {
        var above = path.folder
        while !above.isEmpty, folders.insert(String(above)).inserted, let slash = above.lastIndex(of: "/") {
            above = above[..<slash]
        }
    }

    /// Removes a folder of the dataset if nothing is in it.
    private func removeEmpty(_ path: String) throws {
        guard let path = SafePath(path) else { return }
        var walk = FolderWalk(root)
        try walk.folder(of: path)?.removeEmptyFolder(path.name)
    }
}
