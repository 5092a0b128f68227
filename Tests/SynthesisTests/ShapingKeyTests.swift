import Configs
import Imaging
import Samples
import Testing
import Typography

@testable import Synthesis

/// What the recipe asks of HarfBuzz: `type.language`, `type.script`, `type.features`.
@Suite struct ShapingKeyTests {
    private func sample(_ face: String, _ text: String, _ type: String) throws -> Sample {
        try Fixture.sample(
            "{text: {pattern: {form: '\(text)'}}, fonts: {faces: [\(face)], size: 50}, type: {\(type)}, page: {margin: 2}}"
        )
    }

    @Test(arguments: [
        // Serbian small be, Urdu four, Marathi la.
        ("DejaVu Sans", "б", "sr"), ("Amiri", "۴", "ur"), ("Amiri", "۴", "ur-PK"), ("Lohit Devanagari", "ल", "mr"),
    ])
    func aLanguageHasItsForms(face: String, text: String, language: String) throws {
        let plain = try sample(face, text, "kerning: true")
        let local = try sample(face, text, "language: \(language)")
        #expect(local.mask != plain.mask)
        #expect(local.label == text && local.characters.map(\.text) == [text])
        // One that the face knows nothing of is none.
        #expect(try sample(face, text, "language: fi").mask == plain.mask)
    }

    @Test func aScriptDecidesWhatJoins() throws {
        // As Latin, Arabic letters stand alone.
        let joined = try sample("DejaVu Sans", "بيت", "script: Arab")
        #expect(try sample("DejaVu Sans", "بيت", "kerning: true").mask == joined.mask)
        let apart = try sample("DejaVu Sans", "بيت", "script: Latn")
        #expect(apart.mask != joined.mask && apart.label == joined.label)
    }

    @Test(arguments: [
        ("Carlito", "0369", "onum"), ("JetBrains Mono", "100", "zero"),
        ("Vollkorn", "1369", "lnum"), ("Cabin", "abc", "smcp"),
    ])
    func aFeatureChangesTheGlyphs(face: String, text: String, feature: String) throws {
        let plain = try sample(face, text, "features: []")
        let changed = try sample(face, text, "features: [\(feature)]")
        #expect(changed.mask != plain.mask)
        #expect(try sample(face, text, "features: [\(feature)=0]").mask == plain.mask)
        #expect(changed.label == text)
    }

    @Test func featuresGoBeforeTheSwitchesForKerning() throws {
        let kerned = try sample("Liberation Sans", "AVAV", "kerning: true")
        let plain = try sample("Liberation Sans", "AVAV", "kerning: false")
        #expect(kerned.image.width < plain.image.width)
        #expect(try sample("Liberation Sans", "AVAV", "kerning: false, features: [kern]").mask == kerned.mask)
        #expect(try sample("Liberation Sans", "AVAV", "kerning: true, features: [kern=0]").mask == plain.mask)
    }

    @Test func aFaceWithoutTheFeatureGoesWithout() throws {
        let plain = try sample("Liberation Sans", "123", "features: []")
        #expect(try sample("Liberation Sans", "123", "features: [onum, ss07=3]").mask == plain.mask)
    }

    @Test func theRecipeSaysWhatWasAsked() throws {
        let recipe = try Fixture.recipe("type: {language: sr-Cyrl, script: Cyrl, features: [tnum, ss01=2, calt=0]}")
        #expect(recipe.type.shaping.language == "sr-Cyrl")
        #expect(recipe.type.shaping.script == "Cyrl")
        #expect(recipe.type.shaping.switches.map(\.tag) == ["tnum", "ss01", "calt"])
        #expect(recipe.type.shaping.switches.map(\.value) == [1, 2, 0])
        let printed = recipe.type.features.map { $0.encoded }
        #expect(printed == [.string("tnum"), .string("ss01=2"), .string("calt=0")])
        #expect(try Fixture.recipe("{}").type.shaping.language == nil)
    }

    @Test(arguments: [
        ("language: xx", "type.language: unknown language 'xx'; give a code of ISO 639, such as en, ar, sr or mr"),
        (
            "language: sr_Cyrl",
            "expected a language tag such as sr or zh-Hant, got 'sr_Cyrl'; join its parts with '-': sr-Cyrl"
        ),
        ("language: Serbian", "expected a language tag such as sr or zh-Hant, got 'Serbian'"),
        ("language: sr-", "expected a language tag such as sr or zh-Hant, got 'sr-'"),
        (
            "script: Xxxx",
            "type.script: unknown script 'Xxxx'; give a code of ISO 15924, such as Latn, Arab, Deva or Cyrl"
        ),
        ("script: arabic", "expected a script of four letters such as Arab or Deva, got 'arabic'"),
        ("features: tnum", "write [tnum]"),
        ("features: [tabular]", "type.features[0]: expected an OpenType feature such as tnum or ss01=2, got 'tabular'"),
        (
            "features: [kern, ss01=x]",
            "type.features[1]: expected an OpenType feature such as tnum or ss01=2, got 'ss01=x'"
        ),
        ("features: [ss01=70000]", "a number of 0 to 65535 after a '='"),
        ("features: [tnum, tnum=0]", "type.features: names 'tnum' twice"),
    ])
    func whatIsWrongIsSaid(type: String, message: String) {
        let error = Fixture.message { _ = try Fixture.recipe("type: {\(type)}") }
        #expect(error.hasPrefix("recipe.yml:1:") && error.contains(message), "\(error)")
    }
}
