import Configs
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Parts of a text in ink, size, face and ground of their own.
@Suite struct PartStyleTests {
    private static let meter = "text: {number: {digits: 3, decimals: 2, decimal_point: \"\"}}"

    /// The mean colour of full ink in a box of the sample, 0...255.
    private func ink(_ sample: Sample, in box: Rect) -> [Double] {
        let image = sample.image
        var sums = [Double](repeating: 0, count: image.channels)
        var count = 0.0
        for y in max(0, Int(box.top))..<min(image.height, Int(box.bottom.rounded(.up))) {
            for x in max(0, Int(box.left))..<min(image.width, Int(box.right.rounded(.up))) {
                let pixel = y * image.width + x
                guard sample.mask.pixels[pixel] > 250 else { continue }
                for c in 0..<image.channels { sums[c] += Double(image.pixels[pixel * image.channels + c]) }
                count += 1
            }
        }
        return sums.map { $0 / max(1, count) }
    }

    private func inks(_ sample: Sample) -> [[Double]] { sample.characters.map { ink(sample, in: $0.quad.bounds) } }

    @Test func decimalsMayBeRedAndNeedNoMark() throws {
        let samples = try Fixture.samples(
            """
            {\(Self.meter), fonts: {size: 60}, page: {color: rgb}, ink: {tone: 0}, type: {tracking: 0.1},
             style: {decimals: {ink: {color: '#c01010'}}}}
            """, 20)
        for sample in samples {
            #expect(sample.label.count == 5 && sample.label.allSatisfy(\.isNumber))
            for (number, color) in inks(sample).enumerated() {
                #expect(number < 3 ? color[0] < 6 : color[0] > 150, "\(number): \(color)")
                #expect(color[1] < 30 && color[2] < 30)
            }
        }
    }

    /// What a part does not say is as it is without parts: the same glyphs at the same places.
    @Test func inkAloneMovesNothing() throws {
        let recipe = "text: {number: {digits: 3, decimals: 2}}, fonts: {size: 40..60}, page: {color: rgb}"
        let plain = try Fixture.samples("{\(recipe)}", 10)
        let parted = try Fixture.samples("{\(recipe), style: {decimals: {ink: {color: '#c01010'}}}}", 10)
        for (one, other) in zip(plain, parted) {
            #expect(one.mask == other.mask)
            #expect(one.characters == other.characters)
            #expect(one.label == other.label)
            #expect(one.image != other.image)
        }
    }

    @Test func aPartMayBeSmallerOnTheSameBaseline() throws {
        let sample = try Fixture.sample(
            """
            {text: {template: {form: "{a}{b}", parts: {a: {number: {value: 8, digits: 1}},
             b: {number: {value: 8, digits: 1}}}}}, fonts: {size: 60}, style: {b: {size: 0.5}}}
            """)
        let boxes = sample.characters.map(\.quad.bounds)
        #expect(sample.label == "88")
        #expect(abs(boxes[1].height / boxes[0].height - 0.5) < 0.05)
        #expect(abs(boxes[1].bottom - boxes[0].bottom) < 1.5)
        #expect(boxes[1].left > boxes[0].right)
    }

    /// A part in a face of its own: the rest is set as before.
    @Test func aPartMayHaveItsOwnFaceAndHand() throws {
        let text = "text: {date: {patterns: [dd.MM.yyyy], locales: [de]}}"
        let sample = try Fixture.sample(
            """
            {\(text), fonts: {size: 40, faces: [{family: DejaVu Sans}]},
             style: {day: {hand: procedural, ink: {tone: 0.4}}, year: {fonts: {size: 40, faces: [{family: DejaVu Serif}]}}}}
            """)
        #expect(sample.characters.map(\.text).joined() == sample.label)
        #expect(sample.choices.contains { $0.name.hasPrefix("style.day.") })
        let boxes = sample.characters.map(\.quad.bounds)
        #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.center.x < $1.center.x })
        let colors = inks(sample)
        #expect(colors[0][0] > 60 && colors[1][0] > 60)
        #expect(colors[3][0] < 40)
    }

    /// Parts that share a key are written by one hand in one ink.
    @Test func partsMayShareTheirStyle() throws {
        let sample = try Fixture.sample(
            """
            {text: {date: {patterns: [dd.MM.yyyy]}}, fonts: {size: 40, faces: [{family: DejaVu Sans}]},
             style: {"day, year": {hand: procedural, ink: {tone: 0..0.5}}}}
            """)
        let colors = inks(sample).map { $0[0] }
        let written = colors[..<2] + colors[6...]
        #expect((written.max() ?? 0) - (written.min() ?? 0) < 20)
        #expect(sample.choices.count { $0.name == "style.day, year.ink.tone" } == 1)
    }

    @Test func aPartMayStandOnAGroundOfItsOwn() throws {
        let sample = try Fixture.sample(
            """
            {\(Self.meter), fonts: {size: 60}, page: {color: rgb, margin: 12}, ink: {tone: 0.05}, type: {tracking: 0.1},
             style: {decimals: {ink: {color: '#f8f8f8'}, ground: {color: '#a01010', relief: 0, margin: 0.1}}}}
            """)
        let colors = inks(sample)
        #expect(colors[..<3].allSatisfy { $0[0] < 20 })
        #expect(colors[3...].allSatisfy { $0.allSatisfy { $0 > 240 } })
        let box = sample.characters[3].quad.bounds.union(sample.characters[4].quad.bounds)
        let (x, y) = (Int(box.center.x), Int(box.top) - 2)
        let pixel = (0..<3).map { sample.image.pixels[(y * sample.image.width + x) * 3 + $0] }
        #expect(pixel == [0xA0, 0x10, 0x10])
    }

    /// However far a ground is to reach, it ends before the ink beside it, in any direction of the text.
    @Test(arguments: ["type: {tracking: 0}", "type: {flow: upright, leading: 0.95}"])
    func aGroundEndsBeforeItsNeighbours(type: String) throws {
        for sample in try Fixture.samples(
            """
            {\(Self.meter), fonts: {size: 60}, page: {color: rgb, margin: 20}, ink: {tone: 0}, \(type),
             style: {decimals: {ground: {color: '#f0c000', relief: 0, margin: 0.5, radius: 0}}}}
            """, 10)
        {
            let image = sample.image
            let others = sample.characters.prefix(3).map(\.quad.bounds)
            var painted = 0
            for y in 0..<image.height {
                for x in 0..<image.width {
                    let pixel = (0..<3).map { image.pixels[(y * image.width + x) * 3 + $0] }
                    guard pixel == [0xF0, 0xC0, 0] else { continue }
                    painted += 1
                    let isBelow = others.contains { box in
                        (box.left...box.right).contains(Double(x) + 0.5)
                            && (box.top...box.bottom).contains(Double(y) + 0.5)
                    }
                    #expect(!isBelow, "\(sample.label): \(x), \(y)")
                }
            }
            #expect(painted > 1000)
        }
    }

    /// Stages of the ink go over all parts; each keeps its colour.
    @Test(arguments: InkStages.members.map { $0.name })
    func stagesLeaveEachPartItsInk(stage: String) throws {
        let yaml = """
            {\(Self.meter), fonts: {size: 60}, page: {color: rgb}, ink: {tone: 0, stages: [\(stage)]}, type: {tracking: 0.1},
             style: {decimals: {ink: {color: '#d01010'}}}}
            """
        let sample = try Fixture.sample(yaml)
        #expect(try Fixture.sample(yaml).image == sample.image)
        let image = sample.image
        let middle = (sample.characters[2].quad.bounds.right + sample.characters[3].quad.bounds.left) / 2
        for pixel in sample.mask.pixels.indices where sample.mask.pixels[pixel] > 200 {
            let red = Int(image.pixels[3 * pixel]) - Int(image.pixels[3 * pixel + 1])
            guard abs(Double(pixel % image.width) - middle) > 6 else { continue }
            // What lies on the text, a shadow say, may darken it.
            if Double(pixel % image.width) < middle { #expect(red < 40) }
        }
        let reds = sample.mask.pixels.indices.count { pixel in
            Int(image.pixels[3 * pixel]) - Int(image.pixels[3 * pixel + 1]) > 60
        }
        #expect(reds > 50)
    }

    @Test func partsOfRightToLeftTextStandAtTheRight() throws {
        let sample = try Fixture.sample(
            """
            {text: {template: {form: "{a}{b}", parts: {a: {pattern: "[\u{5D0}-\u{5EA}]{2}"}, b: {pattern: "[\u{5D0}-\u{5EA}]{2}"}}}},
             fonts: {size: 40, faces: [{family: DejaVu Sans}]}, style: {b: {size: 0.6}}}
            """)
        let centers = sample.characters.map(\.quad.bounds.center.x)
        #expect(zip(centers, centers.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test func everyKindOfTextNamesItsParts() throws {
        func parts(_ yaml: String) throws -> [String: String] {
            let recipe = try Fixture.recipe(yaml)
            let source = recipe.text.value
            let writing = try source.makeAuthor(seed: 1, sizes: recipe.samples)
                .writing(for: SampleKey(seed: 1, split: .train, index: 0))
            let scalars = Array(writing.display.unicodeScalars)
            #expect(writing.parts.allSatisfy { source.partNames.contains($0.name) })
            return Dictionary(
                writing.parts.map { part in
                    (part.name, String(String.UnicodeScalarView(scalars[part.range])))
                }, uniquingKeysWith: { $1 })
        }
        let number =
            "number: {value: -1234567, decimals: 2, thousands: ' ', decimal_point: ',', prefix: '€ ', suffix: ' kg'}"
        let found = try parts("text: {\(number)}")
        #expect(found["prefix"] == "€ " && found["sign"] == "-" && found["integer"] == "1 234 567")
        #expect(found["point"] == "," && found["decimals"]?.count == 2 && found["suffix"] == " kg")
        let date = try parts(
            "text: {date: {patterns: ['EEEE, d. MMMM yyyy'], locales: [de], from: 2020-05-09, to: 2020-05-09}}")
        #expect(date == ["weekday": "Samstag", "day": "9", "month": "Mai", "year": "2020"])
        let template = try parts("text: {template: {form: 'No {n}-{luhn}', parts: {n: {\(number)}}}}")
        #expect(template["n"]?.hasPrefix("€ -1 234 567,") == true && template["decimals"]?.count == 2)
        #expect(template["luhn"]?.count == 1)
        let arabic = try parts("text: {number: {value: 12, decimals: 1, numbering: arab}}")
        #expect(arabic["integer"] == "١٢")
    }

    @Test(arguments: [
        (
            "style: {decimal: {size: 1}}",
            "recipe.yml:1:18: style.decimal: no text has a part of the name 'decimal'; there are prefix, sign, integer, point, "
                + "decimals, suffix"
        ),
        (
            "{text: {pattern: '[0-9]{3}'}, style: {day: {size: 1}}}",
            "recipe.yml:1:44: style.day: no text has a part of the name 'day'; this kind of text has none; a template gives parts "
                + "names"
        ),
        (
            "style: {integer: {ink: {stages: [bleed]}}}",
            "recipe.yml:1:24: style.integer.ink: stages are the whole text's: give them in the recipe's own 'ink', and here "
                + "what differs"
        ),
    ])
    func whatMakesNoSense(yaml: String, message: String) {
        #expect(Fixture.message { _ = try Fixture.recipe(yaml) } == message)
    }
}
