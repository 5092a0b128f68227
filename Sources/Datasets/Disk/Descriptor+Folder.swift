import Glibc

/// What is done with the files of a folder. Names are relative to it and may have `/` in them.
extension Descriptor {
    /// Whether there is anything of that name.
    func has(_ name: String) -> Bool {
        size(of: name) != nil
    }

    /// The size of a file, bytes; nil where there is none.
    func size(of name: String) -> Int? {
        var status = stat()
        return fstatat(number, name, &status, 0) == 0 ? Int(status.st_size) : nil
    }

    /// The bytes of a file; nil where there is none.
    func contents(of name: String) throws -> [UInt8]? {
        guard has(name) else { return nil }
        return try Descriptor.file(name, in: self, flags: O_RDONLY).readAll()
    }

    /// The names in the folder, sorted, without `.` and `..`.
    func names() throws -> [String] {
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

    /// Moves a file to a name in another folder, in place of what is there; makes the folders on the way.
    func move(_ name: String, to folder: Descriptor, _ newName: String) throws {
        try folder.makingFolders(for: newName, "rename") {
            renameat(number, name, folder.number, newName)
        }
    }

    /// Runs a call that puts a file at a path, again after making the path's folders where they are missing.
    func makingFolders(for name: String, _ action: String, _ call: () -> Int32) throws {
        if call() == 0 { return }
        if errno == ENOENT {
            try makeFolders(above: name)
            if call() == 0 { return }
        }
        throw DatasetError.system(errno, action, path + "/" + name, creating: true)
    }

    private func makeFolders(above name: String) throws {
        var end = name.startIndex
        while let slash = name[end...].firstIndex(of: "/") {
            let folder = String(name[..<slash])
            if mkdirat(number, folder, 0o777) != 0 && errno != EEXIST {
                throw DatasetError.system(errno, "create folder", path + "/" + folder, creating: true)
            }
            end = name.index(after: slash)
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

    /// Removes a folder of plain files and folders of such, however deep; nothing happens where there is none.
    func removeTree(_ name: String) throws {
        guard has(name) else { return }
        let folder = try Descriptor.folder(name, in: self)
        for entry in try folder.names() {
            if unlinkat(folder.number, entry, 0) != 0 {
                guard errno == EISDIR || errno == EPERM else {
                    throw DatasetError.system(errno, "remove", folder.path + "/" + entry)
                }
                try folder.removeTree(entry)
            }
        }
        guard unlinkat(number, name, AT_REMOVEDIR) == 0 else {
            throw DatasetError.system(errno, "remove folder", folder.path)
        }
    }

    /// Writes a file so that it is whole under its name or not there at all: under another name first.
    func writeWhole(_ name: String, _ bytes: [UInt8], by work: Descriptor) throws {
        let temporary = "whole.tmp"
        try Descriptor.file(temporary, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC).write(bytes)
        try work.move(temporary, to: self, name)
    }

    /// Makes a folder and those above it, and opens it.
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
