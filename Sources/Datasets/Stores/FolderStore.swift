import Glibc
import Samples

/// Samples as files in folders: the picture, the mask and each format's own file.
///
/// Files get their names before their chunk is committed. A note in the working folder lists them until it is, so that after a
/// kill it is known which are ours.
struct FolderStore: SampleStore {
    let plan: DatasetPlan
    let root: Descriptor

    var streams: [StoreStream] {
        plan.sampleFiles.map {
            StoreStream(key: $0.key, isListed: true, isOfSingles: true, ownFolder: $0.ownFolder)
        }
    }

    var fileNames: [String] { [] }
    var keepsPictures: Bool { true }

    func isOwn(_ name: String) -> Bool { false }

    func mayHold(_ record: StoredRecord) -> Bool { record.files(plan) != nil }

    func makeStage(_ number: Int, in work: Descriptor) throws -> any SampleStage {
        FolderStage(
            try StagedFiles(root: root, work: work, folder: WorkFolder.workerName(number)), streams: streams.count)
    }

    func makeTail(in work: Descriptor) -> any StoreTail { FolderTail(self, in: work) }

    func makeWalk(in work: Descriptor?, behind bytes: Int) -> any StoreWalk { FolderStoreWalk(plan: plan, root: root) }

    func makeJoin(by work: Descriptor) throws -> any StoreJoin { FolderJoin(self, by: work) }

    func removeStaged(in work: Descriptor, _ folders: inout EmptiedFolders) throws {
        var walk = FolderWalk(root)
        let known = plan.sampleFolders
        for note in try work.names() where StagedFiles.isNote(note) && work.kind(of: note) == .file {
            var reader = LineReader(try Descriptor.file(note, in: work, flags: O_RDONLY))
            while try reader.next({ line in
                guard let path = SafePath(String(decoding: line, as: UTF8.self)), path.names.count > 1,
                    known.contains(String(path.names[0]))
                else { return }
                try walk.remove(path, &folders)
            }) {}
        }
    }
}

extension DatasetPlan {
    /// The folders in the dataset's folder that may hold images, files of one image each, or what is made at the end.
    var sampleFolders: Set<String> {
        let own = sampleFiles.compactMap(\.ownFolder)
        let above = lateFileNames(for: Shard()).compactMap { SafePath($0)?.names }.filter { $0.count > 1 }.map {
            String($0[0])
        }
        return Set(Split.allCases.map(\.rawValue) + [ImagePaths.maskFolder] + own + above)
    }
}

extension FolderWalk {
    /// Removes a file, where it is there.
    mutating func remove(_ path: SafePath, _ folders: inout EmptiedFolders) throws {
        guard let folder = try folder(of: path) else { return }
        try folder.remove(path.name)
        folders.note(above: path)
    }
}

/// Files that wait in a folder of the worker's own.
final class FolderStage: SampleStage {
    private let files: StagedFiles
    private var additions: [[UInt8]]

    init(_ files: StagedFiles, streams: Int) {
        self.files = files
        additions = Array(repeating: [], count: streams)
    }

    func clear() {
        files.discard()
        for place in additions.indices { additions[place].removeAll() }
    }

    func add(_ part: SamplePart, _ bytes: [UInt8], path: [UInt8]) throws {
        try files.add(bytes, path: path)
        if case .annotation(let stream) = part { additions[stream].append(contentsOf: bytes) }
    }

    func publish(_ ordinals: Range<Int>) throws -> StagedChunk {
        let note = StagedFiles.note(ordinals)
        try files.publish(noting: note)
        return StagedChunk(additions: additions, note: note)
    }
}

/// Files are in place when they are staged: nothing is left to do but to forget whose they are.
final class FolderTail: StoreTail {
    private let store: FolderStore
    private let work: Descriptor

    init(_ store: FolderStore, in work: Descriptor) { (self.store, self.work) = (store, work) }

    func makeRecovery() -> any StoreWalk { store.makeWalk(in: work) }
    func cut(to lengths: [Int], isComplete: Bool) {}
    func commit(_ chunk: StagedChunk) -> [SampleSlice] { [] }

    func settle(_ chunk: StagedChunk) throws {
        if let note = chunk.note { try work.remove(note) }
    }
}
