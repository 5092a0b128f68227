package import Samples

/// The scores of samples by one thing that was drawn for them: the font, the paper, how far the picture is blurred.
package struct Breakdown: Sendable {
    /// The name of the choice: `font`, `camera.blur.sigma`.
    package let key: String
    /// What is done to texts before they are compared.
    private let normalization: TextNormalization
    private var words: [String: Scores] = [:]
    private var numbers: [(value: Double, scores: Scores)] = []
    private var undrawn = Scores()
    /// The names of the choices of all samples.
    package private(set) var names: Set<String> = []

    /// Samples for which the same, or nearly the same, was drawn.
    package struct Group: Sendable {
        /// What was drawn.
        package let value: Value
        package let scores: Scores

        package enum Value: Sendable, Hashable {
            /// A font, a paper, `yes`.
            case word(String)
            /// A number from one to another, both included.
            case numbers(ClosedRange<Double>)
            /// Nothing: the stage was not applied, or its part of the recipe not drawn.
            case none
        }
    }

    /// How many groups numbers are parted into at most; as many numbers as this have a group each.
    private static let mostBins = 6

    /// A breakdown of no samples.
    package init(by key: String, _ normalization: TextNormalization = .none) {
        self.key = key
        self.normalization = normalization
    }

    /// Whether any sample has the choice.
    package var isFound: Bool { !words.isEmpty || !numbers.isEmpty }

    /// Adds a sample.
    /// - Parameters:
    ///   - label: what stands in the image.
    ///   - reading: what was read.
    ///   - choices: what was drawn for it; of several choices of one name the last counts.
    package mutating func add(label: String, reading: String, choices: [Sample.Choice]) {
        let path = EditPath(from: normalization(label), to: normalization(reading))
        for choice in choices where !names.contains(choice.name) { names.insert(choice.name) }
        switch choices.last(where: { $0.name == key })?.value {
        case .text(let word): words[word, default: Scores()].add(path)
        case .number(let value):
            var scores = Scores()
            scores.add(path)
            numbers.append((value, scores))
        case nil: undrawn.add(path)
        }
    }

    /// The groups, worst first: by the share of texts that were read without a fault, then by the error rate.
    package var groups: [Group] {
        var groups = words.map { Group(value: .word($0.key), scores: $0.value) } + bins
        if undrawn.samples > 0 { groups.append(Group(value: .none, scores: undrawn)) }
        return groups.sorted { one, other in
            let (first, second) = (one.scores.exactRate ?? 0, other.scores.exactRate ?? 0)
            if first != second { return first < second }
            let (rate, otherRate) = (one.scores.characterErrorRate ?? 0, other.scores.characterErrorRate ?? 0)
            if rate != otherRate { return rate > otherRate }
            return one.value.order < other.value.order
        }
    }

    /// Numbers in groups of about equal size; the same number is never in two.
    private var bins: [Group] {
        let sorted = numbers.sorted { $0.value < $1.value }
        let kinds = sorted.reduce(into: [Double]()) { if $0.last != $1.value { $0.append($1.value) } }
        let count = kinds.count <= Self.mostBins ? kinds.count : Self.mostBins
        var groups: [Group] = []
        var first = 0
        while first < sorted.count {
            // What is left is shared by the groups that are left.
            let size = max(1, (sorted.count - first) / max(1, count - groups.count))
            var end = kinds.count <= Self.mostBins ? first + 1 : min(sorted.count, first + size)
            while end < sorted.count, sorted[end].value == sorted[end - 1].value { end += 1 }
            var scores = Scores()
            for number in sorted[first..<end] { scores.merge(number.scores) }
            groups.append(Group(value: .numbers(sorted[first].value...sorted[end - 1].value), scores: scores))
            first = end
        }
        return groups
    }
}

extension Breakdown.Group.Value {
    /// What puts groups that are equally bad into an order.
    fileprivate var order: (Int, Double, String) {
        switch self {
        case .word(let word): (0, 0, word)
        case .numbers(let range): (1, range.lowerBound, "")
        case .none: (2, 0, "")
        }
    }
}
