import Glibc

/// A file of a dataset that grows in the working folder, and has its name in the dataset's folder when nothing is missing.
enum GrowingFile {
    /// Opens what there is of it to read it; nil where there is nothing.
    static func open(_ name: String, in work: Descriptor?, or root: Descriptor) throws -> Descriptor? {
        let part = WorkFolder.partName(name)
        if let work, work.has(part) { return try Descriptor.file(part, in: work, flags: O_RDONLY) }
        return root.has(name) ? try Descriptor.file(name, in: root, flags: O_RDONLY) : nil
    }

    /// Opens it to go on behind its first bytes.
    ///
    /// - Parameters:
    ///   - isNamed: whether the file of that name in the dataset's folder is this one.
    ///   - isComplete: whether nothing is missing of the dataset, so that a file with its name keeps it.
    static func resume(
        _ name: String, at length: Int, in work: Descriptor, or root: Descriptor, isNamed: Bool, isComplete: Bool
    ) throws -> Descriptor {
        let part = WorkFolder.partName(name)
        if !work.has(part), isNamed {
            if isComplete { return try Descriptor.file(name, in: root, flags: O_RDONLY) }
            if length > 0 { try root.move(name, to: work, part) }
        }
        let file = try Descriptor.file(part, in: work, flags: O_RDWR | O_CREAT)
        try file.truncate(to: length)
        return file
    }
}
