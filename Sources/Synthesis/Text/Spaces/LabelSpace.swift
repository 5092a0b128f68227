import Configs
import Samples

/// All texts that a source can write, numbered from 0: what templates and mixtures take apart in the modes `unique`
/// and `exhaustive`.
protocol LabelSpace: Sendable {
    /// How many texts there are, 1...`LabelOrder.most`.
    var count: UInt64 { get }

    /// What is known of all labels.
    var shape: LabelShape { get }

    /// The list of words that every text is made from, one a text; nil where there is none.
    var lexicon: (any SampleLexicon)? { get }

    /// The text of a number. What the number leaves open, such as the digits' script, is drawn.
    /// - Parameter rank: below `count`.
    func writing(at rank: UInt64, for key: SampleKey) -> Writing
}

extension LabelSpace {
    var lexicon: (any SampleLexicon)? { nil }

    /// Whether no two numbers write the same label, found out by writing them all.
    /// - Returns: nil where there are too many for that, or where a label is not decided by its number.
    func hasDistinctLabels(atMost limit: UInt64) -> Bool? {
        guard shape.isFixed, count <= limit else { return nil }
        let key = SampleKey(seed: 0, split: .train, index: 0)
        var seen = Set<String>(minimumCapacity: Int(count))
        for rank in 0..<count where !seen.insert(writing(at: rank, for: key).label).inserted { return false }
        return true
    }
}

/// The most labels that are written out to see whether two are the same.
let mostComparedLabels: UInt64 = 1 << 19

extension OneOf where Family == TextSources {
    /// The texts of a part, numbered, whatever its own mode is.
    /// - Parameters:
    ///   - path: its path in the recipe, for messages.
    ///   - mode: of the whole.
    func space(path: String, mode: String) throws -> any LabelSpace {
        let problem: String
        do {
            return try value.makeSpace()
        } catch let error as ConfigProblem {
            problem = "\(error.key): \(error.message)"
        } catch let error as SynthesisError {
            problem = error.description
        }
        throw SynthesisError(.recipe, "\(path): mode '\(mode)' of the whole numbers all texts of its parts; \(problem)")
    }
}

/// A part's texts with the streams of its own.
struct PartSpace: Sendable {
    let name: String
    let space: any LabelSpace
    /// What sets its streams apart from those of others.
    let salt: UInt64

    init(_ text: OneOf<TextSources>, name: String, path: String, mode: String) throws {
        self.name = name
        salt = ChoiceName(name).number
        space = try text.space(path: path, mode: mode)
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        space.writing(
            at: rank,
            for: SampleKey(seed: key.seed ^ salt, split: key.split, index: key.index, attempt: key.attempt))
    }
}

extension UInt64 {
    /// Sums and products of counts; nil beyond `LabelOrder.most`.
    func adding(count other: UInt64) -> UInt64? {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow || sum > LabelOrder.most ? nil : sum
    }

    func multiplied(byCount other: UInt64) -> UInt64? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow || product > LabelOrder.most ? nil : product
    }
}
