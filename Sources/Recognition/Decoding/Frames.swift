/// What a network says of one image: the logarithms of the probabilities of all classes at each time step, `[T, C]`.
///
/// Only true time steps are in it; what belongs to padding is cut off. The blank is the last class.
package struct Frames: Sendable, Hashable {
    /// Time steps.
    package let stepCount: Int
    /// Classes, the blank among them.
    package let classCount: Int
    /// The logarithms, one time step after the other.
    package let values: [Float]

    /// Frames of `stepCount * classCount` logarithms.
    package init(stepCount: Int, classCount: Int, values: [Float]) {
        precondition(classCount > 0, "frames need at least the class of the blank")
        precondition(
            values.count == stepCount * classCount,
            "\(values.count) values are no frames of [\(stepCount), \(classCount)]")
        self.stepCount = stepCount
        self.classCount = classCount
        self.values = values
    }

    /// The frames of one sample of a batch `[T, N, C]`.
    ///
    /// - Parameters:
    ///   - sample: Its number in the batch, from 0.
    ///   - batch: The logarithms of the whole batch.
    ///   - shape: `[T, N, C]`.
    ///   - stepCount: The sample's true time steps, up to T; nil stands for all of them.
    package init(sample: Int, of batch: UnsafeBufferPointer<Float>, shape: [Int], stepCount: Int? = nil) {
        precondition(
            shape.count == 3 && batch.count == shape.reduce(1, *) && (0..<shape[1]).contains(sample),
            "no sample \(sample) in \(batch.count) values of shape \(shape)")
        let (stepCount, classCount) = (min(stepCount ?? shape[0], shape[0]), shape[2])
        var values: [Float] = []
        values.reserveCapacity(stepCount * classCount)
        for step in 0..<stepCount {
            let start = (step * shape[1] + sample) * classCount
            values.append(contentsOf: batch[start..<start + classCount])
        }
        self.init(stepCount: stepCount, classCount: classCount, values: values)
    }

    /// The class that stands for no character.
    package var blank: Int { classCount - 1 }

    /// The logarithm of a class's probability at a time step.
    package subscript(_ step: Int, _ category: Int) -> Float { values[step * classCount + category] }
}
