import Configs
import Foundation
import Samples
import Testing

@testable import Synthesis

/// The recipes in configs/ that write other texts than numbers.
@Suite struct TextConfigTests {
    private func texts(_ name: String) throws -> (recipe: Recipe, author: any Author) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let recipe = try ConfigDocument(path: root.appendingPathComponent("configs/\(name).yml").path).decode(
            Recipe.self)
        let source = recipe.text.value
        return (recipe, try source.makeAuthor(seed: recipe.seed, sizes: recipe.samples))
    }

    @Test func captchaStringsNameTheirFiles() throws {
        let author = try texts("captcha").author
        #expect(author.hasUniqueLabels)
        #expect(String(author.alphabet) == "2345678bcdefgmnpwxy")
        #expect(Set(try author.labels(8000)).count == 8000)
    }

    @Test func wordsAreLetters() throws {
        let author = try texts("words").author
        #expect(author.alphabet.count == 52)
        #expect(
            try author.labels(500).allSatisfy {
                (2...23).contains($0.count) && $0.allSatisfy { $0.isLetter && $0.isASCII }
            })
        #expect(author.notes.count == 1)
    }

    @Test(arguments: ["amounts", "ids", "meter"]) func splitsShareNoText(name: String) throws {
        let author = try texts(name).author
        let splits = try Split.allCases.map { Set(try author.labels(500, $0)) }
        #expect(splits.map(\.count).reduce(0, +) == Set(splits.joined()).count)
        let alphabet = Set(author.alphabet)
        #expect(splits.joined().allSatisfy { $0.allSatisfy(alphabet.contains) })
    }

    @Test func resolvedRecipesReadAlike() throws {
        for name in ["captcha", "words", "amounts", "ids", "meter"] {
            let recipe = try texts(name).recipe
            let again = try ConfigDocument(yaml: yaml(of: recipe), name: "again.yml", baseDirectory: "/").decode(
                Recipe.self)
            #expect(yaml(of: again) == yaml(of: recipe))
        }
    }

    @Test func partsCanBeChangedByName() throws {
        var document = try ConfigDocument(
            yaml: "text: {template: {form: 'a {b}', parts: {b: {number: {digits: 9}}}}}", name: "recipe.yml",
            baseDirectory: "/")
        try document.override("text.template.parts.b.number.digits=2")
        let source = try document.decode(Recipe.self).text.value
        #expect(try source.makeAuthor(seed: 1, sizes: SplitSizes()).label(0).count == 4)
    }
}
