import Foundation
import Testing

@testable import Typography

@Suite struct FontLibraryTests {
    @Test func aFamilyGivesItsUprightRegular() throws {
        let face = try Fixture.face("liberation sans")
        #expect(face.name == "Liberation Sans Regular")
        #expect(face.weight == 400)
        #expect(!face.isItalic)
        #expect(face.index == 0)
        #expect(face.sha256.count == 64 && face.sha256.allSatisfy { $0.isHexDigit })
        #expect(face.licence?.contains("Liberation") == true)
    }

    @Test(arguments: [
        (FontQuery.family("Liberation Serif", weight: 700), "Liberation Serif Bold"),
        (.family("Liberation Serif", weight: 620), "Liberation Serif Bold"),
        (.family("Liberation Serif", italic: true), "Liberation Serif Italic"),
        (.family("Liberation Serif", style: "bold italic"), "Liberation Serif Bold Italic"),
        (.family("DejaVu Sans"), "DejaVu Sans Book"),
        (.family("OCR B"), "OCR B Regular"),
    ])
    func styleWeightAndItalicChoose(query: FontQuery, name: String) throws {
        #expect(try FontLibrary.resolve([query]).faces.first?.map(\.name) == [name])
    }

    @Test func eachQueryHasItsOwnFaces() throws {
        let found = try FontLibrary.resolve([.family("DejaVu Serif"), .family("Liberation Mono")])
        #expect(found.faces.map { $0.map(\.family) } == [["DejaVu Serif"], ["Liberation Mono"]])
        #expect(found.skipped.isEmpty)
    }

    @Test(arguments: [
        (
            FontQuery.family("Liberatoin Sans"),
            "Font family 'Liberatoin Sans' is not installed. Did you mean 'Liberation Sans'"
        ),
        (.family("Zzyzx Grotesk 77"), "Font family 'Zzyzx Grotesk 77' is not installed. Run scripts/setup"),
        (
            .family("Liberation Sans", style: "Thin"),
            "Font family 'Liberation Sans' has no style 'Thin'. Its styles are: Bold, Bold Italic, Italic, Regular."
        ),
        (.family("GNUTypewriter", italic: true), "Font family 'GNUTypewriter' has no italic face."),
        (.file("/nowhere/a.ttf"), "Font file '/nowhere/a.ttf' does not exist."),
        (.file("/"), "Font file '/' is a folder, not a font file."),
        (.folder("/nowhere/fonts"), "Font folder '/nowhere/fonts' does not exist."),
    ])
    func whatIsNotThereIsAnError(query: FontQuery, message: String) throws {
        let error = try #require(throws: TypographyError.self) { try FontLibrary.resolve([query]) }
        #expect(error.code == .fontNotFound)
        #expect("\(error)".hasPrefix(message), "\(error)")
    }

    @Test func aFolderIsSearchedInTheOrderOfPaths() throws {
        let (sans, mono) = try (Fixture.face("Liberation Sans"), Fixture.face("Liberation Mono"))
        try Fixture.withFolder { folder in
            let deep = folder.appendingPathComponent("b/deeper")
            try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
            try Fixture.bytes(mono).write(to: deep.appendingPathComponent("one.TTF"))
            try Fixture.bytes(sans).write(to: folder.appendingPathComponent("c.ttf"))
            try Fixture.bytes(sans).write(to: folder.appendingPathComponent("a.ttf"))
            try Data("notes".utf8).write(to: folder.appendingPathComponent("notes.txt"))
            let found = try FontLibrary.resolve([.folder(folder.path)])
            #expect(found.faces.first?.map(\.family) == ["Liberation Sans", "Liberation Mono", "Liberation Sans"])
            #expect(found.faces.first?.map(\.sha256) == [sans.sha256, mono.sha256, sans.sha256])
            #expect(found.skipped.isEmpty)
        }
    }

    @Test func linkedFoldersAreSearchedAndHiddenFilesAreNot() throws {
        let sans = try Fixture.face("Liberation Sans")
        try Fixture.withFolder { folder in
            let path = folder.path
            for name in ["set", "more"] {
                try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
                try Fixture.bytes(sans).write(to: folder.appendingPathComponent(name + "/a.ttf"))
            }
            try Data("none".utf8).write(to: folder.appendingPathComponent("set/._a.ttf"))
            try FileManager.default.createSymbolicLink(atPath: path + "/set/linked", withDestinationPath: "../more")
            try FileManager.default.createSymbolicLink(atPath: path + "/more/back", withDestinationPath: "../set")
            let found = try FontLibrary.resolve([.folder(path + "/set")])
            #expect(found.faces.first?.map(\.path) == [path + "/set/a.ttf", path + "/set/linked/a.ttf"])
            #expect(found.skipped.isEmpty)
        }
    }

    @Test func anEmptyFolderHasNoFaces() throws {
        try Fixture.withFolder { folder in
            let found = try FontLibrary.resolve([.folder(folder.path)])
            #expect(found.faces == [[]])
            #expect(found.skipped.isEmpty)
        }
    }

    @Test func brokenFilesAreSkippedWithTheirReasons() throws {
        let whole = try Fixture.bytes(Fixture.face("Liberation Sans"))
        let broken: [(name: String, bytes: Data, reason: String)] = [
            ("1-empty.ttf", Data(), "the file is empty"),
            ("2-text.ttf", Data("This is no font.".utf8), "not a font file"),
            ("3-half.ttf", whole.prefix(whole.count / 2), "truncated font file: table '"),
            ("4-head.ttf", whole.prefix(20), "truncated font file: its list of tables is cut off"),
            ("5-bitmap.otf", Data(bitmapFont.utf8), "no Unicode character map"),
            ("6-nomap.ttf", renamed(whole, table: "cmap"), "no Unicode character map"),
        ]
        try Fixture.withFolder { folder in
            for file in broken { try file.bytes.write(to: folder.appendingPathComponent(file.name)) }
            try whole.write(to: folder.appendingPathComponent("7-good.ttf"))
            let found = try FontLibrary.resolve([.folder(folder.path)])
            #expect(found.faces.first?.map(\.family) == ["Liberation Sans"])
            #expect(found.skipped.map { ($0.path as NSString).lastPathComponent } == broken.map(\.name))
            for (skipped, file) in zip(found.skipped, broken) {
                #expect(skipped.reason.hasPrefix(file.reason), "\(file.name): \(skipped.reason)")
            }
            // Naming a broken file is not fatal either.
            let named = try FontLibrary.resolve([.file(folder.appendingPathComponent("1-empty.ttf").path)])
            #expect(named.faces == [[]])
            #expect(named.skipped.map(\.reason) == ["the file is empty"])
        }
    }

    @Test func theFacesOfACollectionHaveNumbers() throws {
        let (sans, mono) = try (Fixture.face("Liberation Sans"), Fixture.face("Liberation Mono"))
        let collection = try Fixture.collection([Fixture.bytes(sans), Fixture.bytes(mono)])
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("both.ttc").path
            try collection.write(to: URL(fileURLWithPath: path))
            let found = try FontLibrary.resolve([
                .file(path), .file(path, index: 1), .file(path, index: 2), .file(path, index: -1),
            ])
            #expect(found.faces.map { $0.map(\.index) } == [[0, 1], [1], [], []])
            #expect(found.faces.map { $0.map(\.family) }[1] == ["Liberation Mono"])
            #expect(found.skipped.map(\.reason) == ["the file has no such face"])

            let setter = try Typesetter()
            let second = try setter.open(#require(found.faces[1].first))
            let alone = try setter.open(mono)
            #expect(setter.shape("iW", face: second).glyphs == setter.shape("iW", face: alone).glyphs)
        }
    }

    /// A font with a table's name changed, so that the table is not found.
    private func renamed(_ font: Data, table: String) -> Data {
        var font = font
        if let place = font.range(of: Data(table.utf8)) { font.replaceSubrange(place, with: Data("xxxx".utf8)) }
        return font
    }

    /// A bitmap font of one glyph, in the BDF format.
    private let bitmapFont = """
        STARTFONT 2.1
        FONT -x-fixed-medium-r-normal--8-80-75-75-c-80-iso10646-1
        SIZE 8 75 75
        FONTBOUNDINGBOX 8 8 0 0
        STARTPROPERTIES 2
        FONT_ASCENT 8
        FONT_DESCENT 0
        ENDPROPERTIES
        CHARS 1
        STARTCHAR A
        ENCODING 65
        SWIDTH 500 0
        DWIDTH 8 0
        BBX 8 8 0 0
        BITMAP
        FF
        81
        81
        81
        81
        81
        81
        FF
        ENDCHAR
        ENDFONT

        """
}
