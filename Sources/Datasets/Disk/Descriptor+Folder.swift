import Glibc

/// What is done with the files of a folder.
///
/// Names are plain ones, without `/`; what lies deeper is found by a `FolderWalk`. No link is followed.
extension Descriptor {
    /// What stands under a name.
    package enum Kind: Sendable {
        case file, folder, link, other
    }

    /// What there is of that name; nil where there is nothing.
    package func kind(of name: String) -> Kind? {
        var status = stat()
        guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// Whether there is anything of that name.
    func has(_ name: String) -> Bool { kind(of: name) != nil }

    /// The size of a file, bytes; nil where there is none.
    func size(of name: String) -> Int? {
        var status = stat()
        return fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? Int(status.st_size) : nil
    }

    /// The bytes of a file; nil where there is none.
    func contents(of name: String) throws -> [UInt8]? {
        guard has(name) else { return nil }
        return try Descriptor.file(name, in: self, flags: O_RDONLY | O_NONBLOCK).readAll()
    }

    /// The names in the folder, sorted, without `.` and `..`.
    ///
    /// - Throws: `DatasetError`, if the folder cannot be read.
    package func names() throws -> [String] {
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw DatasetError.system(errno, "list folder", path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Moves a file to a name in another folder, in place of what is there.
    func move(_ name: String, to folder: Descriptor, _ newName: String) throws {
        guard renameat(number, name, folder.number, newName) == 0 else {
            throw DatasetError.system(errno, "create", folder.path + "/" + newName, creating: true)
        }
    }

    /// Removes a file; nothing happens where there is none.
    func remove(_ name: String) throws {
        if unlinkat(number, name, 0) != 0 && errno != ENOENT && errno != ENOTDIR {
            throw DatasetError.system(errno, "remove", path + "/" + name)
        }
    }

    /// Removes a folder if nothing is in it.
    func removeEmptyFolder(_ name: String) {
        _ = unlinkat(number, name, AT_REMOVEDIR)
    }

    /// Writes a file so that it is whole under its name or not there at all: under another name first.
    func writeWhole(_ name: String, _ bytes: [UInt8], by work: Descriptor, _ disk: DiskSync) throws {
        let temporary = WorkFolder.temporaryName
        let file = try Descriptor.file(temporary, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
        try disk.force(file)
        try work.move(temporary, to: self, name)
        try disk.force(self)
    }

    /// Makes a folder and those above it, and opens it.
    ///
    /// The path is the user's own, so links on it are followed.
    static func makingFolder(_ path: String) throws -> Descriptor {
        var start = path.startIndex
        while start < path.endIndex {
            let slash = path[start...].firstIndex(of: "/") ?? path.endIndex
            let folder = String(path[..<slash])
            if !folder.isEmpty && mkdir(folder, 0o777) != 0 && errno != EEXIST {
                let number = errno
                // A folder that exists may lie in one that cannot be written.
                var status = stat()
                if stat(folder, &status) != 0 {
                    throw DatasetError.system(number, "create folder", folder, creating: true)
                }
            }
            start = slash == path.endIndex ? slash : path.index(after: slash)
        }
        return try folder(path.isEmpty ? "." : path)
    }
}
