import Imaging
import Samples
import Testing

@testable import Synthesis

/// Several texts on one page.
@Suite struct PageOfTextsTests {
    private static let face = "fonts: {faces: [Liberation Sans], size: 16..28}"

    private func recipe(_ texts: String, _ page: String = "width: 300, height: 220,", more: String = "") -> String {
        "{\(Self.face), text: {pattern: '[A-Z]{3,6}'}, page: {\(page) texts: \(texts)}, \(more)}"
    }

    private static let distorted = """
        geometry: [{rotation: -15..15}, {perspective: {x: -0.2..0.2, y: -0.2..0.2}}, wave], ink: {tone: 0..0.4},
        camera: [{blur: 0.5}]
        """

    @Test(arguments: ["lines", "columns", "scattered"]) func textsStandApart(arrangement: String) throws {
        let yaml = recipe("{count: 5..9, arrangement: \(arrangement)}", more: Self.distorted)
        for sample in try Fixture.samples(yaml, 4) {
            #expect((sample.image.width, sample.image.height) == (300, 220))
            #expect(sample.texts.count >= 2)
            #expect(sample.label == sample.texts.map(\.label).joined(separator: "\n"))
            #expect(sample.characters == sample.texts.flatMap(\.characters))
            for (number, text) in sample.texts.enumerated() {
                #expect(text.characters.map(\.text).joined() == text.label)
                // Each character lies in its own text, and in no other.
                for character in text.characters {
                    let center = character.quad.bounds.center
                    #expect(text.quad.distance(to: center) < 0)
                    for (other, rival) in sample.texts.enumerated() where other != number {
                        #expect(rival.quad.distance(to: center) > 0, "\(text.label) lies on \(rival.label)")
                    }
                }
            }
        }
    }

    /// All ink lies in the boxes, and each box has ink.
    @Test func boxesHoldTheInk() throws {
        for sample in try Fixture.samples(recipe("{count: 6, arrangement: scattered}", more: Self.distorted), 3) {
            for y in 0..<sample.mask.height {
                for x in 0..<sample.mask.width where sample.mask[x, y] > 128 {
                    let place = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    #expect(sample.texts.contains { $0.quad.distance(to: place) < 1 }, "\(place)")
                }
            }
            for character in sample.characters {
                let box = character.quad.bounds
                let columns = Int(box.left)..<Int(box.right.rounded(.up))
                let hasInk = (Int(box.top)..<Int(box.bottom.rounded(.up))).contains { y in
                    columns.contains { sample.mask[$0, y] > 128 }
                }
                #expect(hasInk, "\(character.text)")
            }
        }
    }

    @Test func whatFindsNoRoomIsLeftOutAndCounted() throws {
        for sample in try Fixture.samples(recipe("{count: 40}", "width: 160, height: 90,"), 3) {
            #expect((1..<40).contains(sample.texts.count))
            #expect(sample.rejections.filter { $0.reason == .noRoom }.count == 40 - sample.texts.count)
            let page = Rect(left: 0, top: 0, right: 160, bottom: 90)
            #expect(sample.texts.allSatisfy { page.contains($0.quad.bounds) })
        }
    }

    @Test func aPageWithoutASizeHoldsAllTexts() throws {
        for arrangement in ["lines", "columns", "scattered"] {
            for sample in try Fixture.samples(recipe("{count: 7, arrangement: \(arrangement)}", ""), 3) {
                #expect(sample.texts.count == 7 && sample.rejections.isEmpty)
            }
        }
    }

    @Test func aPageIsAPureFunctionOfItsKey() throws {
        let source = try Fixture.source(recipe("{count: 3..6}", more: Self.distorted))
        let reader = try source.makeReader()
        let first = try (0..<3).map { try reader.sample(at: $0, in: .train) }
        for index in (0..<3).reversed() {
            #expect(try reader.sample(at: index, in: .train) == first[index])
            #expect(try source.makeReader().sample(at: index, in: .train) == first[index])
        }
        #expect(try source.steps(at: 1, in: .train).sample == first[1])
    }

    /// The first text is the one that a picture of one text has, and more texts leave those that are there as they were.
    @Test func theFirstTextIsThatOfASinglePicture() throws {
        let single = try Fixture.samples("{\(Self.face), text: {pattern: '[A-Z]{3,6}'}}", 4)
        let few = try Fixture.samples(recipe("{count: 2}"), 4)
        let many = try Fixture.samples(recipe("{count: 5}"), 4)
        for number in 0..<4 {
            #expect(few[number].texts[0].label == single[number].label)
            #expect(try few[number].number("texts.0.fonts.size") == single[number].number("fonts.size"))
            #expect(many[number].texts.prefix(2).map(\.label) == few[number].texts.map(\.label))
        }
        let labels = many.flatMap(\.texts).map(\.label)
        #expect(Set(labels).count == labels.count)
    }

    @Test func countedTextsComeOnce() throws {
        let yaml = """
            {samples: {train: 6, val: 2, test: 0}, \(Self.face), text: {number: {digits: 2, mode: unique}},
            page: {texts: {count: 3..8}}}
            """
        let reader = try Fixture.source(yaml).makeReader()
        let texts =
            try (0..<6).flatMap { try reader.sample(at: $0, in: .train).texts }
            + (0..<2).flatMap { try reader.sample(at: $0, in: .val).texts }
        #expect(Set(texts.map(\.label)).count == texts.count)
    }

    @Test func alignedLinesBeginBelowEachOther() throws {
        let sample = try Fixture.sample(recipe("{count: 12, gap: 0.5, line_gap: 0.5}"))
        let lefts = sample.texts.map(\.quad.bounds.left)
        let least = try #require(lefts.min())
        #expect(lefts.filter { abs($0 - least) < 4 }.count > 1)
    }

    @Test func aPageIsNotCutAroundOneText() {
        let message = Fixture.message { _ = try Fixture.recipe("page: {crop: {}, texts: {}}") }
        #expect(message.contains("page.texts") && message.contains("crop"), "\(message)")
    }

    @Test func textsThatNoPageHasRoomForEndTheRun() throws {
        let yaml = "{fonts: {size: 60}, text: {pattern: 'W{20}'}, page: {width: 90, height: 40, texts: {count: 2}}}"
        let message = Fixture.message { _ = try Fixture.sample(yaml) }
        #expect(message.contains("no room"), "\(message)")
    }
}
