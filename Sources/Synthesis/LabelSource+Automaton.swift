import Configs
package import Samples

extension LabelSource {
    /// All labels that the recipe can write, as an automaton: what a recogniser of such pictures may read.
    ///
    /// Check digits count as any digits, and a list of numbers that weighs some of them as all of them.
    ///
    /// - Throws: `SynthesisError` where a text has no such automaton, which says why and what to do.
    package func labelAutomaton() throws -> LabelAutomaton {
        let text = recipe.text.value
        let labels = try LabelAutomaton { builder, first in
            let last = try text.addLabels(to: &builder, from: first, parts)
            guard builder.placeCount <= Self.mostPlaces else {
                throw SynthesisError(
                    .recipe,
                    "text: all labels together need \(builder.placeCount) places in an automaton, and "
                        + "\(Self.mostPlaces) are the most; shorten word lists and patterns, or read without them")
            }
            return last
        }
        guard let labels = labels?.withoutLeftOut else {
            throw SynthesisError(.recipe, "text: there is no text that it could write")
        }
        // A label is one line.
        return labels.mapped { Character($0).isNewline ? " " : String($0) }
    }

    private static let mostPlaces = 20_000_000
}

extension OneOf where Family == TextSources {
    /// Adds all labels of a part of another text.
    /// - Parameters:
    ///   - parts: which of its parts are to be marked as left out.
    ///   - path: its path in the recipe, for messages.
    func addLabels(
        to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts, path: String
    ) throws -> Int {
        do {
            guard parts.mayHave(partNames) else {
                let all = try LabelAutomaton { try value.addLabels(to: &$0, from: $1, parts) }
                guard let all else { return builder.place() }
                return builder.add(all, from: place) { _ in String(LabelAutomaton.leftOut) }
            }
            return try value.addLabels(to: &builder, from: place, parts)
        } catch let error as SynthesisError {
            throw SynthesisError(error.code, "\(path): \(error.message)")
        }
    }
}

extension NumberedText {
    /// Adds labels in the digits of each system that is drawn.
    /// - Parameter western: the labels in Western digits.
    func addNumbered(_ western: LabelAutomaton, to builder: inout LabelAutomaton.Builder, from place: Int) -> Int {
        if label == .western { return builder.add(western, from: place) }
        return builder.add(anyOf: numbering.used, from: place) { builder, system, place in
            builder.add(western, from: place) { system.write(String($0)) }
        }
    }
}

extension Alternatives {
    /// The options that are drawn.
    var used: [T] { options.filter { $0.weight > 0 }.map(\.value) }
}
