extension ImageFile {
    /// What names of pictures end in, behind the dot, in lower case.
    public static let fileExtensions = ["png", "jpg", "jpeg"]

    /// Whether a file's name, or a path, is one of a picture; a hidden file is none.
    public static func isPicture(named path: String) -> Bool {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard !FileTree.isHidden(name), let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return fileExtensions.contains(name[name.utf8.index(after: dot)...].lowercased())
    }
}
