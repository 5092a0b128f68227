import Testing

@testable import Typography

/// Letters that hang together.
@Suite struct JoinedScriptTests {
    @Test(arguments: [
        ("م", true), ("لَ", true), ("ـ", true), ("ܫ", true), ("ߊ", true), ("ᠮ", true), ("ꡐ", true), ("ࡀ", true),
        ("𐫀", true),
        ("𞤀", true), ("𐴀", true), ("न", true), ("स्ते", true), ("ব", true), ("ਸ", true), ("ॐ", true),
        ("a", false), ("é", false), ("ж", false), ("ש", false), ("٣", false), ("۳", false), ("३", false), ("،", false),
        ("।", false), (" ", false), ("ก", false), ("த", false), ("水", false), ("", false),
    ])
    func lettersThatJoin(cluster: String, joins: Bool) {
        #expect((JoinedScript(of: cluster) != nil) == joins, "'\(cluster)'")
    }

    @Test func scriptsAreApart() {
        #expect(JoinedScript(of: "م") == JoinedScript(of: "د"))
        #expect(JoinedScript(of: "म") == JoinedScript(of: "द"))
        #expect(JoinedScript(of: "م") != JoinedScript(of: "म"))
    }

    /// Tracking goes between words, and between what stands by itself.
    @Test(arguments: [
        ("Amiri", "مرحبا", 0), ("Amiri", "لا إله", 2), ("Amiri", "abc", 2), ("Amiri", "15/01", 4),
        ("Lohit Devanagari", "नमस्ते", 0), ("Lohit Devanagari", "मार्च २५", 3),
    ])
    func trackingLeavesWordsWhole(family: String, text: String, gaps: Int) throws {
        let typesetter = try Typesetter()
        let face = try typesetter.open(try Fixture.face(family))
        let shaped = typesetter.shape(text, face: face)
        let plain = layOut(shaped, face: face, style: TypeStyle(sizePixels: 100))
        let tracked = layOut(shaped, face: face, style: TypeStyle(sizePixels: 100, tracking: 0.3))
        #expect(abs(tracked.width - plain.width - 30 * Double(gaps)) < 1e-9)
    }
}
