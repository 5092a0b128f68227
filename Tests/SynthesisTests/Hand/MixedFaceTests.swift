import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing
import Typography

@testable import Synthesis

/// Several faces in one text, and type drawn wider or narrower.
@Suite struct MixedFaceTests {
    private static let faces = "faces: [Liberation Serif, Liberation Sans, Liberation Mono, DejaVu Sans]"

    /// The parts of a text that are given faces.
    private func parts(_ text: String, _ mix: FontsRecipe.Mix, faces: String = faces) throws -> [String] {
        let recipe = try Fixture.recipe("fonts: {\(faces)}").fonts
        let book = try FontBook(recipe)
        let chooser = Chooser(key: SampleKey(seed: 1, split: .train, index: 0))
        var mixer = FaceMixer(mix, first: 0, book, recipe.measure, chooser)
        let pieces = try mixer.pieces(of: text, Typesetter())
        let bytes = Array(text.utf8)
        #expect(pieces.first?.bytes.lowerBound == 0 && pieces.last?.bytes.upperBound == bytes.count)
        for (one, next) in zip(pieces, pieces.dropFirst()) { #expect(one.bytes.upperBound == next.bytes.lowerBound) }
        return pieces.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    }

    @Test(
        arguments: [
            ("Paid 12.50 twice", .none, ["Paid 12.50 twice"]),
            ("Paid 12.50 twice", .words, ["Paid ", "12.50 ", "twice"]),
            ("  two  gaps ", .words, ["  ", "two  ", "gaps "]),
            ("a b1", .characters, ["a ", "b", "1"]),
            ("é€x", .characters, ["é", "€", "x"]),
            ("", .words, [""]), ("", .characters, [""]),
            // Letters that join stay together; digits and marks between them do not.
            ("في 12 مايو", .characters, ["في ", "1", "2 ", "مايو"]),
            ("हिन्दी क", .characters, ["हिन्दी ", "क"]),
            ("שלום", .characters, ["ש", "ל", "ו", "ם"]),
            ("日本", .characters, ["日", "本"]),
        ] as [(String, FontsRecipe.Mix, [String])])
    func aTextIsDividedBetweenFaces(text: String, mix: FontsRecipe.Mix, expected: [String]) throws {
        #expect(try parts(text, mix) == expected)
    }

    private func samples(_ mix: String, _ count: Int = 30, rest: String = "") throws -> [Sample] {
        try Fixture.samples(
            """
            text: {template: {form: 'Paid 12.50 twice'}}
            fonts: {\(Self.faces), mix: \(mix), measure: x_height, size: 12}
            \(rest)
            """, count)
    }

    private func others(_ sample: Sample) -> [String] {
        guard case .text(let names)? = sample.choice["fonts.others"] else { return [] }
        return names.components(separatedBy: "; ")
    }

    @Test(arguments: ["words", "characters"]) func theFacesAreNoted(mix: String) throws {
        let samples = try samples(mix)
        let all: Set = [
            "Liberation Serif Regular", "Liberation Sans Regular", "Liberation Mono Regular", "DejaVu Sans Book",
        ]
        #expect(Set(samples.map(\.font)) == all)
        for sample in samples {
            #expect(Set(others(sample)).count == others(sample).count)
            #expect(!others(sample).contains(sample.font))
            #expect(all.isSuperset(of: others(sample)))
            #expect(sample.characters.map(\.text).joined() == sample.label)
        }
        let kinds = samples.map { others($0).count }
        #expect(kinds.contains { $0 >= 2 })
        #expect(try Fixture.samples("text: number", 3).allSatisfy { others($0).isEmpty })
    }

    @Test func smallLettersAreOfOneHeight() throws {
        for sample in try samples("words", rest: "page: {margin: 3}") {
            let letters = sample.characters.filter { "aei".contains($0.text) }
            // The letters of `Paid` and `twice` in whatever faces: 'a' and 'e' are x-heights.
            for letter in letters where letter.text != "i" {
                #expect(abs(letter.quad.bounds.height - 12) < 2, "\(sample.font) \(letter)")
            }
        }
    }

    @Test func whatIsHeldOutStaysOut() throws {
        let faces = "faces: [Liberation Serif, Liberation Sans, {family: Liberation Mono, holdout: true}]"
        let yaml = "text: {template: {form: 'a b c d e f'}}\nfonts: {\(faces), mix: words}"
        for sample in try Fixture.samples(yaml, 20) {
            #expect(!([sample.font] + others(sample)).contains("Liberation Mono Regular"))
        }
        for sample in try Fixture.samples(yaml, 5, .val) {
            #expect(sample.font == "Liberation Mono Regular" && others(sample).isEmpty)
        }
    }

    @Test func aMixIsDrawn() throws {
        let samples = try samples("[none, characters]", 40)
        let mixed = samples.count { !others($0).isEmpty }
        #expect((8...32).contains(mixed))
    }

    // MARK: - Stretch

    @Test(arguments: [0.5, 0.7, 1.3, 2]) func typeIsStretchedAlongTheLine(stretch: Double) throws {
        func sample(_ stretch: Double) throws -> Sample {
            try Fixture.sample(
                """
                text: {template: {form: 'Paid 12'}}
                fonts: {faces: [Liberation Serif], size: 40}
                type: {stretch: \(stretch)}
                ink: {tone: 0}
                """)
        }
        let (plain, wide) = (try sample(1), try sample(stretch))
        for (one, other) in zip(plain.characters, wide.characters) where one.text != " " {
            let (a, b) = (one.quad.bounds, other.quad.bounds)
            #expect(abs(b.width / a.width - stretch) < 0.02)
            #expect(abs(b.height - a.height) < 0.01)
        }
        let (a, b) = (plain.textQuad.bounds, wide.textQuad.bounds)
        #expect(abs(b.width / a.width - stretch) < 0.02)
        #expect(abs(wide.mask.inkSum / plain.mask.inkSum - stretch) < 0.05)
        // The mask's ink lies where the boxes say.
        let ink = wide.mask.inkBounds(above: 64)
        #expect(b.grown(by: 1).contains(ink))
    }
}
