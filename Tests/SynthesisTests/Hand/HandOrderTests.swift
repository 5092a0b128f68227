import Imaging
import Samples
import Testing

@testable import Synthesis

/// In which order the characters of a written text stand, and what their boxes say.
@Suite struct HandOrderTests {
    /// The boxes' texts, in the order of the label, and those from left to right.
    private func texts(of sample: Sample) -> (label: String, seen: String) {
        let boxes = sample.characters
        let places = boxes.indices.sorted { middle(boxes[$0].quad) < middle(boxes[$1].quad) }
        return (boxes.map(\.text).joined(), places.map { boxes[$0].text }.joined())
    }

    private func middle(_ quad: Quad) -> Double { (quad.topLeft.x + quad.bottomRight.x) / 2 }

    private func samples(_ pattern: String, _ numbering: String) throws -> [Sample] {
        try Fixture.samples(
            """
            text: {date: {patterns: [\(pattern)], numbering: \(numbering)}}
            hand: {procedural: {height: 40, looseness: 0.3}}
            page: {margin: 20}
            """, 8)
    }

    /// Numbers run from left to right, but the parts of a date with hyphens stand from right to left.
    @Test func arabicDatesWithHyphensRunFromTheRight() throws {
        for sample in try samples("yyyy-MM-dd", "arab") {
            let (label, seen) = texts(of: sample)
            #expect(label == sample.label)
            #expect(seen == label.split(separator: "-").reversed().joined(separator: "-"), "\(label): \(seen)")
        }
    }

    @Test(arguments: [("yyyy/MM/dd", "arab"), ("yyyy-MM-dd", "latn"), ("d MMMM yyyy", "latn"), ("yyyyMMdd", "arabext")])
    func othersRunFromTheLeft(pattern: String, numbering: String) throws {
        for sample in try samples(pattern, numbering) {
            let (label, seen) = texts(of: sample)
            let ink = label.filter { $0 != " " }
            #expect(label == sample.label && seen.filter { $0 != " " } == ink, "\(label): \(seen)")
        }
    }

    /// Letters and digits that one hand writes.
    @Test func wordsAndSignsAreDrawn() throws {
        let samples = try Fixture.samples(
            "{text: {word: {words: [No. 7 (net), \"it's\", Fine!]}}, hand: procedural, page: {margin: 6}}", 12)
        #expect(samples.allSatisfy { $0.mask.inkSum > 0 && $0.choice["hand"] == .text("hand.procedural") })
    }
}
