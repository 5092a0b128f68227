import Glibc

/// The rows of an annotation file.
///
/// The file stays open and only the place of one line in about 1 KB is kept: 9 million lines of MJSynth take 8 MB. A line
/// is found by reading on from the nearest place before it.
struct LineTable: RowTable {
    /// The place of a row.
    private struct Anchor {
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

    private static let spacing = 1024

    /// Reads the file through once.
    ///
    /// - Parameter visit: sees each row; throws what is wrong with it among the others, which is not to be left out.
    init(
        _ file: Descriptor, folder: String, rule: RowRule, _ findings: inout Findings,
        visit: (StoredRow) throws(RowProblem) -> Void = { _ in }
    ) throws {
        self.folder = folder
        self.file = file
        self.rule = rule
        var anchors: [Anchor] = []
        var (rows, line, offset) = (0, 0, 0)
        var blankLines: Range<Int>?
        try file.rewind()
        var reader = LineReader(file)
        while try reader.next({ bytes in
            line += 1
            let start = offset
            offset += bytes.count + 1
            let bytes = Self.content(bytes, line: line)
            // Empty lines at the file's end do no harm.
            if bytes.isEmpty {
                blankLines = (blankLines?.lowerBound ?? line)..<line + 1
                return
            }
            for blank in blankLines ?? 0..<0 {
                try findings.meet("the line is empty: remove it", at: "\(file.path):\(blank)")
            }
            blankLines = nil
            let row: StoredRow
            do throws(RowProblem) {
                guard let found = try rule.row(of: bytes, number: line) else { return }
                row = found
            } catch {
                try findings.meet(error.what, at: "\(file.path):\(line)")
                return
            }
            if row.isTrimmed { findings.noteBlanks(at: "\(file.path):\(line)", in: file.path) }
            do throws(RowProblem) {
                try visit(row)
            } catch {
                throw DatasetError(.damaged, "\(file.path):\(line): \(error.what)")
            }
            if anchors.last.map({ start - $0.offset >= Self.spacing }) ?? true {
                anchors.append(Anchor(row: rows, offset: start, line: line))
            }
            rows += 1
        }) {}
        self.anchors = anchors
        count = rows
        size = try file.size()
    }

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
            let end = number + 1 < anchors.count ? anchors[number + 1].offset : size
            try file.read(anchor.offset..<end, into: &block)
            try block.withUnsafeBytes { bytes in
                var (row, line) = (anchor.row, anchor.line)
                var rest = bytes[...]
                while !rest.isEmpty && row < numbers.upperBound {
                    let feed = rest.firstIndex(of: .lineFeed) ?? rest.endIndex
                    let content = Self.content(UnsafeRawBufferPointer(rebasing: rest[..<feed]), line: line)
                    if let found = try? rule.row(of: content, number: line) {
                        if row >= numbers.lowerBound {
                            try body(row, found, RowPlace(path: file.path, line: line))
                            next = row + 1
                        }
                        row += 1
                    }
                    line += 1
                    rest = rest[min(feed + 1, rest.endIndex)...]
                }
            }
            number += 1
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
