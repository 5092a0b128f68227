import Samples
import Testing

@testable import Synthesis

/// `hand.procedural.ambiguity`.
@Suite struct AmbiguityKeyTests {
    private func samples(_ ambiguity: String) throws -> [Sample] {
        try Fixture.samples(
            "{text: {number: {digits: 6}}, hand: {procedural: {height: 32, looseness: 1\(ambiguity)}}, page: {margin: 6}}",
            40)
    }

    @Test func aSampleIsItsKeysAlone() throws {
        let (first, again) = (try samples(", ambiguity: 0.2"), try samples(", ambiguity: 0.2"))
        #expect(first.map(\.image) == again.map(\.image))
    }

    /// What nobody takes for another digit stays as it is; the texts stay in any case.
    @Test func someDigitsAreWrittenAgain() throws {
        let (own, clear, free) = (try samples(""), try samples(", ambiguity: 0"), try samples(", ambiguity: 1"))
        #expect(own.map(\.label) == free.map(\.label) && clear.map(\.label) == free.map(\.label))
        func changed(_ samples: [Sample]) -> Int { zip(samples, free).count { $0.image != $1.image } }
        #expect(
            changed(own) > 0 && changed(own) < changed(clear), "\(changed(own)) and \(changed(clear)) of 40 changed")
        #expect(changed(own) < 30)
    }

    @Test func outOfRangeIsNamed() {
        let text = Fixture.message { _ = try Fixture.recipe("hand: {procedural: {ambiguity: 1.5}}") }
        #expect(text.contains("hand.procedural.ambiguity: must lie in 0..1, got 1.5"), "\(text)")
    }
}
