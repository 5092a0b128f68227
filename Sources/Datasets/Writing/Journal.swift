import Glibc

/// The journal of an unfinished dataset: a line for each committed chunk.
///
/// A line holds the next ordinal and the length of each annotation file, bytes. What a line says was true before
/// it was written; bytes past the lengths of the last line belong to a chunk that was never committed.
struct Journal {
    /// What one line says.
    struct Entry: Equatable {
        var next: Int
        var lengths: [Int]
    }

    static let name = "journal"

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

    /// Reads all lines and keeps those up to the last one that `isValid` accepts; nil where there is none.
    ///
    /// A line that was cut short, and everything after a line that cannot be read, is dropped.
    mutating func recover(fileCount: Int, isValid: (Entry) -> Bool) throws -> Entry? {
        try file.rewind()
        let bytes = try file.readAll()
        var entries: [(entry: Entry, end: Int)] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: .lineFeed) {
            let numbers = bytes[start..<end].split(separator: .space, omittingEmptySubsequences: false)
                .map { Int(String(decoding: $0, as: UTF8.self)) }
            let values = numbers.compactMap { $0 }.filter { $0 >= 0 }
            guard values.count == numbers.count, values.count == fileCount + 1 else { break }
            entries.append((Entry(next: values[0], lengths: Array(values[1...])), end + 1))
            start = end + 1
        }
        let kept = entries.last { isValid($0.entry) }
        try file.truncate(to: kept?.end ?? 0)
        return kept?.entry
    }

    /// Notes that everything before `entry.next` is done.
    mutating func append(_ entry: Entry) throws {
        line.removeAll(keepingCapacity: true)
        line.append(decimal: entry.next)
        for length in entry.lengths {
            line.append(.space)
            line.append(decimal: length)
        }
        line.append(.lineFeed)
        try file.write(line)
    }
}
