import Glibc

/// Brings the files of shards into one folder: those of shards that lie there stay, others are linked, or copied where a link
/// cannot be made.
final class FolderJoin: StoreJoin {
    private let plan: DatasetPlan
    private let root: Descriptor
    private let work: Descriptor
    private var target: FolderWalk
    private var shard: FolderStoreWalk
    private var isHere = true

    init(_ store: FolderStore, by work: Descriptor) {
        (plan, root) = (store.plan, store.root)
        self.work = work
        target = FolderWalk(store.root)
        shard = FolderStoreWalk(plan: store.plan, root: store.root)
    }

    func begin(_ store: any SampleStore) throws {
        isHere = try store.root.isSame(as: root)
        shard = FolderStoreWalk(plan: store.plan, root: store.root)
    }

    func take(_ record: StoredRecord, _ line: UnsafeRawBufferPointer, byHash: Bool) throws -> JoinedSample {
        if let flaw = try shard.flaw(of: record, byHash: byHash) { return .flawed(flaw) }
        var taken: [StreamAddition] = []
        for (rule, addition) in zip(plan.sampleFiles, try shard.additions(of: record, line)) {
            guard let addition else {
                return .flawed(SampleFlaw(path: record.path(of: rule)?.text ?? record.path, flaw: .missing))
            }
            taken.append(addition)
        }
        guard !isHere else { return .taken(taken, nil) }
        for file in record.files(plan) ?? [] {
            guard let from = try shard.folder(of: file.path) else {
                return .flawed(SampleFlaw(path: file.path.text, flaw: .missing))
            }
            try bring(file.path, from: from)
        }
        return .taken(taken, nil)
    }

    func end() -> [String: FileRecord] { [:] }

    /// Links a file, or copies it to where a link cannot go.
    private func bring(_ path: SafePath, from: Descriptor) throws {
        let folder = try target.makeFolder(of: path)
        let name = path.name
        func link() -> Int32 { linkat(from.number, name, folder.number, name, 0) }
        var result = link()
        if result != 0 && errno == EEXIST {
            try folder.remove(name)
            result = link()
        }
        if result == 0 { return }
        guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS].contains(errno) else {
            throw DatasetError.system(errno, "create", root.path + "/" + path.text, creating: true)
        }
        let bytes = try Descriptor.file(name, in: from, flags: O_RDONLY | O_NONBLOCK).readAll()
        // Forced with all others, before the manifest is written.
        try folder.writeWhole(name, bytes, by: work, DiskSync(false))
    }
}
