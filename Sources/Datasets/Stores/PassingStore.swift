import Glibc

/// Pictures on their way into files of many, which are made of them at the end.
///
/// They gather in one file of the working folder. A shard keeps that file until all shards are merged. Masks are files in folders
/// all the same.
struct PassingStore: SampleStore {
    let plan: DatasetPlan
    let root: Descriptor
    private let files: FolderStore

    init(plan: DatasetPlan, root: Descriptor) {
        (self.plan, self.root) = (plan, root)
        files = FolderStore(plan: plan, root: root)
    }

    /// The file of the pictures, one after the other.
    private var name: String { Self.name(plan.shard) }

    static func name(_ shard: Shard) -> String { shard.fileName("pictures", "bin") }

    var streams: [StoreStream] { [StoreStream(key: name, isListed: !plan.shard.isWhole, isOfSingles: false)] }
    var fileNames: [String] { plan.shard.isWhole ? [] : [name] }
    var keepsPictures: Bool { !plan.shard.isWhole }

    func isOwn(_ name: String) -> Bool { fileNames.contains(name) }

    func mayHold(_ record: StoredRecord) -> Bool { files.mayHold(record) }

    func makeStage(_ number: Int, in work: Descriptor) throws -> any SampleStage {
        PassingStage(try files.makeStage(number, in: work))
    }

    func makeTail(in work: Descriptor) -> any StoreTail {
        PassingTail(self, name, in: work, files: files.makeTail(in: work))
    }

    func makeWalk(in work: Descriptor?, behind bytes: Int) -> any StoreWalk {
        PassingWalk(
            name, in: work, root: root, behind: bytes, isHashed: !plan.shard.isWhole, files: files.makeWalk(in: work))
    }

    func makeJoin(by work: Descriptor) throws -> any StoreJoin {
        PassingJoin(
            try Descriptor.file(WorkFolder.partName(name), in: work, flags: O_WRONLY | O_CREAT | O_TRUNC),
            files: try files.makeJoin(by: work))
    }

    func removeStaged(in work: Descriptor, _ folders: inout EmptiedFolders) throws {
        try files.removeStaged(in: work, &folders)
    }
}

/// Pictures that wait in memory.
private final class PassingStage: SampleStage {
    private let files: any SampleStage
    private var pictures: [UInt8] = []

    init(_ files: any SampleStage) { self.files = files }

    func clear() {
        files.clear()
        pictures.removeAll()
    }

    func add(_ part: SamplePart, _ bytes: [UInt8], path: [UInt8]) throws {
        if case .picture = part {
            pictures.append(contentsOf: bytes)
        } else {
            try files.add(part, bytes, path: path)
        }
    }

    func publish(_ ordinals: Range<Int>) throws -> StagedChunk {
        StagedChunk(additions: [pictures], note: try files.publish(ordinals).note)
    }
}

/// The end of the file of pictures.
private final class PassingTail: StoreTail {
    private let store: PassingStore
    private let name: String
    private let work: Descriptor
    private let files: any StoreTail
    private var file: Descriptor?

    init(_ store: PassingStore, _ name: String, in work: Descriptor, files: any StoreTail) {
        (self.store, self.name, self.work, self.files) = (store, name, work, files)
    }

    func makeRecovery() -> any StoreWalk { store.makeWalk(in: work) }

    func cut(to lengths: [Int], isComplete: Bool) throws {
        let length = lengths.first ?? 0
        file = try GrowingFile.resume(
            name, at: length, in: work, or: store.root, isNamed: length > 0 && store.root.has(name),
            isComplete: isComplete)
    }

    func commit(_ chunk: StagedChunk) throws -> [SampleSlice] {
        for bytes in chunk.additions where !bytes.isEmpty { try file?.write(bytes) }
        return []
    }

    func settle(_ chunk: StagedChunk) throws { try files.settle(chunk) }
}

/// A way through the file of pictures, in which each begins where the one before it ends.
private final class PassingWalk: StoreWalk {
    private let name: String
    private let work: Descriptor?
    private let root: Descriptor
    private let files: any StoreWalk
    /// Whether the file is hashed as a whole; if not, each picture is compared with its record.
    private let isHashed: Bool
    private var offset: Int
    private lazy var file = Result { try GrowingFile.open(name, in: work, or: root) }

    init(
        _ name: String, in work: Descriptor?, root: Descriptor, behind offset: Int, isHashed: Bool, files: any StoreWalk
    ) {
        (self.name, self.work, self.root, self.files) = (name, work, root, files)
        (self.offset, self.isHashed) = (offset, isHashed)
    }

    func place(of record: StoredRecord) -> SamplePlace {
        defer { offset += record.byteCount }
        return .slice(SampleSlice(container: name, offset: offset, count: record.byteCount))
    }

    func open(_ place: SamplePlace) throws -> [UInt8] {
        guard let bytes = try read(place) else {
            throw DatasetError(
                .damaged, "\(root.path)/\(name) is shorter than it was written: overwrite the dataset")
        }
        return bytes
    }

    func additions(of record: StoredRecord, _ line: UnsafeRawBufferPointer) throws -> [StreamAddition?] {
        guard let picture = try read(place(of: record)) else { return [nil] }
        if isHashed { return [.bytes(picture)] }
        return [Digest(of: picture).hexadecimal == record.sha256 ? .count(picture.count) : nil]
    }

    func flaw(of record: StoredRecord, byHash: Bool) throws -> SampleFlaw? {
        try files.flaw(of: record, byHash: byHash)
    }

    func remove(_ record: StoredRecord, _ folders: inout EmptiedFolders) throws { try files.remove(record, &folders) }

    private func read(_ place: SamplePlace) throws -> [UInt8]? {
        guard case .slice(let slice) = place, let file = try file.get() else { return nil }
        let bytes = try file.read(count: slice.count, at: slice.offset)
        return bytes.count == slice.count ? bytes : nil
    }
}

/// Puts the pictures of shards into one file.
private final class PassingJoin: StoreJoin {
    private let files: any StoreJoin
    private var output: BufferedOutput
    private var shard: (any StoreWalk)?
    private var name = ""

    init(_ file: Descriptor, files: any StoreJoin) {
        output = BufferedOutput(file)
        self.files = files
    }

    func begin(_ store: any SampleStore) throws {
        try files.begin(store)
        shard = store.makeWalk()
        name = store.fileNames.first ?? ""
    }

    func take(_ record: StoredRecord, _ line: UnsafeRawBufferPointer, byHash: Bool) throws -> JoinedSample {
        if case .flawed(let flaw) = try files.take(record, line, byHash: byHash) { return .flawed(flaw) }
        guard let addition = try shard?.additions(of: record, line).first, case .bytes(let picture)? = addition else {
            return .flawed(SampleFlaw(path: name, flaw: .size))
        }
        output.bytes.append(contentsOf: picture)
        try output.flushIfFull()
        return .taken([.bytes(picture)], nil)
    }

    func end() throws -> [String: FileRecord] {
        try output.finish()
        return try files.end()
    }
}
