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

    @Test func facesOfCapitalsAreMarked() async throws {
        let desk = try Desk()
        let (text, faces) = ("text={word: {words: [aB1]}}", "fonts.faces=[Humor Sans, Liberation Serif]")
        let rows = try await rows(desk.recipe, text, faces)
        #expect(rows[1] == ["family", "style", "covers", "missing", "remark", "licence"])
        #expect(
            rows[2].prefix(5) == ["Humor Sans", "Regular", "66 %", "a", "draws capitals for small letters"])
        #expect(rows[3].prefix(3) == ["Liberation Serif", "Regular", "100 %"])
        let folded = try await self.rows(desk.recipe, text, faces, "fonts.case=folded")
        #expect(folded[2].prefix(4) == ["Humor Sans", "Regular", "100 %", "draws capitals for small letters"])
    }

    @Test func installedVariableFontsGiveWhatIsAskedFor() async throws {
        let desk = try Desk(samples: "{train: 4, val: 0, test: 0}")
        try FileManager.default.createDirectory(atPath: desk("fonts"), withIntermediateDirectories: true)
        var font = TestFont()
        font.style = "Thin"
        font.weight = 100
        font.letters = TestFont.digits
        font.axes = [.init("wght", 100, 100, 900, growth: 160)]
        font.instances = [("Thin", [100]), ("Regular", [400]), ("Bold", [700])]
        try font.write(desk("fonts/boxes.ttf"))
        try desk.write(
            """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>\(desk("fonts"))</dir><cachedir>\(desk("cache"))</cachedir></fontconfig>
            """, "fonts.conf")
        let environment = ["FONTCONFIG_FILE": desk("fonts.conf")]
        func run(_ arguments: String...) async throws -> Program.Outcome {
            try await Program(arguments, environment: environment).outcome()
        }
        for (entry, style) in [
            ("Boxes", "Regular"), ("{family: Boxes, style: Bold}", "Bold"), ("{family: Boxes, boldness: 700}", "Bold"),
            ("{family: boxes, boldness: 900}", "wght 900"), ("{family: Boxes, axes: {wght: 250}}", "wght 250"),
            ("{family: Boxes, boldness: 100}", "Thin"),
        ] {
            let outcome = try await run("fonts", desk.recipe, "fonts.faces=[\(entry)]")
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let row = try #require(outcome.output.split(separator: "\n").last).split(separator: #/ {2,}/#)
            #expect(row.prefix(3) == ["Boxes", Substring(style), "100 %"])
        }
        let thick = try await run("fonts", desk.recipe, "fonts.faces=[{family: Boxes, style: Heavy}]")
        #expect(thick.code == 66)
        #expect(
            thick.errors.contains(
                "Font family 'Boxes' has no style 'Heavy'. Its styles are: Bold, Regular, Thin."), "\(thick.errors)")
        let slant = try await run("fonts", desk.recipe, "fonts.faces=[{family: Boxes, italic: true}]")
        #expect(slant.code == 66 && slant.errors.contains("Font family 'Boxes' has no italic face."))

        // The record says which setting it was.
        let faces = "fonts.faces=[{family: Boxes, boldness: 700}, {family: Boxes, axes: {wght: 500}}]"
        let drawn = try await run("generate", desk.recipe, faces, "--output", desk("set"))
        #expect(drawn.code == 0, "\(drawn.errors)")
        let record = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: desk("set/platen.json"))), as: UTF8.self)
        #expect(record.contains("Boxes Bold") && record.contains("Boxes wght 500"))
        #expect(record.contains("\"wght 700\"") && record.contains("\"wght 500\""))
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
