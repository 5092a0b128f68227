import Samples

/// Which words of a list are used, and what becomes of them before.
struct WordFilter: Sendable {
    /// How many characters a word may have.
    let lengths: ClosedRange<Int>
    /// What a word may be made of; nil for anything.
    let alphabet: Set<Character>?
    /// Whether other characters are dropped from a word, and not the word from the list.
    let dropsOthers: Bool
    /// In which cases words may be written, each once.
    let cases: [LetterCase]
    /// Whether a word may be made of a character of ASCII.
    private let usableASCII: [Bool]

    init(lengths: ClosedRange<Int>, alphabet: Set<Character>?, dropsOthers: Bool, cases: [LetterCase]) {
        self.lengths = lengths
        self.alphabet = alphabet
        self.dropsOthers = dropsOthers
        self.cases = cases
        usableASCII = (UInt8(0)..<128).map {
            Self.isUsable(Character(Unicode.Scalar($0)), alphabet: alphabet, cases: cases)
        }
    }

    /// How many words were left out, and why.
    struct Tally: Sendable, Hashable {
        var read = 0
        var tooShort = 0
        var tooLong = 0
        var outsideAlphabet = 0
        var withControlCharacters = 0
        var weightless = 0
        var twice = 0
        /// Lines that are entries and yet hold nothing, and the first of them.
        var blank = 0
        var firstBlank: Int?
        /// Characters that were dropped from words.
        var droppedCharacters = 0

        var leftOut: Int { tooShort + tooLong + outsideAlphabet + withControlCharacters + weightless + twice }

        /// The reasons in words, those that happened.
        var reasons: String {
            let counts = [
                (tooShort, "too short"), (tooLong, "too long"),
                (outsideAlphabet, "with characters outside of the alphabet"),
                (withControlCharacters, "with control characters"), (weightless, "of weight 0"), (twice, "there twice"),
            ]
            return counts.compactMap { $0.0 > 0 ? "\($0.0) \($0.1)" : nil }.joined(separator: ", ")
        }
    }

    /// The word as it is used; nil, and counted, where it is not.
    /// - Parameter word: valid UTF-8.
    func kept(_ word: some Collection<UInt8>, _ tally: inout Tally) -> [UInt8]? {
        tally.read += 1
        var bytes = Array(word)
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            tally.withControlCharacters += 1
            return nil
        }
        let count: Int
        if bytes.allSatisfy({ $0 < 0x80 }) {
            let others = bytes.count { !usableASCII[Int($0)] }
            if others > 0 {
                guard drops(others, &tally) else { return nil }
                bytes.removeAll { !usableASCII[Int($0)] }
            }
            count = bytes.count
        } else {
            var characters = Array(String(decoding: bytes, as: UTF8.self))
            guard characters.allSatisfy({ $0.isWhitespace || $0.standsAlone }) else {
                tally.withControlCharacters += 1
                return nil
            }
            let others = characters.count { !isUsable($0) }
            if others > 0 {
                guard drops(others, &tally) else { return nil }
                characters.removeAll { !isUsable($0) }
                bytes = Array(String(characters).utf8)
            }
            count = characters.count
        }
        guard count >= lengths.lowerBound else {
            tally.tooShort += 1
            return nil
        }
        guard count <= lengths.upperBound else {
            tally.tooLong += 1
            return nil
        }
        if cases.count == 1, cases[0].isFixed {
            var unused = SampleKey(seed: 0, split: .train, index: 0).generator("unused")
            cases[0].apply(to: &bytes, &unused)
        }
        return bytes
    }

    /// Counts characters outside of the alphabet as dropped, or their word as left out.
    private func drops(_ others: Int, _ tally: inout Tally) -> Bool {
        if dropsOthers { tally.droppedCharacters += others } else { tally.outsideAlphabet += 1 }
        return dropsOthers
    }

    private func isUsable(_ character: Character) -> Bool {
        Self.isUsable(character, alphabet: alphabet, cases: cases)
    }

    /// Whether a character stays in the alphabet in whatever case it is written.
    private static func isUsable(_ character: Character, alphabet: Set<Character>?, cases: [LetterCase]) -> Bool {
        guard let alphabet else { return true }
        return cases.allSatisfy { $0.forms(of: character).allSatisfy { $0.allSatisfy(alphabet.contains) } }
    }
}
