import Crypto
import Glibc
import Samples

/// Reads through the committed part of an unfinished dataset and finds how far it is as it was written.
///
/// A line of the journal counts if its seal is that of the files as they are. So a file that lost its end, or holds
/// zeros or anything else where lines were, is noticed, and what it should hold is drawn again. Samples' own files are looked
/// at one by one; those that were lost are listed.
struct Recovery {
    /// Samples whose images are not there as they were written, with their records.
    struct Lost: Sendable {
        var ordinals: Range<Int>
        /// Where their lines stand in the file of records.
        var lines: Range<Int>
        /// The first file of them, and what is wrong with it.
        var first: String
    }

    /// What was found to be sound.
    struct State {
        var next: Int
        var statistics: Statistics
        var hashes: GrowingHashes
        var lost: [Lost] = []
        /// Bytes of the journal.
        var journalLength = 0
    }

    private let plan: DatasetPlan
    private let store: any SampleStore
    /// The records and the other lists; nil where one is missing.
    private let lists: [Descriptor?]
    /// Whether all images are read, and not only those that had not been forced to the disk.
    private let verifies: Bool
    private let walk: any StoreWalk
    private var records: LineReader?
    private var state: State

    init(store: any SampleStore, walk: any StoreWalk, lists: [Descriptor?], verifies: Bool) {
        self.store = store
        self.lists = lists
        self.verifies = verifies
        plan = store.plan
        self.walk = walk
        records = lists.first.flatMap { $0 }.map { LineReader($0) }
        state = State(
            next: plan.ordinals.lowerBound, statistics: Statistics(plan.annotations),
            hashes: GrowingHashes(count: lists.count + store.streams.count))
    }

    /// How far the files are as the journal says.
    ///
    /// - Throws: `CancellationError` soon after the task is cancelled; `DatasetError` where a file cannot be read.
    mutating func run(_ journal: Journal.Content) throws -> State {
        for (entry, end) in journal.entries {
            let before = state
            guard try advance(to: entry, forced: journal.forced),
                state.hashes.seal(next: entry.next) == entry.seal
            else {
                return before
            }
            state.journalLength = end
            walk.keep()
        }
        return state
    }

    /// Reads what an entry added; false where the files cannot be what it speaks of.
    private mutating func advance(to entry: Journal.Entry, forced: Int) throws -> Bool {
        let lengths = state.hashes.lengths
        guard entry.next > state.next, entry.next <= plan.ordinals.upperBound,
            zip(entry.lengths, lengths).allSatisfy({ $0 >= $1 })
        else { return false }
        while state.hashes.lengths[0] < entry.lengths[0] {
            try Task.checkCancellation()
            guard try readRecord(isForced: state.next < forced) else { return false }
        }
        for place in lists.indices.dropFirst() {
            guard try read(place, entry.lengths[place] - lengths[place]) else { return false }
        }
        return state.next == entry.next && state.hashes.lengths == entry.lengths
    }

    /// Reads the next record and looks at what the sample has; false where there is none that fits.
    private mutating func readRecord(isForced: Bool) throws -> Bool {
        var line: [UInt8] = []
        guard try records?.next({ line = Array($0) }) ?? false,
            let record = line.withUnsafeBytes({ StoredRecord($0) }), state.next < plan.ordinals.upperBound,
            plan.position(state.next) == (record.split, record.index), store.mayHold(record)
        else { return false }
        let additions = try line.withUnsafeBytes { try walk.additions(of: record, $0) }
        line.append(.lineFeed)
        let start = state.hashes.lengths[0]
        state.hashes.add(line, at: 0)
        state.statistics.add(record)
        for (place, addition) in additions.enumerated() {
            guard let addition else { return false }
            state.hashes.add(addition, at: lists.count + place)
        }
        if let flaw = try walk.flaw(of: record, byHash: verifies || !isForced) {
            note(lost: state.next, start..<start + line.count, "\(flaw)")
        }
        state.next += 1
        return true
    }

    private mutating func note(lost ordinal: Int, _ line: Range<Int>, _ what: String) {
        if let last = state.lost.last, last.ordinals.upperBound == ordinal, last.ordinals.count < 256 {
            state.lost[state.lost.count - 1].ordinals = last.ordinals.lowerBound..<ordinal + 1
            state.lost[state.lost.count - 1].lines = last.lines.lowerBound..<line.upperBound
        } else {
            state.lost.append(Lost(ordinals: ordinal..<ordinal + 1, lines: line, first: what))
        }
    }

    /// Reads the next bytes of a file; false where it has not so many.
    private mutating func read(_ place: Int, _ count: Int) throws -> Bool {
        guard count > 0 else { return true }
        guard let file = lists[place] else { return false }
        var block = [UInt8](repeating: 0, count: min(count, 1 << 18))
        var rest = count
        while rest > 0 {
            let got = try block.withUnsafeMutableBytes {
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<min(rest, $0.count)]))
            }
            if got == 0 { return false }
            block.withUnsafeBytes { state.hashes.add(UnsafeRawBufferPointer(rebasing: $0[..<got]), at: place) }
            rest -= got
        }
        return true
    }
}
