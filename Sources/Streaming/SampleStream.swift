package import Datasets
import Foundation
package import Samples
import Synchronization

/// Turns samples into bytes, for one thread.
package protocol SampleEncoder {
    /// Appends a sample's bytes.
    mutating func append(_ sample: Sample, to bytes: inout [UInt8]) throws
}

extension FrameWriter: SampleEncoder {}

/// Samples of a source as frames or other bytes, drawn on many threads and handed out in order.
package struct SampleStream: Sendable {
    /// A failure to draw a sample.
    package struct Failure: Error {
        /// The sample's number in its split.
        package let index: Int
        /// What happened, with the sample's name.
        package let error: DatasetError
    }

    /// Frames that follow one another.
    private struct Piece: Sendable {
        var bytes: [UInt8] = []
        var count = 0
        var failure: Failure?
    }

    private let source: any SampleSource
    private let split: Split
    private let threads: Int
    private let makeEncoder: @Sendable () throws -> any SampleEncoder

    /// A stream of frames.
    package init(_ source: any SampleSource, split: Split, fields: StreamFields, threads: Int) {
        self.init(source, split: split, threads: threads) { FrameWriter(fields) }
    }

    /// A stream of what encoders make of samples, one for each thread.
    package init(
        _ source: any SampleSource, split: Split, threads: Int,
        makeEncoder: @escaping @Sendable () throws -> any SampleEncoder
    ) {
        self.source = source
        self.split = split
        self.threads = threads
        self.makeEncoder = makeEncoder
    }

    /// Draws samples and hands out their bytes, some at a time, until there are no more or `write` throws.
    ///
    /// No more than a few pieces wait for `write`, so memory stays bounded however slow it is.
    ///
    /// - Returns: how many samples there were.
    /// - Throws: `Failure`, where a sample can't be drawn: all before it were handed out; what `write` throws.
    package func draw(_ order: some IndexOrder, write: ([UInt8]) throws -> Void) throws -> Int {
        let pace = Pace()
        let pieces = Prefetcher<Piece>(first: 0, threads: threads, ahead: 2 * threads) { [source, split, makeEncoder] in
            let reader = Result { try source.makeReader() }
            var encoder = try makeEncoder()
            return { number in
                let indices = order.indices(ofPiece: number, size: pace.size)
                return Self.piece(indices, split, reader, &encoder, pace)
            }
        }
        defer { pieces.stop() }
        var count = 0
        while let (piece, _) = try pieces.next(shouldStop: { false }), piece.count > 0 || piece.failure != nil {
            if piece.count > 0 { try write(piece.bytes) }
            count += piece.count
            if let failure = piece.failure { throw failure }
        }
        return count
    }

    private static func piece(
        _ indices: [Int], _ split: Split, _ reader: Result<any SampleReader, any Error>,
        _ encoder: inout any SampleEncoder, _ pace: Pace
    ) -> Piece {
        let start = ContinuousClock.now
        var piece = Piece()
        piece.bytes.reserveCapacity(pace.bytes)
        for index in indices {
            // Nothing of a sample that fails halfway is handed out.
            let whole = piece.bytes.count
            do {
                try encoder.append(try reader.get().sample(at: index, in: split), to: &piece.bytes)
                piece.count += 1
            } catch {
                piece.bytes.removeLast(piece.bytes.count - whole)
                let error = DatasetError(.sample, "sample \(split) \(index): \(error)", cause: error)
                piece.failure = Failure(index: index, error: error)
                break
            }
        }
        pace.add(piece.count, bytes: piece.bytes.count, took: ContinuousClock.now - start)
        return piece
    }
}

/// Sizes pieces so that each takes a few milliseconds and little memory.
///
/// It decides nothing about the stream, only how much of it is on its way at a time.
private final class Pace: Sendable {
    private struct State {
        var samples = 0.0
        var bytes = 0.0
        var seconds = 0.0
        var largest = 0
    }

    private let state = Mutex(State())

    /// How many samples the next piece should have.
    var size: Int {
        state.withLock { state in
            guard state.samples > 0 else { return 1 }
            let timely = 0.004 * state.samples / max(state.seconds, 1e-9)
            let small = 256e3 * state.samples / max(state.bytes, 1)
            return max(1, Int(min(64, timely, small)))
        }
    }

    /// The bytes of the largest piece so far.
    var bytes: Int { state.withLock { $0.largest } }

    func add(_ samples: Int, bytes: Int, took duration: Duration) {
        state.withLock { state in
            // What was long ago counts less and less: caches fill up.
            state.samples = 0.9 * state.samples + Double(samples)
            state.bytes = 0.9 * state.bytes + Double(bytes)
            state.seconds = 0.9 * state.seconds + duration / .seconds(1)
            state.largest = max(state.largest, bytes)
        }
    }
}
