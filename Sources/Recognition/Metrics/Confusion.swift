/// A character of a label and what was read for it, as the shortest edits pair them.
package struct Confusion: Sendable, Hashable, Comparable {
    /// The character of the label; nil where something was read that is not there.
    package let label: Character?
    /// What was read; nil where nothing was.
    package let reading: Character?

    /// A pair.
    package init(label: Character?, reading: Character?) {
        self.label = label
        self.reading = reading
    }

    init(_ step: EditPath<Character>.Step) {
        switch step {
        case .match(let character): self.init(label: character, reading: character)
        case .substitution(let label, let reading): self.init(label: label, reading: reading)
        case .deletion(let label): self.init(label: label, reading: nil)
        case .insertion(let reading): self.init(label: nil, reading: reading)
        }
    }

    /// Whether the character was read as it is.
    package var isRight: Bool { label == reading }

    /// By the code points of the label, then of the reading; nothing comes first.
    package static func < (one: Self, other: Self) -> Bool {
        one.label != other.label ? precedes(one.label, other.label) : precedes(one.reading, other.reading)
    }
}

/// Whether a character comes before another by its code points; nothing comes first.
func precedes(_ one: Character?, _ other: Character?) -> Bool {
    guard let other else { return false }
    guard let one else { return true }
    return one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
}

/// How separators were read: characters that are neither letters nor numbers, such as spaces and hyphens.
package struct Separators: Sendable, Hashable {
    /// Separators in labels.
    package private(set) var inLabels = 0
    /// Separators in readings.
    package private(set) var inReadings = 0
    /// Separators of labels that were read as they are.
    package private(set) var right = 0

    /// None.
    package init() {}

    mutating func add(_ step: EditPath<Character>.Step) {
        let pair = Confusion(step)
        if pair.label?.isSeparator == true { inLabels += 1 }
        if pair.reading?.isSeparator == true { inReadings += 1 }
        if pair.isRight, pair.label?.isSeparator == true { right += 1 }
    }

    mutating func merge(_ other: Separators) {
        inLabels += other.inLabels
        inReadings += other.inReadings
        right += other.right
    }

    /// The share of the labels' separators that were read, 0...1; nil without any.
    package var recall: Double? { rate(Double(right), inLabels) }
    /// The share of the separators read that are right, 0...1; nil without any.
    package var precision: Double? { rate(Double(right), inReadings) }
    /// The harmonic mean of recall and precision (F1), 0...1; nil where labels and readings have none.
    package var score: Double? { rate(2 * Double(right), inLabels + inReadings) }
}

extension Character {
    /// Whether it is neither a letter nor a number.
    var isSeparator: Bool { !isLetter && !isNumber }
}
