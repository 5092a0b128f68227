import Glibc
import Samples

/// A way through samples that are files in folders.
final class FolderStoreWalk: StoreWalk {
    private let plan: DatasetPlan
    private let root: Descriptor
    private var folders: FolderWalk

    init(plan: DatasetPlan, root: Descriptor) {
        self.plan = plan
        self.root = root
        folders = FolderWalk(root)
    }

    func place(of record: StoredRecord) -> SamplePlace { .file(record.path) }

    func open(_ place: SamplePlace) throws -> [UInt8] {
        guard case .file(let text) = place, let path = SafePath(text), let folder = try folders.folder(of: path),
            folder.has(path.name)
        else {
            throw DatasetError(
                .damaged, "\(root.path)/\(place.name) is missing: bring the image back, or overwrite the dataset")
        }
        return try Descriptor.file(path.name, in: folder, flags: O_RDONLY | O_NONBLOCK).readAll()
    }

    func additions(of record: StoredRecord, _ line: UnsafeRawBufferPointer) throws -> [StreamAddition?] {
        try plan.sampleFiles.map { rule in
            try record.path(of: rule).flatMap { try content(of: $0) }.map { .bytes($0) }
        }
    }

    func flaw(of record: StoredRecord, byHash: Bool) throws -> SampleFlaw? {
        for file in record.files(plan) ?? [] {
            guard let image = file.image, let flaw = try image.flaw(of: file.path, in: &folders, byHash: byHash) else {
                continue
            }
            return SampleFlaw(path: file.path.text, flaw: flaw)
        }
        return nil
    }

    func remove(_ record: StoredRecord, _ emptied: inout EmptiedFolders) throws {
        // The last line may be cut short, and no line is ours that speaks of what lies elsewhere.
        for file in record.files(plan) ?? [] { try folders.remove(file.path, &emptied) }
    }

    /// The folder that a file lies in; nil where there is none.
    func folder(of path: SafePath) throws -> Descriptor? { try folders.folder(of: path) }

    /// All that a file holds; nil where there is none.
    private func content(of path: SafePath) throws -> [UInt8]? {
        guard let folder = try folders.folder(of: path), folder.kind(of: path.name) == .file else { return nil }
        return try Descriptor.file(path.name, in: folder, flags: O_RDONLY | O_NONBLOCK).readAll()
    }
}

extension SamplePlace {
    /// The file, for messages.
    var name: String {
        switch self {
        case .file(let path): path
        case .slice(let slice): slice.container
        }
    }
}
