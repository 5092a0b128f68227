import Glibc

/// A way through the members of tar shards.
final class TarWalk: StoreWalk {
    private let plan: DatasetPlan
    private let work: Descriptor?
    private let root: Descriptor
    private let files: any StoreWalk
    private var writer = TarMembers()
    /// The shard that was read last.
    private var last: (name: String, file: Descriptor?)?
    private var removed = ""
    /// Where the samples go that were looked at.
    private var packs: TarPacks
    /// The same at the last `keep()`.
    private(set) var kept: TarPacks

    init(_ plan: DatasetPlan, in work: Descriptor?, root: Descriptor, files: any StoreWalk) {
        (self.plan, self.work, self.root, self.files) = (plan, work, root, files)
        packs = TarPacks(plan)
        kept = packs
    }

    func place(of record: StoredRecord) -> SamplePlace {
        .slice(SampleSlice(container: record.container ?? "", offset: record.offset, count: record.byteCount))
    }

    func open(_ place: SamplePlace) throws -> [UInt8] {
        guard case .slice(let slice) = place, let bytes = try read(slice.container, slice.offset, slice.count) else {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(place.name) is missing, or shorter than it was written: overwrite the dataset")
        }
        return bytes
    }

    /// Looks at all bytes of the sample, which must be where samples before it say.
    func additions(of record: StoredRecord, _ line: UnsafeRawBufferPointer) throws -> [StreamAddition?] {
        guard let members = try members(of: record, line) else { return [nil] }
        let sample = StagedSample(split: record.split, count: members.count, pictureCount: record.byteCount)
        if packs.begins(sample) { packs.begin(record.split) }
        guard let pack = packs.open, pack.name == record.container,
            pack.length + TarHeader.blockSize == record.offset
        else { return [nil] }
        members.withUnsafeBytes { packs.add($0, samples: 1) }
        return [.count(members.count)]
    }

    func keep() { kept = packs }

    func flaw(of record: StoredRecord, byHash: Bool) throws -> SampleFlaw? {
        try files.flaw(of: record, byHash: byHash)
    }

    func remove(_ record: StoredRecord, _ folders: inout EmptiedFolders) throws {
        try files.remove(record, &folders)
        // Records of earlier versions name no file.
        let isEarlier = record.container == nil && !plan.shard.isWhole
        let name = isEarlier ? PassingStore.name(plan.shard) : record.container ?? ""
        guard name != removed, isEarlier || TarPacks.isName(name, of: plan.shard) else { return }
        removed = name
        try root.remove(name)
    }

    /// All members of a sample; nil where they are not as they were written.
    func members(of record: StoredRecord, _ line: UnsafeRawBufferPointer) throws -> [UInt8]? {
        guard let container = record.container, let drawn = RecordPlace.removed(from: line),
            record.offset >= TarHeader.blockSize, (0...TarHeader.largest).contains(record.byteCount)
        else { return nil }
        let count = TarMembers.count(
            picture: record.byteCount, label: record.label.utf8.count, record: drawn.count)
        guard let bytes = try read(container, record.offset - TarHeader.blockSize, count) else { return nil }
        let picture = Array(bytes[TarHeader.blockSize..<TarHeader.blockSize + record.byteCount])
        guard Digest(of: picture).hexadecimal == record.sha256 else { return nil }
        var expected: [UInt8] = []
        expected.reserveCapacity(count)
        try writer.append(
            index: record.index, pictureEnding: record.pictureEnding, picture: picture, label: record.label,
            record: drawn, to: &expected)
        return expected == bytes ? bytes : nil
    }

    private func read(_ name: String, _ offset: Int, _ count: Int) throws -> [UInt8]? {
        if last?.name != name {
            let isOurs = TarPacks.isName(name, of: plan.shard)
            last = (name, isOurs ? try GrowingFile.open(name, in: work, or: root) : nil)
        }
        guard let file = last?.file, offset >= 0, count >= 0, try file.size() - count >= offset else { return nil }
        let bytes = try file.read(count: count, at: offset)
        return bytes.count == count ? bytes : nil
    }
}
