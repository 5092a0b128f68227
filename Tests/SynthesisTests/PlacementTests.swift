import Imaging
import Samples
import Testing

@testable import Synthesis

/// Canvas, size and place of the text.
@Suite struct PlacementTests {
    @Test(arguments: [(145, 40), (2, 3), (3, 200), (400, 8), (200, 300)])
    func fixedCanvasesAreExact(width: Int, height: Int) throws {
        for sample in try Fixture.samples(
            "{text: {number: {digits: 2}}, page: {width: \(width), height: \(height), margin: 0}}", 3)
        {
            #expect((sample.image.width, sample.image.height) == (width, height))
            #expect((sample.mask.width, sample.mask.height) == (width, height))
            #expect(sample.rejections.isEmpty)
        }
    }

    @Test func sidesAreDrawnFromTheirRanges() throws {
        let samples = try Fixture.samples("page: {width: 100..120, height: 30..32}", 40)
        #expect(samples.allSatisfy { (100...120).contains($0.image.width) && (30...32).contains($0.image.height) })
        #expect(Set(samples.map(\.image.height)) == [30, 31, 32])
        #expect(Set(samples.map(\.image.width)).count > 8)
    }

    @Test(arguments: [0, 1, 7])
    func fittedCanvasesFit(margin: Int) throws {
        for sample in try Fixture.samples("{text: {number: {digits: 1..12}}, page: {margin: \(margin)}}", 20) {
            let ink = sample.mask.inkBounds()
            let (width, height) = (Double(sample.image.width), Double(sample.image.height))
            for room in [ink.left, ink.top, width - ink.right, height - ink.bottom] {
                #expect(room >= Double(margin) && room <= Double(margin) + 2, "\(sample.label): \(room)")
            }
        }
    }

    @Test func oneFixedSideLeavesTheOtherToTheText() throws {
        let samples = try Fixture.samples("{text: {number: {digits: 1..12}}, page: {height: 48}}", 20)
        #expect(samples.allSatisfy { $0.image.height == 48 })
        #expect(Set(samples.map(\.image.width)).count > 6)
        for sample in samples {
            let ink = sample.mask.inkBounds()
            #expect(ink.left >= 4 && ink.left <= 6)
        }
    }

    @Test(arguments: [0.0, 1.0], [0.0, 1.0])
    func positionsTouchTheMargins(x: Double, y: Double) throws {
        let yaml = "page: {width: 260, height: 150, margin: 5, x: \(x), y: \(y)}"
        for sample in try Fixture.samples(yaml, 10) {
            let ink = sample.mask.inkBounds()
            let across = x == 0 ? ink.left - 5 : 255 - ink.right
            let down = y == 0 ? ink.top - 5 : 145 - ink.bottom
            #expect((0...1.5).contains(across) && (0...1.5).contains(down), "\(across), \(down)")
        }
    }

    @Test func positionsSpreadOverTheFreeRoom() throws {
        let yaml = "{text: {number: {digits: 2}}, page: {width: 300, height: 200, x: 0..1, y: 0..1}}"
        let centers = try Fixture.samples(yaml, 120).map { $0.textQuad.bounds.center }
        for quarter in 0..<4 {
            let (right, lower) = (quarter % 2 == 1, quarter / 2 == 1)
            let count = centers.count { ($0.x > 150) == right && ($0.y > 100) == lower }
            #expect((15...45).contains(count), "quarter \(quarter) has \(count)")
        }
    }

    @Test(arguments: [0.05, 0.25, 0.5, 2, 6])
    func scaleChangesTheSizeByItsFactor(scale: Double) throws {
        for index in 0..<5 {
            let plain = try Fixture.sample("{}", index).textQuad.bounds
            let scaled = try Fixture.sample("page: {scale: \(scale)}", index).textQuad.bounds
            // To the px of the glyphs' masks, which are chosen anew for the size.
            #expect(abs(scaled.width - plain.width * scale) < 1.5 * max(1, scale))
            #expect(abs(scaled.height - plain.height * scale) < 1.5 * max(1, scale))
        }
    }

    @Test(arguments: [1, 2, 5, 11, 23])
    func shrinkingNeverLeavesTheCanvas(height: Int) throws {
        for sample in try Fixture.samples("page: {width: 31, height: \(height), margin: 0}", 10) {
            #expect(sample.rejections.isEmpty)
            #expect(sample.textQuad.bounds.width <= 31.001 && sample.textQuad.bounds.height <= Double(height) + 0.001)
            #expect(sample.mask.inkSum > 0)
        }
    }

    @Test func redrawDrawsAnewAndCounts() throws {
        let yaml =
            "{fonts: {faces: [Liberation Serif], size: 10..80}, page: {width: 150, height: 40, overflow: redraw}}"
        let samples = try Fixture.samples(yaml, 40)
        let rejections = samples.flatMap(\.rejections)
        #expect(rejections.count > 20)
        #expect(rejections.allSatisfy { $0 == Sample.Rejection(.lostInk, font: "Liberation Serif Regular") })
        // What was kept fits at the size that was drawn.
        for sample in samples {
            #expect(try sample.number("fonts.size") < 45)
            let free = try Fixture.sample(
                "fonts: {faces: [Liberation Serif], size: \(sample.number("fonts.size"))}", sample.key.index)
            #expect(abs(free.textQuad.bounds.width - sample.textQuad.bounds.width) < 1e-6)
        }
    }

    @Test func whatNeverFitsIsAnErrorThatSaysSo() {
        let message = Fixture.message {
            _ = try Fixture.sample(
                "{fonts: {faces: [Liberation Serif], size: 100}, text: {number: {value: 123456789}}, "
                    + "page: {width: 50, height: 20, overflow: redraw}}", 3, .val)
        }
        #expect(
            message
                == "val/3: the label '123456789' could not be drawn in 200 tries: 200 times the text did not fit the "
                + "page or lost its ink. Change fonts, sizes, page, or contrast in the recipe. "
                + "text.undrawable=redraw gives such samples another text.")
    }

    @Test func marginsWiderThanTheCanvasAreAnError() {
        let message = Fixture.message { _ = try Fixture.sample("page: {width: 50, height: 20, margin: 10}") }
        #expect(message.contains("200 times the text did not fit the page"), "\(message)")
    }

    /// What no reader takes is not drawn: where the size is given, it is said at once.
    @Test(arguments: [
        ("{page: {width: 16384, height: 16384}}", 268_435_456),
        ("{page: {width: [10, 8001], height: 100..8000}}", 64_008_000),
    ])
    func pagesOverTheCapAreRefusedAtOnce(yaml: String, pixels: Int) {
        let message = Fixture.message { _ = try Fixture.recipe(yaml) }
        #expect(message.contains("page.width and page.height come to"), "\(message)")
        #expect(message.contains("\(pixels) in all, and the most is 64000000"), "\(message)")
    }

    @Test func pagesOverTheCapThatShowLater() {
        let message = Fixture.message {
            _ = try Fixture.sample(
                "{text: {number: {digits: 40}}, fonts: {size: 1000}, page: {height: 16384, overflow: redraw}}")
        }
        #expect(message.contains("the most is 16384 a side and 64000000 in all"), "\(message)")
        #expect(message.contains("page.width and page.height"), "\(message)")
    }

    @Test func theLargestPageIsRead() throws {
        #expect(PageRecipe.mostPixels == ImageLimits().maxPixels)
        _ = try Fixture.recipe("{page: {width: 8000, height: 8000}}")
    }

    /// Text that had to shrink says by how much, and to what size.
    @Test func shrinkingIsNoted() throws {
        let yaml = "{text: {pattern: '[a-z]{60}'}, fonts: {size: 28}, page: {height: 32, width: WIDTH}}"
        let tiny = try Fixture.sample(yaml.replacing("WIDTH", with: "100"))
        #expect((0.01..<0.25).contains(try tiny.number("page.shrunk")))
        #expect(try abs(tiny.number("page.em") - tiny.number("page.shrunk") * 28) < 0.5)
        let small = try Fixture.sample(yaml.replacing("WIDTH", with: "700"))
        #expect(try (8..<28).contains(small.number("page.em")) && small.number("page.shrunk") < 1)
        let wide = try Fixture.sample(yaml.replacing("WIDTH", with: "2000").replacing("height: 32", with: "height: 80"))
        #expect(wide.choice["page.shrunk"] == nil && wide.choice["page.em"] == nil)
    }

    @Test func hugePagesAreAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample("{text: {number: {digits: 64}}, fonts: {size: 1024}}")
        }
        #expect(message.hasPrefix("the page would be "), "\(message)")
        #expect(
            message.hasSuffix(
                "px, and the most is 16384 a side and 64000000 in all; use smaller type, less text, or smaller "
                    + "page.width and page.height"),
            "\(message)")
    }

    @Test func colourModelDecidesTheChannels() throws {
        #expect(try Fixture.sample("page: {color: grey}").image.channels == 1)
        #expect(try Fixture.sample("page: {color: rgb}").image.channels == 3)
        #expect(try Fixture.sample("page: {color: rgb}").mask == Fixture.sample("{}").mask)
    }
}
