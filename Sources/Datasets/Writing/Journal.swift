import Glibc

/// The journal of an unfinished dataset: a line for each committed chunk.
///
/// A line holds the next ordinal, the length of each growing file, bytes, and a seal over all that they hold so far.
/// What a line says was true before it was written; bytes past the lengths of the last line belong to a chunk that was
/// never committed. A line `forced N` says that all of the first N samples are on the disk, whatever happens to the power.
struct Journal {
    /// What the line of a chunk says.
    struct Entry: Equatable {
        var next: Int
        var lengths: [Int]
        /// The SHA-256 over ordinal and files.
        var seal: String
    }

    /// What all lines say.
    struct Content {
        /// The chunks, with the bytes that their lines end at.
        var entries: [(entry: Entry, end: Int)] = []
        /// The first sample that may not be on the disk.
        var forced = 0
    }

    static let name = "journal"
    private static let forcedMark = "forced"

    private let file: Descriptor
    private var line: [UInt8] = []

    /// Opens the journal of a working folder, or begins one.
    ///
    /// The journal is locked as long as it is open.
    ///
    /// - Throws: `DatasetError` with code `.exists` where another run has it open.
    init(in work: Descriptor) throws {
        file = try Descriptor.file(Self.name, in: work, flags: O_RDWR | O_CREAT)
        guard file.lock() else {
            throw DatasetError(
                .exists, "another run is writing this dataset (it holds \(file.path)): wait for it, or stop it")
        }
    }

    /// Reads all lines up to the first that is cut short or cannot be read.
    ///
    /// - Parameter fileCount: how many files grow.
    func content(fileCount: Int) throws -> Content {
        try file.rewind()
        let bytes = try file.readAll()
        var content = Content()
        var start = 0
        while let end = bytes[start...].firstIndex(of: .lineFeed) {
            let words = bytes[start..<end].split(separator: .space, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            if let entry = Entry(words, fileCount) {
                content.entries.append((entry, end + 1))
            } else if words.count == 2, words[0] == Self.forcedMark, let number = Int(words[1]) {
                content.forced = max(content.forced, number)
            } else {
                break
            }
            start = end + 1
        }
        return content
    }

    /// Drops all lines behind a byte.
    func keep(_ length: Int, _ disk: DiskSync) throws {
        try file.truncate(to: length)
        try disk.force(file)
    }

    /// Notes that everything before `entry.next` is done.
    mutating func append(_ entry: Entry) throws {
        line.removeAll(keepingCapacity: true)
        line.append(decimal: entry.next)
        for length in entry.lengths {
            line.append(.space)
            line.append(decimal: length)
        }
        line.append(.space)
        line.append(entry.seal)
        line.append(.lineFeed)
        try file.write(line)
    }

    /// Notes that everything before `next` is on the disk, and puts the note there as well.
    mutating func markForced(_ next: Int, _ disk: DiskSync) throws {
        line.removeAll(keepingCapacity: true)
        line.append("\(Self.forcedMark) \(next)\n")
        try file.write(line)
        try disk.force(file)
    }
}

extension Journal.Entry {
    /// The entry of a line's words, or nil where it is none.
    fileprivate init?(_ words: [String], _ fileCount: Int) {
        guard words.count == fileCount + 2 else { return nil }
        let numbers = words.dropLast().compactMap { Int($0) }.filter { $0 >= 0 }
        guard numbers.count == fileCount + 1 else { return nil }
        self.init(next: numbers[0], lengths: Array(numbers[1...]), seal: words[fileCount + 1])
    }
}
