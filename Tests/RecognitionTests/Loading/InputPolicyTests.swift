import Imaging
import Testing

@testable import Recognition

@Suite struct InputPolicyTests {
    private func policy(_ change: (inout InputPolicy) -> Void) -> InputPolicy {
        var policy = InputPolicy()
        change(&policy)
        return policy
    }

    private func example(_ width: Int, _ value: UInt8 = 0) -> Example {
        Example(
            image: Bitmap(width: width, height: 32, filledWith: value), label: "", classes: [],
            place: .init(source: 0, index: 0))
    }

    @Test(arguments: [(100, 50, 64), (10, 32, 10), (1, 400, 1), (5000, 20, 1024)])
    func theAspectIsKeptUpToTheGreatestWidth(width: Int, height: Int, expected: Int) throws {
        let image = try InputPolicy().prepare(Bitmap(width: width, height: height, filledWith: 128))
        #expect(image.width == expected)
        #expect(image.height == 32)
    }

    @Test func aWidthKeepsOrStretches() throws {
        let image = Bitmap(width: 50, height: 50, filledWith: 9)
        #expect(try policy { $0.width = 100 }.prepare(image).width == 32)
        #expect(
            try policy {
                $0.width = 100
                $0.fit = .stretch
            }.prepare(image).width == 100)
    }

    @Test func coloursAreAsTheModelWantsThem() throws {
        let colour = Bitmap(width: 8, height: 32, channels: 3, filledWith: 200)
        #expect(try InputPolicy().prepare(colour).channels == 1)
        #expect(try policy { $0.color = .rgb }.prepare(Bitmap(width: 8, height: 32)).channels == 3)
    }

    @Test func anEmptyImageIsAnError() {
        #expect { try InputPolicy().prepare(Bitmap(width: 0, height: 4)) } throws: {
            "\($0)" == "an image of 0 x 4 px can't be read"
        }
    }

    @Test(arguments: [
        (InputPolicy.Padding.right, 0, 20), (.left, 12, 32), (.center, 6, 32),
    ]) func paddingStandsWhereItIsAskedFor(side: InputPolicy.Padding, start: Int, read: Int) {
        let batch = Batch([example(20)], width: 32, policy { $0.padding = side })
        #expect(batch.readWidths == [read])
        // Black is -1, the padding's grey 0.
        for x in 0..<32 { #expect(batch.values[x] == ((start..<start + 20).contains(x) ? -1 : 0)) }
    }

    @Test func valuesAreNormalised() {
        let batch = Batch(
            [example(16, 51)], width: 16,
            policy {
                $0.mean = 0.1
                $0.deviation = 0.2
            })
        #expect(batch.values.allSatisfy { abs($0 - 0.5) < 1e-6 })
    }

    @Test func channelsLieApart() {
        var image = Bitmap(width: 16, height: 32, channels: 3)
        image[0, 0, 1] = 255
        let rgb = policy { $0.color = .rgb }
        let batch = Batch(
            [Example(image: image, label: "", classes: [], place: .init(source: 0, index: 0))], width: 16, rgb)
        let bright = batch.values.indices.filter { batch.values[$0] == 1 }
        #expect(bright == [16 * 32])
    }
}
