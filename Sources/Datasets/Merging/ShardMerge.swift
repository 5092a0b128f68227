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
/// - Throws: `DatasetError`; its code is `.shards` where shards are missing, repeated, unfinished or of different
///   datasets, `.damaged` where files are not what their shard says.
public func mergeShards(in directories: [String], into: String) throws -> DatasetSummary {
    let pieces = try ShardPiece.find(in: directories)
    let root = try Descriptor.makingFolder(into.withoutTrailingSlashes)
    if let summary = try ShardMerge.finishEarlier(pieces, root) { return summary }
    return try ShardMerge(pieces: pieces, root: root).run()
}

/// One merge.
struct ShardMerge {
    private let pieces: [ShardPiece]
    /// The plan of the whole.
    private let plan: DatasetPlan
    private let root: Descriptor

    static let workName = ".platen-merge"

    init(pieces: [ShardPiece], root: Descriptor) throws {
        let first = try ShardPiece.requireWhole(pieces)
        self.pieces = pieces
        self.root = root
        plan = first.manifest.plan.whole.plan(recipe: try first.recipe())
    }

    /// Clears up after a merge into `root` that came as far as the manifest; nil where there was none.
    static func finishEarlier(_ pieces: [ShardPiece], _ root: Descriptor) throws -> DatasetSummary? {
        guard let manifest = try Manifest.read(Shard().fileName("platen", "json"), in: root) else { return nil }
        for piece in pieces {
            if let difference = piece.manifest.plan.whole.difference(from: manifest.plan) {
                throw DatasetError.otherPlan(in: root.path, difference)
            }
        }
        for piece in pieces { try piece.removeRecords(from: root) }
        try root.removeTree(workName)
        return manifest.summary
    }

    func run() throws -> DatasetSummary {
        // A merge that was killed left its working folder: what is there is ours.
        if !root.has(Self.workName) { try requireFree() }
        let work = try Descriptor.folder(Self.workName, in: root)
        let journal = try Journal(in: work)
        defer { withExtendedLifetime(journal) {} }
        for file in plan.annotationFiles.dropFirst() { try join(file, in: work) }
        let summary = try joinRecords(in: work)
        try ArrayFiles(plan: plan, root: root, work: work).write()
        try plan.publish(from: work, to: root, summary: summary)
        for piece in pieces { try piece.removeRecords(from: root) }
        try root.removeTree(Self.workName)
        return summary
    }

    private func requireFree() throws {
        let isShared = try pieces.contains { try $0.root.isSame(as: root) }
        let ours =
            plan.annotationFiles.map { $0.name(for: Shard()) } + plan.arrayFileNames(for: Shard()) + [plan.recipeName]
        let taken = isShared ? ours.filter(root.has) : try root.names()
        guard taken.isEmpty else {
            throw DatasetError(
                .exists,
                "\(root.path) has \(taken.prefix(3).joined(separator: ", ")), which merging would replace: "
                    + "move it away, or merge into another folder")
        }
    }

    /// Joins one annotation file's pieces.
    private func join(_ file: AnnotationFile, in work: Descriptor) throws {
        let name = Workspace.partName(file.name(for: Shard()))
        let part = try Descriptor.file(name, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC)
        for piece in pieces {
            try part.append(try Descriptor.file(file.name(for: piece.shard), in: piece.root, flags: O_RDONLY))
        }
    }

    /// Joins the records, checks every image that they list, and brings images from other folders.
    private func joinRecords(in work: Descriptor) throws -> DatasetSummary {
        let name = Workspace.partName(DatasetPlan.records.name(for: Shard()))
        let part = try Descriptor.file(name, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC)
        var statistics = Statistics(plan.annotations)
        var hash = SHA256()
        for piece in pieces {
            let isHere = try piece.root.isSame(as: root)
            var bytes: [UInt8] = []
            func flush() throws {
                try part.write(bytes)
                hash.update(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            try piece.forEachRecord { line, record in
                guard !Task.isCancelled else {
                    throw DatasetError(.interrupted, "interrupted: merge again, with the same folders")
                }
                try piece.checkFiles(of: record, plan)
                if !isHere {
                    for path in record.paths(plan) { try bring(path, from: piece, by: work) }
                }
                statistics.add(record)
                bytes.append(contentsOf: line)
                bytes.append(.lineFeed)
                if bytes.count > 1 << 16 { try flush() }
            }
            try flush()
        }
        return statistics.summary(contentHash: Digest(hash).hexadecimal)
    }

    /// Links a file, or copies it to where a link cannot go.
    private func bring(_ path: String, from piece: ShardPiece, by work: Descriptor) throws {
        func link() -> Int32 { linkat(piece.root.number, path, root.number, path, 0) }
        var result = link()
        if result != 0 && errno == EEXIST {
            try root.remove(path)
            result = link()
        }
        if result == 0 { return }
        if errno == ENOENT { return try root.makingFolders(for: path, "create", link) }
        guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS].contains(errno) else {
            throw DatasetError.system(errno, "create", root.path + "/" + path, creating: true)
        }
        let file = try Descriptor.file(path, in: piece.root, flags: O_RDONLY)
        try root.writeWhole(path, try file.readAll(), by: work)
    }
}
