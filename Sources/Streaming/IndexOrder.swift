import Synchronization

/// Which samples a stream has, handed out in pieces that are drawn at the same time.
package protocol IndexOrder: Sendable {
    /// The indices of a piece; none behind the last piece.
    ///
    /// Pieces follow one another without a gap, whichever thread asks first. It may wait.
    ///
    /// - Parameter size: how many indices pieces that nobody asked for yet have.
    func indices(ofPiece number: Int, size: Int) -> [Int]
}

/// Consecutive samples, or a shard of them.
package final class ConsecutiveOrder: IndexOrder {
    private struct State {
        /// Pieces that are handed out from here on.
        var next = 0
        /// The place behind the last piece.
        var place = 0
        /// Pieces that were cut and that nobody asked for yet.
        var waiting: [Int: Range<Int>] = [:]
    }

    private let start: Int
    private let count: Int
    private let shard: Int
    private let shards: Int
    private let block: Int
    private let state = Mutex(State())

    /// The samples of a shard: blocks of consecutive ones, dealt out to the shards in turn.
    ///
    /// - Parameters:
    ///   - start: the first index of all shards.
    ///   - count: how many samples all shards have together; nil where there is no end.
    ///   - shard: from 1.
    ///   - shards: how many there are; shard 2 of 3 has the second block, the fifth and so on.
    ///   - block: how many samples a block has.
    package init(start: Int, count: Int?, shard: Int = 1, of shards: Int = 1, block: Int = 1) {
        self.start = start
        self.shard = shard - 1
        self.shards = shards
        self.block = block
        guard let count else {
            self.count = Int.max / 2 / shards
            return
        }
        let (rounds, rest) = count.quotientAndRemainder(dividingBy: shards * block)
        self.count = rounds * block + max(0, min(block, rest - self.shard * block))
    }

    package func indices(ofPiece number: Int, size: Int) -> [Int] {
        let places = state.withLock { state in
            while state.next <= number {
                let end = state.place + min(size, count - state.place)
                state.waiting[state.next] = state.place..<end
                state.place = end
                state.next += 1
            }
            return state.waiting.removeValue(forKey: number) ?? 0..<0
        }
        return places.map { start + ($0 / block * shards + shard) * block + $0 % block }
    }
}
