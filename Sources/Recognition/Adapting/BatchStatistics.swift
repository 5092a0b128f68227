import Imaging
import Neural

/// The means and variances of a model's batch norms, taken anew from pictures without labels.
///
/// What a network has seen of drawn pictures stands in these numbers as well as in its weights; those of real pictures
/// replace them. Li, Wang, Shi, Liu and Hou, "Revisiting batch normalization for practical domain adaptation" (AdaBN,
/// ICLR workshop, 2017).
struct BatchStatistics {
    /// How batches are made and computed.
    let input: InputPolicy
    let batchSize: Int
    let precision: FloatFormat
    let engine: Engine

    /// Whether a model has any.
    static func are(in model: any TextModel) -> Bool { model.parameters.contains(where: isStatistic) }

    private static func isStatistic(_ parameter: Parameter) -> Bool {
        parameter.name.hasSuffix(".running_mean") || parameter.name.hasSuffix(".running_var")
    }

    /// Replaces a model's means and variances with the averages over batches of prepared images, each batch weighing by its
    /// images; nothing happens where there are none.
    ///
    /// Images are put together by their widths, so that little of what is averaged is padding.
    func replace(in model: any TextModel, by images: [Bitmap]) throws {
        let statistics = model.parameters.filter(Self.isStatistic)
        guard !statistics.isEmpty, !images.isEmpty else { return }
        var sums = statistics.map { [Double](repeating: 0, count: $0.count) }
        let order = images.indices.sorted { (images[$0].width, $0) < (images[$1].width, $1) }
        for batch in chunks(of: order) {
            // The running numbers are zero before, so that they are the batch's own afterwards, but for the momentum.
            for parameter in statistics { try parameter.set([Float](repeating: 0, count: parameter.count)) }
            let width = batch.reduce(0) { max($0, images[$1].width) }
            let padded = PaddedImages(batch.map { images[$0] }, width: input.paddedWidth(width), input)
            let tape = Tape(Context(engine, .training, precision: precision))
            _ = try model(tape.constant(try padded.tensor(engine)))
            for (number, parameter) in statistics.enumerated() {
                for (place, value) in try parameter.value.values().enumerated() {
                    sums[number][place] += Double(value) * Double(batch.count)
                }
            }
        }
        let scale = 1 / (Double(BatchNorm.momentum) * Double(images.count))
        for (parameter, sum) in zip(statistics, sums) { try parameter.set(sum.map { Float($0 * scale) }) }
    }

    /// Batches of equal size but for one, so that none is so small that its variance says little.
    private func chunks(of order: [Int]) -> [ArraySlice<Int>] {
        let count = max(1, order.count / max(1, batchSize))
        return (0..<count).map { order[$0 * order.count / count..<($0 + 1) * order.count / count] }
    }
}
