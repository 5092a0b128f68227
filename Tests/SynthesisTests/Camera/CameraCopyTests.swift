import Imaging
import Samples
import Testing

@testable import Synthesis

/// Codecs, printers, scanners and copiers.
@Suite struct CameraCopyTests {
    @Test(arguments: [1, 3])
    func aLowerWebPQualityIsFartherFromThePicture(channels: Int) throws {
        let picture = Bitmap.scene(width: 97, height: 63, channels: channels)
        let errors = try [100, 80, 60, 40, 20, 0].map {
            picture.distance(to: try CameraTests.expose("{webp: \($0)}", picture))
        }
        #expect(errors == errors.sorted())
        #expect(errors[0] < (channels == 1 ? 3 : 8) && errors[5] > 1.5 * errors[0])
        let flat = Bitmap(width: 30, height: 30, channels: channels, filledWith: 200)
        #expect(try CameraTests.expose("{webp: 50}", flat).distance(to: flat) < 4)
    }

    @Test func webPSmoothsFineGrainAway() throws {
        let flat = Bitmap(width: 96, height: 64, filledWith: 150)
        let grain = try CameraTests.expose("{noise: 0.02}", flat)
        #expect(try CameraTests.expose("{webp: 10}", grain).deviation < grain.deviation * 0.6)
    }

    @Test(arguments: ["ordered", "diffusion"], [2, 3, 8])
    func ditheringKeepsTheMeanInAFewLevels(kind: String, levels: Int) throws {
        for value in stride(from: 0, through: 255, by: 17) {
            let flat = Bitmap(width: 64, height: 64, channels: 3, filledWith: UInt8(value))
            let seen = try CameraTests.expose("{dither: {kind: \(kind), levels: \(levels)}}", flat)
            #expect(Set(seen.pixels).count <= 2)
            let allowed = (0..<levels).map { UInt8(($0 * 255 + (levels - 1) / 2) / (levels - 1)) }
            #expect(seen.pixels.allSatisfy(allowed.contains))
            #expect(abs(seen.mean - Double(value)) < (kind == "ordered" ? 2.5 / Double(levels - 1) + 1 : 2))
        }
    }

    private static func sample(_ camera: String, _ index: Int, color: String = "grey") throws -> Sample {
        try Fixture.sample(
            """
            text: {number: {digits: 6}}
            fonts: {faces: [DejaVu Sans], size: 30}
            page: {width: 180, height: 48, color: \(color)}
            paper: {fibre: {tone: 0.85, light: 0.2}}
            camera: [\(camera)]
            """, index)
    }

    @Test(arguments: ["grey", "rgb"])
    func binarizingSeparatesInkFromPaper(color: String) throws {
        for index in 0..<4 {
            let sample = try Self.sample("{binarize: {window: 31, bias: 0.2}}", index, color: color)
            #expect(Set(sample.image.pixels) == [0, 255])
            #expect(sample.image == (color == "rgb" ? sample.image.grey.rgb : sample.image.grey))
            let (mask, image) = (sample.mask.pixels, sample.image.grey.pixels)
            let wrong = mask.indices.count { (mask[$0] == 255 && image[$0] != 0) || (mask[$0] == 0 && image[$0] == 0) }
            #expect(wrong < mask.count / 50)
        }
    }

    @Test func binarizingMoreStrictlyLeavesLessInk() throws {
        let picture = Bitmap.scene(width: 90, height: 60, channels: 1)
        let means = try [-0.3, 0, 0.1, 0.3, 0.6].map {
            try CameraTests.expose("{binarize: {window: 15, bias: \($0)}}", picture).mean
        }
        #expect(means == means.sorted() && means[0] < means[4])
    }

    @Test(arguments: [0.05, 0.3, 1], [1, 3])
    func aFaxLosesItsShareOfRows(share: Double, thickness: Int) throws {
        let picture = Bitmap.scene(width: 40, height: 900, channels: 1)
        func lost(_ repeated: Int) throws -> (Bitmap, rows: [Int]) {
            let stage = "{fax_lines: {share: \(share), thickness: \(thickness), repeated: \(repeated), part: 1}}"
            let fax = try CameraTests.expose(stage, picture)
            return (fax, (0..<900).filter { y in (0..<40).contains { fax[$0, y] != picture[$0, y] } })
        }
        let (blank, blankRows) = try lost(0)
        #expect(abs(Double(blankRows.count) / 900 - share) < 0.06)
        #expect(blankRows.allSatisfy { y in (0..<40).allSatisfy { blank[$0, y] == 255 } })
        let (doubled, doubledRows) = try lost(1)
        #expect(
            doubledRows.filter { $0 > 0 }.allSatisfy { y in (0..<40).allSatisfy { doubled[$0, y] == doubled[$0, y - 1] }
            })
    }

    @Test func aFaxMayLosePartsOfRows() throws {
        let picture = Bitmap(width: 100, height: 200, channels: 3, filledWith: 40)
        let fax = try CameraTests.expose("{fax_lines: {share: 0.5, repeated: 0, part: 0.25, tone: 0.5}}", picture)
        for y in 0..<200 {
            let lost = (0..<100).filter { fax[$0, y, 1] != 40 }
            #expect(lost.isEmpty || lost.count == 25 && lost[24] - lost[0] == 24)
        }
    }

    @Test func copiesHaveNoColours() throws {
        for generations in [0, 1, 3, 6] {
            let sample = try Self.sample(
                "{photocopy: {generations: \(generations), contrast: 0.5, speckle: 0, wear: 0.1}}", 1, color: "rgb")
            if generations > 0 { #expect(sample.image == sample.image.grey.rgb) }
        }
        let clean = try Self.sample("{photocopy: {generations: 3, speckle: 0, wear: 0.2}}", 2)
        let dirty = try Self.sample("{photocopy: {generations: 3, speckle: 20, wear: 0.2}}", 2)
        #expect(dirty.image.distance(to: clean.image) > 1)
    }
}
