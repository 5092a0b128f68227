import Samples

/// Samples as members of tar shards, which grow with every commit: there are no picture files, and nothing is put together at the
/// end.
///
/// A tar shard ends when it has as many samples, or bytes, as the plan says. Records say where in which shard a picture lies.
/// Masks are files in folders all the same.
struct TarStore: SampleStore {
    let plan: DatasetPlan
    let root: Descriptor
    private let files: FolderStore

    init(plan: DatasetPlan, root: Descriptor) {
        (self.plan, self.root) = (plan, root)
        files = FolderStore(plan: plan, root: root)
    }

    let streams = [StoreStream(key: "tar", isListed: false, isOfSingles: false)]
    let keepsPictures = true

    /// How many there are is known beforehand where their bytes have no say.
    var fileNames: [String] {
        guard plan.packBytes == nil else { return [] }
        var counts = SplitCounts()
        var start = 0
        for split in Split.allCases {
            counts[split] = plan.ordinals.clamped(to: start..<start + plan.counts[split]).count
            start += plan.counts[split]
        }
        return plan.splits.flatMap { split in
            stride(from: 0, to: counts[split], by: plan.packSize).enumerated().map { number, _ in
                TarPacks.name(split, number, plan.shard)
            }
        }
    }

    func isOwn(_ name: String) -> Bool {
        // Shards of earlier versions had pictures in a file of their own.
        TarPacks.isName(name, of: plan.shard) || !plan.shard.isWhole && name == PassingStore.name(plan.shard)
    }

    func mayHold(_ record: StoredRecord) -> Bool {
        // Records of earlier versions name no shard.
        files.mayHold(record) && (record.container.map(isOwn) ?? true)
    }

    func makeStage(_ number: Int, in work: Descriptor) throws -> any SampleStage {
        TarStage(try files.makeStage(number, in: work))
    }

    func makeTail(in work: Descriptor) -> any StoreTail {
        TarTail(plan, in: work, root: root, files: files.makeTail(in: work))
    }

    func makeWalk(in work: Descriptor?, behind bytes: Int) -> any StoreWalk {
        TarWalk(plan, in: work, root: root, files: files.makeWalk(in: work))
    }

    func makeJoin(by work: Descriptor) throws -> any StoreJoin {
        TarJoin(TarWriter(TarPacks(plan), in: work), in: root, files: try files.makeJoin(by: work))
    }

    func removeStaged(in work: Descriptor, _ folders: inout EmptiedFolders) throws {
        try files.removeStaged(in: work, &folders)
    }
}

/// Members that wait in memory.
private final class TarStage: SampleStage {
    private let files: any SampleStage
    private var members = TarMembers()
    private var bytes: [UInt8] = []
    private var samples: [StagedSample] = []
    private var picture: [UInt8] = []

    init(_ files: any SampleStage) { self.files = files }

    func clear() {
        files.clear()
        bytes.removeAll()
        samples.removeAll()
    }

    func add(_ part: SamplePart, _ bytes: [UInt8], path: [UInt8]) throws {
        if case .picture = part { picture = bytes } else { try files.add(part, bytes, path: path) }
    }

    func close(_ sample: ClosedSample, record: ArraySlice<UInt8>) throws {
        let start = bytes.count
        try members.append(
            index: sample.index, pictureEnding: sample.ending, picture: picture, label: sample.label, record: record,
            to: &bytes)
        samples.append(
            StagedSample(split: sample.split, count: bytes.count - start, pictureCount: picture.count))
        // The worker fills its buffer anew.
        picture = []
    }

    func publish(_ ordinals: Range<Int>) throws -> StagedChunk {
        StagedChunk(additions: [bytes], note: try files.publish(ordinals).note, samples: samples)
    }
}

/// The end of the last tar shard.
private final class TarTail: StoreTail {
    private let plan: DatasetPlan
    private let work: Descriptor
    private let root: Descriptor
    private let files: any StoreTail
    private let walk: TarWalk
    private var writer: TarWriter

    init(_ plan: DatasetPlan, in work: Descriptor, root: Descriptor, files: any StoreTail) {
        (self.plan, self.work, self.root, self.files) = (plan, work, root, files)
        walk = TarWalk(
            plan, in: work, root: root, files: FolderStore(plan: plan, root: root).makeWalk(in: work))
        writer = TarWriter(TarPacks(plan), in: work)
    }

    func makeRecovery() -> any StoreWalk { walk }

    func cut(to lengths: [Int], isComplete: Bool) throws {
        let packs = walk.kept
        var known: Set<String> = []
        for (name, length) in packs.lengths {
            known.insert(name)
            let part = WorkFolder.partName(name)
            if !isComplete, !work.has(part) { try root.move(name, to: work, part) }
            // Behind the last one samples follow, or its end.
            guard name != packs.open?.name else { continue }
            try TarWriter.requireEnd(of: TarWriter.open(name, in: work, or: root), at: length)
        }
        // What follows belongs to chunks that were not committed.
        for part in try work.names() where part.hasSuffix(".part") {
            let name = String(part.dropLast(5))
            let isOurs = TarPacks.isName(name, of: plan.shard) || name == PassingStore.name(plan.shard)
            if isOurs, !known.contains(name) { try work.remove(part) }
        }
        writer = TarWriter(packs, in: work, or: root)
    }

    func commit(_ chunk: StagedChunk) throws -> [SampleSlice] {
        try chunk.additions[0].withUnsafeBytes { try writer.append(chunk.samples, $0) }
    }

    func settle(_ chunk: StagedChunk) throws { try files.settle(chunk) }

    func end() throws -> [String: FileRecord] { try writer.end() }
}

/// Puts the members of shards of a dataset into its tar shards.
private final class TarJoin: StoreJoin {
    private let writer: TarWriter
    private let files: any StoreJoin
    private var shard: TarWalk?
    private var root: Descriptor

    init(_ writer: TarWriter, in root: Descriptor, files: any StoreJoin) {
        (self.writer, self.root, self.files) = (writer, root, files)
    }

    func begin(_ store: any SampleStore) throws {
        try files.begin(store)
        root = store.root
        shard = TarWalk(
            store.plan, in: nil, root: store.root,
            files: FolderStore(plan: store.plan, root: store.root).makeWalk())
    }

    func take(_ record: StoredRecord, _ line: UnsafeRawBufferPointer, byHash: Bool) throws -> JoinedSample {
        if case .flawed(let flaw) = try files.take(record, line, byHash: byHash) { return .flawed(flaw) }
        guard record.container != nil else {
            throw DatasetError(
                .shards,
                "\(root.path) has a shard that an earlier version wrote, before samples went straight into tar files: merge with "
                    + "that version, or write the shard again with --overwrite")
        }
        guard let members = try shard?.members(of: record, line) else {
            return .flawed(SampleFlaw(path: "a sample of \(record.container ?? "a tar shard")", flaw: .content))
        }
        let sample = StagedSample(split: record.split, count: members.count, pictureCount: record.byteCount)
        let places = try members.withUnsafeBytes { try writer.append([sample], $0) }
        return .taken([.count(members.count)], places.first)
    }

    func end() throws -> [String: FileRecord] {
        _ = try files.end()
        return try writer.end()
    }
}
