import Configuration
import Samples

extension WordText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let lexicon = try Lexicon(self)
        guard mode != .random else {
            let author = DrawnWords(text: self, lexicon: lexicon)
            return disjoint ? try DisjointLabels(author, sizes: sizes) : author
        }
        return try NumberedWords(text: self, lexicon: lexicon, seed: seed, sizes: sizes)
    }

    /// Every character that the words of some lists may be written with.
    fileprivate func alphabet(of lists: [WordList]) -> [Character] {
        var seen = Set<Character>()
        var found: [Character] = []
        let styles = letterCase.options.map(\.value)
        for character in lists.flatMap(\.alphabet) {
            for form in styles.flatMap({ $0.forms(of: character) }) {
                found += form.filter { seen.insert($0).inserted }
            }
        }
        if count.bounds.upperBound > 1 {
            for separator in separator.options { found += separator.value.filter { seen.insert($0).inserted } }
        }
        return found
    }
}

/// Words drawn by weight.
private struct DrawnWords: Author {
    private let text: WordText
    private let source: Lexicon
    private let odds: Odds
    /// The cases to draw from; none where the words are already written in the only one.
    private let styles: [LetterCase]
    private let styleOdds: Odds
    /// What is noted of each case and each list; nothing where there is one alone.
    private let styleNotes, listNotes: [Sample.Choice]
    private static let words: ChoiceName = "text.word"
    private static let counts: ChoiceName = "text.count"
    private static let separators: ChoiceName = "text.separator"
    private static let cases: ChoiceName = "text.case"

    /// The lists, one after the other; nil where a label has several words.
    private let lists: JoinedLexicon?
    let alphabet: [Character]
    var lexicon: (any SampleLexicon)? { lists }
    var hasUniqueLabels: Bool { false }
    var files: [TextFile] { source.files }
    var notes: [String] { source.notes }

    init(text: WordText, lexicon: Lexicon) {
        self.text = text
        source = lexicon
        odds = Odds(weights: lexicon.shelves.map(\.weight))
        let options = text.letterCase.options
        styleOdds = Odds(weights: options.map(\.weight))
        let cases = WordFilter(text).cases
        styles = cases.count == 1 && cases[0].isFixed ? [] : options.map(\.value)
        styleNotes = cases.count > 1 ? options.map { Sample.Choice("text.case", $0.value.rawValue) } : []
        let names = lexicon.shelves.map { Sample.Choice("text.list", $0.name) }
        listNotes = names.count > 1 ? names : []
        alphabet = text.alphabet(of: lexicon.shelves.map(\.words))
        self.lists = text.count.bounds == 1...1 ? JoinedLexicon(lexicon.shelves.map(\.words)) : nil
    }

    func writing(for key: SampleKey) -> Writing {
        var generator = key.generator(Self.words)
        let count = drawCount(key)
        if count == 1, styles.isEmpty {
            let (list, word) = draw(&generator)
            var writing = Writing(String(decoding: source.shelves[list].words[word], as: UTF8.self))
            if !listNotes.isEmpty { writing.notes.append(listNotes[list]) }
            writing.lexiconLine = lists?.line(word, ofPart: list)
            return writing
        }

        let separator = count > 1 ? drawSeparator(key) : ""
        var cases = key.generator(Self.cases)
        let styleNumber = styles.isEmpty ? 0 : styleOdds.draw(&cases)
        let style = styles.isEmpty ? .asIs : styles[styleNumber]
        var bytes: [UInt8] = []
        var line: Int?
        var notes = styleNotes.isEmpty ? [] : [styleNotes[styleNumber]]
        for number in 0..<count {
            if number > 0 { bytes.append(contentsOf: separator.utf8) }
            let (list, place) = draw(&generator)
            if !listNotes.isEmpty { notes.append(listNotes[list]) }
            line = lists?.line(place, ofPart: list)
            var word = Array(source.shelves[list].words[place])
            style.apply(to: &word, &cases)
            bytes.append(contentsOf: word)
        }
        var writing = Writing(String(decoding: bytes, as: UTF8.self))
        writing.notes = notes
        writing.lexiconLine = line
        return writing
    }

    /// The number of a list, and of a word in it.
    private func draw(_ generator: inout KeyedGenerator) -> (list: Int, word: Int) {
        let list = source.shelves.count > 1 ? odds.draw(&generator) : 0
        return (list, source.shelves[list].odds.draw(&generator))
    }

    private func drawCount(_ key: SampleKey) -> Int {
        if text.count.bounds.count == 1 { return text.count.bounds.lowerBound }
        var generator = key.generator(Self.counts)
        return text.count.draw(using: &generator)
    }

    private func drawSeparator(_ key: SampleKey) -> String {
        if text.separator.options.count == 1 { return text.separator.options[0].value }
        var generator = key.generator(Self.separators)
        return text.separator.draw(using: &generator)
    }
}

/// Words and rows of words taken from the list of all possible ones.
private struct NumberedWords: Author {
    private let words: WordList
    private let counts: ClosedRange<Int>
    private let separator: String
    private let order: LabelOrder

    let hasUniqueLabels: Bool
    let alphabet: [Character]
    let files: [TextFile]
    let notes: [String]
    var lexicon: (any SampleLexicon)? { counts == 1...1 ? words : nil }

    init(text: WordText, lexicon: Lexicon, seed: UInt64, sizes: SplitSizes) throws {
        var all = lexicon.shelves[0].words
        for shelf in lexicon.shelves.dropFirst() {
            for index in 0..<shelf.words.count where !all.append(shelf.words[index]) {
                throw SynthesisError(.recipe, "text.word: the word lists hold more than 4 GB; use a part of them")
            }
        }
        words = all.withoutRepeats()
        counts = text.count.bounds
        separator = text.separator.options[0].value
        files = lexicon.files
        let repeats = all.count - words.count
        notes = lexicon.notes + (repeats > 0 ? ["text.word: \(repeats) words are there twice and count once"] : [])
        hasUniqueLabels = text.mode == .unique
        alphabet = text.alphabet(of: [words])

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
        order = try LabelOrder(
            count: count, mode: text.mode, disjoint: text.disjoint, seed: seed, sizes: sizes, path: "text.word")
    }

    func writing(for key: SampleKey) throws -> Writing {
        var rank = try order.position(for: key)
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
            let (product, overflow) = ways.multipliedReportingOverflow(by: UInt64(words))
            guard !overflow, product <= LabelOrder.most else { return nil }
            ways = product
        }
        return ways
    }
}
