import Imaging
import Samples
import Testing

@testable import Synthesis

/// What the text is printed with.
@Suite struct InkTests {
    /// The mean lightness (0...1) inside full ink and on untouched paper.
    private func tones(_ sample: Sample) -> (ink: Double, paper: Double) {
        let image = sample.image.grey
        var (ink, inks, paper, papers) = (0, 0, 0, 0)
        for (value, cover) in zip(image.pixels, sample.mask.pixels) {
            if cover > 250 {
                ink += Int(value)
                inks += 1
            } else if cover == 0 {
                paper += Int(value)
                papers += 1
            }
        }
        return (Double(ink) / Double(max(1, inks)) / 255, Double(paper) / Double(max(1, papers)) / 255)
    }

    @Test(arguments: ["grey", "rgb"], [0.1, 0.25, 0.5, 0.9])
    func theLeastContrastIsKept(color: String, contrast: Double) throws {
        let yaml = """
            {page: {color: \(color)}, ink: {tone: 0..1, opacity: 0.1..1, contrast: \(contrast)},
             paper: {plain: 0..1}, text: {number: {digits: 4}}}
            """
        let samples = try Fixture.samples(yaml, 40)
        var darkened = 0
        for sample in samples {
            let (ink, paper) = tones(sample)
            #expect(paper - ink >= contrast - 0.012, "\(sample.key.index): ink \(ink) on paper \(paper)")
            darkened += paper - ink < contrast + 0.012 ? 1 : 0
        }
        #expect(darkened > 5)
        // Where black itself is not dark enough, the try is thrown away and counted.
        let rejections = samples.flatMap(\.rejections)
        #expect(!rejections.isEmpty)
        #expect(rejections.allSatisfy { $0.reason == .lowContrast })
    }

    @Test(arguments: ["'#ff0000'", "'#2040a0'"])
    func colouredInkKeepsTheContrastToo(ink: String) throws {
        let yaml = """
            {page: {color: rgb}, ink: {color: \(ink), contrast: 0.3},
             paper: {fibre: {color: ['#fff0c0', '#c0e0ff'], light: 0, clouds: 0, fibres: 0, grain: 0}}}
            """
        for sample in try Fixture.samples(yaml, 20) {
            let (ink, paper) = tones(sample)
            #expect(paper - ink >= 0.29)
        }
    }

    @Test func paperTooDarkForTheContrastIsAnError() {
        let message = Fixture.message { _ = try Fixture.sample("{paper: {plain: 0.2}, text: {number: {value: 8}}}") }
        #expect(
            message
                == "train/0: the label '8' could not be drawn in 200 tries: 200 times ink and paper were too alike. "
                + "Change fonts, sizes, page, or contrast in the recipe. text.undrawable=redraw gives such samples another "
                + "text.")
    }

    @Test func aColourThatDoesNotShowIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample(
                "{page: {color: rgb}, ink: {color: '#ffff80', contrast: 0.3}, text: {number: {value: 8}}}")
        }
        #expect(
            message
                == "train/0: the label '8' could not be drawn in 200 tries: 200 times ink and paper were too alike. "
                + "Change fonts, sizes, page, or contrast in the recipe. What ink.color names is never drawn in another "
                + "colour: give it a lighter or darker ground, a lower ink.contrast, or ink.polarity=auto. "
                + "text.undrawable=redraw gives such samples another text.")
    }

    @Test func withoutALeastContrastInkMayVanish() throws {
        let sample = try Fixture.sample("ink: {tone: 1, contrast: 0}")
        #expect(sample.image.pixels.allSatisfy { $0 == 255 })
        #expect(sample.mask.inkSum > 0)
    }

    @Test(arguments: [(0.0, 1.0, 0), (0.5, 1.0, 128), (0.0, 0.5, 128), (0.4, 0.5, 179)])
    func toneAndOpacityGiveTheValue(tone: Double, opacity: Double, expected: Int) throws {
        let sample = try Fixture.sample("{fonts: {size: 80}, ink: {tone: \(tone), opacity: \(opacity), contrast: 0}}")
        let full = zip(sample.image.pixels, sample.mask.pixels).filter { $0.1 == 255 }.map { Int($0.0) }
        #expect(full.count > 100)
        #expect(full.allSatisfy { abs($0 - expected) <= 1 }, "\(Set(full)) instead of \(expected)")
    }

    @Test func colouredInkHasItsColour() throws {
        let sample = try Fixture.sample("{fonts: {size: 80}, page: {color: rgb}, ink: {color: '#3366cc', contrast: 0}}")
        for (number, cover) in sample.mask.pixels.enumerated() where cover == 255 {
            let pixel = (0..<3).map { Int(sample.image.pixels[3 * number + $0]) }
            #expect(zip(pixel, [0x33, 0x66, 0xCC]).allSatisfy { abs($0 - $1) <= 1 }, "\(pixel)")
        }
        let grey = try Fixture.sample("{fonts: {size: 80}, ink: {color: '#3366cc', contrast: 0}}")
        let full = zip(grey.image.pixels, grey.mask.pixels).filter { $0.1 == 255 }.map { Int($0.0) }
        #expect(full.allSatisfy { abs($0 - 98) <= 1 }, "\(Set(full))")
    }

    @Test func oneOfSeveralColoursIsDrawn() throws {
        let yaml = """
            {fonts: {size: 60}, text: {number: {digits: 1}}, page: {color: rgb},
             ink: {color: [{value: '#000000', weight: 3}, '#800000'], contrast: 0}}
            """
        let red = try Fixture.samples(yaml, 200).count { sample in
            guard let full = sample.mask.pixels.firstIndex(of: 255) else { return false }
            return sample.image.pixels[3 * full] > 100
        }
        #expect(chiSquare([red, 200 - red], shares: [1, 3]) < chiSquareLimit(1))
    }

    /// Ink takes away light: whatever is printed, no pixel gets lighter, and paper shows through.
    @Test func inkNeverLightensThePaper() throws {
        let paper = "paper: {noise: {tone: 0.6, amount: 0.1}}"
        let printed = try Fixture.sample("{ink: {tone: 0.7, contrast: 0}, \(paper)}")
        let blank = try Fixture.sample("{ink: {opacity: 0, contrast: 0}, \(paper)}")
        #expect(zip(printed.image.pixels, blank.image.pixels).allSatisfy { $0 <= $1 })
        #expect(printed.image != blank.image)
        let inked = zip(printed.image.pixels, printed.mask.pixels).filter { $0.1 == 255 }.map(\.0)
        #expect(Set(inked).count > 5)
    }
}
