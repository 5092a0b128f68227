import Imaging
import Samples
import Testing

@testable import Handwriting

/// What a writer makes of a character stays the same when others can be written besides.
@Suite struct SteadyInkTests {
    /// The first digits of a collection and the sum of their ink, px: recorded when there was nothing but digits, marks
    /// and currency signs.
    private static let recorded = [
        (7, 70), (9, 123), (0, 145), (2, 105), (8, 90), (5, 64), (1, 41), (4, 150), (3, 111), (6, 77),
        (9, 79), (5, 68), (2, 104), (0, 173), (7, 90), (3, 63), (8, 106), (4, 65), (6, 45), (1, 63),
        (2, 112), (5, 74), (7, 114), (6, 109), (0, 93), (3, 97), (8, 217), (4, 126), (9, 102), (1, 105),
        (1, 74), (6, 118), (5, 66), (0, 162), (4, 63), (7, 78), (8, 118), (2, 110), (3, 105), (9, 79),
    ]

    @Test func digitsKeepTheirInk() throws {
        let collection = DigitCollection(seed: 3)
        for (index, recorded) in Self.recorded.enumerated() {
            let tile = try collection.tile(at: index, in: .train)
            let ink = tile.withPixels { $0.reduce(0) { $0 + Int($1) } } / 255
            #expect(collection.label(at: index, in: .train) == recorded.0)
            // The sines of other processors may move an edge.
            #expect(abs(ink - recorded.1) <= 4, "digit \(index), a \(recorded.0): \(ink) for \(recorded.1) px")
        }
    }

    /// A writer's habit for a character hangs on its place.
    @Test func knownCharactersKeepTheirPlaces() {
        let known = "0123456789.,/-:+%$€£¥₹"
        #expect(String(Skeleton.alphabet.prefix(known.count).map(\.character)) == known)
    }
}
