import Foundation
import Scripts
import TestSupport
import Testing

@testable import Typography

/// A face draws the characters of the text: not others in their place, not the other case.
@Suite struct ShownCharacterTests {
    private let setter: Typesetter

    init() throws { setter = try Typesetter() }

    private func open(_ family: String) throws -> Face { try setter.open(Fixture.face(family)) }

    private func open(_ font: TestFont) throws -> Face {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("boxes.ttf").path
            try font.write(path)
            return try setter.open(#require(FontLibrary.resolve([.file(path)]).faces[0].first))
        }
    }

    /// Whether each character of a text has its own glyph.
    private func isPlain(_ text: String, _ face: Face, _ features: ShapingFeatures = ShapingFeatures()) -> Bool {
        let shaped = setter.shape(text, face: face, features: features)
        return shaped.missing.isEmpty
            && shaped.glyphs.allSatisfy { glyph in
                let scalar = shaped.clusters[glyph.cluster].unicodeScalars.first ?? " "
                return scalar.properties.isAlphabetic || glyph.id == face.outlines.glyph(of: scalar)
            }
    }

    // MARK: - Substitutions

    /// KacstOne puts Arabic-Indic digits and marks in the place of others beside Arabic letters.
    @Test(arguments: ["1859.23 ريال", "٧.١١ ر", "٣٠.٠٧.٢٠٢٦", "50% خصم", "ص 1, 2.5"])
    func digitsAndMarksStayBesideArabicLetters(text: String) throws {
        let face = try open("KacstOne")
        #expect(isPlain(text, face))
        #expect(isPlain("1859.23", face, ShapingFeatures(script: "Arab")))
        for family in ["Amiri", "DejaVu Sans"] {
            #expect(try setter.shape(text, face: open(family)).missing == [], "\(family)")
        }
    }

    @Test func aFeatureThatPutsAnotherCharacterIsNotUsed() throws {
        var font = TestFont()
        font.letters = TestFont.digits
        for (number, mark) in [".", "٫", "×", "x"].enumerated() {
            font.letters[Unicode.Scalar(mark) ?? " "] = .init(width: 100 + number, top: 300)
        }
        font.substitutions = [".": "٫", "x": "×", "1": "2"]
        let face = try open(font)
        #expect(isPlain("3.14x12", face))
        #expect(setter.shape("3.14x12", face: face).glyphs.map(\.id).contains(face.outlines.glyph(of: "x")))

        // What the recipe asks for stays: the face can't write such a text.
        font.feature = "ss01"
        let asked = ShapingFeatures(switches: [.init(tag: "ss01")])
        let other = try open(font)
        #expect(setter.shape("3.14x12", face: other, features: asked).missing == [".", "1", "x", "1"])
        #expect(setter.shape("3.14x12", face: other).missing == [])
        #expect(setter.shape("2", face: other, features: asked).missing == [])
    }

    @Test func aLanguageDoesNotTurnALetterIntoAnother() throws {
        // Romanian has a comma below where the label has a cedilla.
        let face = try open("Old Standard TT")
        for letter in ["ş", "ţ"] {
            let plain = setter.shape(letter, face: face)
            #expect(setter.shape(letter, face: face, features: ShapingFeatures(language: "ro")) == plain)
        }
    }

    @Test(arguments: [
        ("Linux Libertine O", "Th ffi ... !? fl"), ("EB Garamond", "fi ffl Qu 1/2"), ("Amiri", "السلام (5) لا"),
        ("Comic Neue", "ş í ï"), ("Caladea", "ģ ř"), ("DejaVu Sans", "i\u{301} j\u{303} x\u{302} ﬁ ½ \u{2011}"),
        ("DejaVu Sans", "א (5) [א] «ב»"), ("Lohit Devanagari", "कि १२.५"),
    ])
    func formsOfACharacterAreFine(family: String, text: String) throws {
        let features = ShapingFeatures(ligatures: true)
        #expect(try setter.shape(text, face: open(family), features: features).missing == [])
    }

    @Test func bracketsAreMirrored() throws {
        let features = ShapingFeatures(direction: .rtl)
        for family in ["Play", "DejaVu Sans", "Liberation Serif"] {
            #expect(try setter.shape("(5) {6} [7] <8>", face: open(family), features: features).missing == [])
        }
    }

    // MARK: - Cases

    @Test func theCatalogsFacesOfCapitalsAreKnown() throws {
        let catalog = try FontCatalog(path: Fixture.root + "/fonts/catalog.yml")
        let families = catalog.groups.flatMap { catalog.families(inGroup: $0) ?? [] }
        let habits = try families.map { family in
            let face = try #require(FontLibrary.resolve([FontQuery(family.place)]).faces.first?.first)
            return (family: family.family, habit: try setter.open(face).caseHabit)
        }
        let capitals = habits.filter { $0.habit == .capitals }.map(\.family)
        #expect(capitals == ["Because We Learn", "Because We Organize", "Humor Sans"])
        #expect(habits.allSatisfy { $0.habit != .small })
    }

    @Test(arguments: ["Humor Sans", "Because We Learn", "Go Smallcaps", "Mekanus ADF Titling Std"])
    func capitalsForSmallLettersAreMissingLetters(family: String) throws {
        let face = try open(family)
        #expect(setter.shape("aB3 gQ", face: face).missing == ["a", "g"])
        #expect(setter.shape("AB3 GQ", face: face).missing == [])
        #expect(setter.shape("aB3 gQ", face: face, features: ShapingFeatures(letterCase: .folded)).missing == [])
    }

    @Test func smallLettersForCapitalsAreMissingCapitals() throws {
        var font = TestFont()
        font.letters = TestFont.latin
        let both = try open(font)
        #expect(both.caseHabit == .both)
        #expect(setter.shape("aBgQ", face: both).missing == [])
        for letter in font.letters.keys where letter.properties.isUppercase {
            font.letters[letter] = letter.properties.lowercaseMapping.unicodeScalars.first.flatMap { font.letters[$0] }
        }
        let small = try open(font)
        #expect(small.caseHabit == .small)
        #expect(setter.shape("aBgQ", face: small).missing == ["B", "Q"])
        #expect(setter.shape("aBgQ", face: small, features: ShapingFeatures(letterCase: .folded)).missing == [])
    }

    @Test func aSingleLetterThatIsTheCapitalIsMissing() throws {
        var font = TestFont()
        font.letters = TestFont.latin
        font.letters["k"] = nil
        font.aliases["k"] = "K"
        font.letters["z"] = font.letters["Z"]
        let face = try open(font)
        #expect(face.caseHabit == .both)
        #expect(setter.shape("akKzZ", face: face).missing == ["k", "z"])
        // Nakula and Sahadeva have Greek capitals for small letters.
        #expect(try setter.shape("αΑβ", face: open("Nakula")).missing == ["α", "β"])
        #expect(try setter.shape("αΑβ", face: open("DejaVu Sans")).missing == [])
    }
}
