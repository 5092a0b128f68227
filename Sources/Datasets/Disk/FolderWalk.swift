import Glibc

/// Finds the folders of paths below a root: name by name, and through no link.
///
/// What it opened last it keeps open, as files of a dataset come folder by folder.
struct FolderWalk {
    /// Images, masks and two kinds of detection files.
    private static let most = 4

    let root: Descriptor
    private var open: [(path: Substring, folder: Descriptor)] = []

    init(_ root: Descriptor) { self.root = root }

    /// The folder that a path's last name lies in; nil where there is none.
    ///
    /// - Throws: `DatasetError` with code `.exists` where a link, or a file, is on the way.
    mutating func folder(of path: SafePath) throws -> Descriptor? {
        try folder(path, making: false)
    }

    /// The folder that a path's last name lies in, which is made where it is missing.
    ///
    /// - Throws: `DatasetError` with code `.exists` where a link, or a file, is on the way.
    mutating func makeFolder(of path: SafePath) throws -> Descriptor {
        guard let folder = try folder(path, making: true) else {
            throw DatasetError.system(ENOENT, "create folder", "\(root.path)/\(path.folder)", creating: true)
        }
        return folder
    }

    private mutating func folder(_ path: SafePath, making: Bool) throws -> Descriptor? {
        let wanted = path.folder
        if wanted.isEmpty { return root }
        if let place = open.firstIndex(where: { $0.path == wanted }) { return open[place].folder }
        var folder = root
        for name in wanted.split(separator: "/") {
            guard let next = try folder.innerFolder(String(name), making: making) else { return nil }
            folder = next
        }
        if open.count == Self.most { open.removeFirst() }
        open.append((wanted, folder))
        return folder
    }
}

extension Descriptor {
    /// A folder in this one, not reached by a link; nil where there is none and none is to be made.
    func innerFolder(_ name: String, making: Bool) throws -> Descriptor? {
        func open() -> Int32 { retry { openat(self.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) } }
        let path = self.path + "/" + name
        var found = open()
        if found < 0 && errno == ENOENT {
            guard making else { return nil }
            if mkdirat(number, name, 0o777) != 0 && errno != EEXIST {
                throw DatasetError.system(errno, "create folder", path, creating: true)
            }
            found = open()
        }
        guard found >= 0 else {
            let failure = errno
            if kind(of: name) == .link { throw DatasetError.link(path) }
            throw DatasetError.system(failure, "open folder", path, creating: true)
        }
        return Descriptor(found, path)
    }
}

extension DatasetError {
    /// A link is where a file or a folder of a dataset is to be.
    static func link(_ path: String) -> DatasetError {
        DatasetError(
            .exists,
            "\(path) is a link, and inside of a dataset none is followed: remove the link, or choose another folder")
    }
}

extension Descriptor {
    /// A path to this very folder, whatever its name leads to meanwhile, for libraries that open files themselves.
    var ownPath: String {
        let own = "/proc/self/fd/\(number)"
        return access(own, X_OK) == 0 ? own : path
    }
}
