import Configs
import Samples

extension WordText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        let lexicon = try Lexicon(self)
        // Words that have one case only are already written in it.
        let cases = WordFilter(self).cases
        let styles = cases.count == 1 && cases[0].isFixed ? [.asIs] : cases
        let counts = count.values
        return builder.add(anyOf: styles, from: place) { builder, style, place in
            let words = LabelAutomaton { $0.add(lexicon.shelves.map(\.words), style, from: $1) }
            guard let words else { return builder.place() }
            let separators = counts.last == 1 ? [""] : separator.used
            return builder.add(anyOf: separators, from: place) { builder, separator, place in
                let end = builder.place()
                var place = place
                for number in 1...(counts.last ?? 1) {
                    if number > 1 { place = builder.add(separator, from: place) }
                    place = builder.add(words, from: place)
                    if counts.contains(number) { builder.jump(from: place, to: end) }
                }
                return end
            }
        }
    }
}

extension LabelAutomaton.Builder {
    /// Adds all words of lists in a case.
    fileprivate mutating func add(_ lists: [WordList], _ style: LetterCase, from place: Int) -> Int {
        let words = lists.lazy.flatMap { list in (0..<list.count).lazy.map { Array(list[$0]) } }
        guard style.isFixed else {
            return add(anyOf: words, from: place) { builder, word, place in
                String(decoding: word, as: UTF8.self).reduce(place) { place, character in
                    builder.add(
                        oneOf: character.isCased ? style.forms(of: character) : [String(character)], from: place)
                }
            }
        }
        // A case that needs no random numbers takes none of these.
        var generator = SampleKey(seed: 0, split: .train, index: 0).generator("text.case")
        return add(
            oneOf: words.map { word in
                var word = word
                style.apply(to: &word, &generator)
                return String(decoding: word, as: UTF8.self)
            }, from: place)
    }
}
