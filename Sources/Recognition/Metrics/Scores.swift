/// Counts over some samples, and the rates that follow from them.
package struct Scores: Sendable, Hashable {
    /// Samples.
    package private(set) var samples = 0
    /// Samples that were read without a fault.
    package private(set) var exact = 0
    /// Characters that were read as others.
    package private(set) var substitutions = 0
    /// Characters of labels that were not read.
    package private(set) var deletions = 0
    /// Characters that were read and are in no label.
    package private(set) var insertions = 0
    /// Characters of labels.
    package private(set) var labelCharacters = 0
    /// Characters of readings.
    package private(set) var readCharacters = 0
    /// The sum of each sample's edits over the length of its label (at least 1).
    private var sampleErrorRates = 0.0

    /// No samples.
    package init() {}

    mutating func add(_ path: EditPath<Character>) {
        samples += 1
        if path.distance == 0 { exact += 1 }
        var (label, read) = (0, 0)
        for step in path.steps {
            switch step {
            case .match: (label, read) = (label + 1, read + 1)
            case .substitution:
                (label, read) = (label + 1, read + 1)
                substitutions += 1
            case .deletion:
                label += 1
                deletions += 1
            case .insertion:
                read += 1
                insertions += 1
            }
        }
        labelCharacters += label
        readCharacters += read
        sampleErrorRates += Double(path.distance) / Double(max(1, label))
    }

    mutating func merge(_ other: Scores) {
        samples += other.samples
        exact += other.exact
        substitutions += other.substitutions
        deletions += other.deletions
        insertions += other.insertions
        labelCharacters += other.labelCharacters
        readCharacters += other.readCharacters
        sampleErrorRates += other.sampleErrorRates
    }

    /// Edits: substitutions, deletions and insertions.
    package var edits: Int { substitutions + deletions + insertions }
    /// The share of samples read without a fault, 0...1; nil without samples.
    package var exactRate: Double? { rate(Double(exact), samples) }
    /// All edits over all characters of labels (micro CER), from 0; nil without characters.
    package var characterErrorRate: Double? { rate(Double(edits), labelCharacters) }
    /// The mean over the samples of edits over the label's length (macro CER), from 0; nil without samples.
    ///
    /// An empty label counts as one of one character.
    package var meanCharacterErrorRate: Double? { rate(sampleErrorRates, samples) }
    /// Characters in a reading, on average; nil without samples.
    package var meanReadLength: Double? { rate(Double(readCharacters), samples) }
    /// Characters in a label, on average; nil without samples.
    package var meanLabelLength: Double? { rate(Double(labelCharacters), samples) }
}

/// A share, or nil where there is nothing to take a share of.
func rate(_ part: Double, _ whole: Int) -> Double? { whole > 0 ? part / Double(whole) : nil }
