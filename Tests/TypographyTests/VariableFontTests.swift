import Foundation
import Imaging
import TestSupport
import Testing

@testable import Typography

/// What `style`, `boldness`, `width`, `italic` and `axes` give of font files, variable ones and others.
@Suite struct VariableFontTests {
    /// Opens thin, and can be made bolder and wider.
    private static var font: TestFont {
        var font = TestFont()
        font.style = "Thin"
        font.weight = 100
        font.letters = TestFont.digits
        font.axes = [.init("wght", 100, 100, 900, growth: 160), .init("wdth", 75, 100, 125, growth: 40)]
        font.instances = [
            ("Thin", [100, 100]), ("Regular", [400, 100]), ("Bold", [700, 100]), ("Bold Condensed", [700, 75]),
        ]
        return font
    }

    private func find(_ font: TestFont = Self.font, _ wish: FaceWish) throws -> [FontFace] {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("boxes.ttf").path
            try font.write(path)
            return try FontLibrary.resolve([.file(path, wish)]).faces[0]
        }
    }

    /// The digit 1 is 210 units wide, its advance 410, as the font opens.
    @Test(arguments: [
        (FaceWish(), "Boxes Thin", 100, 210),
        (FaceWish(weight: 100), "Boxes Thin", 100, 210),
        (FaceWish(weight: 400), "Boxes Regular", 400, 270),
        (FaceWish(weight: 700), "Boxes Bold", 700, 330),
        (FaceWish(style: "bold"), "Boxes Bold", 700, 330),
        (FaceWish(style: "Bold", weight: 700), "Boxes Bold", 700, 330),
        (FaceWish(weight: 550), "Boxes wght 550", 550, 300),
        (FaceWish(weight: 700, width: 75), "Boxes Bold Condensed", 700, 290),
        (FaceWish(style: "Bold Condensed", italic: false), "Boxes Bold Condensed", 700, 290),
        (FaceWish(width: 125), "Boxes wdth 125", 100, 250),
        (FaceWish(axes: [AxisValue("wght", 850)]), "Boxes wght 850", 850, 360),
        (FaceWish(style: "Bold", axes: [AxisValue("wdth", 112.5)]), "Boxes wght 700 wdth 112.5", 700, 350),
    ])
    func aFileIsSetToWhatIsAskedFor(wish: FaceWish, name: String, weight: Int, width: Int) throws {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("boxes.ttf").path
            try Self.font.write(path)
            let found = try FontLibrary.resolve([.file(path, wish)])
            #expect(found.skipped.isEmpty)
            let font = try #require(found.faces[0].first)
            #expect(found.faces[0].count == 1)
            #expect(font.name == name && font.weight == weight && !font.isItalic)
            #expect(font.axes.isEmpty == (name == "Boxes Thin"))
            // Both what is drawn and how far the pen moves.
            let setter = try Typesetter()
            let face = try setter.open(font)
            let text = setter.shape("11", face: face)
            #expect(text.missing.isEmpty)
            #expect(abs(text.width - Double(2 * (width + 200)) / 1000) < 0.002)
            let mask = try setter.mask(text.glyphs[0].id, of: face, sizePixels: 1000)
            #expect(abs(mask.ink.width - Double(width)) <= 1)
        }
    }

    @Test func settingsOfOneFileAreDrawnSideBySide() throws {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("boxes.ttf").path
            try Self.font.write(path)
            let wishes = [FaceWish(), FaceWish(weight: 700), FaceWish(weight: 400), FaceWish(weight: 700)]
            let fonts = try FontLibrary.resolve(wishes.map { .file(path, $0) }).faces.flatMap { $0 }
            #expect(fonts[1] == fonts[3] && Set(fonts).count == 3)
            #expect(Set(fonts.map(\.sha256)).count == 1)
            #expect(fonts.map(\.setting) == [nil, "wght 700, wdth 100", "wght 400, wdth 100", "wght 700, wdth 100"])
            let setter = try Typesetter()
            let widths = try fonts.map { font in
                let face = try setter.open(font)
                return try setter.mask(setter.shape("1", face: face).glyphs[0].id, of: face, sizePixels: 100).ink.width
            }
            #expect(widths == [21, 33, 27, 33])
        }
    }

    @Test(arguments: [
        (FaceWish(style: "Heavy"), "style 'Heavy'"), (FaceWish(italic: true), "italic letters"),
        (FaceWish(width: 50), "width 50"), (FaceWish(axes: [AxisValue("opsz", 12)]), "a setting of opsz to 12"),
        (FaceWish(axes: [AxisValue("wght", 950)]), "a setting of wght to 950"),
        (FaceWish(style: "Thin", weight: 700), "boldness 700"),
    ])
    func whatAFileCannotGiveIsAnError(wish: FaceWish, words: String) throws {
        let error = try #require(throws: TypographyError.self) { try find(Self.font, wish) }
        #expect(error.code == .fontNotFound)
        #expect("\(error)".hasPrefix("Font file '"))
        #expect(
            "\(error)".hasSuffix(
                "boxes.ttf' has no face with \(words). It has: Boxes (variable: wght 100..900, wdth 75..125; styles "
                    + "Thin, Regular, Bold, Bold Condensed)."), "\(error)")
    }

    @Test func aSlantAxisGivesItalics() throws {
        var font = TestFont()
        font.letters = TestFont.digits
        font.axes = [.init("slnt", -12, 0, 0, growth: 30)]
        #expect(try find(font, FaceWish(italic: true)).map(\.setting) == ["slnt -12"])
        #expect(try find(font, FaceWish(italic: true)).map(\.isItalic) == [true])
        #expect(try find(font, FaceWish(italic: false)).map(\.axes) == [[]])
        font.axes = [.init("ital", 0, 0, 1, growth: 30), .init("wght", 300, 400, 700, growth: 60)]
        let bold = try #require(find(font, FaceWish(weight: 700, italic: true)).first)
        #expect(bold.setting == "ital 1, wght 700" && bold.isItalic && bold.weight == 700)
        // Near what was asked for, but not farther off.
        #expect(try find(font, FaceWish(weight: 800)).map(\.weight) == [700])
        #expect(throws: TypographyError.self) { try find(font, FaceWish(weight: 900)) }
    }

    @Test func aStaticFileGivesWhatItIs() throws {
        let sans = try Fixture.face("Liberation Sans")
        #expect(try FontLibrary.resolve([.file(sans.path, FaceWish(weight: 400, italic: false))]).faces == [[sans]])
        for (wish, words) in [
            (FaceWish(weight: 700), "boldness 700"), (FaceWish(weight: 700, italic: true), "italic letters"),
            (FaceWish(style: "Bold"), "style 'Bold'"), (FaceWish(width: 75), "width 75"),
            (FaceWish(axes: [AxisValue("wght", 400)]), "a setting of wght to 400"),
        ] {
            let error = try #require(throws: TypographyError.self) { try FontLibrary.resolve([.file(sans.path, wish)]) }
            #expect(
                "\(error)" == "Font file '\(sans.path)' has no face with \(words). It has: Liberation Sans Regular "
                    + "(boldness 400, upright).")
        }
    }

    @Test func aFolderGivesItsFacesOfAStyle() throws {
        let queries: [FontQuery] = [
            .family("Liberation Sans"), .family("Liberation Sans", weight: 700),
            .family("Liberation Sans", weight: 700, italic: true), .family("Liberation Mono", weight: 700),
        ]
        let faces = try FontLibrary.resolve(queries).faces.flatMap { $0 }
        try Fixture.withFolder { folder in
            for (number, face) in faces.enumerated() {
                try Fixture.bytes(face).write(to: folder.appendingPathComponent("\(number).ttf"))
            }
            try Self.font.write(folder.appendingPathComponent("4.ttf").path)
            func names(_ wish: FaceWish) throws -> [String] {
                try FontLibrary.resolve([.folder(folder.path, wish)]).faces[0].map(\.name)
            }
            let bold = ["Liberation Sans Bold", "Liberation Mono Bold", "Boxes Bold"]
            #expect(try names(FaceWish(style: "Bold")) == bold)
            #expect(try names(FaceWish(weight: 700, italic: false)) == bold)
            #expect(try names(FaceWish(weight: 700)).count == 4)
            #expect(try names(FaceWish(italic: true)) == ["Liberation Sans Bold Italic"])
            #expect(try names(FaceWish()).count == 5)
            // Of one family the nearest alone.
            #expect(try names(FaceWish(weight: 600, italic: false)) == bold.dropLast() + ["Boxes wght 600"])
            let error = try #require(throws: TypographyError.self) { try names(FaceWish(style: "Thin Italic")) }
            #expect("\(error)".hasPrefix("Font folder '\(folder.path)' has no face with style 'Thin Italic'. It has: "))
        }
    }

    @Test(arguments: [
        (FontQuery.family("Liberation Serif", weight: 550), "boldness 550"),
        (.family("GNUTypewriter", weight: 700), "boldness 700"),
        (FontQuery(.family("Liberation Serif"), FaceWish(width: 75)), "width 75"),
    ])
    func aFamilyWithoutTheWeightIsAnError(query: FontQuery, words: String) throws {
        let error = try #require(throws: TypographyError.self) { try FontLibrary.resolve([query]) }
        #expect("\(error)".contains(" has no face with \(words). It has: "), "\(error)")
    }

    @Test func damagedVariationsNeverCrash() throws {
        var random = SplitMix(state: 7)
        let whole = Self.font.bytes
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("flipped.ttf").path
            for _ in 0..<200 {
                var bytes = whole
                for _ in 0..<4 {
                    bytes[Int.random(in: 200..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                try bytes.write(to: URL(fileURLWithPath: path))
                let found = try? FontLibrary.resolve([.file(path, FaceWish(weight: 700))])
                guard let font = found?.faces[0].first else { continue }
                let setter = try Typesetter()
                guard let face = try? setter.open(font) else { continue }
                for glyph in setter.shape("0123456789", face: face).glyphs {
                    _ = try? setter.mask(glyph.id, of: face, sizePixels: 40)
                }
            }
        }
    }
}
