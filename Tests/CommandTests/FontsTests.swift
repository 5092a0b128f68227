import Foundation
import Imaging
import TestSupport
import Testing

/// `platen fonts`: the faces of a recipe.
@Suite struct FontsTests {
    /// The lines of the table, its columns by two blanks.
    private func rows(_ arguments: String...) async throws -> [[String]] {
        let outcome = try await Program(["fonts"] + arguments).outcome()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map { line in
            line.split(separator: #/ {2,}/#).map(String.init)
        }
    }

    @Test func aFaceALine() async throws {
        let desk = try Desk()
        let rows = try await rows(desk.recipe, "fonts.faces=[Liberation Serif, {family: DejaVu Sans, weight: 0}]")
        #expect(rows[0] == ["2 faces, 10 characters: 0123456789"])
        #expect(rows[1] == ["family", "style", "covers", "missing", "used by", "licence"])
        #expect(rows[2].prefix(4) == ["Liberation Serif", "Regular", "100 %", "all"])
        #expect(rows[3].prefix(4) == ["DejaVu Sans", "Book", "100 %", "not drawn"])
        #expect(rows.count == 4)
    }

    @Test func whatIsMissingIsListed() async throws {
        let desk = try Desk()
        let text = "text={date: {patterns: dd/MM/yyyy, numbering: [arab, latn]}}"
        let rows = try await rows(desk.recipe, text, "fonts.faces=[Amiri, Liberation Mono, OCR B]")
        #expect(rows[0][0].hasPrefix("3 faces, 21 characters: "))
        #expect(rows[2].prefix(3) == ["Amiri", "Regular", "100 %"])
        let ocr = try #require(rows.first { $0[0] == "OCR B" })
        #expect(ocr[2] == "52 %")
        #expect(Set(ocr[3]) == Set("٠١٢٣٤٥٦٧٨٩"))
    }

    @Test func everyKindOfTextKnowsItsAlphabet() async throws {
        let desk = try Desk()
        for (text, characters) in [
            ("{pattern: '[b-d]x?'}", "bcdx"), ("{word: {words: [ab, b], case: [lower, upper]}}", "aAbB"),
            ("{template: {form: 'n {a}', parts: {a: {number: {value: 1}}}}}", "n<0020>0123456789"),
            ("{mixture: {sources: {a: {text: {pattern: x}}, b: {text: {pattern: y}}}}}", "xy"),
        ] {
            let headline = try await rows(desk.recipe, "text=\(text)")[0][0]
            #expect(Set(headline.split(separator: ": ")[1]) == Set(characters), "\(headline)")
        }
    }

    @Test func heldOutFacesAreMarked() async throws {
        let desk = try Desk()
        let faces = "fonts.faces=[Liberation Serif, {family: DejaVu Sans, holdout: true}]"
        let rows = try await rows(desk.recipe, faces)
        #expect(rows[2][3] == "train")
        #expect(rows[3][3] == "held out")
    }

    @Test func filesThatAreNoFontsAreSaidToBe() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("fonts"), withIntermediateDirectories: true)
        try desk.write("no font", "fonts/broken.ttf")
        let outcome = try await platen(
            "fonts", desk.recipe, "fonts.faces=[Liberation Serif, {folder: \(desk("fonts"))}]")
        #expect(outcome.code == 0)
        #expect(outcome.complaints == ["warning: skipped font \(desk("fonts/broken.ttf")): not a font file"])
    }

    @Test func withoutARecipeItIsTheCatalogue() async throws {
        let rows = try await rows()
        #expect(rows.count > 30)
        #expect(rows.contains { $0[0] == "Amiri" && $0[2] == "100 %" && $0[3].contains("Open Font License") })
        #expect(try await self.rows("fonts.faces=[Play]").count == 3)
        let desk = try Desk()
        #expect(try await succeed("fonts", in: desk.folder.path).contains("Liberation Serif"))
    }

    @Test func aSpecimenShowsEveryFace() async throws {
        let desk = try Desk()
        let faces = "fonts.faces=[Liberation Serif, DejaVu Sans, OCR B]"
        try await succeed("fonts", desk.recipe, faces, "text={pattern: '[a-z\u{663}]{4}'}", "--sheet", desk("a.png"))
        let sheet = try ImageFile.read(path: desk("a.png"))
        #expect(sheet.width == 1240 && sheet.height > 150 && sheet.channels == 3)
        // Ink on white in the first face's row, right of its name.
        let row = (70..<100).flatMap { y in (330..<900).map { x in sheet[x, y] } }
        #expect(row.contains { $0 < 40 } && row.contains(255))
        let message = try await failure(64, "fonts", desk.recipe, "--sheet", "a.gif")
        #expect(message == "--sheet must end in .png, .jpg or .jpeg, got 'a.gif'; see 'platen fonts --help'")
    }

    @Test func whatIsWrong() async throws {
        let desk = try Desk()
        #expect(try await failure(66, "fonts", desk("none.yml")).contains("there is no such file"))
        #expect(try await failure(66, "fonts", "fonts.faces=[Plya]").contains("Did you mean 'Play'"))
        let twin = try await failure(73, "fonts", desk.recipe, "--sheet", desk("none/a.png"))
        #expect(twin.contains("none/a.png"))
    }
}
