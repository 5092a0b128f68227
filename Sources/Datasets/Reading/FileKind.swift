import Glibc

/// What lies at a path.
enum FileKind {
    case none, file, folder, other

    init(of path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw DatasetError.system(errno, "look at", path) }
            self = .none
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        default: self = .other
        }
    }

    /// Whether there is a folder at a path, or a link to one.
    static func isFolder(_ path: String) -> Bool { (try? FileKind(of: path)) == .folder }

    /// How many bytes a file has; nil where it cannot be told.
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }
}
