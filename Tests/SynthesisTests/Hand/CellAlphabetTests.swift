import Samples
import Testing

@testable import Synthesis

/// What the cells of displays show.
@Suite struct CellAlphabetTests {
    private func generator(_ number: Int) -> KeyedGenerator {
        SampleKey(seed: 7, split: .train, index: number).generator("wear")
    }

    @Test(arguments: DisplayKind.allCases)
    func charactersAreDistinct(kind: DisplayKind) throws {
        let alphabet = kind.alphabet
        let shown = try alphabet.characters.map { try #require(alphabet.parts(of: $0)) }
        #expect(Set(alphabet.characters).count == alphabet.characters.count)
        #expect(Set(shown).count == shown.count)
        #expect(shown.allSatisfy { !$0.isEmpty && $0.isSubset(of: alphabet.all) })
    }

    @Test func whatEachKindShows() {
        let (digits, capitals) = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        #expect(DisplayKind.seven.shows(digits + "-.,: AbCdEFHLnoPrtU"))
        #expect(DisplayKind.fourteen.shows(digits + capitals + "+-*/=.,: "))
        #expect(DisplayKind.sixteen.shows(digits + capitals + "+-*/=.,: "))
        #expect(DisplayKind.dots.shows(digits + capitals + capitals.lowercased() + ".,:;!?+-*/=%()'\" "))
        #expect(!DisplayKind.seven.shows("K") && !DisplayKind.sixteen.shows("k") && !DisplayKind.dots.shows("ä"))
    }

    @Test func anEightLightsAllSevenSegments() {
        #expect(CellAlphabet.seven.parts(of: "8") == CellAlphabet.seven.all)
        #expect(CellAlphabet.seven.all.count == 7)
    }

    /// However many parts are dead, no two characters are ever drawn alike.
    @Test(arguments: DisplayKind.allCases, [0.2, 0.6, 1])
    func wornCharactersAreDistinct(kind: DisplayKind, dead: Double) throws {
        let alphabet = kind.alphabet
        var seen: [CellParts: Character] = [:]
        for number in 0..<40 {
            var generator = generator(number)
            for character in alphabet.characters {
                let lit = alphabet.worn(character, dead: dead, using: &generator)
                #expect(seen[lit] == nil || seen[lit] == character, "\(character) as \(seen[lit] ?? "?")")
                seen[lit] = character
                let whole = try #require(alphabet.parts(of: character))
                #expect(lit.isSubset(of: whole) && Double(lit.count) >= 0.69 * Double(whole.count))
            }
        }
        let whole = Set(alphabet.characters.compactMap { alphabet.parts(of: $0) })
        #expect(seen.keys.contains { !whole.contains($0) }, "nothing is dead")
    }

    @Test func deadPartsComeAsOftenAsAsked() {
        var generator = generator(0)
        let count = (0..<2000).reduce(0) { sum, _ in
            sum + 11 - CellAlphabet.dots.worn("T", dead: 0.1, using: &generator).count
        }
        // 11 dots, 0.1 of them, but for some that can't be dead.
        #expect(CellAlphabet.dots.parts(of: "T")?.count == 11)
        #expect(Double(count) / 2000 > 0.7 && Double(count) / 2000 < 1.15)
    }
}
