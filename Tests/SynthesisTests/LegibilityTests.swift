import Imaging
import Samples
import Testing

@testable import Synthesis

/// How legible finished pictures are, and what is done about those that are not.
@Suite struct LegibilityTests {
    private func legibility(_ yaml: String, _ index: Int = 0) throws -> Legibility {
        let sample = try Fixture.sample(yaml, index)
        return Legibility(
            of: sample.mask, printedAs: sample.mask, in: sample.image,
            letters: sample.characters.map(\.quad))
    }

    private static let yaml =
        "{text: {number: {digits: 5}}, ink: {contrast: 0, tone: @}, paper: {plain: 0.9}, camera: [#]}"

    private func contrast(tone: Double, _ camera: String, _ index: Int = 0) throws -> Double {
        try legibility(
            Self.yaml.replacing("@", with: "\(tone)").replacing("#", with: camera), index
        ).contrast
    }

    @Test func noiseBlurAndFaintInkLowerIt() throws {
        for index in 0..<5 {
            for steps in [
                try [0.02, 0.05, 0.1, 0.2, 0.4].map { try contrast(tone: 0, "{noise: \($0)}", index) },
                try [0.3, 1, 2, 4].map { try contrast(tone: 0, "{blur: \($0)}, {noise: 0.03}", index) },
                try [0.0, 0.3, 0.6, 0.8].map { try contrast(tone: $0, "{noise: 0.1}", index) },
            ] {
                #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 > $1 }, "\(steps)")
            }
        }
    }

    /// For noise of one deviation it is that of the ink's contrast, as long as letters are large.
    @Test func itIsTheContrastInDeviationsOfTheNoise() throws {
        let yaml =
            "{text: {number: {value: 88}}, fonts: {size: 90}, ink: {tone: 0.3}, paper: {plain: 0.8}, camera: [{noise: 0.08}]}"
        // 0.8 * (1 - 0.3) of 255 levels against 0.08 of them.
        #expect(abs(try legibility(yaml).contrast - 0.56 / 0.08) < 0.5)
    }

    @Test func lightOnDarkIsAsLegible() throws {
        let (dark, light) = (try contrast(tone: 0.2, "{noise: 0.05}"), try contrast(tone: 0.2, "{noise: 0.05}, invert"))
        #expect(abs(dark - light) < 0.01)
    }

    @Test func oneLostLetterIsEnough() throws {
        let sample = try Fixture.sample("{text: {number: {value: 123456}}, fonts: {size: 40}, type: {tracking: 0.8}}")
        var image = sample.image
        let box = sample.characters[3].quad.bounds
        for y in 0..<image.height {
            for x in Int(box.left) - 1...Int(box.right) + 1 { image[x, y] = 255 }
        }
        let letters = sample.characters.map(\.quad)
        let (whole, broken) = (
            Legibility(of: sample.mask, printedAs: sample.mask, in: sample.image, letters: letters),
            Legibility(of: sample.mask, printedAs: sample.mask, in: image, letters: letters)
        )
        #expect(whole.contrast > 20 && broken.contrast < 0.5)
        var printed = sample.mask
        for y in 0..<image.height {
            for x in Int(box.left) - 1...Int(box.right) + 1 { printed[x, y] = 0 }
        }
        #expect(Legibility(of: sample.mask, printedAs: printed, in: image, letters: letters).remains < 0.05)
        #expect(whole.remains == 1)
    }

    // MARK: - The guard

    @Test func illegibleSamplesAreDrawnAgainAndCounted() throws {
        let yaml = "{text: {number: {digits: 4}}, camera: [{noise: 0..0.6}], ink: {legibility: 4}}"
        let samples = try Fixture.samples(yaml, 60)
        let rejections = samples.flatMap(\.rejections)
        #expect(rejections.count > 10)
        #expect(rejections.allSatisfy { $0.reason == .illegible && $0.reason.rawValue == "illegible" })
        for sample in samples {
            let letters = sample.characters.map(\.quad)
            let kept = Legibility(of: sample.mask, printedAs: sample.mask, in: sample.image, letters: letters)
            #expect(kept.contrast >= 4)
        }
        // Labels stay those of the recipe without the limit.
        let free = try Fixture.samples(yaml.replacing("legibility: 4", with: "legibility: 0"), 60)
        #expect(free.map(\.label) == samples.map(\.label))
        #expect(free.allSatisfy { $0.rejections.isEmpty })
        // What was not drawn again has the same bytes.
        for (sample, free) in zip(samples, free) where sample.rejections.isEmpty { #expect(sample == free) }
    }

    @Test func lettersThatLoseTheirInkAreDrawnAgainAndCounted() throws {
        let yaml = "{text: {number: {digits: 4}}, ink: {legibility: 0.5, stages: [{thickness: -4..0}]}}"
        let rejections = try Fixture.samples(yaml, 40).flatMap(\.rejections)
        #expect(rejections.count { $0.reason == .lostInk } > 10)
        #expect(rejections.allSatisfy { $0.reason == .lostInk || $0.reason == .illegible })
    }

    @Test func whatIsNeverLegibleIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample("{text: {number: {value: 8}}, camera: [{noise: 1}], ink: {legibility: 20}}")
        }
        #expect(
            message
                == "train/0: the label '8' could not be drawn in 200 tries: 200 times a letter could not be told from the "
                + "noise around it. Change fonts, sizes, page, or contrast in the recipe. text.undrawable=redraw gives such "
                + "samples another text.")
    }

    /// Text that a page has room for in a narrower or lighter face is drawn so; what never fits is drawn small, and noted.
    @Test func blotsAndSmallTextAreDrawnAgain() throws {
        let yaml = """
            {text: {template: {form: "Samstag, 7. November"}}, page: {width: 96, height: 32}, ink: {legibility: 2},
             fonts: {size: 24, faces: [{family: DejaVu Sans, boldness: 700}, {family: Liberation Sans Narrow}]}}
            """
        for sample in try Fixture.samples(yaml, 12) {
            #expect(sample.choices.contains { $0.name == "font" && "\($0.value)".contains("Narrow") })
            #expect(sample.rejections.allSatisfy { [.tooSmall, .blotted, .joined].contains($0.reason) })
        }
        let long = try Fixture.sample(
            yaml.replacing("Samstag, 7. November", with: "Samstag, den siebten November des Jahres 2015"))
        #expect(long.rejections.count { $0.reason == .tooSmall } == 20)
        #expect(long.choices.contains { $0.name == "page.shrunk" })
        #expect(try long.number("page.em") < 8)
        #expect(long.choices.contains { $0.name == "ink.unread" && $0.value == .text("too_small") })
    }

    /// A camera that loses resolution makes letters as small as a page without room does.
    @Test func whatTheCameraLeavesCounts() throws {
        let yaml = """
            {text: {number: {digits: 3}}, fonts: {size: 12..20}, camera: [{resample: 0.5}], ink: {legibility: 0.5}}
            """
        let samples = try Fixture.samples(yaml, 30)
        #expect(samples.flatMap(\.rejections).contains { $0.reason == .tooSmall })
        for sample in samples { #expect(try sample.number("fonts.size") >= 16) }
    }

    /// What can't be drawn better goes out, and says so.
    @Test func textThatStaysUnreadIsNoted() throws {
        let yaml = "{text: {number: {digits: 3}}, fonts: {size: 12}, camera: [{resample: 0.5}], ink: {legibility: 0.5}}"
        for sample in try Fixture.samples(yaml, 5) {
            #expect(sample.rejections.count == 20)
            #expect(sample.choices.contains { $0.name == "ink.unread" && $0.value == .text("too_small") })
        }
    }

    /// An n without its right leg is an r, though most of its ink was printed.
    @Test func aPieceThatWasNotPrintedIsMissed() throws {
        let sample = try Fixture.sample("{text: {template: {form: n0n}}, fonts: {size: 40, faces: [DejaVu Sans]}}")
        let letters = sample.characters.map(\.quad)
        var printed = sample.mask
        let box = letters[0].bounds
        for y in Int(box.bottom - box.height / 3)..<Int(box.bottom) + 1 {
            for x in Int(box.center.x)..<Int(box.right) + 1 { printed[x, y] = 0 }
        }
        let whole = Legibility(of: sample.mask, printedAs: sample.mask, in: sample.image, letters: letters)
        let broken = Legibility(of: sample.mask, printedAs: printed, in: sample.image, letters: letters)
        #expect(whole.leastPrinted == 1 && whole.lostShape == nil)
        #expect(broken.leastPrinted < 0.1 && broken.lostShape == .broken && broken.remains > 0.75)
    }

    // MARK: - Shapes

    /// A sample of large digits, and what is thought of its picture after a change.
    private func judged(_ number: Int, _ change: (inout Bitmap, [Rect]) -> Void) throws -> (Legibility, Legibility) {
        let sample = try Fixture.sample(
            "{text: {number: {value: \(number)}}, fonts: {size: 40, faces: [DejaVu Sans]}, type: {tracking: 0.1}}")
        var image = sample.image
        let letters = sample.characters.map(\.quad)
        change(&image, letters.map(\.bounds))
        return (
            Legibility(of: sample.mask, printedAs: sample.mask, in: sample.image, letters: letters),
            Legibility(of: sample.mask, printedAs: sample.mask, in: image, letters: letters)
        )
    }

    /// A 7 without its bar is a stroke, an 8 without its left side a 3.
    @Test(arguments: [0, 3]) func aPieceThatIsGoneMakesAnotherLetter(number: Int) throws {
        let (whole, broken) = try judged(7458) { image, boxes in
            let box = boxes[number]
            let (right, bottom) = number == 0 ? (box.right, box.top + box.height / 3) : (box.center.x, box.bottom)
            for y in Int(box.top) - 1..<Int(bottom) {
                for x in Int(box.left) - 1..<Int(right) { image[x, y] = 255 }
            }
        }
        #expect(whole.faintestPiece > 0.8 && whole.lostShape == nil)
        #expect(broken.faintestPiece < 0.1 && broken.lostShape == .broken)
        #expect(broken.remains == 1 && broken.contrast > 1)
    }

    /// A blur or a shadow over all of a letter takes no piece away.
    @Test func evenLossesKeepTheShape() throws {
        let (_, blurred) = try judged(7458) { image, _ in image.blur(deviation: 1.5) }
        #expect(blurred.lostShape == nil)
        let (_, shaded) = try judged(7458) { image, boxes in
            for y in 0..<image.height {
                for x in 0..<Int(boxes[1].right) + 2 { image[x, y] = UInt8(Double(image[x, y]) * 0.5) }
            }
        }
        #expect(shaded.lostShape == nil && shaded.faintestPiece < 0.6)
    }

    @Test func lettersThatGrowTogetherAreTold() throws {
        func joined(_ resample: Double, _ tracking: Double) throws -> Legibility {
            let sample = try Fixture.sample(
                """
                {text: {template: {form: "Dienstag"}}, fonts: {size: 20, faces: [DejaVu Sans]},
                 type: {tracking: \(tracking)}, camera: [{resample: {factor: \(resample)}}]}
                """)
            return Legibility(
                of: sample.mask, printedAs: sample.mask, in: sample.image, letters: sample.characters.map(\.quad))
        }
        let (sharp, shrunk, spaced) = (try joined(1, -0.05), try joined(0.25, -0.05), try joined(0.5, 0.3))
        #expect(sharp.joined < 0.2 && sharp.lostShape == nil)
        #expect(shrunk.joined > 0.5 && shrunk.lostShape != nil)
        #expect(spaced.joined == 0)
    }

    @Test func blotsAreToldFromBoldLetters() throws {
        func crowding(_ thickness: Double) throws -> Double {
            let sample = try Fixture.sample(
                """
                {text: {number: {value: 8046935, digits: 7}}, ink: {stages: [{thickness: \(thickness)}]},
                 fonts: {size: 16, faces: [{family: DejaVu Sans, boldness: 700}]}}
                """)
            return Legibility(
                of: sample.mask, printedAs: sample.mask, in: sample.image, letters: sample.characters.map(\.quad)
            ).crowding
        }
        #expect(try crowding(0) < Legibility.mostCrowded)
        #expect(try crowding(2.5) > Legibility.mostCrowded)
    }
}
