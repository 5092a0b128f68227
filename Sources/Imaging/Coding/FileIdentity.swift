import Glibc

/// What a path leads to, whatever links lead there: a file or a folder.
package struct FileIdentity: Hashable, Sendable {
    private let device: dev_t
    private let inode: ino_t
    /// Whether it is a folder.
    package let isFolder: Bool

    /// nil where nothing is, or what is no file: devices and pipes are written into.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR else { return nil }
        (device, inode, isFolder) = (status.st_dev, status.st_ino, kind == S_IFDIR)
    }

    /// Whether a file that is there lies in this folder, at whatever depth.
    package func holds(_ file: String) -> Bool {
        guard let resolved = realpath(file, nil) else { return false }
        defer { free(resolved) }
        var path = String(cString: resolved)[...]
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            if FileIdentity(path.isEmpty ? "/" : String(path)) == self { return true }
        }
        return false
    }
}
