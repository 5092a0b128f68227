import Imaging
import Parallel
import Samples

/// What one of several processes draws of a pool, to be put together with what the others drew.
///
/// Each draws every n-th example. Which of them make a batch is known only when all are there, since batches are cut from
/// them by width; so the prepared pictures are exchanged, which are small beside the gradients of a step.
enum PoolShare: Sendable {
    /// The pool of a process that works alone.
    case whole(Pool)
    /// One process's examples of the pool with a number.
    case part(number: Int, [Example])

    /// Draws a process's share of a pool.
    init(_ number: Int, by reader: StreamReader, _ process: Int, of count: Int) throws {
        self =
            count > 1
            ? .part(number: number, try reader.examples(ofPool: number, process, of: count))
            : .whole(try reader.pool(number))
    }

    /// The pool with this process's part of each batch; all processes have to ask for it together.
    func pool(_ stream: TrainingStream, _ ranks: any Ranks) throws -> Pool {
        switch self {
        case .whole(let pool): return pool
        case .part(let number, let own):
            let shares = try ranks.gather(Example.bytes(of: own)).map { try Example.examples(from: $0) }
            let examples = try (0..<stream.batchSize * stream.poolSize).map { place in
                let (row, process) = place.quotientAndRemainder(dividingBy: shares.count)
                guard shares[process].indices.contains(row) else {
                    throw RecognitionError(
                        .data, "process \(process + 1) of \(shares.count) has drawn too little of pool \(number)")
                }
                return shares[process][row]
            }
            return Pool(number, examples, stream, process: ranks.number, of: ranks.count)
        }
    }
}
