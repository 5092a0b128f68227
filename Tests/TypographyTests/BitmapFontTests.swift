import Foundation
import Imaging
import Testing

@testable import Typography

/// Fonts of dots, in the format BDF.
@Suite struct BitmapFontTests {
    /// Eight dots to the em: an `L` of two strokes one dot wide, a full square as `#`, and a space.
    private static let font = """
        STARTFONT 2.1
        FONT -x-dots-medium-r-normal--8-80-75-75-c-80-iso10646-1
        SIZE 8 75 75
        FONTBOUNDINGBOX 8 8 0 -2
        STARTPROPERTIES 6
        FAMILY_NAME "Dots"
        PIXEL_SIZE 8
        FONT_ASCENT 6
        FONT_DESCENT 2
        CHARSET_REGISTRY "ISO10646"
        CHARSET_ENCODING "1"
        ENDPROPERTIES
        CHARS 3
        STARTCHAR space
        ENCODING 32
        SWIDTH 500 0
        DWIDTH 4 0
        BBX 1 1 0 0
        BITMAP
        00
        ENDCHAR
        STARTCHAR numbersign
        ENCODING 35
        SWIDTH 625 0
        DWIDTH 5 0
        BBX 4 4 0 0
        BITMAP
        F0
        F0
        F0
        F0
        ENDCHAR
        STARTCHAR L
        ENCODING 76
        SWIDTH 625 0
        DWIDTH 5 0
        BBX 4 6 0 0
        BITMAP
        80
        80
        80
        80
        80
        F0
        ENDCHAR
        ENDFONT

        """

    private func withFace<R>(_ wish: FaceWish = FaceWish(), _ body: (Face, Typesetter) throws -> R) throws -> R {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("dots.bdf").path
            try Data(Self.font.utf8).write(to: URL(fileURLWithPath: path))
            let found = try FontLibrary.resolve([.folder(folder.path, wish)])
            #expect(found.skipped == [])
            let setter = try Typesetter()
            return try body(setter.open(#require(found.faces.first?.first)), setter)
        }
    }

    @Test func theEmIsCountedInDots() throws {
        try withFace { face, setter in
            #expect(face.font.name.hasSuffix("8 dots"))
            #expect(face.unitsPerEm == 8 * 64)
            #expect(face.ascender == 0.75 && face.descender == 0.25)
            let text = setter.shape("L #", face: face)
            #expect(text.missing == [])
            #expect(text.glyphs.map(\.advance) == [0.625, 0.5, 0.625])
            #expect(setter.shape("LM", face: face).missing == ["M"])
        }
    }

    /// At 32 px a dot is 4 px wide: an L has 9 dots.
    @Test func dotsAreSquaresThatTouch() throws {
        try withFace { face, setter in
            let glyph = try #require(setter.shape("L", face: face).glyphs.first?.id)
            let mask = try setter.mask(glyph, of: face, sizePixels: 32)
            #expect(mask.ink == Rect(left: 0, top: -24, right: 16, bottom: 0))
            let area = mask.bitmap.pixels.reduce(0) { $0 + Int($1) }
            #expect(area == 9 * 16 * 255)
            // Nothing shows where two dots meet.
            let square = try #require(setter.shape("#", face: face).glyphs.first?.id)
            let full = try setter.mask(square, of: face, sizePixels: 29)
            #expect(full.bitmap[7, 7] == 255 && full.bitmap[8, 8] == 255)
        }
    }

    @Test func dotsAreAsLargeAsTheAxisSays() throws {
        func area(_ size: Double) throws -> Double {
            try withFace(FaceWish(axes: [AxisValue("DOTS", size)])) { face, setter in
                #expect(face.font.style.hasSuffix("DOTS \(size == 2 ? "2" : "0.5")"))
                let glyph = try #require(setter.shape("L", face: face).glyphs.first?.id)
                let mask = try setter.mask(glyph, of: face, sizePixels: 64)
                return Double(mask.bitmap.pixels.reduce(0) { $0 + Int($1) }) / 255
            }
        }
        // Nine octagons of half a dot across, a dot being 8 px: 0.828 of the square around each.
        #expect(abs(try area(0.5) - 9 * 16 * 0.828) < 6)
        #expect(try area(2) > 9 * 64)
    }

    @Test func filesAreFoundByAPattern() throws {
        try Fixture.withFolder { folder in
            for name in ["a8.bdf", "a9.bdf", "b8.bdf"] {
                try Data(Self.font.utf8).write(to: folder.appendingPathComponent(name))
            }
            let found = try FontLibrary.resolve([FontQuery(.files(folder.path + "/a?.bdf"))])
            #expect(found.faces[0].map { ($0.path as NSString).lastPathComponent } == ["a8.bdf", "a9.bdf"])
            let error = #expect(throws: TypographyError.self) {
                try FontLibrary.resolve([FontQuery(.files(folder.path + "/c*.bdf"))])
            }
            #expect(error?.message == "There is no font file '\(folder.path)/c*.bdf'.")
        }
    }

    @Test func spacesAreWidenedAlone() throws {
        try withFace { face, setter in
            var text = setter.shape("L L", face: face)
            text.widenSpaces(by: 1)
            #expect(text.glyphs.map(\.origin.x) == [0, 0.625, 2.125])
            #expect(text.width == 22.0 / 8)
            // No narrower than half.
            text = setter.shape("L L", face: face)
            text.widenSpaces(by: -1)
            #expect(text.glyphs.map(\.origin.x) == [0, 0.625, 0.875])
        }
    }
}
