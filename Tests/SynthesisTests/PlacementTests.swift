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
                + "page or lost its ink. Change fonts, sizes, page, or contrast in the recipe.")
    }

    @Test func marginsWiderThanTheCanvasAreAnError() {
        let message = Fixture.message { _ = try Fixture.sample("page: {width: 50, height: 20, margin: 10}") }
        #expect(message.contains("200 times the text did not fit the page"), "\(message)")
    }

    @Test func hugePagesAreAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample("{text: {number: {digits: 64}}, fonts: {size: 1024}}")
        }
        #expect(message.hasPrefix("the page would be "), "\(message)")
        #expect(
            message.hasSuffix(
                "px, and the most is 16384; use smaller type, less text, or give page.width and page.height"),
            "\(message)")
    }

    @Test func colourModelDecidesTheChannels() throws {
        #expect(try Fixture.sample("page: {color: grey}").image.channels == 1)
        #expect(try Fixture.sample("page: {color: rgb}").image.channels == 3)
        #expect(try Fixture.sample("page: {color: rgb}").mask == Fixture.sample("{}").mask)
    }
}
