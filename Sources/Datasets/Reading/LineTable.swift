import Glibc
import Samples

/// The rows of an annotation file.
///
/// The file stays open and only the place of one line in about 1 KB is kept: 9 million lines of MJSynth take 8 MB. A line
/// is found by reading on from the nearest place before it.
struct LineTable: RowTable {
    /// The place of a row.
    struct Anchor {
        var row: Int
        /// Bytes from the file's start.
        var offset: Int
        /// From 1.
        var line: Int
    }

    let folder: String
    let count: Int
    private let file: Descriptor
    private let rule: RowRule
    private let anchors: [Anchor]
    /// The file's size when it was opened, bytes.
    private let size: Int

    /// How much of the file is read at a time where many rows are wanted, bytes.
    private static let block = 1 << 18

    /// Reads the file through once, on all processors where it is long.
    ///
    /// - Parameter visit: sees, in the rows' order, each row whose split is not that of the row before it, by its number and
    ///   its split, and some more; throws what is wrong with it among the others, which is not to be left out.
    init(
        _ file: Descriptor, folder: String, rule: RowRule, _ findings: inout Findings,
        visit: (Int, Split) throws(RowProblem) -> Void = { _, _ in }
    ) throws {
        self.folder = folder
        self.file = file
        self.rule = rule
        size = try file.size()
        var scan = LineScan(file, size: size, rule: rule)
        try scan.run(&findings, visit)
        (anchors, count) = (scan.anchors, scan.rows)
    }

    var tellsSplits: Bool { rule.parser.tellsSplits }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        var found: (StoredRow, RowPlace)?
        try forEach(number..<number + 1) { _, row, place in found = (row, place) }
        guard let found else { throw changed }
        return found
    }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        guard !numbers.isEmpty else { return }
        var block: [UInt8] = []
        var next = numbers.lowerBound
        var number = index(of: numbers.lowerBound)
        while next < numbers.upperBound {
            guard number < anchors.count else { throw changed }
            let anchor = anchors[number]
            number = self.end(ofBlockAt: number, for: numbers.upperBound)
            let end = number < anchors.count ? anchors[number].offset : size
            try file.read(anchor.offset..<end, into: &block)
            try block.withUnsafeBytes { bytes in
                var (row, line) = (anchor.row, anchor.line)
                var lines = LineCursor(bytes)
                while row < numbers.upperBound, let bytes = lines.next() {
                    let content = Self.content(bytes, line: line)
                    if row < numbers.lowerBound {
                        if rule.isRow(content, number: line) { row += 1 }
                    } else if let found = try? rule.row(of: content, number: line) {
                        try body(row, found, RowPlace(path: file.path, line: line))
                        row += 1
                        next = row
                    }
                    line += 1
                }
            }
        }
    }

    /// The number of the last anchor at or before a row.
    private func index(of row: Int) -> Int {
        var (low, high) = (0, anchors.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if anchors[middle].row <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// The number of the anchor behind those that are read at once: up to a row, as far as a block goes.
    private func end(ofBlockAt first: Int, for row: Int) -> Int {
        var number = first + 1
        while number < anchors.count, anchors[number].row < row,
            anchors[number].offset - anchors[first].offset < Self.block
        {
            number += 1
        }
        return number
    }

    private var changed: DatasetError {
        DatasetError(.damaged, "\(file.path) has changed since it was opened: start again")
    }

    /// A line without the byte order mark of the first line and the CR of a CR LF.
    static func content(_ line: UnsafeRawBufferPointer, line number: Int) -> UnsafeRawBufferPointer {
        var rest = line[...]
        if number == 1 && rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.last == .carriageReturn { rest = rest.dropLast() }
        return UnsafeRawBufferPointer(rebasing: rest)
    }
}

/// Steps through bytes line by line.
struct LineCursor {
    private let bytes: UnsafeRawBufferPointer
    /// How many bytes were stepped over, line feeds included.
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next line without its line feed; nil at the end.
    ///
    /// A last line without a line feed counts as a line.
    mutating func next() -> UnsafeRawBufferPointer? {
        guard offset < bytes.count, let base = bytes.baseAddress else { return nil }
        let (start, left) = (offset, bytes.count - offset)
        // The library's search is several times as fast as a loop.
        let feed = memchr(base + start, Int32(UInt8.lineFeed), left)
        let count = feed.map { UnsafeRawPointer($0) - (base + start) } ?? left
        offset += min(count + 1, left)
        return UnsafeRawBufferPointer(start: base + start, count: count)
    }
}

extension Descriptor {
    /// Reads bytes from a place, wherever the file's position is; fewer where the file is shorter.
    func read(_ range: Range<Int>, into block: inout [UInt8]) throws {
        if block.count < range.count {
            block.append(contentsOf: repeatElement(0, count: range.count - block.count))
        } else {
            block.removeLast(block.count - range.count)
        }
        var filled = 0
        while filled < range.count {
            let count = block.withUnsafeMutableBytes { bytes in
                retry64 {
                    pread(
                        number, bytes.baseAddress.map { $0 + filled }, range.count - filled,
                        off_t(range.lowerBound + filled))
                }
            }
            guard count >= 0 else { throw DatasetError.system(errno, "read", path) }
            if count == 0 { break }
            filled += count
        }
        block.removeLast(range.count - filled)
    }

    private func retry64(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
