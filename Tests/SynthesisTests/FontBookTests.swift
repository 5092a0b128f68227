import Foundation
import Imaging
import Samples
import TestSupport
import Testing
import Typography

@testable import Synthesis

/// Which faces are used, how often, and in which split.
@Suite struct FontBookTests {
    private static let four = "[Liberation Serif, Liberation Sans, Liberation Mono, DejaVu Sans]"
    private static let tiny = "text: {number: {digits: 1}}"

    private func fonts(_ yaml: String, _ count: Int, _ split: Split = .train) throws -> [String] {
        let source = try Fixture.source(yaml)
        return (0..<count).map { index in
            var chooser = Chooser(key: SampleKey(seed: source.recipe.seed, split: split, index: index))
            return source.sheet.books[0].faces[source.sheet.books[0].draw(&chooser)].family
        }
    }

    // MARK: - Holdout

    @Test(arguments: [0.05, 0.25, 0.5, 0.75, 0.9])
    func heldOutFacesAreNeverTrainedOn(share: Double) throws {
        let yaml =
            "fonts: {catalog: fonts/catalog.yml, holdout: \(share), faces: [{group: serif}, {group: sans}, {group: mono}]}"
        let book = try Fixture.source(yaml).sheet.books[0]
        let (train, val) = (Set(book.faces(for: .train)), Set(book.faces(for: .val)))
        #expect(train.isDisjoint(with: val))
        #expect(train.union(val) == Set(book.faces))
        #expect(val == Set(book.faces(for: .test)))
        let wanted = max(1, min(Double(book.faces.count - 1), (share * Double(book.faces.count)).rounded()))
        #expect(Double(val.count) == wanted)
        // And so it is in what is drawn.
        #expect(Set(try fonts(yaml, 300)).isDisjoint(with: try fonts(yaml, 300, .val)))
    }

    @Test func holdoutDoesNotDependOnTheOrderOrTheSeed() throws {
        let families = ["Liberation Serif", "DejaVu Sans", "Caladea", "Go Mono", "Play", "Jura"]
        let orders = [families, families.reversed(), families.sorted()]
        let kept = try orders.enumerated().map { seed, order in
            let yaml = "{seed: \(seed), fonts: {holdout: 0.3, faces: [\(order.joined(separator: ", "))]}}"
            return Set(try Fixture.source(yaml).sheet.books[0].faces(for: .val))
        }
        #expect(kept[0].count == 2)
        #expect(kept[1] == kept[0] && kept[2] == kept[0])
    }

    @Test func aFaceAndItsCopyStayInOneSplit() throws {
        let source = try Fixture.source("fonts: {faces: \(Self.four)}")
        let folder = try TemporaryFolder()
        for (number, face) in source.faces.enumerated() {
            try FileManager.default.copyItem(atPath: face.path, toPath: folder("copy\(number).ttf"))
        }
        let book = try Fixture.source(
            "fonts: {holdout: 0.5, faces: [{folder: \(folder.path)}, \(Self.four.dropFirst())}"
        ).sheet.books[0]
        #expect(book.faces.count == 8)
        let (train, val) = (book.faces(for: .train), book.faces(for: .val))
        #expect(Set(train.map(\.sha256)).isDisjoint(with: val.map(\.sha256)))
        #expect(train.count == 4 && val.count == 4)
    }

    @Test func stylesOfOneFamilyStayInOneSplit() throws {
        let faces = "[{group: serif}, {group: serif, boldness: 700}, {group: sans}, {group: sans, italic: true}]"
        let book = try Fixture.source(
            "fonts: {catalog: fonts/catalog.yml, holdout: 0.3, faces: \(faces)}"
        ).sheet.books[0]
        let (train, val) = (Set(book.faces(for: .train).map(\.family)), Set(book.faces(for: .val).map(\.family)))
        #expect(train.isDisjoint(with: val))
        #expect(book.faces(for: .val).count > val.count)
        // Roboto Slab has no italics, and is left out where these are asked for.
        #expect(book.faces.contains { $0.isItalic })
    }

    @Test func aGroupWithoutAStyleIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.source(
                "fonts: {catalog: fonts/catalog.yml, faces: [{group: ocr, style: Heavy Inline}]}")
        }
        #expect(message == "fonts.faces[0]: no family of the group 'ocr' has a face of this style")
    }

    @Test func anEntryCanBeHeldOut() throws {
        let yaml = "fonts: {faces: [Liberation Serif, {family: DejaVu Sans, holdout: true}, Liberation Mono]}"
        #expect(Set(try fonts(yaml, 200)) == ["Liberation Serif", "Liberation Mono"])
        #expect(Set(try fonts(yaml, 50, .val)) == ["DejaVu Sans"])
        #expect(Set(try fonts(yaml, 50, .test)) == ["DejaVu Sans"])
    }

    @Test func allHeldOutIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.source("fonts: {faces: [{family: DejaVu Sans, holdout: true}]}")
        }
        #expect(
            message
                == "fonts.faces: every face is held out or has the weight 0, and none is left to train on; name an installed family or a font file that is not held out."
        )
    }

    @Test func aSingleFaceIsNotHeldOut() throws {
        let book = try Fixture.source("fonts: {holdout: 0.9, faces: [DejaVu Sans]}").sheet.books[0]
        #expect(book.faces(for: .train) == book.faces(for: .val))
    }

    // MARK: - Weights

    @Test func facesAreDrawnByWeight() throws {
        let yaml = """
            fonts: {catalog: fonts/catalog.yml, faces: [{family: DejaVu Sans, weight: 1}, {family: Caladea, weight: 3},
                    {group: ocr, weight: 6}, {family: Play, weight: 0}, {family: DejaVu Sans, weight: 2}]}
            """
        let drawn = try fonts(yaml, 6000)
        // A group shares its weight between its faces; a face that is named twice has the sum.
        let families = ["DejaVu Sans", "Caladea", "OCRA", "OCRACondensed", "OCR B"]
        let counts = families.map { family in drawn.count { $0 == family } }
        #expect(counts.reduce(0, +) == 6000)
        #expect(chiSquare(counts, shares: [3, 3, 2, 2, 2]) < chiSquareLimit(4), "\(counts)")
    }

    @Test func facesOfOneEntryAreEquallyLikely() throws {
        let drawn = try fonts("fonts: {catalog: fonts/catalog.yml, faces: [{group: sans}]}", 4000)
        let counts = Dictionary(drawn.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count == 19)
        #expect(chiSquare(Array(counts.values)) < chiSquareLimit(18))
    }

    // MARK: - Missing glyphs

    /// GNUTypewriter has no euro sign.
    @Test func aFaceThatLacksAGlyphIsRejectedAndNamed() throws {
        let yaml = """
            {text: {number: {digits: 3, suffix: [' €', ' m']}}, fonts: {faces: [Liberation Serif, GNUTypewriter]}}
            """
        let samples = try Fixture.samples(yaml, 200)
        for sample in samples where sample.label.hasSuffix("€") { #expect(sample.font == "Liberation Serif Regular") }
        #expect(samples.contains { $0.label.hasSuffix("m") && $0.font.hasPrefix("GNUTypewriter") })
        let rejections = samples.flatMap(\.rejections)
        #expect(rejections.count > 20)
        #expect(rejections.allSatisfy { $0.reason == .missingGlyph && $0.font.hasPrefix("GNUTypewriter") })
        #expect(samples.allSatisfy { $0.rejections.isEmpty || $0.label.hasSuffix("€") })
    }

    @Test func aLabelThatNoFaceCanWriteIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample("{text: {number: {value: 5, prefix: €}}, fonts: {faces: [GNUTypewriter]}}")
        }
        #expect(
            message
                == "text.number: no face can draw '€' (U+20AC). Name a face that has them, leave such texts out, or "
                + "let others take their place with text.undrawable=redraw")
    }

    // MARK: - Files and folders

    @Test func aBrokenFontIsSkippedAndReported() throws {
        let folder = try TemporaryFolder()
        let good = try #require(try Fixture.source("fonts: {faces: [DejaVu Sans]}").faces.first)
        try FileManager.default.copyItem(atPath: good.path, toPath: folder("good.ttf"))
        try Data(contentsOf: URL(fileURLWithPath: good.path)).prefix(5000).write(
            to: URL(fileURLWithPath: folder("cut.ttf")))
        try Data("no font".utf8).write(to: URL(fileURLWithPath: folder("text.otf")))
        try Data("not looked at".utf8).write(to: URL(fileURLWithPath: folder("notes.txt")))
        let source = try Fixture.source("fonts: {faces: [{folder: \(folder.path)}]}")
        #expect(source.faces.map(\.sha256) == [good.sha256])
        #expect(source.skippedFonts.map(\.path) == [folder("cut.ttf"), folder("text.otf")])
        #expect(source.skippedFonts.allSatisfy { !$0.reason.isEmpty })
        #expect(try source.makeReader().sample(at: 0, in: .train).mask.inkSum > 0)
    }

    @Test func noUsableFontIsAnErrorThatNamesTheBrokenOnes() throws {
        let folder = try TemporaryFolder()
        try Data("no font".utf8).write(to: URL(fileURLWithPath: folder("text.otf")))
        let message = Fixture.message { _ = try Fixture.source("fonts: {faces: [{file: \(folder("text.otf"))}]}") }
        #expect(
            message.hasPrefix(
                "fonts.faces: no font that is named can be used; name an installed family or a font file that is not held out. "
                    + "Skipped: \(folder("text.otf")): "), "\(message)")
        let empty = try TemporaryFolder()
        #expect(
            Fixture.message { _ = try Fixture.source("fonts: {faces: [{folder: \(empty.path)}]}") }
                == "fonts.faces: the folder \(empty.path) holds no font that can be used; name an installed family or a font file that is not held out."
        )
    }

    @Test func anEmptyFolderBesideOthersIsFine() throws {
        let empty = try TemporaryFolder()
        let source = try Fixture.source("fonts: {faces: [DejaVu Sans, {folder: \(empty.path)}]}")
        #expect(source.faces.map(\.family) == ["DejaVu Sans"])
    }

    @Test func unknownNamesAreExplained() throws {
        #expect(
            Fixture.message { _ = try Fixture.source("fonts: {faces: [Liberation Serf]}") }
                .contains("Font family 'Liberation Serf' is not installed. Did you mean 'Liberation Serif'"))
        #expect(
            Fixture.message { _ = try Fixture.source("fonts: {faces: [{family: DejaVu Sans, style: Wavy}]}") }
                .contains("Font family 'DejaVu Sans' has no style 'Wavy'. Its styles are: "))
        #expect(
            Fixture.message { _ = try Fixture.source("fonts: {faces: [{group: serif}]}") }
                == "fonts.faces[0]: the group 'serif' needs 'fonts.catalog', the path of fonts/catalog.yml")
        let group = Fixture.message {
            _ = try Fixture.source("fonts: {catalog: fonts/catalog.yml, faces: [{group: gothic}]}")
        }
        #expect(group.hasPrefix("fonts.faces[0]: the catalog has no group 'gothic'; it has "), "\(group)")
        #expect(group.contains("serif") && group.contains("handwriting"))
    }

    @Test func boldnessAndItalicChooseTheFace() throws {
        let source = try Fixture.source(
            """
            fonts: {faces: [{family: Liberation Serif, boldness: 700}, {family: Liberation Serif, italic: true},
                            {family: Liberation Serif, style: Bold Italic}]}
            """)
        #expect(
            source.faces.map(\.name) == [
                "Liberation Serif Bold", "Liberation Serif Italic", "Liberation Serif Bold Italic",
            ])
    }

    @Test func whatAnEntryCannotGiveIsAnErrorOfIts() throws {
        let sans = try #require(try Fixture.source("fonts: {faces: [Liberation Sans]}").faces.first)
        #expect(
            Fixture.message {
                _ = try Fixture.source(
                    "fonts: {faces: [DejaVu Sans, {file: \(sans.path), boldness: 700, italic: true}]}")
            } == "fonts.faces[1]: Font file '\(sans.path)' has no face with italic letters. It has: "
                + "Liberation Sans Regular (boldness 400, upright).")
        #expect(
            Fixture.message { _ = try Fixture.source("fonts: {faces: [{family: GNUTypewriter, boldness: 900}]}") }
                .hasPrefix("fonts.faces[0]: Font family 'GNUTypewriter' has no face with boldness 900. It has: "))
        let axes = Fixture.message {
            _ = try Fixture.source("fonts: {faces: [{family: Play, boldness: 700, axes: {wght: 400}}]}")
        }
        #expect(axes.hasSuffix("'boldness' sets wght too; give one of them"), "\(axes)")
        let tag = Fixture.message { _ = try Fixture.source("fonts: {faces: [{family: Play, axes: {weight: 400}}]}") }
        #expect(tag.hasSuffix("an axis has a name of four characters, such as wght, not 'weight'"), "\(tag)")
    }

    @Test func whatIsNearAndWhatIsLeftOutIsNoted() throws {
        let near = try Fixture.source("fonts: {faces: [Play, {family: Liberation Serif, boldness: 620}]}")
        #expect(near.faces.last?.name == "Liberation Serif Bold")
        #expect(near.notes == ["fonts.faces[1]: the nearest to boldness 620: Liberation Serif Bold (700)"])
        let group = try Fixture.source("fonts: {catalog: fonts/catalog.yml, faces: [{group: ocr, style: Regular}]}")
        #expect(group.faces.map(\.family) == ["OCR B"])
        #expect(
            group.notes == [
                "fonts.faces[0]: 2 of the 3 families of 'ocr' have no such face and are left out: OCRA, OCRACondensed"
            ])
        #expect(try Fixture.source("fonts: {faces: [{family: Play, boldness: 700}]}").notes.isEmpty)
    }

    // MARK: - Variable fonts

    @Test func settingsOfAVariableFontAreFacesOfOneFamily() throws {
        let folder = try TemporaryFolder()
        var font = TestFont()
        font.letters = TestFont.digits
        font.axes = [.init("wght", 100, 400, 900, growth: 100)]
        font.instances = [("Regular", [400]), ("Bold", [700])]
        try font.write(folder("boxes.ttf"))
        let file = "file: \(folder("boxes.ttf"))"
        let entries = ["", ", boldness: 700", ", axes: {wght: 550}", ", style: Regular"].map { "{\(file)\($0)}" }
        let source = try Fixture.source("fonts: {faces: [\(entries.joined(separator: ", "))]}")
        #expect(source.faces.map(\.name) == ["Boxes Regular", "Boxes Bold", "Boxes wght 550"])
        // A sample says which, and is drawn in it.
        let widths = try zip(entries, source.faces).map { entry, face in
            let sample = try Fixture.sample(
                "{text: {number: {value: 1}}, fonts: {faces: [\(entry)], size: 100}, page: {margin: 5}}")
            #expect(sample.font == face.name)
            return sample.textQuad.bounds.width
        }
        #expect(abs(widths[1] - widths[0] - 6) < 0.6 && abs(widths[2] - widths[0] - 3) < 0.6, "\(widths)")
        // All of them are held out, or none.
        let book = try Fixture.source("fonts: {holdout: 0.4, faces: [Play, Jura, \(entries.joined(separator: ", "))]}")
            .sheet.books[0]
        let kept = book.faces(for: .val).count { $0.family == "Boxes" }
        #expect(kept == 0 || kept == 3)
        #expect(book.faces(for: .train).count { $0.family == "Boxes" } == 3 - kept)
    }

    // MARK: - Cases

    @Test func aFaceOfCapitalsIsForLabelsOfCapitals() throws {
        func yaml(_ more: String) -> String {
            "{text: {word: {words: [abc, ABC]}}, fonts: {faces: [Humor Sans, Liberation Sans]\(more)}}"
        }
        let exact = try Fixture.samples(yaml(""), 60)
        #expect(exact.filter { $0.font.hasPrefix("Humor") }.allSatisfy { $0.label == "ABC" })
        #expect(exact.contains { $0.font.hasPrefix("Humor") })
        #expect(exact.flatMap(\.rejections).contains { $0.reason == .missingGlyph && $0.font.hasPrefix("Humor") })
        let folded = try Fixture.samples(yaml(", case: folded"), 60)
        #expect(folded.contains { $0.font.hasPrefix("Humor") && $0.label == "abc" })
        #expect(folded.allSatisfy { $0.rejections.isEmpty })
        // The list is checked against the faces in the same way.
        let alone = "{text: {word: {words: [abc]}}, fonts: {faces: [Humor Sans], case: folded}}"
        #expect(try Fixture.samples(alone, 2).map(\.label) == ["abc", "abc"])
    }

    @Test func smallCapitalsAreNotedWhereCaseCounts() throws {
        func notes(_ more: String) throws -> [String] {
            try Fixture.source("{fonts: {faces: [Play]\(more)}, type: {features: [smcp, c2sc=0]}}").notes
        }
        #expect(
            try notes("") == [
                "type.features: smcp draws letters in the other case, and labels keep theirs; say 'fonts.case: folded' "
                    + "where who reads the labels folds their case"
            ])
        #expect(try notes(", case: folded").isEmpty)
    }

    // MARK: - Size

    @Test(arguments: ["Liberation Serif", "DejaVu Sans", "Caladea", "Go Mono", "OCRA"], [12, 25, 60])
    func measuresGiveTheHeightAskedFor(family: String, height: Int) throws {
        // The box is the ink's, so flat letters show the height: x and H.
        for (measure, letter) in [("x_height", "x"), ("cap_height", "H")] {
            let sample = try Fixture.sample(
                "{text: {number: {value: 1, prefix: \(letter)}}, page: {margin: 3}, "
                    + "fonts: {faces: [\(family)], size: \(height), measure: \(measure)}}")
            let box = try #require(sample.characters.first).quad.bounds
            let columns = Int(box.left.rounded(.down))..<Int(box.right.rounded(.up))
            let rows = (0..<sample.mask.height).filter { y in columns.contains { sample.mask[$0, y] > 127 } }
            #expect(abs(rows.count - height) <= 1, "\(family): \(letter) is \(rows.count) px high, not \(height)")
        }
    }

    @Test func aLargerSizeIsLargerByTheFactor() throws {
        let (small, large) = (
            try Fixture.sample("fonts: {size: 20}").textQuad.bounds,
            try Fixture.sample("fonts: {size: 60}").textQuad.bounds
        )
        #expect(abs(large.width / small.width - 3) < 0.05)
    }

    @Test func theShelfKeepsItsShare() {
        let items = (0..<20).map { "\($0)" }
        func digest(_ item: String) -> String { String(item.reversed()) }
        #expect(Shelf(items, holdout: 0, digest: digest).items(for: .val) == items)
        for share in [0.01, 0.3, 0.9] {
            let shelf = Shelf(items, holdout: share, digest: digest)
            let (train, val) = (shelf.items(for: .train), shelf.items(for: .val))
            #expect(val.count == max(1, Int((share * 20).rounded())))
            #expect((train + val).sorted() == items.sorted())
            #expect(shelf.items(for: .test) == val)
            #expect(train == items.filter { train.contains($0) })
        }
        #expect(Shelf(["a", "a"], holdout: 0.5, digest: digest).items(for: .val) == ["a", "a"])
    }
}
