import Samples
import Testing

@testable import Synthesis

/// `hand.procedural.width`.
@Suite struct PenWidthTests {
    private func inks(_ width: String) throws -> [Double] {
        try Fixture.samples(
            "{text: {number: {digits: 5}}, hand: {procedural: {height: 32\(width)}}, page: {margin: 6}}", 12
        ).map { $0.mask.inkSum }
    }

    /// The same writers write the same digits, with more ink.
    @Test func aWiderPenLeavesMoreInk() throws {
        let (thin, medium, wide) = (try inks(", width: 0.06"), try inks(", width: 0.1"), try inks(", width: 0.2"))
        #expect(zip(thin, medium).allSatisfy { $0 < $1 } && zip(medium, wide).allSatisfy { $0 < $1 })
        // Strokes of a third of the width have between a fifth and a half of the ink: crossings count once.
        let ratio = thin.reduce(0, +) / wide.reduce(0, +)
        #expect(ratio > 0.2 && ratio < 0.5, "\(ratio)")
    }

    @Test func withoutAWidthPensDiffer() throws {
        let (own, fixed) = (try inks(""), try inks(", width: 0.14"))
        #expect(own != fixed)
        #expect(try inks("") == own)
    }

    @Test func aWidthOutOfRangeIsNamed() {
        let text = Fixture.message { _ = try Fixture.recipe("hand: {procedural: {width: 0.5}}") }
        #expect(text.contains("hand.procedural.width: must lie in 0.03..0.3, got 0.5"), "\(text)")
    }
}
