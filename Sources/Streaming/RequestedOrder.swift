package import Foundation

/// Samples that another program asks for, one index a line.
package final class RequestedOrder: IndexOrder {
    /// What the requests are, guarded by `condition`.
    private struct State {
        /// Indices that no piece holds yet.
        var pending: ArraySlice<Int> = []
        /// The number of the next piece to be cut.
        var next = 0
        /// Pieces that were cut and that nobody asked for yet.
        var waiting: [Int: [Int]] = [:]
        var hasEnded = false
        var failure: String?
    }

    private let input: FileHandle
    private let threads: Int
    private let condition = NSCondition()
    /// Only read and written while `condition` is held, and never lent across a wait: others change it meanwhile.
    nonisolated(unsafe) private var state = State()

    /// The most indices that wait: whoever asks for more has to wait as well.
    private static let most = 100_000
    /// The longest line that is looked at.
    private static let longest = 64

    /// Begins to read requests, which end where the input does.
    ///
    /// - Parameter threads: how many threads will draw: what comes together is shared among them.
    package init(_ input: FileHandle, threads: Int) {
        self.input = input
        self.threads = threads
        let thread = Thread { [self] in read() }
        thread.name = "requests"
        thread.start()
    }

    /// What was asked for that is no index, where the requests end; nil where nothing was.
    package var failure: String? {
        condition.lock()
        defer { condition.unlock() }
        return state.failure
    }

    private func read() {
        var line: [UInt8] = []
        var failure: String?
        while failure == nil {
            let data = input.availableData
            if data.isEmpty { break }
            var indices: [Int] = []
            for byte in data where failure == nil {
                guard byte == UInt8(ascii: "\n") else {
                    line.append(byte)
                    // No index is as long as that, so it is refused before it fills the memory.
                    if line.count > Self.longest { failure = Self.add(line, to: &indices) }
                    continue
                }
                failure = Self.add(line, to: &indices)
                line.removeAll(keepingCapacity: true)
            }
            condition.lock()
            state.pending += indices
            condition.broadcast()
            while state.pending.count > Self.most { condition.wait() }
            condition.unlock()
        }
        var last: [Int] = []
        if failure == nil, !line.isEmpty { failure = Self.add(line, to: &last) }
        condition.lock()
        state.pending += last
        state.failure = failure
        state.hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    /// Adds the index of a line; returns what is wrong with it.
    private static func add(_ line: [UInt8], to indices: inout [Int]) -> String? {
        let text = String(decoding: line, as: UTF8.self)
        guard let index = Int(text), (0...1_000_000_000_000).contains(index) else {
            return "'\(text.prefix(40))' is no index: write one of 0 to 1000000000000 a line"
        }
        indices.append(index)
        return nil
    }

    package func indices(ofPiece number: Int, size: Int) -> [Int] {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let piece = state.waiting.removeValue(forKey: number) { return piece }
            if state.pending.isEmpty {
                if state.hasEnded { return [] }
                condition.wait()
                continue
            }
            let share = (state.pending.count + threads - 1) / threads
            let taken = max(1, min(size, share))
            state.waiting[state.next] = Array(state.pending.prefix(taken))
            state.pending = state.pending.dropFirst(taken)
            state.next += 1
            condition.broadcast()
        }
    }
}
