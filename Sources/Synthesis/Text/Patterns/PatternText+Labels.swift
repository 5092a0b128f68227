import Configs
import Samples

extension PatternText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        do throws(FormProblem) {
            return builder.add(try parsed(), from: place)
        } catch {
            throw SynthesisError(.recipe, "text.pattern.form: \(error)")
        }
    }
}

extension LabelAutomaton.Builder {
    /// Adds all texts of a part of a pattern.
    fileprivate mutating func add(_ node: PatternNode, from place: Int) -> Int {
        switch node.kind {
        case .oneOf(let characters): return add(oneOf: characters.characters, from: place)
        case .check(let digits): return add(digits, from: place)
        case .scope(let part): return add(part, from: place)
        case .sequence(let parts): return parts.reduce(place) { add($1, from: $0) }
        case .branches(let branches, _):
            return add(anyOf: branches, from: place) { $0.add($1, from: $2) }
        case .repeated(let part, let times):
            let end = self.place()
            var place = place
            for number in 0..<times.upperBound {
                if number >= times.lowerBound { jump(from: place, to: end) }
                place = add(part, from: place)
            }
            jump(from: place, to: end)
            return end
        }
    }

    /// Adds check digits: any digits, as an automaton does not count.
    mutating func add(_ digits: CheckDigit, from place: Int) -> Int {
        (0..<digits.width).reduce(place) { place, _ in add(oneOf: CharacterClass.digits, from: place) }
    }
}
