import Glibc

/// A folder that is whole under its name or not there at all: it grows under another name beside its place.
struct NewFolder {
    /// The folder as it grows.
    let folder: Descriptor
    private let path: String
    private let disk: DiskSync

    /// Begins a folder, and makes those above it.
    ///
    /// - Throws: `DatasetError`: `.exists` where something is there that is no empty folder, `.cannotCreate`.
    init(_ path: String, _ disk: DiskSync) throws {
        let path = path.withoutTrailingSlashes
        try Self.requireFree(path)
        let cut = path.lastIndex(of: "/")
        let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
        guard ![".", "..", ""].contains(name) else {
            throw DatasetError(.cannotCreate, "cannot create folder \(path): give it a name of its own")
        }
        let above = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        _ = try Descriptor.makingFolder(above)
        var made: Descriptor?
        for number in 0..<100 where made == nil {
            let place = "\(above)/.\(name).partial-\(getpid())-\(number)"
            if mkdir(place, 0o777) == 0 {
                made = try Descriptor.folder(place)
            } else if errno != EEXIST {
                throw DatasetError.system(errno, "create folder", path, creating: true)
            }
        }
        guard let made else { throw DatasetError.system(EEXIST, "create folder", path, creating: true) }
        folder = made
        self.path = path
        self.disk = disk
    }

    /// Makes a file in it.
    func file(_ name: String) throws -> Descriptor {
        try Descriptor.file(name, in: folder, flags: O_WRONLY | O_CREAT | O_EXCL)
    }

    /// Gives it its name.
    ///
    /// - Throws: `DatasetError`, where something else has taken it.
    func finish() throws {
        for name in try folder.names() {
            try disk.force(try Descriptor.file(name, in: folder, flags: O_RDONLY))
        }
        try disk.force(folder)
        guard rename(folder.path, path) == 0 else {
            let number = errno
            try Self.requireFree(path)
            throw DatasetError.system(number, "create folder", path, creating: true)
        }
    }

    /// Removes it with all that is in it.
    func remove() {
        for name in (try? folder.names()) ?? [] { try? folder.remove(name) }
        rmdir(folder.path)
    }

    private static func requireFree(_ path: String) throws {
        let isFree =
            switch try FileKind(of: path) {
            case .none: true
            case .folder: try Descriptor.folder(path).names().isEmpty
            case .file, .other: false
            }
        guard isFree else {
            throw DatasetError(.exists, "\(path) is there already and nothing is overwritten: choose another folder")
        }
    }
}
