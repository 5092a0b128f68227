import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Whatever a recipe asks for, no letter of a label is lost in its neighbour or behind the picture's edge.
@Suite struct KeptLettersTests {
    /// The characters from left to right, by their boxes.
    private func seen(_ sample: Sample) -> String {
        sample.characters.sorted { $0.quad.bounds.center.x < $1.quad.bounds.center.x }.map(\.text).joined()
    }

    @Test(arguments: [
        "tracking: -0.5", "tracking: -0.3", "jitter: {spacing: -0.5..0.5}", "jitter: {spacing: -0.2..0.2}",
    ])
    func lettersKeepTheirOrder(type: String) throws {
        for sample in try Fixture.samples(
            "{text: {word: {words: [ijl1, fjord, illicit, f1i2l3]}}, fonts: {faces: [Liberation Sans]}, type: {\(type)}}",
            60)
        {
            #expect(seen(sample) == sample.label)
        }
    }

    /// What is one piece of ink with a pixel of the mask: its box.
    private func piece(at start: (x: Int, y: Int), of mask: Bitmap, least: UInt8) -> Rect {
        var found: Set<Int> = [start.y * mask.width + start.x]
        var open = [start]
        var box = Rect(
            left: Double(start.x), top: Double(start.y), right: Double(start.x + 1), bottom: Double(start.y + 1))
        while let (x, y) = open.popLast() {
            box = box.union(Rect(left: Double(x), top: Double(y), right: Double(x + 1), bottom: Double(y + 1)))
            for (near, row) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
            where (0..<mask.width).contains(near) && (0..<mask.height).contains(row) && mask[near, row] >= least {
                if found.insert(row * mask.width + near).inserted { open.append((near, row)) }
            }
        }
        return box
    }

    /// A point that is one piece with a digit says nothing.
    @Test(arguments: ["procedural: {height: 30, spacing: -0.2}", "procedural: {height: 30, spacing: -0.05..0.05}"])
    func pointsStandApart(hand: String) throws {
        var alone = 0
        let samples = try Fixture.samples("{text: {number: {digits: 3, decimals: 2}}, hand: {\(hand)}}", 60)
        for sample in samples {
            let box = try #require(sample.characters.first { $0.text == "." }).quad.bounds
            let pixels = (Int(box.top)..<Int(box.bottom.rounded(.up))).flatMap { y in
                (Int(box.left)..<Int(box.right.rounded(.up))).map { (x: $0, y: y) }
            }.filter { (0..<sample.mask.width).contains($0.x) && (0..<sample.mask.height).contains($0.y) }
            let densest = try #require(pixels.max { sample.mask[$0.x, $0.y] < sample.mask[$1.x, $1.y] })
            let piece = piece(at: densest, of: sample.mask, least: 128)
            if piece.width < box.width + 3, piece.height < box.height + 3 { alone += 1 }
        }
        #expect(alone >= 57, "\(alone) of \(samples.count)")
    }

    /// A dot is a small part of an i.
    @Test func dotsAreNotCutAway() throws {
        let crop = "page: {margin: 4, crop: {left: 0.2, right: 0.2, top: -0.2, bottom: 0.2}}"
        for word in ["i\u{E4}i", "\u{E9}t\u{E9}", "\u{E5}s", "5:5"] {
            let face = "fonts: {faces: [Liberation Sans], size: 40}, text: {word: {words: ['\(word)']}}"
            let sample = try Fixture.sample("{\(face), \(crop)}")
            let whole = try Fixture.sample("{\(face), page: {margin: 4}}")
            for (cut, full) in zip(sample.characters, whole.characters) {
                #expect(pieces(of: cut, in: sample) == pieces(of: full, in: whole), "\(word): \(cut.text)")
            }
        }
    }

    /// How many pieces of ink lie above each other in a character's box.
    private func pieces(of character: Sample.CharacterBox, in sample: Sample) -> Int {
        let box = character.quad.bounds
        let rows = (max(0, Int(box.top))..<min(sample.mask.height, Int(box.bottom.rounded(.up)))).map { y in
            (max(0, Int(box.left) + 1)..<min(sample.mask.width, Int(box.right))).contains { sample.mask[$0, y] >= 64 }
        }
        return zip([false] + rows, rows).count { !$0 && $1 }
    }

    @Test func pagesOfTextsHaveNoWordsWithoutLabels() throws {
        let page = "page: {width: 300, height: 200, texts: {count: 3}}, text: {number: {digits: 4}}"
        let around = "sheet: [{neighbours: {above: 1, below: 1, before: 1, after: 1}}]"
        let plain = try Fixture.samples("{\(page)}", 3)
        let source = try Fixture.source("{\(page), \(around)}")
        #expect(source.notes.contains { $0.hasPrefix("sheet.neighbours is left out") }, "\(source.notes)")
        let reader = try source.makeReader()
        for (index, sample) in plain.enumerated() {
            #expect(try reader.sample(at: index, in: .train).image == sample.image)
        }
    }

    @Test func wheelsRefuseWhatRunsToTheLeft() {
        let message = Fixture.message {
            _ = try Fixture.source(
                "{text: {number: {digits: 3, suffix: ' \u{5D0}'}}, fonts: {faces: [DejaVu Sans]}, hand: {wheels: {}}}")
        }
        #expect(message.contains("'hand: wheels' puts everything down from left to right"), "\(message)")
    }

    /// With two numberings the labels have the digits of one.
    @Test func hardTextsAreLabelledInOneNumbering() throws {
        let yaml =
            "{text: {hard: 1, date: {patterns: [dd/MM/yyyy], numbering: [arab, latn], label: western}}, fonts: {faces: [DejaVu Sans]}}"
        let texts = try LabelSource(Fixture.source(yaml).recipe)
        for index in 0..<600 {
            let label = try texts.text(at: index, in: .train).label
            #expect(label.allSatisfy { $0.isASCII }, "\(label)")
        }
    }
}
