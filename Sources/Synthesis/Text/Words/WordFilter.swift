import Samples

/// Which words of a list are used, and what becomes of them before.
struct WordFilter: Sendable {
    /// How many characters a word may have.
    var lengths: ClosedRange<Int>
    /// What a word may be made of; nil for anything.
    var alphabet: Set<Character>?
    /// Whether other characters are dropped from a word, and not the word from the list.
    var dropsOthers = false
    /// In which cases words may be written, each once.
    var cases: [LetterCase]

    /// How many words were left out, and why.
    struct Tally: Sendable, Hashable {
        var read = 0
        var tooShort = 0
        var tooLong = 0
        var outsideAlphabet = 0
        var withControlCharacters = 0
        var weightless = 0
        var twice = 0
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
        guard !word.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            tally.withControlCharacters += 1
            return nil
        }
        var bytes = Array(word)
        var count = bytes.count
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        if alphabet != nil || !isASCII {
            var characters = Array(String(decoding: bytes, as: UTF8.self))
            if !isASCII,
                characters.contains(where: { $0.unicodeScalars.first?.standsAlone != true && !$0.isWhitespace })
            {
                tally.withControlCharacters += 1
                return nil
            }
            if let alphabet {
                let usable = characters.filter { isWithin(alphabet, $0) }
                if usable.count < characters.count {
                    guard dropsOthers else {
                        tally.outsideAlphabet += 1
                        return nil
                    }
                    tally.droppedCharacters += characters.count - usable.count
                    characters = usable
                    bytes = Array(String(usable).utf8)
                }
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

    /// Whether a character stays in the alphabet in whatever case it is written.
    private func isWithin(_ alphabet: Set<Character>, _ character: Character) -> Bool {
        cases.allSatisfy { $0.forms(of: character).allSatisfy { $0.allSatisfy(alphabet.contains) } }
    }
}
