import Glibc
import Samples

/// Removes a dataset, or one shard of it, finished or not: the files that it lists and nothing else.
struct DatasetRemoval {
    let root: Descriptor
    let shard: Shard

    /// Removes the files, then the folders that are empty, and the mark of a dataset last: after a kill, the
    /// removal can be run again.
    func run() throws {
        let manifestName = shard.fileName("platen", "json")
        let manifest = try Manifest.read(manifestName, in: root)
        let isOurs = manifest != nil || root.has(shard.workName)
        let work = isOurs ? try Descriptor.folder(shard.workName, in: root) : nil
        // Nobody may be writing it. The lock lasts until the end.
        let journal = try work.map { try Journal(in: $0) }
        defer { withExtendedLifetime(journal) {} }

        var record = manifest?.plan
        if let manifest, let work {
            // The dataset is an unfinished one from here on: after a kill, nobody takes what is left for all.
            try work.writeWhole(Workspace.planName, try StoredJSON.encode(manifest.plan), by: work)
            try root.remove(manifestName)
        } else if let work, let bytes = try work.contents(of: Workspace.planName) {
            let path = work.path + "/" + Workspace.planName
            record = try StoredJSON.decode(PlanRecord.self, from: bytes, path: path)
        }
        if let plan = record?.plan() {
            var folders: Set<String> = []
            try removeListed(plan, work, &folders)
            for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { root.removeEmptyFolder(folder) }
            for file in plan.annotationFiles.dropFirst() { try root.remove(file.name(for: shard)) }
            for name in plan.arrayFileNames(for: shard) { try root.remove(name) }
            try root.remove(plan.recipeName)
            if root.has(ShardMerge.workName) {
                // A merge was killed: what it had joined is ours as well.
                for file in plan.annotationFiles { try root.remove(file.name(for: Shard())) }
                for name in plan.arrayFileNames(for: Shard()) { try root.remove(name) }
                try root.remove(Shard().fileName("recipe", "yml"))
            }
            try root.remove(DatasetPlan.records.name(for: shard))
        }
        try root.removeTree(shard.workName)
    }

    private func removeListed(_ plan: DatasetPlan, _ work: Descriptor?, _ folders: inout Set<String>) throws {
        let name = DatasetPlan.records.name(for: shard)
        for (folder, name) in [(root, name), (work, Workspace.partName(name))] {
            guard let folder, folder.has(name) else { continue }
            try forEachLine(name, in: folder) { line in
                // The last line may be cut short.
                guard let record = StoredRecord(line) else { return }
                for path in record.paths(plan) { try remove(path, plan, &folders) }
            }
        }
        guard let work else { return }
        for note in try work.names() where note.hasPrefix(Chunk.notePrefix) {
            try forEachLine(note, in: work) { try remove(String(decoding: $0, as: UTF8.self), plan, &folders) }
        }
    }

    private func forEachLine(
        _ name: String, in folder: Descriptor, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var reader = LineReader(try Descriptor.file(name, in: folder, flags: O_RDONLY))
        while try reader.next(body) {}
    }

    private func remove(_ path: String, _ plan: DatasetPlan, _ folders: inout Set<String>) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, plan.imageFolders.contains(String(parts[0])), !path.utf8.contains(0),
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else { return }
        try root.remove(path)
        var folder = parts.dropLast()
        while !folder.isEmpty && folders.insert(folder.joined(separator: "/")).inserted { folder = folder.dropLast() }
    }
}
