extension ImageFile {
    /// What names of pictures that are read end in, behind the dot, in lower case.
    public static let fileExtensions = PictureFormat.allCases.filter(\.isRead).flatMap(\.fileExtensions)

    /// What names of pictures that are known but not read end in, behind the dot, in lower case.
    public static let unreadFileExtensions = PictureFormat.allCases.filter { !$0.isRead }.flatMap(\.fileExtensions)

    /// Whether a file's name, or a path, is one of a picture that is read; a hidden file is none.
    public static func isPicture(named path: String) -> Bool { PictureFormat(ofVisible: path)?.isRead ?? false }
}

/// The pictures among files: those that are read, and how many there are of each kind that is not.
public struct PictureList: Sendable, Hashable {
    /// Names or paths of pictures that are read, in the order given.
    public private(set) var names: [String] = []
    /// The known kinds that are not read, in the order of `PictureFormat`, each with how many there are and the first.
    public private(set) var unread: [Unread] = []

    /// A kind of picture that is passed over.
    public struct Unread: Sendable, Hashable {
        /// The kind.
        public var format: PictureFormat
        /// How many there are.
        public var count: Int
        /// The name or path of the first.
        public var first: String
    }

    /// Sorts out the names or paths of files; hidden files and files of other kinds are left out.
    public init(among files: some Sequence<String>) {
        var passedOver: [PictureFormat: Unread] = [:]
        for file in files {
            guard let format = PictureFormat(ofVisible: file) else { continue }
            if format.isRead {
                names.append(file)
            } else {
                passedOver[format, default: Unread(format: format, count: 0, first: file)].count += 1
            }
        }
        unread = PictureFormat.allCases.compactMap { passedOver[$0] }
    }

    /// What was passed over, for a person: `3 pictures are of kinds that are not read and are passed over: 2 HEIF (such as
    /// a.heic), 1 PDF (b.pdf)`; nil where nothing was.
    public var note: String? {
        guard !unread.isEmpty else { return nil }
        let count = unread.reduce(0) { $0 + $1.count }
        let kinds = unread.map { "\($0.count) \($0.format.name) (\($0.count > 1 ? "such as " : "")\($0.first))" }
        return
            (count == 1
            ? "1 picture is of a kind that is not read and is"
            : "\(count) pictures are of kinds that are "
                + "not read and are") + " passed over: " + kinds.joined(separator: ", ")
    }
}

extension PictureFormat {
    /// The format that a file's name ends in; nil for hidden files.
    fileprivate init?(ofVisible path: String) {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard !FileTree.isHidden(name) else { return nil }
        self.init(named: path)
    }
}
