import Glibc

/// Files of one chunk that wait, whole but under numbers, in a folder of the worker's own.
///
/// Publishing first notes all names in one file, then moves each file to its name. So a file under its name is
/// whole, and after a kill at any moment the note tells which files are ours.
final class StagedFiles {
    private let root: Descriptor
    private let work: Descriptor
    private let folder: Descriptor
    /// Where the files go.
    private var places: FolderWalk
    /// The final names, each ended by a line feed.
    private var names: [UInt8] = []
    private var count = 0
    private var digits: [UInt8] = []
    /// A staged file's number as a C string.
    private var number: [CChar] = []

    /// Files for `root`, staged in `work/name`.
    init(root: Descriptor, work: Descriptor, folder name: String) throws {
        self.root = root
        self.work = work
        places = FolderWalk(root)
        guard let folder = try work.innerFolder(name, making: true) else {
            throw DatasetError.system(ENOENT, "create folder", work.path + "/" + name, creating: true)
        }
        self.folder = folder
    }

    /// Writes a file that will get the name `path`, relative to the root.
    func add(_ bytes: [UInt8], path: [UInt8]) throws {
        setNumber(count)
        let file = retry {
            openat(folder.number, number, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
        }
        guard file >= 0 else { throw DatasetError.system(errno, "create", folder.path + "/\(count)", creating: true) }
        var failure: Int32 = 0
        var rest = bytes[...]
        while !rest.isEmpty && failure == 0 {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if written >= 0 { rest = rest.dropFirst(written) } else if errno != EINTR { failure = errno }
        }
        if close(file) != 0 && failure == 0 && errno != EINTR { failure = errno }
        guard failure == 0 else {
            throw DatasetError.system(failure, "write", root.path + "/" + String(decoding: path, as: UTF8.self))
        }
        names.append(contentsOf: path)
        names.append(.lineFeed)
        count += 1
    }

    /// Gives all files their names.
    func publish(noting note: String) throws {
        try Descriptor.file(note, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC).write(names)
        for (index, line) in names.split(separator: .lineFeed).enumerated() {
            setNumber(index)
            let text = String(decoding: line, as: UTF8.self)
            // Layouts make such names alone.
            guard let path = SafePath(text) else {
                throw DatasetError(.sample, "no file can have the name \(text.quotedForMessage)")
            }
            let place = try places.makeFolder(of: path)
            guard renameat(folder.number, number, place.number, path.name) == 0 else {
                throw DatasetError.system(errno, "create", root.path + "/" + text, creating: true)
            }
        }
        discard()
    }

    /// The name of the note of a chunk.
    static func note(_ ordinals: Range<Int>) -> String { notePrefix + "\(ordinals.lowerBound)-\(ordinals.upperBound)" }

    /// Whether a name in a working folder is that of such a note.
    static func isNote(_ name: String) -> Bool {
        name.hasPrefix(notePrefix)
            && name.dropFirst(notePrefix.count).split(separator: "-").allSatisfy(WorkFolder.isNumber)
    }

    private static let notePrefix = "chunk-"

    /// Forgets the files, whose numbers the next ones take.
    func discard() {
        names.removeAll(keepingCapacity: true)
        count = 0
    }

    private func setNumber(_ value: Int) {
        digits.removeAll(keepingCapacity: true)
        digits.append(decimal: value)
        number.removeAll(keepingCapacity: true)
        for byte in digits { number.append(CChar(bitPattern: byte)) }
        number.append(0)
    }
}
