import Glibc

/// What readings of many samples are worth: counts, from which rates follow; rates are never averaged.
///
/// Tallies of parts merge to the tally of the whole.
package struct Tally: Sendable, Hashable {
    /// What is done to texts before they are compared.
    package let normalization: TextNormalization
    /// All samples.
    package private(set) var total = Scores()
    /// Samples whose label has the same character twice in a row.
    package private(set) var withRepeats = Scores()
    /// Samples whose label has a separator: a character that is neither a letter nor a number.
    package private(set) var withSeparators = Scores()
    /// How separators alone were read.
    package private(set) var separators = Separators()
    /// Words of labels.
    package private(set) var words = 0
    /// Edits of whole words.
    package private(set) var wordEdits = 0
    /// Probabilities against right and wrong readings.
    package private(set) var calibration = Calibration()
    private var lengths: [Int: Scores] = [:]
    /// By the number of the share's step.
    private var inkShares: [Int: Scores] = [:]
    private var pairs: [Confusion: Int] = [:]

    /// A tally of no samples.
    package init(_ normalization: TextNormalization = .none) { self.normalization = normalization }

    /// Adds a sample.
    ///
    /// - Parameters:
    ///   - label: What stands in the image.
    ///   - reading: What was read.
    ///   - logProbability: The logarithm of the reading's probability; nil leaves it out of the calibration.
    ///   - inkShare: The share of the image's height that the text's ink fills, 0...1; nil where it is not known.
    package mutating func add(
        label: String, reading: String, logProbability: Double? = nil, inkShare: Double? = nil
    ) {
        let (label, reading) = (normalization(label), normalization(reading))
        let path = EditPath(from: label, to: reading)
        total.add(path)
        lengths[label.count, default: Scores()].add(path)
        if let inkShare { inkShares[Self.step(of: inkShare), default: Scores()].add(path) }
        if zip(label, label.dropFirst()).contains(where: ==) { withRepeats.add(path) }
        if label.contains(where: \.isSeparator) { withSeparators.add(path) }
        for step in path.steps {
            separators.add(step)
            pairs[Confusion(step), default: 0] += 1
        }
        let labelWords = label.split(whereSeparator: \.isWhitespace)
        words += labelWords.count
        wordEdits += EditPath(from: labelWords, to: reading.split(whereSeparator: \.isWhitespace)).distance
        if let logProbability {
            calibration.add(probability: exp(logProbability), isRight: path.distance == 0)
        }
    }

    /// Adds a sample that was read by a decoder.
    package mutating func add(label: String, _ transcription: Transcription, inkShare: Double? = nil) {
        add(
            label: label, reading: transcription.text, logProbability: transcription.logProbability,
            inkShare: inkShare)
    }

    /// Adds the samples of another tally, which compares texts in the same way.
    package mutating func merge(_ other: Tally) {
        precondition(normalization == other.normalization, "the tallies compare texts otherwise")
        total.merge(other.total)
        withRepeats.merge(other.withRepeats)
        withSeparators.merge(other.withSeparators)
        separators.merge(other.separators)
        words += other.words
        wordEdits += other.wordEdits
        calibration.merge(other.calibration)
        lengths.merge(other.lengths, uniquingKeysWith: Self.sum)
        inkShares.merge(other.inkShares, uniquingKeysWith: Self.sum)
        pairs.merge(other.pairs, uniquingKeysWith: +)
    }

    /// All edits of words over all words of labels (WER), from 0; nil without words.
    package var wordErrorRate: Double? { rate(Double(wordEdits), words) }

    /// The scores of samples by the length of their label in characters, shortest first.
    package var byLength: [(length: Int, scores: Scores)] {
        lengths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The scores of samples by the share of the image's height that the text's ink fills, smallest share first.
    ///
    /// Steps without samples are left out.
    package var byInkShare: [(shares: Range<Double>, scores: Scores)] {
        inkShares.sorted { $0.key < $1.key }.map { step, scores in
            let upper = step < Self.inkShareSteps.count ? Self.inkShareSteps[step] : 1
            return ((step > 0 ? Self.inkShareSteps[step - 1] : 0)..<upper, scores)
        }
    }

    /// Where one step of shares ends and the next begins.
    private static let inkShareSteps = [0.35, 0.5, 0.65, 0.8]

    private static func step(of share: Double) -> Int { inkShareSteps.count { $0 <= share } }

    private static func sum(_ one: Scores, _ other: Scores) -> Scores {
        var sum = one
        sum.merge(other)
        return sum
    }

    /// What was read for what where they differ, most frequent first, then by code points.
    package var confusions: [(confusion: Confusion, count: Int)] {
        pairs.filter { !$0.key.isRight }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// How often a character stood in labels, and how often it was read as such.
    package func readings(of character: Character) -> (inLabels: Int, right: Int) {
        let inLabels = pairs.reduce(0) { $1.key.label == character ? $0 + $1.value : $0 }
        return (inLabels, pairs[Confusion(label: character, reading: character)] ?? 0)
    }

    /// The characters of labels and readings, by code points.
    package var characters: [Character] {
        Set(pairs.keys.lazy.flatMap { [$0.label, $0.reading] }.compactMap { $0 }).sorted { precedes($0, $1) }
    }

    /// How often something was read for a character; nil stands for nothing.
    package func count(_ label: Character?, readAs reading: Character?) -> Int {
        pairs[Confusion(label: label, reading: reading)] ?? 0
    }
}
