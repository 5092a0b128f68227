import Configs
import Imaging
import Testing

@testable import Recognition

@Suite struct FramingTests {
    private var policy: InputPolicy {
        var policy = InputPolicy()
        policy.framing = Framing()
        return policy
    }

    private func distance(_ one: Bitmap, _ other: Bitmap) -> Double {
        guard one.pixels.count == other.pixels.count else { return .infinity }
        let sum = zip(one.pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(max(1, one.pixels.count))
    }

    /// The same text with up to a whole height of ground is nearly the same strip.
    @Test(arguments: [(2, 2), (0, 12), (12, 12), (24, 0), (24, 24)])
    func itHardlyMattersHowATextWasCut(above: Int, below: Int) throws {
        var line = BlockLine()
        let usual = try policy.prepare(line.picture)
        (line.above, line.below) = (above, below)
        let other = try policy.prepare(line.picture)
        #expect(abs(other.width - usual.width) <= usual.width / 20)
        #expect(distance(usual, other.resized(width: usual.width, height: 32)) < 16)
    }

    @Test(arguments: [0.5, 0.6, 0.8]) func theTextFillsTheShareThatIsAskedFor(fill: Double) throws {
        var framed = policy
        framed.framing?.fill = fill
        for (above, below) in [(0, 0), (4, 20), (24, 24)] {
            var line = BlockLine()
            (line.above, line.below) = (above, below)
            let strip = try framed.prepare(line.picture)
            let band = try #require(InkBand(of: strip))
            #expect(abs(band.share - fill) < 0.08, "\(band.share)")
            #expect(abs((band.top + band.bottom) / 2 - 16) < 1.5)
        }
    }

    @Test func whatIsMissingIsGround() {
        for (ink, ground) in [(UInt8(30), UInt8(230)), (220, 40)] {
            var line = BlockLine()
            (line.above, line.below, line.side, line.ink, line.ground) = (0, 0, -2, ink, ground)
            let framed = Framing()(line.picture)
            #expect(framed.width > line.pictureWidth)
            #expect(framed.height == 40)
            for x in 0..<framed.width { #expect(framed[x, 0] == ground && framed[x, 39] == ground) }
            for y in 0..<40 { #expect(framed[0, y] == ground && framed[framed.width - 1, y] == ground) }
        }
    }

    @Test func linesAreLaidLevel() throws {
        var line = BlockLine()
        (line.slope, line.above, line.below) = (0.04, 14, 14)
        var framing = Framing()
        let band = try #require(InkBand(of: framing(line.picture)))
        #expect(abs(band.slope) < 0.006)
        framing.level = false
        let slanted = try #require(InkBand(of: framing(line.picture)))
        #expect(abs(slanted.slope - 0.04) < 0.006)
    }

    @Test func coloursStay() {
        let line = BlockLine()
        let grey = line.picture
        #expect(Framing()(grey.rgb) == Framing()(grey).rgb)
    }

    @Test func picturesWithoutTextStayAsTheyAre() throws {
        let blank = Bitmap(width: 90, height: 40, filledWith: 200)
        #expect(Framing()(blank) == blank)
        #expect(try policy.prepare(blank) == InputPolicy().prepare(blank))
        #expect(try policy.prepare(Bitmap(width: 1, height: 1)).height == 32)
    }

    @Test func theKeyIsReadAndLimited() throws {
        func policy(_ yaml: String) throws -> InputPolicy {
            try ConfigDocument(yaml: yaml, name: "input.yml", baseDirectory: "/").decode(InputPolicy.self)
        }
        #expect(try policy("{}").framing == nil)
        #expect(try policy("framing: null").framing == nil)
        #expect(try policy("framing: {fill: 0.75, level: false}").framing?.level == false)
        #expect(throws: ConfigError.self) { try policy("framing: {fill: 0.1}") }
    }
}
