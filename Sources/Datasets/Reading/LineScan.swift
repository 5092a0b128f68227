import Dispatch
import Foundation
import Samples
import Synchronization

/// Reads an annotation file through once, to know how many rows it has, where they are and what is wrong with it.
///
/// The file is cut into stretches, which are looked at side by side; what was found is put together in their order, so that
/// it is the same for any number of processors.
struct LineScan {
    private(set) var anchors: [LineTable.Anchor] = []
    /// How many rows there are.
    private(set) var rows = 0
    private let file: Descriptor
    private let size: Int
    private let rule: RowRule
    private let stretch: Int
    private let threads: Int
    /// How many lines there are.
    private var lines = 0
    /// Empty lines behind all others so far: at the file's end they do no harm.
    private var empty: [Range<Int>] = []

    /// - Parameters:
    ///   - size: the file's, bytes.
    ///   - stretch: how many bytes of the file are looked at by a thread at a time.
    init(_ file: Descriptor, size: Int, rule: RowRule, stretch: Int = 1 << 21, threads: Int? = nil) {
        (self.file, self.size, self.rule, self.stretch) = (file, size, rule, max(1, stretch))
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Looks at all lines.
    ///
    /// - Parameter visit: as `LineTable` has it.
    mutating func run(
        _ findings: inout Findings, _ visit: (Int, Split) throws(RowProblem) -> Void
    ) throws {
        let stretches = (size + stretch - 1) / stretch
        let stopsEarly = findings.policy == .refuse
        var first = 0
        while first < stretches {
            // So few at a time that what is wrong with a file's beginning is told before all of it is read.
            let numbers = first..<min(first + (first == 0 ? threads : 4 * threads), stretches)
            for found in try look(at: numbers, stopsEarly: stopsEarly) { try add(found, &findings, visit) }
            first = numbers.upperBound
        }
    }

    private func look(at numbers: Range<Int>, stopsEarly: Bool) throws -> [LineStretch] {
        let (file, stretch, size, rule) = (file, stretch, size, rule)
        @Sendable func found(_ number: Int) throws -> LineStretch {
            try LineStretch(
                file, from: number * stretch, to: min((number + 1) * stretch, size), of: size, rule,
                stopsEarly: stopsEarly)
        }
        guard numbers.count > 1, threads > 1 else { return try numbers.map(found) }
        let results = Mutex([Result<LineStretch, any Error>?](repeating: nil, count: numbers.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, numbers.count)) { _ in
            while true {
                let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < numbers.count else { return }
                let result = Result { try found(numbers.lowerBound + place) }
                results.withLock { $0[place] = result }
            }
        }
        return try results.withLock { $0 }.compactMap { try $0?.get() }
    }

    /// Adds what was found in the stretch behind all others.
    private mutating func add(
        _ found: LineStretch, _ findings: inout Findings, _ visit: (Int, Split) throws(RowProblem) -> Void
    ) throws {
        func place(_ line: Int) -> String { "\(file.path):\(line)" }
        func meetEmpty(_ findings: inout Findings) throws {
            for range in empty {
                for line in range { try findings.meet("the line is empty: remove it", at: place(line)) }
            }
        }
        if found.lastFilled != nil {
            try meetEmpty(&findings)
            empty = []
        }
        for remark in found.remarks {
            let line = lines + remark.line
            switch remark.what {
            case .broken(let what): try findings.meet(what, at: place(line))
            case .trimmed: findings.noteBlanks(at: place(line), in: file.path)
            case .split(let split, let row):
                do throws(RowProblem) { try visit(rows + row, split) } catch {
                    throw DatasetError(.damaged, "\(place(line)): \(error.what)")
                }
            case .empty(let count):
                let range = line..<line + count
                guard let last = found.lastFilled, remark.line < last else {
                    empty.append(range)
                    continue
                }
                for line in range { try findings.meet("the line is empty: remove it", at: place(line)) }
            }
        }
        for anchor in found.anchors {
            anchors.append(
                LineTable.Anchor(row: rows + anchor.row, offset: anchor.offset, line: lines + anchor.line))
        }
        rows += found.rows
        lines += found.lines
    }
}

/// The lines that begin in a stretch of a file; rows are counted from 0 and lines from 1 within it.
struct LineStretch: Sendable {
    /// Something that is to be told of a line.
    struct Remark: Sendable {
        enum What: Sendable {
            case broken(String)
            /// Its label had blanks at an end.
            case trimmed
            /// It is a row with another split than the one before, or the first.
            case split(Split, row: Int)
            /// It and the lines behind it, so many in all, are empty.
            case empty(Int)
        }

        let line: Int
        var what: What
    }

    private(set) var rows = 0
    private(set) var lines = 0
    private(set) var anchors: [LineTable.Anchor] = []
    private(set) var remarks: [Remark] = []
    /// The last line that is not empty.
    private(set) var lastFilled: Int?
    private var split: Split?

    /// Bytes between two anchors, at least.
    private static let spacing = 1024
    /// How much more is read at a time where a line goes on behind its stretch.
    private static let overhang = 1 << 14

    /// Reads the lines that begin in a part of a file.
    ///
    /// - Parameter stopsEarly: whether nothing behind the first broken line counts.
    init(
        _ file: Descriptor, from start: Int, to end: Int, of size: Int, _ rule: RowRule, stopsEarly: Bool
    ) throws {
        var block: [UInt8] = []
        // From the byte before on, to see whether a line begins right here.
        let first = max(0, start - 1)
        try file.read(first..<end, into: &block)
        var skipped = 0
        if start > 0 {
            guard let feed = block.firstIndex(of: .lineFeed), feed + 1 < block.count else { return }
            skipped = feed + 1
        }
        try Self.finishLine(&block, file, from: first, size)
        block.withUnsafeBytes { bytes in
            var cursor = LineCursor(UnsafeRawBufferPointer(rebasing: bytes[skipped...]))
            var offset = first + skipped
            while let line = cursor.next() {
                // Lines behind the first are numbered within the stretch; what counts is which one is the file's first.
                lines += 1
                let number = start == 0 ? lines : lines + 1
                let isSound = look(at: LineTable.content(line, line: number), number, offset, rule)
                guard isSound || !stopsEarly else { return }
                offset = first + skipped + cursor.offset
            }
        }
    }

    /// Reads on to the end of the last line.
    private static func finishLine(_ block: inout [UInt8], _ file: Descriptor, from first: Int, _ size: Int) throws {
        var more: [UInt8] = []
        while block.last != .lineFeed, first + block.count < size {
            let place = first + block.count
            try file.read(place..<min(place + overhang, size), into: &more)
            guard !more.isEmpty else { return }
            let feed = more.firstIndex(of: .lineFeed)
            block.append(contentsOf: more[...(feed ?? more.count - 1)])
            if feed != nil { return }
        }
    }

    /// Looks at a line; false where it is broken.
    private mutating func look(
        at line: UnsafeRawBufferPointer, _ number: Int, _ offset: Int, _ rule: RowRule
    ) -> Bool {
        if line.isEmpty {
            noteEmpty()
            return true
        }
        lastFilled = lines
        if !rule.isPlainRow(line, number: number) {
            do throws(RowProblem) {
                guard let row = try rule.row(of: line, number: number) else { return true }
                if row.isTrimmed { note(.trimmed) }
                if let split = row.split, split != self.split, !rule.parser.tellsSplits {
                    self.split = split
                    note(.split(split, row: rows))
                }
            } catch {
                note(.broken(error.what))
                return false
            }
        }
        if anchors.last.map({ offset - $0.offset >= Self.spacing }) ?? true {
            anchors.append(LineTable.Anchor(row: rows, offset: offset, line: lines))
        }
        rows += 1
        return true
    }

    private mutating func note(_ what: Remark.What) { remarks.append(Remark(line: lines, what: what)) }

    private mutating func noteEmpty() {
        if let last = remarks.last, case .empty(let count) = last.what, last.line + count == lines {
            remarks[remarks.count - 1].what = .empty(count + 1)
        } else {
            note(.empty(1))
        }
    }
}
