import Glibc
import Imaging
import Samples

/// Samples that are read from files while they are written elsewhere.
protocol FileBackedSource {
    /// Hands out the paths of the files and folders that samples come from; some of them more than once.
    func forEachInput(_ body: (String) throws -> Void) throws
}

/// Refuses to remove a dataset in which lies what the new one is made from.
///
/// Folders are compared by device and inode, so that no link and no other spelling of a path hides one.
struct InputCheck {
    /// Where a folder lies, as seen from the one that the dataset is in.
    private enum Place {
        case outside, root
        /// In this file or folder of the root, at whatever depth.
        case below(Substring)
    }

    private let root: Descriptor
    private let identity: FileIdentity?
    /// The names in the root of what is removed, or holds what is removed.
    private let removed: Set<Substring>
    private var folders: [String: Place] = [:]

    init(root: Descriptor, removals: [DatasetRemoval]) throws {
        self.root = root
        identity = FileIdentity(root.path)
        removed = try removals.reduce(into: []) { names, removal in
            for name in try removal.names.union(removal.folders) {
                if let first = name.split(separator: "/").first { names.insert(first) }
            }
        }
    }

    /// Checks what a plan lists as ingredients, and all that its samples are read from.
    ///
    /// - Throws: `DatasetError` with code `.exists`.
    mutating func require(_ plan: DatasetPlan, _ source: any SampleSource) throws {
        for ingredient in plan.ingredients where !ingredient.path.isEmpty { try require(ingredient.path) }
        try (source as? any FileBackedSource)?.forEachInput { path in
            try Task.checkCancellation()
            try require(path)
        }
    }

    private mutating func require(_ path: String) throws {
        var status = stat()
        // What is not there can't be lost.
        guard lstat(path, &status) == 0 else { return }
        var touched = touches(parentOf: path)
        if status.st_mode & S_IFMT == S_IFLNK, let target = Self.resolved(path) {
            touched = touched || touches(parentOf: target)
        }
        if FileKind.isFolder(path) {
            switch place(of: path) {
            case .root: touched = true
            case .below(let name): touched = touched || removed.contains(name)
            case .outside: break
            }
        }
        guard touched else { return }
        throw DatasetError(
            .exists,
            "\(path) is needed for the new dataset and would be removed with the old one in \(root.path): nothing was "
                + "removed; choose another folder for the new dataset, or move what it needs")
    }

    /// Whether a name is removed that stands in a folder.
    private mutating func touches(parentOf path: String) -> Bool {
        let path = path.withoutTrailingSlashes
        let cut = path.lastIndex(of: "/")
        let name = cut.map { path[path.index(after: $0)...] } ?? path[...]
        let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return switch place(of: folder) {
        case .outside: false
        case .root: removed.contains(name)
        case .below(let first): removed.contains(first)
        }
    }

    private mutating func place(of folder: String) -> Place {
        if let known = folders[folder] { return known }
        let place = findPlace(of: folder)
        folders[folder] = place
        return place
    }

    private func findPlace(of folder: String) -> Place {
        guard let identity, var path = Self.resolved(folder) else { return .outside }
        var name: Substring?
        while true {
            if FileIdentity(path) == identity { return name.map(Place.below) ?? .root }
            guard path != "/", let cut = path.lastIndex(of: "/") else { return .outside }
            name = path[path.index(after: cut)...]
            path = cut == path.startIndex ? "/" : String(path[..<cut])
        }
    }

    /// A path without links; nil where it leads nowhere.
    private static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}

extension StoredDataset: FileBackedSource {
    func forEachInput(_ body: (String) throws -> Void) throws {
        try body(path)
        for file in files { try body(file) }
        let sets: [RowSet] =
            switch rows {
            case .whole(let set): [set]
            case .divided(let sets): Split.allCases.compactMap { sets[$0] }
            }
        for set in sets {
            try set.forEach { _, row, _, table in
                if row.piece == nil { try body(table.imagePath(of: row)) }
                if let mask = row.mask { try body(table.path(of: mask)) }
                if let mask = row.maskFile { try body(mask) }
            }
        }
    }
}
