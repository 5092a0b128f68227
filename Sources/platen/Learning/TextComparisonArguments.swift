import ArgumentParser
import Recognition

/// The arguments of every command that measures models: how labels and readings are compared.
struct TextComparisonArguments: ParsableArguments {
    @Option(
        help: """
            What texts are brought to before they are compared. May be given more than once, as spaceless and case-folded for \
            receipts. (default: none)
            """)
    var normalize: [NormalizationArgument] = []

    @Flag(
        help: """
            Leave out of labels what the model does not know, as 'alphabet.unknown: drop' does in a training (default: it \
            counts as an error).
            """)
    var dropUnknown = false

    var normalization: TextNormalization { normalize.reduce(into: []) { $0.insert($1.normalization) } }
}

/// One way to bring texts into a form.
enum NormalizationArgument: String, ExpressibleByArgument, CaseIterable {
    case none
    case caseFolded = "case-folded"
    case compatible = "nfkc"
    case spaceless, alphanumeric

    var normalization: TextNormalization {
        switch self {
        case .none: .none
        case .caseFolded: .caseFolded
        case .compatible: .compatible
        case .spaceless: .spaceless
        case .alphanumeric: .alphanumeric
        }
    }
}

/// The labels as models are measured by them, and what of these the models don't know.
struct ExpectedLabels {
    private let reader: CompoundReader
    private let dropsUnknown: Bool
    private var counts: [Character: Int] = [:]
    private var labels = 0
    private var incomplete = 0

    init(for reader: CompoundReader, _ arguments: TextComparisonArguments) {
        self.reader = reader
        dropsUnknown = arguments.dropUnknown
    }

    /// A label as a reading is compared with it.
    mutating func expected(of label: String) -> String {
        let (text, unknown) = reader.known(label)
        labels += 1
        if !unknown.isEmpty { incomplete += 1 }
        for character in unknown { counts[character, default: 0] += 1 }
        return dropsUnknown ? text : reader.normalized(label)
    }

    /// What a person should know of the labels; nil where models know all that stands in them.
    var note: String? {
        guard incomplete > 0 else { return nil }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(8).map { "'\($0.key)' \($0.value)" }.joined(separator: ", ")
        let who = reader.readers.count == 1 ? "the model does not know" : "no model knows"
        let rest = sorted.count > 8 ? " ..." : ""
        return "\(incomplete) of \(labels) labels have characters that \(who) (\(shown)\(rest)): "
            + (dropsUnknown
                ? "they were left out of the labels" : "they count as errors, and --drop-unknown leaves them out")
    }
}
