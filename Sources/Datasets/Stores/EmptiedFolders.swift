/// Folders out of which files were removed: those that are empty then go too.
struct EmptiedFolders {
    private var paths: Set<String> = []

    /// Notes the folders above a file.
    mutating func note(above path: SafePath) {
        var above = path.folder
        while !above.isEmpty, paths.insert(String(above)).inserted, let slash = above.lastIndex(of: "/") {
            above = above[..<slash]
        }
    }

    /// Removes those in which nothing is, the innermost first.
    func remove(in root: Descriptor) throws {
        for folder in paths.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            guard let path = SafePath(folder) else { continue }
            var walk = FolderWalk(root)
            try walk.folder(of: path)?.removeEmptyFolder(path.name)
        }
    }
}
