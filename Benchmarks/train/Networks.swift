import Configs
import Foundation
import Neural
import Recognition

/// Networks side by side, each by the settings that a training's `model` has: a step of 64 pictures, and reading.
///
/// Times are the processor's, of one thread, so that other work on the machine disturbs them little. The networks take turns.
struct NetworkBench {
    /// Seconds for each network and width.
    let seconds: Double
    private static let networks = [
        "crnn: {}", "crnn: {width: 24, hidden: 128}", "crnn: {width: 16, hidden: 64}", "compact: {}",
    ]
    private static let widths = [140, 320]
    private static let batch = 64

    /// Prints a table.
    func run() throws {
        print(
            "| network | parameters | width | million multiply-adds | trained a second | read alone, ms | of \(Self.batch), ms |"
        )
        print("|---|---|---|---|---|---|---|")
        for width in Self.widths {
            let contestants = try Self.networks.map { try Contestant($0, width: width, batch: Self.batch) }
            let end = processorTime() + seconds * Double(contestants.count)
            repeat {
                for contestant in contestants { try contestant.takeTurn() }
            } while processorTime() < end
            for contestant in contestants { print(contestant.row) }
        }
    }
}

/// A network, and how long it has taken.
private final class Contestant {
    private let name: String
    private let width: Int
    private let batch: Int
    private let engine: Engine
    private let model: any TextModel
    private let optimizer: Optimizer
    private let multiplyAdds: Int
    private var steps: [Double] = []
    private var alone: [Double] = []
    private var together: [Double] = []

    init(_ settings: String, width: Int, batch: Int) throws {
        let experiment = try ConfigDocument(
            yaml: "model: {\(settings)}", name: "bench-train", baseDirectory: "."
        ).decode(Experiment.self)
        (name, self.width, self.batch) = (settings, width, batch)
        engine = try Engine(threadCount: 1)
        model = try experiment.model.makeModel(
            classCount: 37, input: experiment.input, Initializer(engine, seed: 1))
        optimizer = Optimizer(Adam(), model.parameters)
        engine.profile = Profile()
        _ = try model(Tape(engine, .inference).constant(Tensor(engine, [1, 1, 32, width], filledWith: 0)))
        multiplyAdds = engine.profile?.multiplyAdds ?? 0
        engine.profile = nil
        try learn(step: 0)
    }

    private func pictures(_ count: Int) throws -> Tensor {
        try Tensor(
            engine, [count, 1, 32, width], (0..<(count * 32 * width)).map { Float(($0 * 7919) % 255) / 127.5 - 1 })
    }

    private func learn(step: Int) throws {
        let labels = (0..<batch).map { n in (0..<8).map { (n * 5 + $0 * 3) % 36 } }
        let tape = Tape(Context(engine, .training, seed: 1, step: step))
        let result = try model(tape.constant(pictures(batch))).ctc(CTC(labels, blank: 36))
        try tape.backward(from: result.loss)
        try optimizer.clipGradients(to: 5)
        try optimizer.step(rate: 1e-4)
    }

    /// A step, and pictures read one by one and all together.
    func takeTurn() throws {
        steps.append(try timed { try learn(step: steps.count + 1) })
        let reader = try model.forReading()
        func read(_ pictures: Tensor) throws {
            _ = try reader(Tape(engine, .inference).constant(pictures)).value.values()
        }
        let (one, all) = (try pictures(1), try pictures(batch))
        for number in 0..<12 {
            let time = try timed { try read(one) }
            // The first ones lay out the weights.
            if number > 1 { alone.append(time) }
        }
        try read(all)
        together.append(try timed { try read(all) })
    }

    private func timed(_ body: () throws -> Void) rethrows -> Double {
        let start = processorTime()
        try body()
        return processorTime() - start
    }

    /// The median of each time.
    var row: String {
        func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
        func text(_ x: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", x) }
        let cells = [
            "`\(name)`", "\(model.trainableCount)", "\(width)", text(Double(multiplyAdds) * 1e-6, 1),
            text(Double(batch) / median(steps), 0), text(median(alone) * 1000, 2),
            text(median(together) * 1000 / Double(batch), 2),
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }
}
