/// The characters that a model can read, in the order of its classes; the CTC blank is the class after the last.
///
/// The order is given and travels in the model's file: it never comes from a set.
package struct Alphabet: Sendable, Hashable {
    /// The characters: class `i` is the character `i`.
    package let characters: [Character]
    /// Whether letters are read without their case: texts are lower-cased before they are encoded.
    package let foldsCase: Bool
    private let classes: [Character: Int]

    /// An alphabet of characters in the order of their classes.
    ///
    /// - Throws: `RecognitionError`, if there is none, or one comes twice (after folding, where case is folded).
    package init(_ characters: some Sequence<Character>, foldsCase: Bool = false) throws(RecognitionError) {
        self.characters = Array(characters)
        self.foldsCase = foldsCase
        guard !self.characters.isEmpty else {
            throw RecognitionError(.config, "an alphabet needs at least one character")
        }
        var classes: [Character: Int] = [:]
        for (number, character) in self.characters.enumerated() {
            if foldsCase, character.lowercased() != String(character) {
                throw RecognitionError(
                    .config, "the alphabet folds case, so '\(character)' can't be a character of it; write it small")
            }
            guard classes.updateValue(number, forKey: character) == nil else {
                throw RecognitionError(
                    .config,
                    "the alphabet has '\(character)' twice (\(character.codePoints)); each character stands once")
            }
        }
        self.classes = classes
    }

    /// The characters of texts, in the order of their code points.
    package init(of texts: some Sequence<String>, foldsCase: Bool = false) throws(RecognitionError) {
        var found: Set<Character> = []
        for text in texts { found.formUnion(foldsCase ? text.lowercased() : text) }
        // Sorted, so that the order is the same on each run.
        try self.init(
            found.sorted {
                Array($0.unicodeScalars).lexicographicallyPrecedes(Array($1.unicodeScalars)) {
                    $0.value < $1.value
                }
            }, foldsCase: foldsCase)
    }

    /// The class that stands for no character.
    package var blank: Int { characters.count }
    /// Classes, the blank among them.
    package var classCount: Int { characters.count + 1 }

    /// The class of a character; nil where the alphabet lacks it.
    package func index(of character: Character) -> Int? { classes[character] }

    /// The text as it is read: with its case folded, where the alphabet does so.
    package func normalized(_ text: String) -> String { foldsCase ? text.lowercased() : text }

    /// The classes of a text, and the characters that the alphabet lacks, which have none.
    package func encode(_ text: String) -> (classes: [Int], unknown: [Character]) {
        var (found, unknown): ([Int], [Character]) = ([], [])
        for character in normalized(text) {
            if let number = classes[character] { found.append(number) } else { unknown.append(character) }
        }
        return (found, unknown)
    }

    /// The text of classes; blanks and numbers past the end stand for nothing.
    package func decode(_ classes: some Sequence<Int>) -> String {
        String(classes.lazy.filter(characters.indices.contains).map { characters[$0] })
    }
}

extension Character {
    /// Its code points, as "U+0035": tells apart what looks alike.
    package var codePoints: String {
        unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }.joined(separator: " ")
    }
}
