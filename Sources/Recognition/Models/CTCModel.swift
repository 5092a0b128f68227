import Imaging
package import Neural

/// A network that gives the logarithms of the classes' probabilities `[T, N, classes]` for images `[N, C, H, W]`, the blank as
/// the last class: connectionist temporal classification (Graves et al., 2006) makes the rest of it.
package protocol CTCModel: TextModel {
    /// Time steps for an image so many pixels wide.
    func stepCount(width: Int) -> Int
}

extension CTCModel {
    package func loss(of batch: Batch, on tape: Tape) throws -> BatchLoss {
        let logarithms = try self(tape.constant(try batch.images.tensor(tape.context.engine)))
        let (steps, classCount) = (logarithms.shape[0], logarithms.shape[2])
        let result = try logarithms.ctc(
            CTC(
                batch.examples.map(\.classes), lengths: batch.readWidths.map { readSteps(width: $0, of: steps) },
                blank: classCount - 1))
        return BatchLoss(mean: result.loss, count: batch.examples.count, misfits: result.infeasibleCount)
    }

    package func impressions(of images: PaddedImages, on tape: Tape) throws -> [any Impression] {
        let logarithms = try self(tape.constant(try images.tensor(tape.context.engine))).value
        let shape = logarithms.shape
        return try logarithms.values().withUnsafeBufferPointer { values in
            images.readWidths.enumerated().map { sample, width in
                Frames(sample: sample, of: values, shape: shape, stepCount: readSteps(width: width, of: shape[0]))
            }
        }
    }

    /// A label needs a time step for each character, and one more between equal neighbours.
    package func obstacle(to example: Example, width: Int) -> Obstacle? {
        let (steps, needed) = (readSteps(width: width, of: .max), CTC.shortestLength(example.classes))
        guard steps < needed else { return nil }
        return Obstacle(
            reason: "needs \(needed) time steps, and its image of \(example.image.width) px gives \(steps)",
            summary:
                "need more time steps than their images give; they can't be learnt. Widen the input (input.height, "
                + "input.max_width)")
    }

    package func timeSteps(width: Int) -> Int? { readSteps(width: width, of: .max) }

    /// Time steps stand at equal distances.
    package func center(ofStep step: Int, width: Int) -> Double {
        (Double(step) + 0.5) * Double(width) / Double(max(1, stepCount(width: width)))
    }

    /// Whether a training is stuck at blanks.
    package var measures: [Measure] { [Measure(name: "blank_share", title: "blanks")] }

    /// Frames are what every decoder reads.
    package func check(_ decoder: any FrameDecoder) {}

    /// The time steps that are read of an image whose padded width gives `all` of them.
    private func readSteps(width: Int, of all: Int) -> Int { min(max(1, stepCount(width: width)), all) }
}
