import Configs
import Samples

extension WordText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        let lexicon = try Lexicon(self)
        guard mode.isNumbered else {
            let author = DrawnWords(text: self, lexicon: lexicon)
            return disjoint ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
        }
        return try NumberedWords(text: self, lexicon: lexicon, seed: seed, sizes: sizes)
    }

    /// Every character that the words of some lists may be written with.
    fileprivate func alphabet(of lists: [WordList]) -> [Character] {
        var seen = Set<Character>()
        var found: [Character] = []
        let styles = letterCase.used
        for character in lists.flatMap(\.alphabet) {
            for form in styles.flatMap({ $0.forms(of: character) }) {
                found += form.filter { seen.insert($0).inserted }
            }
        }
        if count.bounds.upperBound > 1 {
            for separator in separator.used { found += separator.filter { seen.insert($0).inserted } }
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
    /// Cases in turn, and not by weight.
    private let styleTurns: Turns?
    /// The words by their length; nil where they are drawn by weight.
    private let lengths: WordLengths?
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
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try text.sighting(where: isSought) }

    init(text: WordText, lexicon: Lexicon) {
        self.text = text
        source = lexicon
        odds = Odds(weights: lexicon.shelves.map(\.weight))
        lengths = text.mode == .balanced ? WordLengths(lexicon.shelves.map(\.words)) : nil
        let options = text.letterCase.options
        styleOdds = Odds(weights: options.map(\.weight))
        styleTurns = text.mode == .balanced ? Turns(weights: options.map(\.weight), name: Self.cases) : nil
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
            let (list, word) = draw(&generator, 0, key)
            var writing = Writing(String(decoding: source.shelves[list].words[word], as: UTF8.self))
            if !listNotes.isEmpty { writing.notes.append(listNotes[list]) }
            writing.lexiconLine = lists?.line(word, ofPart: list)
            return writing
        }

        let separator = count > 1 ? drawSeparator(key) : ""
        var cases = key.generator(Self.cases)
        var styleNumber = 0
        if !styles.isEmpty { styleNumber = styleTurns?.option(for: key) ?? styleOdds.draw(&cases) }
        let style = styles.isEmpty ? .asIs : styles[styleNumber]
        var bytes: [UInt8] = []
        var line: Int?
        var notes = styleNotes.isEmpty ? [] : [styleNotes[styleNumber]]
        for number in 0..<count {
            if number > 0 { bytes.append(contentsOf: separator.utf8) }
            let (list, place) = draw(&generator, number, key)
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
    /// - Parameter place: among the words of the label.
    private func draw(_ generator: inout KeyedGenerator, _ place: Int, _ key: SampleKey) -> (list: Int, word: Int) {
        if let lengths {
            let length = Turns.option(of: lengths.count, name: Self.words, place: place, for: key)
            return lengths.draw(length, &generator)
        }
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
    private let text: WordText
    private let space: WordSpace
    private let order: LabelOrder

    let hasUniqueLabels: Bool
    let alphabet: [Character]
    let files: [TextFile]
    let notes: [String]
    var lexicon: (any SampleLexicon)? { space.lexicon }
    var isNumbered: Bool { true }
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try text.sighting(where: isSought) }

    init(text: WordText, lexicon: Lexicon, seed: UInt64, sizes: SplitSizes) throws {
        self.text = text
        space = try WordSpace(text: text, lexicon: lexicon)
        files = lexicon.files
        let repeats = space.repeats
        notes = lexicon.notes + (repeats > 0 ? ["text.word: \(repeats) words are there twice and count once"] : [])
        hasUniqueLabels = text.mode == .unique
        alphabet = text.alphabet(of: [space.words])
        order = try LabelOrder(
            count: space.count, mode: text.mode, disjoint: text.disjoint, seed: seed, sizes: sizes, path: "text.word")
    }

    func writing(for key: SampleKey) throws -> Writing {
        space.writing(at: try order.position(for: key), for: key)
    }
}
