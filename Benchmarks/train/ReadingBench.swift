import Foundation
import Neural
import Recognition

/// How long a model takes to read a strip of 32 rows, alone and of 32 together, in all that it can compute in.
///
/// They take turns, so that other work on the machine disturbs all alike.
struct ReadingBench {
    /// The model's file.
    let path: String
    let width: Int
    let threads: Int
    /// Seconds for each kind of numbers and each batch.
    let seconds: Double
    private static let batches = [1, 32]

    private func pictures(_ count: Int, _ engine: Engine, _ file: ModelFile) throws -> Tensor {
        let shape = [count, file.card.input.color.channelCount, file.card.input.height, width]
        return try Tensor(engine, shape, (0..<shape.reduce(1, *)).map { Float(($0 * 7919) % 255) / 127.5 - 1 })
    }

    /// Prints a line for each kind of numbers.
    func run() throws {
        var file = try ModelFile(path: path)
        let engine = try Engine(threadCount: threads)
        if file.card.ranges == nil {
            // The time is the same whatever the ranges are.
            let observer = RangeObserver()
            let tape = Tape(Context(engine, .inference, observer: observer))
            _ = try file.makeModel(engine).forReading()(tape.constant(pictures(8, engine, file)))
            let ranges = observer.ranges
            let copy = NSTemporaryDirectory() + "bench-\(getpid()).safetensors"
            try file.data(with: ranges).write(to: URL(fileURLWithPath: copy))
            defer { try? FileManager.default.removeItem(atPath: copy) }
            file = try ModelFile(path: copy)
        }
        let recognizers = try ReadingPrecision.allCases.filter { $0.fallbackNote == nil }.map {
            try Recognizer(file, engine: engine, precision: $0)
        }
        var medians = recognizers.map { _ in [Double]() }
        for batch in Self.batches {
            let pictures = try pictures(batch, engine, file)
            var times = recognizers.map { _ in [Double]() }
            func read(_ recognizer: Recognizer) throws {
                _ = try recognizer.model(Tape(recognizer.context).constant(pictures)).value.values()
            }
            for recognizer in recognizers { for _ in 0..<3 { try read(recognizer) } }
            let end = Date().addingTimeInterval(seconds * Double(recognizers.count))
            while Date() < end {
                for (number, recognizer) in recognizers.enumerated() {
                    for _ in 0..<max(1, 20 / batch) {
                        let begin = Date()
                        try read(recognizer)
                        times[number].append(Date().timeIntervalSince(begin))
                    }
                }
            }
            for number in times.indices {
                medians[number].append(times[number].sorted()[times[number].count / 2] * 1000 / Double(batch))
            }
        }
        for (recognizer, times) in zip(recognizers, medians) {
            let name = "Platen, \(recognizer.computesIn.rawValue)".padding(toLength: 32, withPad: " ", startingAt: 0)
            print("  \(name) \(String(format: "%8.3f ms alone %8.3f ms of 32", times[0], times[1]))")
        }
    }
}
