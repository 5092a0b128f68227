import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Two samples of each registered stage, drawn with its defaults, beside pictures that were looked at.
///
/// They are recorded as the other goldens are; a stage without its picture fails, and so does a picture without its stage.
@Suite struct StageGoldenTests {
    @Test(arguments: Recipe.stages) func aStageLooksAsItDid(stage: RegisteredStage) throws {
        let reader = try StageFixture().source(stage).makeReader()
        let images = try (0..<2).map { try reader.sample(at: $0, in: .train).image }
        let sheet = Bitmap(
            width: images[0].width, height: 2 * images[0].height, channels: 3, pixels: images.flatMap(\.pixels))
        // The change that a weak stage makes is small in the mean.
        try GoldenPicture("stages/\(stage.path)").check(sheet, within: 0.25)
    }

    @Test func noPictureIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: GoldenPicture.folder + "/stages")
        let expected = Recipe.stages.map { "\($0.path).png" }
        #expect(files.sorted() == expected.sorted())
    }
}
