import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What each ink stage prints, and what it leaves alone.
@Suite struct InkStageTests {
    /// Grey digits in the middle of a white page of 200x80 px; a stage changes nothing but the ink.
    static func yaml(_ stage: String?, seed: Int = 1, page: String = "") -> String {
        """
        {seed: \(seed), text: {number: {digits: 3}}, fonts: {faces: [{family: Liberation Sans, boldness: 700}], size: 40},
         page: {width: 200, height: 80\(page)}, ink: {tone: 0.6, contrast: 0, stages: [\(stage ?? "")]}}
        """
    }

    /// The same sample with a stage and without.
    private func pair(_ stage: String, seed: Int = 1, page: String = "") throws -> (with: Sample, without: Sample) {
        (
            try Fixture.sample(Self.yaml(stage, seed: seed, page: page)),
            try Fixture.sample(Self.yaml(nil, seed: seed, page: page))
        )
    }

    /// A mask of the pixels that a stage changed.
    private func changed(_ pair: (with: Sample, without: Sample)) -> Bitmap {
        let (a, b) = (pair.with.image.grey, pair.without.image.grey)
        return Bitmap(width: a.width, height: a.height, pixels: zip(a.pixels, b.pixels).map { $0 == $1 ? 0 : 255 })
    }

    private func grey(_ tone: Double) -> Int { Int((tone * 255).rounded()) }

    // MARK: - What all have in common

    /// Whatever is printed around the letters, it is no part of the text.
    @Test(
        arguments: [
            "outline", "{outline: {width: 2, distance: 3}}", "{outline: {width: 1.5, distance: -1.5, tone: 1}}",
            "{outline: {width: 1, distance: -2.5}}", "shadow", "extrusion", "{scribble: 3}",
            "{scribble: {depth: under}}", "dots", "{dots: {depth: under, tone: 0}}", "{dots: {density: 20, tone: 1}}",
        ], ["", ", color: rgb"])
    func textMaskAndBoxesStay(stage: String, page: String) throws {
        for seed in 1...6 {
            let pair = try pair(stage, seed: seed, page: page)
            #expect(pair.with.label == pair.without.label)
            #expect(pair.with.mask == pair.without.mask)
            #expect(pair.with.characters == pair.without.characters)
            #expect(pair.with.textQuad == pair.without.textQuad)
            #expect(changed(pair).inkSum > 0, "seed \(seed): nothing was drawn")
        }
    }

    @Test(arguments: ["thickness", "outline", "shadow", "extrusion", "scribble", "dots", "roughen"])
    func aStageOfProbability0DoesNothing(stage: String) throws {
        let pair = try pair("{\(stage): {probability: 0}}")
        #expect(Content(pair.with) == Content(pair.without))
    }

    @Test(arguments: ["outline", "extrusion", "scribble", "dots"])
    func aColourTakesThePlaceOfTheTone(stage: String) throws {
        let pair = try pair("{\(stage): {color: '#00ff00', tone: 0}}", page: ", color: rgb")
        let (image, plain) = (pair.with.image, pair.without.image)
        var greens = 0
        for pixel in 0..<image.width * image.height where plain.pixels[3 * pixel] == 255 {
            let (red, green, blue) = (
                image.pixels[3 * pixel], image.pixels[3 * pixel + 1], image.pixels[3 * pixel + 2]
            )
            #expect(green >= 254 && red == blue)
            greens += red < 100 ? 1 : 0
        }
        #expect(greens > 10)
    }

    // MARK: - Thickness

    @Test func thickerIsMoreInk() throws {
        for seed in 1...5 {
            let ink = try [-2, -1, -0.5, 0, 0.4, 1, 2, 4].map { radius in
                try Fixture.sample(Self.yaml("{thickness: \(radius)}", seed: seed)).mask.inkSum
            }
            #expect(zip(ink, ink.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed): \(ink)")
        }
    }

    @Test func thickenedInkIsTheSamplesMask() throws {
        let pair = try pair("{thickness: 1}")
        #expect(pair.with.mask == pair.without.mask.dilated(by: 1))
        #expect(pair.with.characters == pair.without.characters)
    }

    // MARK: - Outline

    @Test(arguments: [1.0, 2, 3.5])
    func anOutlineHugsTheLetters(width: Double) throws {
        for seed in 1...4 {
            let pair = try pair("{outline: {width: \(width), tone: 0}}", seed: seed)
            let mask = pair.without.mask
            let (near, far) = (mask.dilated(by: width - 0.5), mask.dilated(by: width + 0.01))
            for (i, value) in pair.with.image.pixels.enumerated() where mask.pixels[i] == 0 {
                if near.pixels[i] == 255 { #expect(value == 0) }
                if far.pixels[i] == 0 { #expect(value == 255) }
            }
            // Full ink inside keeps its tone.
            for (i, cover) in mask.pixels.enumerated() where cover == 255 {
                #expect(abs(Int(pair.with.image.pixels[i]) - grey(0.6)) <= 1)
            }
        }
    }

    @Test func anOutlineStandsOffByItsDistance() throws {
        let pair = try pair("{outline: {width: 2, distance: 3, tone: 0}}")
        let mask = pair.without.mask
        let gap = mask.dilated(by: 3)
        let line = mask.dilated(by: 4.5)
        for (i, value) in pair.with.image.pixels.enumerated() where mask.pixels[i] == 0 {
            if gap.pixels[i] == 255 { #expect(value == 255) }
            if gap.pixels[i] == 0, line.pixels[i] == 255 { #expect(value == 0) }
        }
    }

    /// `-width` is an inset border: the letters keep their shape, and their rim has the line's tone.
    @Test(arguments: [0.0, 0.3, 1])
    func anInsetOutlineTakesTheLettersRim(tone: Double) throws {
        for seed in 1...4 {
            let pair = try pair("{outline: {width: 2, distance: -2, tone: \(tone)}}", seed: seed)
            let mask = pair.without.mask
            let core = mask.eroded(by: 2)
            for (i, value) in pair.with.image.pixels.enumerated() {
                if mask.pixels[i] == 0 { #expect(value == 255) }
                if core.pixels[i] == 255 { #expect(abs(Int(value) - grey(0.6)) <= 1) }
                if mask.pixels[i] == 255, core.pixels[i] == 0 { #expect(abs(Int(value) - grey(tone)) <= 2) }
                // Between two inks nothing is lighter than the lighter one, nor darker than the darker.
                if mask.pixels[i] == 255 {
                    #expect(Int(value) >= grey(min(tone, 0.6)) - 2 && Int(value) <= grey(max(tone, 0.6)) + 2)
                }
            }
        }
    }

    // MARK: - Shadow and extrusion

    @Test(arguments: [(3, 2), (-4, 1), (0, -3), (5, 0)])
    func aShadowDarkensWhereItFallsAndNowhereElse(x: Int, y: Int) throws {
        for seed in 1...4 {
            let pair = try pair("{shadow: {x: \(x), y: \(y), blur: 0, opacity: 0.4}}", seed: seed)
            let mask = pair.without.mask
            let fallen = mask.shifted(x: x, y: y)
            for (i, value) in pair.with.image.pixels.enumerated() {
                if mask.pixels[i] == 0, fallen.pixels[i] == 255 { #expect(abs(Int(value) - grey(0.6)) <= 1) }
                if fallen.pixels[i] == 0 || mask.pixels[i] == 255 { #expect(value == pair.without.image.pixels[i]) }
            }
        }
    }

    @Test func aSoftShadowIsAsDarkInAll() throws {
        let hard = try pair("{shadow: {x: 30, y: 0, blur: 0, opacity: 0.4}}", page: ", x: 0")
        let soft = try pair("{shadow: {x: 30, y: 0, blur: 2, opacity: 0.4}}", page: ", x: 0")
        #expect(soft.with.image != hard.with.image)
        #expect(changed(soft).inkSum > changed(hard).inkSum)
    }

    @Test(arguments: [(4, 0), (-4, 0), (0, 4), (0, -4), (3, 3), (-2, 5)])
    func depthReachesItsWayOnly(x: Int, y: Int) throws {
        for seed in 1...4 {
            let pair = try pair("{extrusion: {x: \(x), y: \(y), tone: 0}}", seed: seed)
            let (mask, depth) = (pair.without.mask, changed(pair))
            let (old, new) = (mask.inkBounds(), mask.inkBounds().union(depth.inkBounds()))
            #expect(
                new
                    == old.union(
                        Rect(
                            left: old.left + Double(x), top: old.top + Double(y), right: old.right + Double(x),
                            bottom: old.bottom + Double(y))))
            // No gap: the copy at the end and the one halfway are there, too.
            for part in [1.0, 0.5] {
                let copy = mask.shifted(x: Int(Double(x) * part), y: Int(Double(y) * part)).eroded(by: part < 1 ? 1 : 0)
                for i in copy.pixels.indices where copy.pixels[i] == 255 && mask.pixels[i] == 0 {
                    #expect(pair.with.image.pixels[i] == 0)
                }
            }
        }
    }

    // MARK: - Scribble and dots

    @Test func aLineRunsFromEdgeToEdge() throws {
        for seed in 1...20 {
            let drawn = changed(try pair("{scribble: {y: 0..1, bend: -0.2..0.2, tone: 0, width: 2}}", seed: seed))
            let columns = (0..<drawn.width).filter { x in (0..<drawn.height).contains { drawn[x, $0] > 0 } }
            // An arc may leave the page at its top or its bottom, but it begins and ends at the sides.
            #expect(columns.first == 0 && columns.last == drawn.width - 1, "seed \(seed)")
        }
    }

    @Test func aStraightLineHasItsPlaceAndWidth() throws {
        let pair = try pair("{scribble: {from: 0.1, to: 0.9, y: 0.125, bend: 0, width: 4, tone: 0.2}}")
        let drawn = changed(pair)
        #expect(drawn.inkBounds() == Rect(left: 18, top: 8, right: 182, bottom: 12))
        for x in 20..<180 { for y in 8..<12 { #expect(pair.with.image[x, y] == 51) } }
    }

    @Test func aTaperedLineThins() throws {
        for (taper, isThinner) in [(0.8, true), (-0.8, false)] {
            let drawn = changed(
                try pair("{scribble: {y: 0.1, bend: 0, width: 8, taper: \(taper), tone: 0}}", page: ", y: 1"))
            func height(_ x: Int) -> Int { (0..<30).count { drawn[x, $0] > 0 } }
            #expect((height(10) > height(190) + 3) == isThinner)
            #expect((height(190) > height(10) + 3) == !isThinner)
        }
    }

    @Test func anArcBendsAsFarAsItSays() throws {
        let yaml = "{scribble: {y: 0.1, bend: 0.5, width: 2, tone: 0, pieces: %}}"
        for pieces in ["0", "2", "6"] {
            let drawn = changed(try pair(yaml.replacing("%", with: pieces), page: ", x: 0, margin: 0"))
            let bottom = drawn.inkBounds().bottom
            #expect(abs(bottom - 49) <= 1, "\(pieces) pieces reach down to \(bottom)")
            #expect((0..<12).contains { drawn[1, $0] > 0 } && (0..<12).contains { drawn[198, $0] > 0 })
        }
    }

    /// What lies over the text hides it, what lies under it is hidden by it; and at no edge between two inks does
    /// paper shine through.
    @Test(arguments: ["scribble: {y: 0.5, bend: 0, width: 6", "dots: {count: 300, radius: 3"])
    func depthDecidesWhatHidesWhat(stage: String) throws {
        for seed in 1...4 {
            let lines = changed(try pair("{\(stage), tone: 0.05}}", seed: seed))
            let over = try pair("{\(stage), tone: 0.9}}", seed: seed)
            let under = try pair("{\(stage), tone: 0.1, depth: under}}", seed: seed)
            let mask = over.without.mask
            var crossings = 0
            for i in mask.pixels.indices where mask.pixels[i] == 255 {
                #expect(abs(Int(under.with.image.pixels[i]) - grey(0.6)) <= 1)
                if over.with.image.pixels[i] >= 229 { crossings += 1 }
                #expect(over.with.image.pixels[i] <= 231 && over.with.image.pixels[i] >= 152)
            }
            #expect(crossings > 20)
            for i in mask.pixels.indices where mask.pixels[i] == 0 && lines.pixels[i] == 0 {
                #expect(over.with.image.pixels[i] == 255 && under.with.image.pixels[i] == 255)
            }
            // Full line and letter of one tone: one black, without a seam.
            let same = try Fixture.sample(
                Self.yaml("{\(stage), tone: 0}}", seed: seed).replacing("tone: 0.6", with: "tone: 0"))
            for i in mask.pixels.indices where mask.pixels[i] == 255 { #expect(same.image.pixels[i] == 0) }
        }
    }

    @Test func dotsAreAsManyAndAsLargeAsAsked() throws {
        for (count, radius) in [(40, 1.0), (60, 2.0), (10, 4.0)] {
            let areas: [Double] = try (1...5).map { seed in
                let image = try Fixture.sample(
                    Self.yaml("{dots: {count: \(count), radius: \(radius), tone: 0}}", seed: seed)
                        .replacing("tone: 0.6", with: "opacity: 0")
                ).image
                return 200 * 80 - image.inkSum
            }
            // A soft edge adds a twelfth of a px². Some overlap, and some are cut off by the page's edge.
            let share = areas.reduce(0.0, +) / (5 * Double(count) * .pi * (radius * radius + 1 / 12.0))
            #expect(share > 0.75 && share < 1.03, "\(count) dots of radius \(radius): \(share) of their area")
        }
    }

    @Test func densityIsPerArea() throws {
        func ink(_ page: String) throws -> Double {
            let yaml = "{page: {\(page)}, fonts: {size: 10}, ink: {opacity: 0, contrast: 0, stages: [@]}}"
            let image = try Fixture.sample(
                yaml.replacing("@", with: "{dots: {density: 5, radius: 1, tone: 0}}")
            ).image
            return Double(image.width * image.height) - image.inkSum
        }
        let (small, large) = (try ink("width: 100, height: 100"), try ink("width: 400, height: 400"))
        #expect(abs(large / small / 16 - 1) < 0.15)
    }

    @Test func dotsLieEverywhere() throws {
        var quarters = [0, 0, 0, 0]
        for seed in 1...20 {
            let image = try Fixture.sample(
                Self.yaml("{dots: {count: 50, radius: 0.5, tone: 0}}", seed: seed)
                    .replacing("tone: 0.6", with: "opacity: 0")
            ).image
            for y in 0..<80 {
                for x in 0..<200 where image[x, y] < 128 { quarters[x / 100 + y / 40 * 2] += 1 }
            }
        }
        #expect(quarters.allSatisfy { $0 > 100 })
        #expect(chiSquare(quarters) < chiSquareLimit(3))
    }

    @Test func eachDotHasATone() throws {
        let image = try Fixture.sample(
            Self.yaml("{dots: {count: 40, radius: 2, tone: 0..0.9}}").replacing("tone: 0.6", with: "opacity: 0")
        ).image
        let tones = Set(image.pixels.filter { $0 < 255 }.map { $0 / 16 })
        #expect(tones.count > 8)
    }

    // MARK: - Roughen

    @Test func frayedInkStaysNearItsStroke() throws {
        for radius in [1.0, 2, 3] {
            let pair = try pair("{roughen: {radius: \(radius), reach: 10}}")
            let near = pair.without.mask.dilated(by: radius * 2.0.squareRoot() + 0.5)
            #expect(pair.with.mask != pair.without.mask)
            #expect(zip(pair.with.mask.pixels, near.pixels).allSatisfy { $0 == 0 || $1 > 0 })
            #expect(abs(pair.with.mask.inkSum / pair.without.mask.inkSum - 1) < 0.12)
            #expect(pair.with.characters == pair.without.characters)
        }
    }

    @Test func strokesFrayAroundOnePlace() throws {
        let pair = try pair("{roughen: {radius: 1.5, middle: 0.4, reach: 0.1}}")
        let moved = changed(pair).inkBounds()
        #expect(moved.left >= 80 - 20 && moved.right <= 80 + 20 && !moved.isEmpty)
    }
}
