import Samples
import Synthesis

/// One registered stage alone, with its defaults: what it adds to the drawing of a sample on one core.
final class StageCost {
    private let plain: any SampleReader
    private let drawn: any SampleReader
    private let count: Int

    /// How many samples are drawn without the stage before as many are drawn with it.
    private static let block = 20

    /// - Parameter seconds: about how long a run takes.
    init(_ stage: RegisteredStage, seconds: Double) throws {
        plain = try NumberLine.source(stage.ground).makeReader()
        drawn = try NumberLine.source(stage.ground + [stage.override]).makeReader()
        // Opens the font and fills the caches before the clock starts.
        for index in 0..<Self.block { _ = try plain.sample(at: index, in: .train) }
        for index in 0..<Self.block { _ = try drawn.sample(at: index, in: .train) }
        let start = Lap.Moment.now
        for index in 0..<Self.block { _ = try drawn.sample(at: index, in: .train) }
        let probe = Lap(Self.block, from: start)
        count = max(4 * Self.block, Int(seconds * probe.rate / 2) / Self.block * Self.block)
    }

    /// Draws samples without the stage and with it, in turns, and tells the difference.
    ///
    /// By processor time, as other work on the machine would show in the clock's.
    func run() throws -> Lap {
        var difference = 0.0
        for first in stride(from: 0, to: count, by: Self.block) {
            difference += try seconds(drawn, from: first) - seconds(plain, from: first)
        }
        return Lap(count: count, seconds: difference, processorSeconds: difference)
    }

    private func seconds(_ reader: any SampleReader, from first: Int) throws -> Double {
        let start = Lap.Moment.now
        for index in first..<first + Self.block { _ = try reader.sample(at: index, in: .train) }
        return Lap.Moment.now.processor - start.processor
    }
}
