import Crypto
import Glibc
import Samples

/// Joins the shards of a dataset to the same files that one run would have written.
///
/// Images stay where they are if their shard is in the folder `into`; otherwise they are linked to it, or copied
/// where a link cannot be made. Shards in other folders are left as they are. A merge that was killed can be run
/// again.
///
/// - Parameters:
///   - directories: The folders that hold the shards, one or several in each.
///   - into: Where the dataset goes: one of the folders, or a folder that is empty or missing.
///   - syncs: Whether what was written is forced to the disk.
///   - verifies: Whether all images are read and compared by their hash, and not only looked at; annotation files are
///     in any case.
///   - progress: How many samples of how many were looked at, told after every few.
/// - Throws: `DatasetError`; its code is `.shards` where shards are missing, repeated, unfinished or of different
///   datasets, `.damaged` where files are not what their shard says.
package func mergeShards(
    in directories: [String], into: String, syncs: Bool = true, verifies: Bool = false,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
) throws -> DatasetSummary {
    let pieces = try ShardPiece.find(in: directories)
    let root = try Descriptor.makingFolder(into.withoutTrailingSlashes)
    if let summary = try ShardMerge.finishEarlier(pieces, root) { return summary }
    return try ShardMerge(pieces: pieces, root: root, disk: DiskSync(syncs), verifies: verifies).run(progress)
}

/// One merge.
struct ShardMerge {
    private let pieces: [ShardPiece]
    /// The plan of the whole.
    private let plan: DatasetPlan
    private let root: Descriptor
    /// Where the samples of the whole lie.
    private let store: any SampleStore
    private let disk: DiskSync
    private let verifies: Bool

    static let workName = ".platen-merge"

    init(pieces: [ShardPiece], root: Descriptor, disk: DiskSync, verifies: Bool) throws {
        let first = try ShardPiece.requireWhole(pieces)
        self.pieces = pieces
        self.root = root
        self.disk = disk
        self.verifies = verifies
        plan = first.manifest.plan.whole.plan(recipe: try first.recipe())
        store = plan.store(in: root)
    }

    /// Clears up after a merge into `root` that came as far as the manifest; nil where there was none.
    static func finishEarlier(_ pieces: [ShardPiece], _ root: Descriptor) throws -> DatasetSummary? {
        guard let manifest = try Manifest.read(for: Shard(), in: root) else { return nil }
        for piece in pieces {
            if let difference = piece.manifest.plan.whole.difference(from: manifest.plan) {
                throw DatasetError.otherPlan(in: root.path, difference)
            }
        }
        for piece in pieces { try piece.removeRecords(from: root) }
        try WorkFolder.remove(workName, in: root)
        return manifest.summary
    }

    func run(_ progress: (_ done: Int, _ total: Int) -> Void) throws -> DatasetSummary {
        // A merge that was killed left its working folder: what is there is ours.
        let earlier = try WorkFolder.open(Self.workName, in: root)?.plan
        let record = PlanRecord(plan)
        if let difference = earlier.flatMap(record.difference) {
            throw DatasetError.otherPlan(in: root.path, difference)
        }
        if earlier == nil { try requireFree() }
        let (work, _) = try WorkFolder.make(Self.workName, in: root)
        let journal = try Journal(in: work)
        defer { withExtendedLifetime(journal) {} }
        try work.writeWhole(WorkFolder.planName, try StoredJSON.encode(record), by: work, disk)
        try disk.force(root)

        var files: [String: FileRecord] = [:]
        for file in plan.annotationFiles.dropFirst() { files[file.name(for: Shard())] = try join(file, in: work) }
        let summary = try joinRecords(in: work, &files, progress)
        let late = LateFiles(store: store, work: work)
        let written = try late.write()
        try files.merge(late.records(besides: written)) { $1 }
        let manifest = Manifest(plan: record, summary: summary, files: files)
        try store.publish(manifest, from: work, disk, replaces: true)
        for piece in pieces { try piece.removeRecords(from: root) }
        try WorkFolder.remove(Self.workName, in: root)
        return summary
    }

    private func requireFree() throws {
        let isShared = try pieces.contains { try $0.root.isSame(as: root) }
        let ours = try store.names + store.possibleNames() + [plan.recipeName]
        let taken = isShared ? ours.filter(root.has) : try root.names().filter { $0 != Self.workName }
        guard taken.isEmpty else {
            throw DatasetError(
                .exists,
                "\(root.path) has \(taken.prefix(3).joined(separator: ", ")), which merging would replace: "
                    + "move it away, or merge into another folder")
        }
    }

    /// Joins the pieces of one list, each of which must be what its shard says.
    private func join(_ file: AnnotationFile, in work: Descriptor) throws -> FileRecord {
        let name = WorkFolder.partName(file.name(for: Shard()))
        let part = try Descriptor.file(name, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC)
        var whole = GrowingHashes(count: 1)
        for piece in pieces {
            var hashes = GrowingHashes(count: 1)
            let name = file.name(for: piece.shard)
            guard piece.root.has(name) else { throw piece.damaged(name, "is missing") }
            try Descriptor.file(name, in: piece.root, flags: O_RDONLY | O_NONBLOCK).forEachBlock { block in
                try part.write(block)
                hashes.add(block, at: 0)
                whole.add(block, at: 0)
            }
            try piece.check(name, hashes.file(at: 0))
        }
        return whole.file(at: 0)
    }

    /// Joins the records, and takes over the samples that they list.
    private func joinRecords(
        in work: Descriptor, _ files: inout [String: FileRecord], _ progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> DatasetSummary {
        let name = DatasetPlan.records.name(for: Shard())
        let part = try Descriptor.file(
            WorkFolder.partName(name), in: work, flags: O_WRONLY | O_CREAT | O_TRUNC)
        var statistics = Statistics(plan.annotations)
        let join = try store.makeJoin(by: work)
        var whole = GrowingHashes(count: 1 + store.streams.count)
        let total = pieces.reduce(0) { $0 + $1.manifest.summary.counts.total }
        var done = 0
        progress(0, total)
        for piece in pieces {
            let shard = try piece.store()
            try join.begin(shard)
            var streams = GrowingHashes(count: shard.streams.count)
            var bytes: [UInt8] = []
            func flush() throws {
                try part.write(bytes)
                whole.add(bytes, at: 0)
                bytes.removeAll(keepingCapacity: true)
            }
            try piece.forEachRecord { line, record in
                guard !Task.isCancelled else {
                    throw DatasetError(.interrupted, "interrupted: merge again, with the same folders")
                }
                let taken = try piece.take(record, line, of: shard, into: join, byHash: verifies)
                for (place, addition) in taken.additions.enumerated() {
                    streams.add(addition, at: place)
                    whole.add(addition, at: 1 + place)
                }
                statistics.add(record)
                if let place = taken.place, let moved = RecordPlace.replaced(in: line, by: place) {
                    bytes.append(contentsOf: moved)
                } else {
                    bytes.append(contentsOf: line)
                }
                bytes.append(.lineFeed)
                if bytes.count > 1 << 16 { try flush() }
                done += 1
                // Each call may look at the clock.
                if done % 64 == 0 { progress(done, total) }
            }
            try flush()
            for (place, stream) in shard.streams.enumerated() { try piece.check(stream.key, streams.file(at: place)) }
        }
        try files.merge(join.end()) { $1 }
        progress(done, total)
        files[name] = whole.file(at: 0)
        for (place, stream) in store.streams.enumerated() where stream.isListed {
            files[stream.key] = whole.file(at: 1 + place)
        }
        return statistics.summary(contentHash: whole.file(at: 0).sha256)
    }
}
