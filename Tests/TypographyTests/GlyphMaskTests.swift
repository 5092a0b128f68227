import Imaging
import Testing

@testable import Typography

@Suite struct GlyphMaskTests {
    private let setter: Typesetter
    private let face: Face

    init() throws {
        setter = try Typesetter()
        face = try setter.open(Fixture.face("Liberation Sans"))
    }

    private func glyphs(_ text: String) -> [UInt32] { setter.shape(text, face: face).glyphs.map(\.id) }

    @Test(arguments: [3.0, 7.5, 11.31, 32, 47.77, 120, 400])
    func theBorderIsEmptyAndTheInkBoxIsTight(size: Double) throws {
        for glyph in glyphs("0123456789.,/-:gÅ") {
            let mask = try setter.mask(glyph, of: face, sizePixels: size)
            let (width, height) = (mask.bitmap.width, mask.bitmap.height)
            var inked = (left: width, top: height, right: -1, bottom: -1)
            for y in 0..<height {
                for x in 0..<width where mask.bitmap[x, y] > 0 {
                    inked = (min(inked.left, x), min(inked.top, y), max(inked.right, x + 1), max(inked.bottom, y + 1))
                }
            }
            #expect(inked == (1, 1, width - 1, height - 1))
            let box = Rect(
                left: Double(mask.left + 1), top: Double(mask.top + 1),
                right: Double(mask.left + width - 1), bottom: Double(mask.top + height - 1))
            #expect(mask.ink == box)
        }
    }

    @Test func aMaskStandsOnTheBaselineAndHasTheOutlinesArea() throws {
        // Liberation's H is 1409 units high with stems 191 wide, in an em of 2048.
        let mask = try setter.mask(glyphs("H")[0], of: face, sizePixels: 204.8)
        #expect(mask.ink.bottom == 0)
        #expect(abs(mask.ink.top + 140.9) < 1)
        let area = Double(mask.bitmap.pixels.reduce(0) { $0 + Int($1) }) / 255
        let outline = (2 * 191.0 * 1409 + 156 * (1121 - 359)) / 100
        #expect(abs(area - outline) < outline * 0.03)
    }

    @Test func theAreaGrowsWithTheSquareOfTheSize() throws {
        let glyph = glyphs("8")[0]
        func area(_ size: Double) throws -> Double {
            Double(try setter.mask(glyph, of: face, sizePixels: size).bitmap.pixels.reduce(0) { $0 + Int($1) }) / 255
        }
        let unit = try area(300) / 90_000
        for size in [12.0, 20.3, 33.3, 64] {
            #expect(abs(try area(size) / (size * size) / unit - 1) < 0.02)
        }
    }

    @Test func aSpaceHasNoInk() throws {
        let mask = try setter.mask(glyphs(" ")[0], of: face, sizePixels: 30)
        #expect(mask.ink.isEmpty)
        #expect(mask.bitmap == Bitmap(width: 2, height: 2))
    }

    @Test func twoTypesettersDrawTheSameBytes() throws {
        let other = try Typesetter()
        let twin = try other.open(face.font)
        let all = glyphs("0123456789")
        let first = try all.map { try setter.mask($0, of: face, sizePixels: 33.3) }
        // In another order, after glyphs of other sizes.
        for glyph in all { _ = try other.mask(glyph, of: twin, sizePixels: 250) }
        let second = try all.reversed().map { try other.mask($0, of: twin, sizePixels: 33.3) }.reversed()
        for (a, b) in zip(first, second) {
            #expect(a.bitmap == b.bitmap)
            #expect((a.left, a.top) == (b.left, b.top))
        }
    }

    @Test func aHitIsTheSameObject() throws {
        let glyph = glyphs("4")[0]
        let first = try setter.mask(glyph, of: face, sizePixels: 40)
        #expect(try setter.mask(glyph, of: face, sizePixels: 40 + 1.0 / 256) === first)
        #expect(try setter.mask(glyph, of: face, sizePixels: 40 + 1.0 / 64) !== first)
    }

    @Test func theCacheKeepsWithinItsBound() throws {
        let limit = 20_000
        let setter = try Typesetter(maskCacheBytes: limit)
        let face = try setter.open(face.font)
        for step in 0..<60 {
            for glyph in glyphs("0123456789") {
                _ = try setter.mask(glyph, of: face, sizePixels: 20 + Double(step) / 4)
                #expect(setter.maskCacheBytes <= limit)
            }
        }
        #expect(setter.maskCacheCount > 5)
        // A mask larger than the whole cache is drawn, not kept.
        let count = setter.maskCacheCount
        #expect(try setter.mask(glyphs("8")[0], of: face, sizePixels: 600).bitmap.pixels.count > limit)
        #expect(setter.maskCacheCount == count)
    }

    @Test func theMaskUnusedForLongestGoesFirst() {
        func mask(_ side: Int) -> GlyphMask {
            GlyphMask(bitmap: Bitmap(width: side, height: side), left: 0, top: 0)
        }
        var cache = GlyphMaskCache(limit: 3 * mask(10).cost)
        for key in 1...3 { cache.insert(mask(10), for: UInt64(key)) }
        #expect(cache.mask(1) != nil)
        cache.insert(mask(10), for: 4)
        #expect(cache.mask(2) == nil)
        #expect(cache.mask(3) != nil)
        cache.insert(mask(10), for: 5)
        #expect(cache.mask(1) == nil)
        #expect([3, 4, 5].allSatisfy { cache.mask($0) != nil })
        // One that needs all the room sends all others away; the slots are used again.
        cache.insert(mask(20), for: 6)
        #expect(cache.count == 1 && cache.bytes == mask(20).cost)
        #expect(cache.mask(6) != nil)
    }

    @Test(arguments: [0, -3, Double.nan, .infinity, 1e9])
    func anImpossibleSizeIsAnError(size: Double) throws {
        let error = try #require(throws: TypographyError.self) { try setter.mask(20, of: face, sizePixels: size) }
        #expect(error.code == .undrawableGlyph)
        #expect("\(error)" == "Glyph 20 of 'Liberation Sans Regular' cannot be drawn at \(size) px.")
    }

    @Test func anEnormousGlyphIsAnError() throws {
        let error = try #require(throws: TypographyError.self) {
            try setter.mask(glyphs("W")[0], of: face, sizePixels: 15_000)
        }
        #expect(error.code == .undrawableGlyph)
        #expect("\(error)".contains("the most is 8192. Use a smaller size or another font."))
    }

    @Test func aGlyphThatIsNotThereIsAnError() throws {
        let error = try #require(throws: TypographyError.self) { try setter.mask(65_000, of: face, sizePixels: 20) }
        #expect("\(error)".hasPrefix("Glyph 65000 of font file '\(face.font.path)' is damaged."))
    }

    @Test func everyHandleIsClosed() throws {
        let handles = HandleCount()
        do {
            let setter = try Typesetter(handles: handles)
            for family in ["Liberation Sans", "Amiri", "EB Garamond"] {
                let face = try setter.open(Fixture.face(family))
                for glyph in setter.shape("012", face: face).glyphs {
                    _ = try setter.mask(glyph.id, of: face, sizePixels: 700)
                }
            }
            let gone = FontFace(
                path: "/nowhere/a.ttf", index: 0, family: "A", style: "", weight: 400, isItalic: false, sha256: "",
                licence: nil)
            let error = try #require(throws: TypographyError.self) { try setter.open(gone) }
            #expect("\(error)" == "Font file '/nowhere/a.ttf' cannot be used: the file cannot be opened.")
            // A library, a buffer, a canvas; a face and a font for each family.
            #expect(handles.live == 3 + 2 * 3)
        }
        #expect(handles.live == 0)
    }

    @Test func aFaceOutlivesItsTypesetter() throws {
        let handles = HandleCount()
        var face: Face? = try Typesetter(handles: handles).open(face.font)
        #expect(face?.mark(of: 36) == .ink)
        face = nil
        #expect(handles.live == 0)
    }

    @Test func aFaceIsOpenedOnce() throws {
        #expect(try setter.open(face.font) === face)
    }
}
