import Glibc

/// The files in a folder and in the folders below it.
///
/// Names that begin with a dot are passed over: what a system or an editor keeps beside files, such as `._1.png` or
/// `.ipynb_checkpoints`, is none of them, nor are the small pictures that a network drive makes (`@eaDir`). Links to
/// folders are followed. Each folder is read once, by its own path where it has one below the first: so links that lead
/// round in a circle end, and no file comes twice by another way.
public struct FileTree {
    private let root: String
    private var seen: Set<FolderNumber> = []
    private var links: [String] = []
    private var files: [String] = []

    /// What tells a folder from all others.
    private struct FolderNumber: Hashable {
        let device: UInt64
        let number: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    /// Whether a file or a folder is one that lists pass over: its name begins with a dot, or is `@eaDir`.
    public static func isHidden(_ name: some StringProtocol) -> Bool {
        name.utf8.first == UInt8(ascii: ".") || name == "@eaDir"
    }

    /// The paths of all files, relative to the folder, sorted by their bytes.
    ///
    /// What cannot be looked at, such as a link that leads nowhere, counts as a file.
    ///
    /// - Throws: `ImagingError`, if the folder or one below it cannot be read.
    public static func files(below folder: String) throws(ImagingError) -> [String] {
        var tree = FileTree(root: folder)
        try tree.read("")
        // Links last, so that a folder goes by its own path wherever it has one.
        while !tree.links.isEmpty {
            let links = tree.links.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            tree.links = []
            for link in links { try tree.read(link) }
        }
        return tree.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private init(root: String) { self.root = root }

    /// Adds the files of a folder, relative to the first, and of those below it.
    private mutating func read(_ folder: String) throws(ImagingError) {
        guard let entries = try entries(of: folder.isEmpty ? root : root + "/" + folder) else { return }
        for entry in entries where entry.kind != .folder {
            let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
            if entry.kind == .file { files.append(path) } else { links.append(path) }
        }
        for entry in entries where entry.kind == .folder {
            try read(folder.isEmpty ? entry.name : folder + "/" + entry.name)
        }
    }

    /// What is in a folder; nil where it was read before.
    private mutating func entries(of path: String) throws(ImagingError) -> [(name: String, kind: Kind)]? {
        guard let stream = opendir(path) else { throw Self.failure(path) }
        defer { closedir(stream) }
        var status = stat()
        guard fstat(dirfd(stream), &status) == 0 else { throw Self.failure(path) }
        guard seen.insert(FolderNumber(status)).inserted else { return nil }
        var entries: [(name: String, kind: Kind)] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
            }
            if !Self.isHidden(name) {
                entries.append((name, Self.kind(of: name, Int32(entry.pointee.d_type), in: dirfd(stream))))
            }
            errno = 0
        }
        guard errno == 0 else { throw Self.failure(path) }
        return entries
    }

    private enum Kind { case file, folder, linkedFolder }

    private static func kind(of name: String, _ type: Int32, in folder: Int32) -> Kind {
        switch type {
        case Int32(DT_REG): return .file
        case Int32(DT_DIR): return .folder
        default:
            // Not every file system says what its entries are.
            var (status, target) = (stat(), stat())
            guard fstatat(folder, name, &target, 0) == 0, target.st_mode & S_IFMT == S_IFDIR,
                fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            else { return .file }
            return status.st_mode & S_IFMT == S_IFLNK ? .linkedFolder : .folder
        }
    }

    private static func failure(_ path: String) -> ImagingError {
        let reason = strerror(errno).map { String(cString: $0).lowercased() } ?? "error \(errno)"
        return ImagingError(.unreadable, "cannot list the folder \(path): \(reason)")
    }
}
