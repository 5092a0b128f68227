import Imaging
import Samples

/// What is checked before the first step.
package struct Preflight: Sendable {
    /// Labels that do not fit into their images' time steps, at most ten, each said in one line.
    package private(set) var misfits: [String] = []
    /// How many there are of them.
    package private(set) var misfitCount = 0
    /// How many samples were checked.
    package private(set) var count = 0
    /// Characters that the alphabet lacks and that were left out of labels, with their numbers.
    package private(set) var dropped: [(character: Character, count: Int)] = []
    /// The first batch, as the model sees it.
    package let batch: Batch?

    /// Checks the first samples of a stream and all validation data.
    ///
    /// A label needs a time step for each character, and one more between equal neighbours.
    package init(_ stream: TrainingStream, validation: [Example], model: any TextModel) throws {
        let pool = try StreamReader(stream).pool(0)
        batch = pool.batches.first
        dropped = pool.dropped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        let names = stream.sources.map { "\($0.name), \($0.split.rawValue)" }
        for batch in pool.batches {
            for (example, width) in zip(batch.examples, batch.readWidths) {
                check(example, width, "\(names[example.place.source]) sample \(example.place.index)", model)
            }
        }
        for (index, example) in validation.enumerated() {
            let own = example.image.width
            let width = stream.input.readWidth(own, paddedTo: stream.input.paddedWidth(own))
            check(example, width, "validation sample \(index)", model)
        }
    }

    private mutating func check(_ example: Example, _ width: Int, _ name: String, _ model: any TextModel) {
        count += 1
        let steps = model.readSteps(width: width, of: .max)
        let needed = example.shortestLength
        guard steps < needed else { return }
        misfitCount += 1
        guard misfits.count < 10 else { return }
        misfits.append(
            "\(name): '\(example.label)' needs \(needed) time steps, and its image of "
                + "\(example.image.width) px gives \(steps)")
    }
}
