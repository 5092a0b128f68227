import Configs
import Foundation

/// The words of a recipe, read and filtered.
struct Lexicon: Sendable {
    /// The words of one file, or of the recipe itself.
    struct Shelf: Sendable {
        /// The file's name, or the key in the recipe.
        var name: String
        var words: WordList
        var odds: Odds
        var weight: Double
    }

    /// Lists with words in them and a weight above 0.
    private(set) var shelves: [Shelf] = []
    /// The files that were read.
    private(set) var files: [TextFile] = []
    /// What was left out, by file.
    private(set) var notes: [String] = []
    /// What was left out of all.
    private(set) var tallies: [(name: String, tally: WordFilter.Tally)] = []

    init(_ text: WordText) throws {
        let filter = WordFilter(text)
        for file in text.files where file.weight > 0 {
            guard let path = file.path?.path else { throw SynthesisError(.recipe, "text.word.files: name a file") }
            var reader = WordReader(split: text.split, isWeighted: text.weighted, filter: filter)
            let digest = try reader.read(path: path)
            let name = (path as NSString).lastPathComponent
            files.append(TextFile(name: name, path: path, sha256: digest))
            add(reader, name: path, weight: file.weight)
        }
        if let words = text.words {
            var reader = WordReader(split: .line, isWeighted: true, filter: filter)
            for option in words.options { try reader.add(option.value, weight: option.weight) }
            add(reader, name: "text.word.words", weight: 1)
        }
        guard !shelves.isEmpty else {
            let why = tallies.map { name, tally in
                tally.read == 0
                    ? "\(name) holds no word" + (tally.blank > 0 ? ", only blank lines" : "")
                    : "\(name): of \(tally.read) words \(tally.reasons)"
            }
            throw SynthesisError(
                .recipe,
                "text.word: no word is left; " + why.joined(separator: "; ")
                    + ". Change 'length', 'alphabet' or 'outside', or name other files.")
        }
    }

    private mutating func add(_ reader: WordReader, name: String, weight: Double) {
        let tally = reader.tally
        tallies.append((name, tally))
        if tally.leftOut > 0 {
            notes.append("\(name): \(tally.leftOut) of \(tally.read) words left out: \(tally.reasons)")
        }
        if let first = tally.firstBlank {
            notes.append(
                "\(name): \(tally.blank) blank line\(tally.blank == 1 ? "" : "s") left out; the first is \(name):\(first)"
            )
        }
        if tally.droppedCharacters > 0 {
            notes.append("\(name): \(tally.droppedCharacters) characters outside of the alphabet dropped")
        }
        guard reader.words.count > 0 else { return }
        let odds = reader.weights.isEmpty ? Odds(count: reader.words.count) : Odds(weights: reader.weights)
        shelves.append(
            Shelf(name: (name as NSString).lastPathComponent, words: reader.words, odds: odds, weight: weight))
    }
}

extension WordFilter {
    init(_ text: WordText) {
        var cases: [LetterCase] = []
        for option in text.letterCase.options where option.weight > 0 && !cases.contains(option.value) {
            cases.append(option.value)
        }
        self.init(
            lengths: text.length.bounds, alphabet: text.alphabet.map(Set.init), dropsOthers: text.outside == .drop,
            cases: cases)
    }
}
