import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What lies over the text: scratches, dust, grease, water, tape, reflections.
@Suite struct CameraWearTests {
    /// The stages at their limits.
    static let stages = [
        "{scratches: {count: 64, lines: 20, length: 8000, width: 16, strength: 1, dark: 1, glint: 1, spread: 90}}",
        "{scratches: {count: 3, lines: 200, length: 2, width: 0.1, strength: 0, dark: 0, glint: 0, spread: 0}}",
        "{dust: {specks: 100, size: 32, fibres: 64, length: 2000, light: 1, strength: 1, softness: 16}}",
        "{dust: {specks: 0, size: 0.1, fibres: 64, length: 1, light: 0, softness: 0}}",
        "{fingerprint: {count: 16, size: 4000, pitch: 2, strength: 1, x: 1.5, y: -0.5, degrees: 180}}",
        "{fingerprint: {size: 4, pitch: 200, x: -0.5, y: 1.5, degrees: -180}}",
        "{drops: {count: 40, size: 1..1000, refraction: 0.8, shade: 0.8, highlight: 1}}",
        "{drops: {count: 500, size: 1, refraction: 0, shade: 0, highlight: 0}}",
        "{water_marks: {count: 64, size: 1..4000, width: 0.5..200, strength: 1, haze: 1, color: '#ffffff'}}",
        "{tape: {width: 4, place: 1, degrees: 180, ends: 1, yellow: 1, haze: 0.8, shine: 1, wrinkles: 64, edges: 1}}",
        "{tape: {width: 0.02, place: 0, degrees: -180, ends: 1, wrinkles: 64}}", "{tape: {width: 0.5, ends: 0}}",
        "{reflection: {kind: window, strength: 1, size: 20, x: 1.5, y: -0.5, degrees: 180, softness: 64, loss: 1}}",
        "{reflection: {kind: window, size: 0.05, x: -0.5, y: 1.5, degrees: -180, softness: 0}}",
        "{reflection: {kind: bands, strength: 1, size: 20, degrees: 90, softness: 0, loss: 1}}",
        "{reflection: {kind: bands, size: 0.05}}",
    ]

    private static func samples(_ camera: String, _ count: Int, ink: Double = 0.1) throws -> [Sample] {
        try Fixture.samples(
            """
            text: {number: {digits: 6}}
            fonts: {faces: [DejaVu Sans], size: 30}
            page: {width: 200, height: 48, color: rgb}
            paper: {plain: 0.9}
            ink: {tone: \(ink), contrast: 0}
            camera: [\(camera)]
            """, count)
    }

    /// The text's contrast: what full ink is darker than what has none, grey levels.
    private static func contrast(_ sample: Sample) -> Double {
        let grey = sample.image.grey
        var (ink, inks, paper, papers) = (0, 0, 0, 0)
        for (place, cover) in sample.mask.pixels.enumerated() {
            if cover == 255 {
                ink += Int(grey.pixels[place])
                inks += 1
            } else if cover == 0 {
                paper += Int(grey.pixels[place])
                papers += 1
            }
        }
        return Double(paper) / Double(max(1, papers)) - Double(ink) / Double(max(1, inks))
    }

    /// By default the text keeps most of its contrast, in each picture.
    @Test(arguments: ["scratches", "dust", "fingerprint", "drops", "water_marks", "tape", "reflection"])
    func mostOfTheContrastIsLeft(stage: String) throws {
        let plain = try Self.samples("", 40)
        let worn = try Self.samples(stage, 40)
        for (plain, worn) in zip(plain, worn) {
            let left = Self.contrast(worn) / Self.contrast(plain)
            #expect(left > 0.55, "\(stage) \(worn.key.index): \(left)")
        }
    }

    @Test func scratchesHideInkAndAreThin() throws {
        let black = Bitmap(width: 200, height: 60, filledWith: 20)
        for index in 0..<8 {
            let stage = "{scratches: {count: 2, strength: 0.6, dark: 0, glint: 0}}"
            let worn = try CameraTests.expose(stage, black, index: index)
            #expect(worn.pixels.allSatisfy { $0 >= 20 && $0 <= 160 })
            #expect(worn.pixels.count { $0 > 40 } < worn.pixels.count / 4)
        }
    }

    @Test(arguments: [(0.0, 1.0), (1.0, 0.0)])
    func dustIsLightOrDark(light: Double, dark: Double) throws {
        let grey = Bitmap(width: 120, height: 80, filledWith: 128)
        let worn = try CameraTests.expose("{dust: {specks: 5, light: \(light), strength: 0.8}}", grey)
        #expect(worn.pixels.contains { light > 0 ? $0 > 160 : $0 < 96 })
        #expect(worn.pixels.allSatisfy { light > 0 ? $0 >= 128 : $0 <= 128 })
    }

    /// Ridges lie a pitch apart: across the print there are about as many maxima as its width has pitches.
    @Test(arguments: [3.0, 5.0])
    func aPrintHasRidges(pitch: Double) throws {
        let black = Bitmap(width: 160, height: 160, filledWith: 0)
        let stage = "{fingerprint: {size: 70, pitch: \(pitch), strength: 1, x: 0.5, y: 0.5, degrees: 0}}"
        var peaks = 0
        for index in 0..<6 {
            let worn = try CameraTests.expose(stage, black, index: index)
            #expect(worn[2, 2] == 0 && worn[157, 157] == 0)
            // Above the core arches cross the middle column.
            for y in 14..<60 where worn[80, y] > worn[80, y - 1] && worn[80, y] >= worn[80, y + 1] { peaks += 1 }
        }
        let expected = 6 * 46 / pitch
        #expect(Double(peaks) > 0.6 * expected && Double(peaks) < 1.7 * expected, "\(peaks), \(expected)")
    }

    /// A drop enlarges what lies below its middle and leaves what lies beside it alone.
    @Test func dropsEnlarge() throws {
        let stripes = Bitmap(
            width: 120, height: 120, fill: { p in for i in p.indices { p[i] = i % 120 / 4 % 2 == 0 ? 60 : 200 } })
        let stage = "{drops: {count: 1, size: 30, refraction: 0.5, shade: 0, highlight: 0}}"
        var changed = 0
        for index in 0..<6 {
            let worn = try CameraTests.expose(stage, stripes, index: index)
            changed += worn.pixels.indices.count { worn.pixels[$0] != stripes.pixels[$0] }
            #expect(worn.pixels.allSatisfy { $0 >= 60 && $0 <= 200 })
        }
        #expect(changed > 1500 && changed < 6 * 120 * 120 / 2)
    }

    @Test func tapeColoursWhatItCovers() throws {
        let page = Bitmap(width: 200, height: 60, channels: 3, filledWith: 220)
        let stage = """
            {tape: {width: 0.5, place: 0.5, degrees: 0, ends: 0, yellow: 0.5, haze: 0, shine: 0, wrinkles: 0, edges: 0}}
            """
        let worn = try CameraTests.expose(stage, page)
        #expect(worn[100, 30, 2] < worn[100, 30, 1] && worn[100, 30, 1] < worn[100, 30, 0])
        #expect(worn[100, 3] == 220 && worn[100, 56] == 220)
    }

    @Test(arguments: [0.1, 0.3])
    func aReflectionLeavesTheTextItsShareOfContrast(loss: Double) throws {
        let plain = try Self.samples("", 12)
        for kind in ["window", "bands"] {
            let worn = try Self.samples(
                "{reflection: {kind: \(kind), strength: 1, size: 4, softness: 0, loss: \(loss)}}", 12)
            for (plain, worn) in zip(plain, worn) {
                var (before, after, inks) = (0.0, 0.0, 0.0)
                for (place, cover) in plain.mask.pixels.enumerated() where cover > 0 {
                    let share = Double(cover)
                    before += share * Double(plain.image.pixels[3 * place + 2])
                    after += share * Double(worn.image.pixels[3 * place + 2])
                    inks += share
                }
                let gained = (after - before) / (255 * inks - before)
                #expect(gained < loss + 0.03, "\(kind): \(gained)")
            }
        }
    }
}
