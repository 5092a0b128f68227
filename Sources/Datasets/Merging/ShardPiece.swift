import Crypto
import Glibc
import Samples

extension Descriptor {
    /// Opens a folder that shards were written to.
    fileprivate static func shards(_ path: String) throws -> Descriptor {
        do { return try folder(path) } catch let error as DatasetError where error.systemNumber == ENOENT {
            throw DatasetError(.missing, "\(path): there is no such folder; give those that shards were written to")
        }
    }
}

/// A finished shard in its folder.
struct ShardPiece {
    let root: Descriptor
    let manifest: Manifest

    var shard: Shard { manifest.plan.shard }
    private var name: String { "shard \(shard.number) of \(shard.of) in \(root.path)" }

    /// All finished shards in some folders, by number.
    ///
    /// A folder that is given twice counts once.
    ///
    /// - Throws: `DatasetError` with code `.shards` where a folder has none, unless it was merged, or where one is
    ///   not finished.
    static func find(in directories: [String]) throws -> [ShardPiece] {
        var roots: [Descriptor] = []
        for directory in directories {
            let root = try Descriptor.shards(directory.withoutTrailingSlashes)
            if try !roots.contains(where: { try $0.isSame(as: root) }) { roots.append(root) }
        }
        var pieces: [ShardPiece] = []
        for root in roots {
            let found = Shard.found(among: try root.names())
            let shards = found.filter { !$0.isWhole }
            guard !found.isEmpty else {
                throw DatasetError(.shards, "\(root.path) holds no shard: give folders that shards were written to")
            }
            for shard in shards {
                guard let manifest = try Manifest.read(for: shard, in: root) else {
                    throw DatasetError(
                        .shards,
                        "shard \(shard.number) of \(shard.of) in \(root.path) is not finished: resume it first")
                }
                pieces.append(ShardPiece(root: root, manifest: manifest))
            }
        }
        return pieces.sorted { $0.shard.number < $1.shard.number }
    }

    /// Checks that the pieces, sorted by number, are all shards of one dataset, each once; returns the first.
    static func requireWhole(_ pieces: [ShardPiece]) throws -> ShardPiece {
        guard let first = pieces.first else {
            throw DatasetError(.shards, "no shards to merge: give the folders that they were written to")
        }
        for piece in pieces {
            guard piece.shard.of == first.shard.of else {
                throw DatasetError(
                    .shards,
                    "\(piece.name) and \(first.name) are of different datasets: they are not of the same number of "
                        + "shards")
            }
            if let difference = piece.manifest.plan.whole.difference(from: first.manifest.plan.whole) {
                throw DatasetError(
                    .shards, "\(piece.name) and \(first.name) are of different datasets: in the former \(difference)")
            }
        }
        for (one, next) in zip(pieces, pieces.dropFirst()) where one.shard == next.shard {
            throw DatasetError(
                .shards, "shard \(one.shard.number) is there twice, in \(one.root.path) and in \(next.root.path)")
        }
        let present = Set(pieces.map(\.shard.number))
        let missing = (1...first.shard.of).filter { !present.contains($0) }
        guard missing.isEmpty else {
            let list = missing.prefix(8).map(String.init).joined(separator: ", ") + (missing.count > 8 ? " ..." : "")
            throw DatasetError(
                .shards,
                "missing of \(first.shard.of) shards: \(list). Give the folders that they were written to as well")
        }
        return first
    }

    /// Removes the shard's own lists from a folder, if it lies there, its manifest last.
    func removeRecords(from folder: Descriptor) throws {
        guard try root.isSame(as: folder) else { return }
        let plan = manifest.plan.plan()
        let store = plan.store(in: folder)
        for name in store.names + store.fileNames(in: manifest) { try folder.remove(name) }
        try folder.remove(plan.recipeName)
        try folder.remove(plan.manifestName)
        try WorkFolder.remove(plan.workName, in: folder)
    }

    /// The recipe's text.
    func recipe() throws -> String {
        let name = shard.fileName("recipe", "yml")
        guard let bytes = try root.contents(of: name) else {
            throw DatasetError(.damaged, "\(root.path)/\(name) is missing: bring it back, or write the shard again")
        }
        guard Digest(of: bytes).hexadecimal == manifest.plan.recipeSHA256 else {
            throw DatasetError(.damaged, "\(root.path)/\(name) was changed: bring it back, or write the shard again")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Hands out all records with their lines, and checks that they are the shard's own.
    func forEachRecord(_ body: (UnsafeRawBufferPointer, StoredRecord) throws -> Void) throws {
        let fileName = DatasetPlan.records.name(for: shard)
        let plan = manifest.plan.plan()
        var reader = LineReader(try Descriptor.file(fileName, in: root, flags: O_RDONLY))
        var ordinals = plan.ordinals
        var hash = SHA256()
        func damaged() -> DatasetError {
            DatasetError(
                .damaged, "\(root.path)/\(fileName) is not what the shard's manifest says: write the shard again")
        }
        while try reader.next({ line in
            guard let ordinal = ordinals.popFirst(), let record = StoredRecord(line),
                plan.position(ordinal) == (record.split, record.index)
            else { throw damaged() }
            hash.update(bufferPointer: line)
            hash.update([.lineFeed])
            try body(line, record)
        }) {}
        guard ordinals.isEmpty, Digest(hash).hexadecimal == manifest.summary.contentHash else { throw damaged() }
    }

    /// Where its samples lie.
    ///
    /// - Throws: `DatasetError`, where a file that holds samples is missing.
    func store() throws -> any SampleStore {
        let store = manifest.plan.plan().store(in: root)
        for name in store.fileNames(in: manifest) where !root.has(name) { throw damaged(name, "is missing") }
        return store
    }

    /// Takes a sample over, which must be as it was written; returns what it adds to the store's streams, and where it is now.
    func take(
        _ record: StoredRecord, _ line: UnsafeRawBufferPointer, of store: any SampleStore, into join: any StoreJoin,
        byHash: Bool
    ) throws -> (additions: [StreamAddition], place: SampleSlice?) {
        guard store.mayHold(record) else {
            throw damaged(DatasetPlan.records.name(for: shard), "lists the path \(record.path.quotedForMessage)")
        }
        switch try join.take(record, line, byHash: byHash) {
        case .taken(let additions, let place): return (additions, place)
        case .flawed(let flaw):
            throw DatasetError(
                .damaged,
                "\(name) lists \(flaw.path), which is \(flaw.flaw.rawValue): bring it back, or write the shard again")
        }
    }

    /// Checks that a list, or all that the samples add to a stream, is what the manifest says.
    func check(_ name: String, _ found: FileRecord) throws {
        guard let known = manifest.files?[name], known != found else { return }
        throw damaged(name, "is not what the shard's manifest says")
    }

    /// The error where a file is not as it should be.
    func damaged(_ file: String, _ what: String) -> DatasetError {
        DatasetError(.damaged, "\(root.path)/\(file) \(what): bring it back, or write the shard again")
    }
}

extension PlanRecord {
    /// The plan of all shards together.
    var whole: PlanRecord {
        var record = self
        record.shard = Shard()
        return record
    }
}

extension Descriptor {
    /// Whether two descriptors are of the same file or folder.
    func isSame(as other: Descriptor) throws -> Bool {
        var (mine, theirs) = (stat(), stat())
        guard fstat(number, &mine) == 0 else { throw DatasetError.system(errno, "look at", path) }
        guard fstat(other.number, &theirs) == 0 else { throw DatasetError.system(errno, "look at", other.path) }
        return mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino
    }

}
