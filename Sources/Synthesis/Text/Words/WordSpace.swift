import Configs
import Samples

extension WordText {
    func makeSpace() throws -> any LabelSpace {
        var text = self
        text.mode = .exhaustive
        try text.validate()
        return try WordSpace(text: text, lexicon: try Lexicon(text))
    }
}

/// All words of a source, and all rows of words, numbered.
struct WordSpace: LabelSpace {
    let words: WordList
    let count: UInt64
    let shape: LabelShape
    /// How many words are in the lists twice.
    let repeats: Int
    private let counts: ClosedRange<Int>
    private let separator: String

    var lexicon: (any SampleLexicon)? { counts == 1...1 ? words : nil }

    /// - Throws: `SynthesisError` where the words can't be numbered.
    init(text: WordText, lexicon: Lexicon) throws {
        var all = lexicon.shelves[0].words
        for shelf in lexicon.shelves.dropFirst() {
            for index in 0..<shelf.words.count where !all.append(shelf.words[index]) {
                throw SynthesisError(.recipe, "text.word: the word lists hold more than 4 GB; use a part of them")
            }
        }
        words = all.withoutRepeats()
        repeats = all.count - words.count
        counts = text.count.bounds
        separator = text.separator.options[0].value

        if counts.upperBound > 1 {
            let mark = Array(separator.utf8)
            for index in 0..<words.count where words[index].contains(mark) {
                throw SynthesisError(
                    .recipe,
                    "text.word.separator: the word '\(String(decoding: words[index], as: UTF8.self))' holds the separator "
                        + "'\(separator)', so two labels could read the same; use another "
                        + "separator, or leave such words out by 'alphabet'")
            }
        }
        var count: UInt64 = 0
        for length in counts { count = Self.ways(words.count, length).map { $0 + count } ?? .max / 2 }
        guard count <= LabelOrder.most else {
            throw SynthesisError(
                .recipe,
                "text.word: mode '\(text.mode.rawValue)' numbers all labels, and these are more than 2^62; join fewer "
                    + "words, or use mode 'random'")
        }
        self.count = count
        shape = Self.shape(words, counts, separator)
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        var rank = rank
        var length = counts.lowerBound
        while let ways = Self.ways(words.count, length), rank >= ways, length < counts.upperBound {
            rank -= ways
            length += 1
        }
        var bytes: [UInt8] = []
        var line = 0
        for number in 0..<length {
            if number > 0 { bytes.append(contentsOf: separator.utf8) }
            line = Int(rank % UInt64(words.count))
            bytes.append(contentsOf: words[line])
            rank /= UInt64(words.count)
        }
        var writing = Writing(String(decoding: bytes, as: UTF8.self))
        if counts == 1...1 { writing.lexiconLine = line }
        return writing
    }

    /// How many rows of words of a length there are; nil beyond `LabelOrder.most`.
    private static func ways(_ words: Int, _ length: Int) -> UInt64? {
        var ways: UInt64 = 1
        for _ in 0..<length {
            guard let product = ways.multiplied(byCount: UInt64(words)) else { return nil }
            ways = product
        }
        return ways
    }

    private static func shape(_ words: WordList, _ counts: ClosedRange<Int>, _ separator: String) -> LabelShape {
        var (least, most) = (Int.max, 0)
        for index in 0..<words.count {
            // Every scalar has one byte that continues none.
            let length = words[index].count { $0 & 0xC0 != 0x80 }
            (least, most) = (min(least, length), max(most, length))
        }
        let scalars = Set(words.alphabet.flatMap(\.unicodeScalars))
        let mark = LabelShape(separator)
        func length(_ word: Int, _ count: Int) -> Int { word * count + mark.lengths.lowerBound * (count - 1) }
        return LabelShape(
            lengths: length(least, counts.lowerBound)...length(most, counts.upperBound),
            scalars: counts.upperBound > 1 ? scalars.union(mark.scalars) : scalars,
            always: counts.lowerBound > 1 ? mark.always : [])
    }
}
