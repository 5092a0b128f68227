import Testing

@testable import Imaging

@Suite struct CanvasTests {
    @Test(arguments: [1, 3], [(1, 1), (1, 9), (9, 1), (33, 17)])
    func showsAnImageAsItIs(channels: Int, size: (Int, Int)) throws {
        let image = randomImage(size.0, size.1, channels, seed: 3)
        let shown = try Canvas(image).makeBitmap()
        #expect(shown.channels == 3 && shown.width == image.width && shown.height == image.height)
        for y in 0..<image.height {
            for x in 0..<image.width {
                for c in 0..<3 { #expect(shown[x, y, c] == image[x, y, channels == 1 ? 0 : c]) }
            }
        }
    }

    @Test func fillsAndTintsWhereItIsTold() throws {
        let canvas = try Canvas(width: 20, height: 10)
        canvas.fill(Rect(left: 2, top: 3, right: 5, bottom: 6), colour: Colour(10, 20, 30))
        try canvas.tint(
            Bitmap(width: 2, height: 1, pixels: [0, 255]), in: Rect(left: 10, top: 0, right: 14, bottom: 2),
            colour: .black, opacity: 0.5)
        let image = try canvas.makeBitmap()
        #expect((0..<3).map { image[2, 3, $0] } == [10, 20, 30])
        #expect((0..<3).map { image[4, 5, $0] } == [10, 20, 30])
        for (x, y) in [(1, 3), (5, 3), (2, 2), (2, 6), (10, 0), (11, 1), (14, 0), (12, 2)] {
            #expect(image[x, y] == 255)
        }
        for (x, y) in [(12, 0), (13, 1)] { #expect(abs(Int(image[x, y]) - 127) <= 1) }
    }

    @Test func linesHaveTheirWidth() throws {
        let canvas = try Canvas(width: 10, height: 10)
        canvas.strokeLine(from: Point(x: 0, y: 4), to: Point(x: 10, y: 4), colour: .black, width: 2)
        let image = try canvas.makeBitmap()
        #expect((0..<10).map { image[5, $0] } == [255, 255, 255, 0, 0, 255, 255, 255, 255, 255])
    }

    @Test func textIsCutToItsWidth() throws {
        let style = Canvas.TextStyle(size: 12)
        let canvas = try Canvas(width: 300, height: 20)
        #expect(canvas.width(of: "", style: style) == 0)
        let whole = canvas.width(of: "annotation", style: style)
        #expect(whole > 40 && whole < 100)
        #expect(abs(canvas.write("annotation", x: 5, baseline: 15, style: style) - whole - 5) < 0.001)
        let short = try Canvas(width: 300, height: 20)
        #expect(short.write("annotation", x: 5, baseline: 15, style: style, maxWidth: 40) <= 45)
        let image = try short.makeBitmap()
        #expect(image.pixels.contains { $0 < 100 })
        for y in 0..<20 { for x in 46..<300 { #expect(image[x, y] == 255) } }
        let none = try Canvas(width: 30, height: 20)
        #expect(none.write("annotation", x: 5, baseline: 15, style: style, maxWidth: 2) == 5)
    }

    @Test func missingGlyphsAreSpelledOut() throws {
        let canvas = try Canvas(width: 10, height: 10)
        let style = Canvas.TextStyle()
        #expect(canvas.width(of: "\n", style: style) == canvas.width(of: "<000A>", style: style))
        #expect(canvas.width(of: "\u{10FFFF}", style: style) == canvas.width(of: "<10FFFF>", style: style))
    }

    @Test func textStandsAsItsScriptWantsIt() throws {
        let style = Canvas.TextStyle(size: 24)
        func columns(_ text: String) throws -> [Int] {
            let canvas = try Canvas(width: 200, height: 40)
            canvas.write(text, x: 10, baseline: 30, style: style)
            let image = try canvas.makeBitmap()
            return (0..<200).map { x in (0..<40).reduce(0) { $0 + 255 - Int(image[x, $1]) } }
        }
        let canvas = try Canvas(width: 10, height: 10)
        // Joined letters are narrower than letters alone; the widths of these add up.
        let letters = "سلام".map { canvas.width(of: String($0), style: style) }.reduce(0, +)
        #expect(canvas.width(of: "سلام", style: style) < letters - 4)
        // The first letter stands on the right: a wide one before a narrow one leaves its ink there.
        let (seen, turned) = try (columns("שו"), columns("וש"))
        #expect(seen != turned)
        let middle = 10 + Int(canvas.width(of: "שו", style: style) / 2)
        #expect(seen[middle...].reduce(0, +) > seen[..<middle].reduce(0, +))
        #expect(turned[middle...].reduce(0, +) < turned[..<middle].reduce(0, +))
        // Left edges stand where they were asked for, whichever way a text runs.
        #expect(try #require(seen.firstIndex { $0 > 0 }) >= 10)
        #expect(try #require(seen.firstIndex { $0 > 0 }) < 16)
    }

    @Test(arguments: [(0, 5), (5, 0), (-1, 5), (40000, 5)])
    func refusesImpossibleSizes(size: (Int, Int)) throws {
        let error = #expect(throws: ImagingError.self) { try Canvas(width: size.0, height: size.1) }
        #expect(error?.message == "cannot draw on \(size.0)x\(size.1) pixels: sides must be 1 to 32767 px")
    }

    @Test func refusesColouredMasks() throws {
        let canvas = try Canvas(width: 5, height: 5)
        let error = #expect(throws: ImagingError.self) {
            try canvas.tint(
                Bitmap(width: 2, height: 2, channels: 3), in: Rect(left: 0, top: 0, right: 2, bottom: 2),
                colour: .black, opacity: 1)
        }
        #expect(error?.message == "a mask must be grey")
    }
}
