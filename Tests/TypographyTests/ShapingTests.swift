import Foundation
import Imaging
import Scripts
import Testing

@testable import Typography

@Suite struct ShapingTests {
    private let setter: Typesetter

    init() throws { setter = try Typesetter() }

    private func open(_ family: String) throws -> Face { try setter.open(Fixture.face(family)) }

    @Test func digitsAreOneGlyphEach() throws {
        let text = try setter.shape("0123456789", face: open("Liberation Sans"))
        #expect(text.glyphs.map(\.clusters) == (0..<10).map { $0..<($0 + 1) })
        #expect(text.clusters == "0123456789".map { String($0) })
        #expect(text.missing == [])
        // Liberation's figures are 1139/2048 em wide.
        for (number, glyph) in text.glyphs.enumerated() {
            #expect(abs(glyph.advance - 1139.0 / 2048) < 1e-9)
            #expect(abs(glyph.origin.x - Double(number) * 1139 / 2048) < 1e-9)
            #expect(glyph.origin.y == 0)
        }
        #expect(abs(text.width - 11390.0 / 2048) < 1e-9)
    }

    @Test func anEmptyTextHasNoGlyphs() throws {
        let text = try setter.shape("", face: open("Liberation Sans"))
        #expect(text == ShapedText(glyphs: [], width: 0, clusters: [], missing: []))
    }

    @Test func kerningMovesPairs() throws {
        let face = try open("Liberation Sans")
        let kerned = setter.shape("AV", face: face, features: ShapingFeatures(kerning: true))
        let plain = setter.shape("AV", face: face, features: ShapingFeatures(kerning: false))
        #expect(kerned.width < plain.width - 0.02)
        #expect(kerned.glyphs.map(\.id) == plain.glyphs.map(\.id))
    }

    @Test func ligaturesCoverSeveralClusters() throws {
        let face = try open("Linux Libertine O")
        let joined = setter.shape("fix", face: face, features: ShapingFeatures(ligatures: true))
        let apart = setter.shape("fix", face: face, features: ShapingFeatures(ligatures: false))
        #expect(joined.glyphs.map(\.clusters) == [0..<2, 2..<3])
        #expect(apart.glyphs.map(\.clusters) == [0..<1, 1..<2, 2..<3])
        #expect(joined.missing == [] && apart.missing == [])
    }

    @Test(arguments: [
        ("Cantarell", "السلام", "السلام".map { String($0) }),
        ("Liberation Sans", "1ह2", ["ह"]),
        ("KacstOne", "5 Rg", ["R", "g"]),
        ("Lohit Devanagari", "中文", ["中", "文"]),
        ("Liberation Sans", "a\u{10FFFD}b", ["\u{10FFFD}"]),
    ])
    func whatAFaceLacksIsMissing(family: String, text: String, missing: [String]) throws {
        let face = try open(family)
        #expect(setter.shape(text, face: face).missing == missing)
    }

    @Test func marksTellBlankInkAndTofu() throws {
        let face = try open("Liberation Sans")
        #expect(face.mark(of: 0) == .missing)
        #expect(face.mark(of: face.outlines.glyph(of: " ")) == .blank)
        #expect(face.mark(of: face.outlines.glyph(of: "8")) == .ink)
        #expect(face.mark(of: 1_000_000) == .blank)
    }

    @Test func aBoxUnderACharactersNameIsStillTofu() throws {
        let face = try open("Liberation Sans")
        let eight = Int(face.outlines.glyph(of: "8"))
        var bytes = try Fixture.bytes(face.font)
        func number(_ place: Int, _ count: Int) -> Int {
            bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
        }
        func table(_ name: String) throws -> Int {
            let entry = (0..<number(4, 2)).map { 12 + 16 * $0 }.first { bytes[$0..<$0 + 4] == Data(name.utf8) }
            return try number(#require(entry) + 8, 4)
        }
        // Write the outline of glyph 0, which stands for what is missing, over that of the 8.
        let (places, outlines) = try (table("loca"), table("glyf"))
        let isLong = try number(table("head") + 50, 2) == 1
        func outline(_ glyph: Int) -> Int {
            outlines + (isLong ? number(places + 4 * glyph, 4) : 2 * number(places + 2 * glyph, 2))
        }
        let box = bytes[outline(0)..<outline(1)]
        try #require(!box.isEmpty && box.count <= outline(eight + 1) - outline(eight))
        bytes.replaceSubrange(outline(eight)..<outline(eight) + box.count, with: Data(box))
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("tofu.ttf").path
            try bytes.write(to: URL(fileURLWithPath: path))
            let tofu = try setter.open(#require(FontLibrary.resolve([.file(path)]).faces.first?.first))
            #expect(Int(tofu.outlines.glyph(of: "8")) == eight)
            #expect(setter.shape("1807", face: tofu).missing == ["8"])
        }
    }

    @Test func spacesAndJoinersNeedNoInk() throws {
        let text = try setter.shape("1 2\u{00A0}3\u{200D}", face: open("DejaVu Sans"))
        #expect(text.missing == [])
    }

    @Test func arabicJoinsAndStandsInVisualOrder() throws {
        let face = try open("Amiri")
        let word = setter.shape("بيت", face: face)
        #expect(word.missing == [])
        #expect(word.glyphs.allSatisfy { $0.isRightToLeft })
        // From left to right: last letter first.
        let order = word.glyphs.map(\.cluster)
        #expect(order == order.sorted(by: >))
        #expect(Set(word.glyphs.flatMap(\.clusters)) == [0, 1, 2])
        #expect(zip(word.glyphs, word.glyphs.dropFirst()).allSatisfy { $0.origin.x <= $1.origin.x + 0.3 })
        // Joined letters have other shapes than letters alone.
        let alone = Set("بيت".flatMap { setter.shape(String($0), face: face).glyphs.map(\.id) })
        #expect(!Set(word.glyphs.map(\.id)).isSubset(of: alone))
    }

    @Test func aRequiredLigatureIsMadeEvenWithoutLigatures() throws {
        let text = try setter.shape("لا", face: open("DejaVu Sans"), features: ShapingFeatures(ligatures: false))
        #expect(text.glyphs.map(\.clusters) == [0..<2])
    }

    @Test(arguments: ["क्षत्रिय", "हिन्दी", "१२ मीटर"])
    func devanagariClustersAreWhole(text: String) throws {
        let shaped = try setter.shape(text, face: open("Lohit Devanagari"))
        #expect(shaped.missing == [])
        #expect(shaped.clusters == text.map { String($0) })
        #expect(Set(shaped.glyphs.flatMap(\.clusters)) == Set(0..<text.count))
        #expect(shaped.glyphs.allSatisfy { !$0.isRightToLeft })
    }

    @Test func theVowelBeforeItsLetterStaysInItsCluster() throws {
        // The vowel sign i is written before its consonant, and both are one cluster.
        let shaped = try setter.shape("कि", face: open("Lohit Devanagari"))
        #expect(shaped.glyphs.count == 2)
        #expect(shaped.glyphs.allSatisfy { $0.clusters == 0..<1 })
    }

    @Test func accentsBelongToTheirLetters() throws {
        let shaped = try setter.shape("x\u{0302}1e\u{0301}", face: open("DejaVu Sans"))
        #expect(shaped.clusters == ["x\u{0302}", "1", "e\u{0301}"])
        #expect(shaped.missing == [])
        #expect(Set(shaped.glyphs.map(\.clusters)) == [0..<1, 1..<2, 2..<3])
    }

    @Test func lineEndsAreOneCluster() throws {
        #expect(try setter.shape("1\r\n2", face: open("DejaVu Sans")).clusters == ["1", "\r\n", "2"])
    }

    @Test(arguments: [("DejaVu Sans", "бгд", "sr"), ("Amiri", "۴۵۶", "ur"), ("Lohit Devanagari", "लश", "mr")])
    func aLanguageHasGlyphsOfItsOwn(family: String, text: String, language: String) throws {
        let face = try open(family)
        let plain = setter.shape(text, face: face)
        let local = setter.shape(text, face: face, features: ShapingFeatures(language: language))
        #expect(local.glyphs.map(\.id) != plain.glyphs.map(\.id))
        #expect(local.clusters == plain.clusters && local.missing == [])
        // And none is left for the text after it.
        #expect(setter.shape(text, face: face) == plain)
    }

    @Test func switchesTurnFeaturesOnAndOff() throws {
        let face = try open("Carlito")
        func ids(_ switches: ShapingFeatures.Switch...) -> [UInt32] {
            setter.shape("0369", face: face, features: ShapingFeatures(switches: switches)).glyphs.map(\.id)
        }
        #expect(ids(.init(tag: "onum")) != ids())
        #expect(ids(.init(tag: "onum", value: 0)) == ids())
        #expect(ids(.init(tag: "onum"), .init(tag: "onum", value: 0)) == ids())
    }

    @Test func theResultDoesNotDependOnWhatWentBefore() throws {
        let faces = try ["Liberation Sans", "Amiri", "Lohit Devanagari"].map { try open($0) }
        let texts = ["AVfi 0123", "السعر 12", "हिन्दी", "9"]
        let features = [ShapingFeatures(), ShapingFeatures(kerning: false, ligatures: false, language: "ar")]
        func all() -> [ShapedText] {
            faces.flatMap { face in
                texts.flatMap { text in features.map { setter.shape(text, face: face, features: $0) } }
            }
        }
        let first = all()
        #expect(all() == first)
        let other = try Typesetter()
        for (face, offset) in zip(faces.reversed(), [2, 1, 0]) {
            let opened = try other.open(face.font)
            for (number, text) in texts.enumerated() {
                #expect(other.shape(text, face: opened) == first[(offset * texts.count + number) * 2])
            }
        }
    }
}

@Suite struct BidiTests {
    /// The text as the eye meets it from left to right.
    private func visual(_ text: String, _ direction: TextDirection = .auto) -> String {
        var copy = text
        return copy.withUTF8 { bytes in
            TextRuns.split(bytes, pieces: [0..<bytes.count], direction: direction, script: nil).map { run in
                let piece = String(decoding: bytes[run.bytes], as: UTF8.self)
                return run.isRightToLeft ? String(String.UnicodeScalarView(piece.unicodeScalars.reversed())) : piece
            }.joined()
        }
    }

    @Test(arguments: [
        // Text, and the same as drawn from left to right.
        ("abc 123", "abc 123"),
        ("אבג", "גבא"),
        ("אבג 123", "123 גבא"),
        ("אבג 12.5", "12.5 גבא"),
        ("السعر ١٢٣", "١٢٣ رعسلا"),
        ("٠١٢٣", "٠١٢٣"),
        ("۰۱۲۳", "۰۱۲۳"),
        ("أ 12/05/99", "12/05/99 أ"),
        ("אב abc גד", "דג abc בא"),
        ("abc אבג def", "abc גבא def"),
        ("abc אב 12 גד def", "abc דג 12 בא def"),
        ("אב 50%", "50% בא"),
        ("א-5", "5-א"),
        ("אב ", "\u{20}בא"),
        // Brackets go with what is in them and before them; HarfBuzz mirrors them.
        ("אב (abc) גד", "דג )abc( בא"),
        ("abc (אב) def", "abc (בא) def"),
        ("א (ב) c", "c )ב( א"),
        ("א\u{2066}b א 1\u{2069}ג", "ג\u{2069}b 1 א\u{2066}א"),
    ])
    func lettersRunTheirWayAndNumbersLeftToRight(text: String, drawn: String) {
        #expect(visual(text) == drawn)
    }

    @Test func theDirectionCanBeForced() {
        #expect(visual("abc אב", .rtl) == "בא abc")
        #expect(visual("אב abc", .ltr) == "בא abc")
        #expect(visual("12 34", .rtl) == "34 12")
        #expect(visual("12.", .rtl) == ".12")
    }

    @Test func scriptsAreShapedApart() {
        var text = "ab हि 12 عر"
        let runs = text.withUTF8 { TextRuns.split($0, pieces: [0..<$0.count], direction: .auto, script: nil) }
        #expect(runs.map(\.bytes.count).reduce(0, +) == text.utf8.count)
        #expect(Set(runs.map(\.script)).count == 3)
    }

    @Test(arguments: 0..<200)
    func everyByteIsInOneRun(seed: UInt64) {
        var random = SplitMix(state: seed)
        let alphabet: [Character] = ["a", "1", "٣", "۴", "א", "ب", " ", ".", ",", "-", "%", "ह", "\u{301}", "(", "é"]
        var text = String((0..<12).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
        let bytes = text.utf8.count
        for direction in TextDirection.allCases {
            let runs = text.withUTF8 { TextRuns.split($0, pieces: [0..<$0.count], direction: direction, script: nil) }
            let covered = runs.map(\.bytes).sorted { $0.lowerBound < $1.lowerBound }
            #expect(covered.first?.lowerBound == 0)
            #expect(covered.last?.upperBound == bytes)
            #expect(zip(covered, covered.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        }
    }
}
