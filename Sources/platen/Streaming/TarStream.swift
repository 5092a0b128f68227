import Configs
import Datasets
import Production
import Samples
import Streaming
import Synthesis

/// Members of tar shards on standard output, for a reader that learns as they come.
struct TarStream {
    let split: Split
    /// The first sample's number.
    let from: Int
    /// How many samples all parts have; nil for no end.
    let count: Int?
    /// Which of several parts: every n-th sample.
    let shard: Shard
    let threads: Int

    /// Draws and writes, until there are no more samples or the reader closes its end.
    ///
    /// - Throws: what went wrong with a sample: all before it were written, and no end mark.
    func write(_ recipe: DatasetRecipe, isQuiet: Bool) throws {
        let output = try BinaryOutput()
        let source = try SyntheticSource(recipe.recipe)
        if !isQuiet { Terminal.notes(source.notes) }
        // Where each label may come once only, there are no more samples than the recipe says.
        let size = recipe.recipe.samples[split]
        let count = count ?? (source.hasUniqueLabels ? max(0, size - from) : nil)
        var plan = DatasetPlan(recipe, source: source, program: thisProgram)
        if self.count != nil || plan.counts[split] == 0 { plan.limit(to: split, from: from, count: max(1, count ?? 1)) }
        if count != 0 { try plan.validate(for: RangeSource(source)) }
        try TarSampleEncoder.check(plan)
        let stream = SampleStream(source, split: split, threads: threads) { [plan] in try TarEncoder(plan) }
        let order = ConsecutiveOrder(start: from, count: count, shard: shard.number, of: shard.of)
        var written = 0
        do {
            written = try stream.draw(order) { try output.write($0) }
            try output.write(TarEncoder.end)
        } catch let failure as SampleStream.Failure {
            throw failure.error
        } catch is BinaryOutput.ReaderLeft {
            // Whoever reads decides when it is enough.
            return
        }
        if !isQuiet { Terminal.note("\(written.grouped) samples of \(split) were written") }
    }
}
