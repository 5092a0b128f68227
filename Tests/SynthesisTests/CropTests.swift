import Imaging
import Samples
import Testing

@testable import Synthesis

/// Finished pictures that are cut around their text.
@Suite struct CropTests {
    private static let face = "fonts: {faces: [Liberation Sans], size: 40}"

    private func samples(_ crop: String, _ more: String = "", text: String = "number: {digits: 6}") throws -> [Sample] {
        try Fixture.samples("{\(Self.face), text: {\(text)}, page: {\(more) crop: \(crop)}}", 8)
    }

    @Test func eachSideIsCutByItself() throws {
        for sample in try samples("{left: 0.5, right: 0.25, top: 1, bottom: 0}") {
            let ink = sample.mask.inkBounds()
            let (width, height) = (Double(sample.image.width), Double(sample.image.height))
            #expect(abs(ink.left - 0.5 * ink.height) < 2)
            #expect(abs(width - ink.right - 0.25 * ink.height) < 2)
            #expect(abs(ink.top - ink.height) < 3)
            #expect(abs(height - ink.bottom) < 1)
        }
    }

    @Test func maskAndBoxesAreCutWithThePicture() throws {
        let plain = try Fixture.samples("{\(Self.face), text: {number: {digits: 6}}}", 8)
        for (sample, whole) in zip(try samples("{left: 0.1..0.6, right: 0..1, top: 0.2..1, bottom: 0..0.4}"), plain) {
            #expect((sample.mask.width, sample.mask.height) == (sample.image.width, sample.image.height))
            #expect(sample.label == whole.label)
            let (ink, all) = (sample.mask.inkBounds(), whole.mask.inkBounds())
            #expect(abs(ink.width - all.width) <= 1 && abs(ink.height - all.height) <= 1)
            let text = sample.textQuad.bounds
            #expect(abs(text.left - ink.left) < 1.5 && abs(text.bottom - ink.bottom) < 1.5)
            for (box, other) in zip(sample.characters, whole.characters) {
                #expect(abs(box.quad.bounds.width - other.quad.bounds.width) < 0.5)
                #expect(abs(box.quad.bounds.left - ink.left - other.quad.bounds.left + all.left) < 1.5)
            }
            #expect(try sample.number("page.crop.top") >= 0.2)
        }
    }

    /// A cut into the ink leaves two thirds of each letter, small ones too.
    @Test func cutTextCanBeRead() throws {
        let text = "pattern: '[1-9]:[1-9],[1-9]'"
        let whole = try Fixture.samples("{\(Self.face), text: {\(text)}}", 8)
        for (sample, plain) in zip(try samples("{left: -0.2, right: -0.2, top: -0.2, bottom: -0.2}", text: text), whole)
        {
            #expect(sample.image.height < Int(plain.textQuad.bounds.height))
            let page = Rect(left: 0, top: 0, right: Double(sample.image.width), bottom: Double(sample.image.height))
            #expect(page.grown(by: 0.001).contains(sample.textQuad.bounds))
            for (box, other) in zip(sample.characters, plain.characters) {
                let (seen, drawn) = (box.quad.bounds, other.quad.bounds)
                #expect(page.grown(by: 0.001).contains(seen))
                // To the px to which pictures are cut.
                #expect(seen.height > 0.66 * drawn.height - 1 && seen.width > 0.66 * drawn.width - 1)
            }
        }
    }

    /// A cedilla or an ogonek hangs together with its letter, which is another without it.
    @Test(arguments: ["çaçaça", "ąęąęąę", "ŢŞŢŞŢŞ", "ÅÅÅ"]) func lettersKeepTheirMarks(word: String) throws {
        for (crop, isCut) in [("{top: -0.2, bottom: -0.2}", false), ("{left: -0.2, right: -0.2}", true)] {
            let text = "word: {words: [\(word)]}"
            let whole = try Fixture.samples("{\(Self.face), text: {\(text)}}", 3)
            for (sample, plain) in zip(try samples(crop, text: text), whole) {
                let (seen, drawn) = (sample.mask.inkBounds(), plain.mask.inkBounds())
                // Edges that are covered by half or less may go, a px on each side.
                #expect(abs(seen.height - drawn.height) <= 2)
                #expect((seen.width < drawn.width - 1) == isCut)
            }
        }
    }

    @Test func aGivenHeightHoldsTheRoomAsWell() throws {
        for sample in try samples("{top: 1, bottom: 1}", "height: 48, margin: 0,") {
            #expect((44...48).contains(sample.image.height))
            let ink = sample.mask.inkBounds()
            #expect(abs(ink.height * 3 - 48) < 5, "\(ink.height)")
        }
    }

    @Test func withoutTheKeyAllOfThePageIsThePicture() throws {
        #expect(try Fixture.recipe("page: {}").page.crop == nil)
        let message = Fixture.message { _ = try Fixture.recipe("page: {crop: {top: -0.5}}") }
        #expect(message.contains("page.crop.top"), "\(message)")
    }
}
