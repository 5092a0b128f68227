import Samples

extension PatternText {
    func makeSpace() throws -> any LabelSpace {
        do throws(FormProblem) {
            return PatternSpace(root: try numberedRoot())
        } catch {
            throw SynthesisError(.recipe, "form: \(error)")
        }
    }
}

/// All texts of a pattern, numbered.
struct PatternSpace: LabelSpace {
    let root: PatternNode
    let shape: LabelShape
    var count: UInt64 { root.count }

    /// - Parameter root: of a pattern that writes each text in one way.
    init(root: PatternNode) {
        self.root = root
        let alphabet = root.alphabet
        let sizes = alphabet.map(\.unicodeScalars.count)
        shape = LabelShape(
            lengths: root.lengths.lowerBound * (sizes.min() ?? 1)...root.lengths.upperBound * (sizes.max() ?? 1),
            scalars: Set(alphabet.flatMap(\.unicodeScalars)), always: Set(root.literals.flatMap(\.unicodeScalars)))
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        var choices = RankedChoices(rank: rank)
        return Writing(root.text(&choices))
    }
}

extension PatternNode {
    /// Characters that stand in every text.
    fileprivate var literals: [Character] {
        switch kind {
        case .oneOf(let characters): characters.count == 1 ? characters.characters : []
        case .scope(let part): part.literals
        case .sequence(let parts): parts.flatMap(\.literals)
        case .repeated(let part, let times): times.lowerBound > 0 ? part.literals : []
        case .branches, .check: []
        }
    }
}
