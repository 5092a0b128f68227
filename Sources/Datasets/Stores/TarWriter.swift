import Glibc
import Samples

/// Appends samples to tar shards that grow in a working folder.
final class TarWriter {
    private let work: Descriptor
    /// Where shards may be that have their names already; nil where none has.
    private let root: Descriptor?
    private var packs: TarPacks
    /// The open shard.
    private var file: Descriptor?

    /// - Parameter packs: what is there; the open shard may have bytes behind it.
    init(_ packs: TarPacks, in work: Descriptor, or root: Descriptor? = nil) {
        (self.packs, self.work, self.root) = (packs, work, root)
    }

    /// Appends samples, whose members lie one after the other; tells where their pictures are.
    func append(_ samples: [StagedSample], _ bytes: UnsafeRawBufferPointer) throws -> [SampleSlice] {
        var places: [SampleSlice] = []
        places.reserveCapacity(samples.count)
        var (waiting, count) = (0..<0, 0)
        func flush() throws {
            guard !waiting.isEmpty else { return }
            let block = UnsafeRawBufferPointer(rebasing: bytes[waiting])
            try openFile().write(block)
            packs.add(block, samples: count)
            (waiting, count) = (waiting.upperBound..<waiting.upperBound, 0)
        }
        for sample in samples {
            // What waits counts when it is asked whether there is room.
            if packs.begins(sample, behind: waiting.count, samples: count) {
                try flush()
                try begin(sample.split)
            }
            guard let pack = packs.open else { continue }
            places.append(
                SampleSlice(
                    container: pack.name, offset: pack.length + waiting.count + TarHeader.blockSize,
                    count: sample.pictureCount))
            waiting = waiting.lowerBound..<waiting.upperBound + sample.count
            count += 1
        }
        try flush()
        return places
    }

    /// Ends the last shard; tells what all of them are.
    func end() throws -> [String: FileRecord] {
        if packs.open != nil { try endFile() }
        packs.end()
        file = nil
        return Dictionary(packs.ended.map { ($0.name, $0.file) }, uniquingKeysWith: { $1 })
    }

    private func begin(_ split: Split) throws {
        if packs.open != nil { try endFile() }
        packs.begin(split)
        guard let pack = packs.open else { return }
        file = try Descriptor.file(
            WorkFolder.partName(pack.name), in: work, flags: O_RDWR | O_CREAT | O_TRUNC)
    }

    /// The open shard's file, at the end of what it has.
    private func openFile() throws -> Descriptor {
        if let file { return file }
        let pack = packs.open
        let opened = try Self.open(pack?.name ?? "", in: work, or: root)
        try opened.truncate(to: pack?.length ?? 0)
        file = opened
        return opened
    }

    private func endFile() throws {
        let length = packs.open?.length ?? 0
        if let file {
            try file.write(TarMembers.end)
        } else {
            try Self.requireEnd(of: Self.open(packs.open?.name ?? "", in: work, or: root), at: length)
        }
        file = nil
    }

    /// Opens a shard that is there, as a part or with its name.
    static func open(_ name: String, in work: Descriptor, or root: Descriptor?) throws -> Descriptor {
        let part = WorkFolder.partName(name)
        if let root, !work.has(part) { return try Descriptor.file(name, in: root, flags: O_RDWR) }
        return try Descriptor.file(part, in: work, flags: O_RDWR)
    }

    /// Puts the end mark behind the last sample, where it is not there.
    static func requireEnd(of file: Descriptor, at length: Int) throws {
        let end = TarMembers.end
        if try file.size() == length + end.count, try file.read(count: end.count, at: length) == end { return }
        try file.truncate(to: length)
        try file.write(end)
    }
}
