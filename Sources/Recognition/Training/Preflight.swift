import Configs
import Imaging
import Samples

/// What is checked before the first step.
package struct Preflight: Sendable {
    /// Labels that the model can't learn, at most ten, each said in one line.
    package private(set) var misfits: [String] = []
    /// How many there are of them.
    package private(set) var misfitCount = 0
    /// How many samples were checked.
    package private(set) var count = 0
    /// What is wrong with them all, and what to do.
    private var misfitSummary = ""
    /// Characters that the alphabet lacks and that were left out of labels, with their numbers.
    package private(set) var dropped: [(character: Character, count: Int)] = []
    /// What of the classes is in validation labels and in none to learn from, with numbers; none where labels to learn
    /// from are not known.
    package private(set) var untrained: [(character: Character, count: Int)] = []
    /// Labels whose characters stand in another order in their images, at most ten, each with its sample's name.
    package private(set) var misplaced: [String] = []
    /// How many there are of them.
    package private(set) var misplacedCount = 0
    /// A label that is read as another one of the same look, and that one.
    package private(set) var lookalike: (label: String, reading: String)?
    /// How many such labels there are.
    package private(set) var lookalikeCount = 0
    /// The first batch, as the model sees it.
    package let batch: Batch?
    /// How much room the characters have.
    private var room: CharacterRoom

    /// Checks the first samples of a stream and all validation data.
    ///
    /// - Parameters:
    ///   - trained: Texts to learn from that were looked at, and characters that others of them may have.
    ///   - dropped: Characters that were left out of validation labels, with their numbers.
    package init(
        _ stream: TrainingStream, validation: [Example], model: any TextModel, trained: [String] = [],
        dropped lost: [Character: Int] = [:]
    ) throws {
        alphabet = stream.alphabet
        room = CharacterRoom(stream.input)
        let pool = try StreamReader(stream).pool(0)
        batch = pool.batches.first
        dropped = Self.sorted(pool.dropped.merging(lost, uniquingKeysWith: +))
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
        guard !trained.isEmpty else { return }
        var known = Set(pool.batches.flatMap { $0.examples.flatMap(\.classes) })
        for text in trained { known.formUnion(alphabet.encode(text).classes) }
        var counts: [Character: Int] = [:]
        for number in validation.lazy.flatMap(\.classes) where !known.contains(number) {
            counts[alphabet.characters[number], default: 0] += 1
        }
        untrained = Self.sorted(counts)
    }

    private let alphabet: Alphabet

    /// Characters with their numbers, the most frequent first, then by code points.
    private static func sorted(_ counts: [Character: Int]) -> [(character: Character, count: Int)] {
        counts.sorted { $0.value != $1.value ? $0.value > $1.value : precedes($0.key, $1.key) }
            .map { ($0.key, $0.value) }
    }

    private mutating func check(_ example: Example, _ width: Int, _ name: String, _ model: any TextModel) {
        count += 1
        checkOrder(example, name)
        room.add(example, width: width, steps: model.timeSteps(width: width))
        guard let obstacle = model.obstacle(to: example, width: width) else { return }
        misfitCount += 1
        misfitSummary = obstacle.summary
        if misfits.count < 10 { misfits.append("\(name): '\(example.label)' \(obstacle.reason)") }
    }

    private mutating func checkOrder(_ example: Example, _ name: String) {
        if example.isInOrder == false {
            misplacedCount += 1
            if misplaced.count < 10 { misplaced.append("\(name): '\(example.label)'") }
        }
        guard !alphabet.keepsOrder else { return }
        let reading = alphabet.decode(example.classes)
        guard reading != example.label else { return }
        lookalikeCount += 1
        if lookalike == nil { lookalike = (example.label, reading) }
    }

    /// What a person should know before the first step, each in one line.
    package var warnings: [String] {
        var lines = misfits
        if misfitCount > 0 {
            lines.append("\(misfitCount.grouped) of \(count.grouped) labels \(misfitSummary)")
        }
        lines += room.warnings
        if !dropped.isEmpty {
            let list = dropped.prefix(20).map { "'\($0.character)' (\($0.character.codePoints)) \($0.count)x" }
            lines.append(
                "characters that the alphabet lacks are left out of labels: \(list.joined(separator: ", "))"
                    + (dropped.count > 20 ? " and others" : ""))
        }
        if !untrained.isEmpty {
            let list = untrained.prefix(20).map { "'\($0.character)' (\($0.character.codePoints)) \($0.count)x" }
            lines.append(
                "characters of validation labels that are not trained, as no label to learn from that was looked at has "
                    + "them: " + list.joined(separator: ", ") + (untrained.count > 20 ? " and others" : ""))
        }
        if let first = misplaced.first {
            lines.append(
                "\(misplacedCount) of \(count) labels do not stand in their images from left to right as they are learnt, "
                    + "so that they can't be: \(first), for one. See alphabet.direction and alphabet.digits, and write one "
                    + "line a picture")
        }
        if let lookalike {
            lines.append(
                "\(lookalikeCount) of \(count) labels look like others and are read as these: '\(lookalike.label)' as "
                    + "'\(lookalike.reading)', for one. Where all labels run one way, alphabet.direction=ltr or rtl tells "
                    + "them apart")
        }
        return lines
    }

    /// - Throws: `RecognitionError`, where nothing could be learnt.
    package func requireLearnable() throws(RecognitionError) {
        if count > 0, misfitCount == count {
            throw RecognitionError(.data, "no label can be learnt; see the warnings above")
        }
    }
}
