import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Light, and what gets in its way.
@Suite struct CameraLightTests {
    @Test(arguments: [-6, -2, -0.5, 1, 6])
    func aStopDoublesTheLight(stops: Double) throws {
        let ramp = Bitmap(width: 256, height: 1, pixels: (0...255).map { UInt8($0) })
        let changed = try CameraTests.expose("{exposure: \(stops)}", ramp)
        #expect(changed[0, 0] == 0)
        for value in 1..<256 {
            // Light is the value to the power of 2.2: each stop multiplies it by 2.
            let expected = min(255, Double(value) * pow(2, stops / 2.2))
            #expect(abs(Double(changed[value, 0]) - expected) <= 0.501)
        }
        let doubled = try CameraTests.expose("{exposure: 1}", ramp)
        #expect(abs(Int(doubled[100, 0]) - 137) <= 1)
    }

    @Test func colourTemperatureMovesRedAndBlueApart() throws {
        let grey = Bitmap(width: 8, height: 8, channels: 3, filledWith: 140)
        var last = -200
        for kelvin in [15000, 9000, 6500, 5000, 3500, 2500] {
            let seen = try CameraTests.expose("{white_balance: {kelvin: \(kelvin), tint: 0}}", grey)
            let (red, green, blue) = (Int(seen[3, 3, 0]), Int(seen[3, 3, 1]), Int(seen[3, 3, 2]))
            #expect(red - blue > last)
            #expect(kelvin == 6500 ? red == 140 && blue == 140 : (red > 140) != (blue > 140))
            #expect(abs(0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue) - 140) < 1.5)
            last = red - blue
        }
        let magenta = try CameraTests.expose("{white_balance: {kelvin: 6500, tint: 1}}", grey)
        #expect(magenta[0, 0, 1] < 130 && magenta[0, 0, 0] > 140 && magenta[0, 0, 2] > 140)
        let page = Bitmap.scene(width: 20, height: 9, channels: 1)
        #expect(try CameraTests.expose("{white_balance: {kelvin: 2500, tint: 1}}", page) == page)
    }

    @Test(arguments: [0, 90, 180, 270])
    func aShadowDarkensOneSide(degrees: Int) throws {
        let flat = Bitmap(width: 100, height: 80, filledWith: 200)
        let stage = "{cast_shadow: {strength: 0.5, softness: 10, place: 0.5, degrees: \(degrees), bend: 0}}"
        let shaded = try CameraTests.expose(stage, flat)
        let corners = [(99, 40), (50, 79), (0, 40), (50, 0)]
        let dark = corners[degrees / 90], light = corners[(degrees / 90 + 2) % 4]
        #expect(abs(Int(shaded[dark.0, dark.1]) - 100) <= 2)
        #expect(shaded[light.0, light.1] == 200)
        #expect(shaded.pixels.allSatisfy { $0 <= 200 && $0 >= 98 })
        // On colour it is bluish.
        let color = try CameraTests.expose(stage, flat.rgb)
        #expect(color[dark.0, dark.1, 2] > color[dark.0, dark.1, 0])
    }

    @Test(arguments: [1, 3])
    func glareIsBrightestInItsMiddle(channels: Int) throws {
        let flat = Bitmap(width: 121, height: 81, channels: channels, filledWith: 100)
        let stage = "{glare: {strength: 0.8, radius: 20, x: 0.5, y: 0.5, stretch: 2, degrees: 0}}"
        let lit = try CameraTests.expose(stage, flat)
        #expect(lit[60, 40] > 215)
        for x in 60..<120 { #expect(lit[x + 1, 40] <= lit[x, 40]) }
        #expect(lit[60, 40 + 21] == 100 && lit[60 + 30, 40, channels - 1] > 100)
        #expect(lit.pixels.allSatisfy { $0 >= 100 })
    }

    private static func samples(_ camera: String, _ count: Int) throws -> [Sample] {
        try Fixture.samples(
            """
            text: {number: {digits: 6}}
            fonts: {faces: [DejaVu Sans], size: 30}
            page: {width: 180, height: 48, color: rgb}
            ink: {tone: 0}
            camera: [\(camera)]
            """, count)
    }

    @Test(arguments: [0.1, 0.35, 0.6])
    func glareLeavesTheTextItsShareOfContrast(loss: Double) throws {
        let plain = try Self.samples("", 8)
        let lit = try Self.samples("{glare: {strength: 1, radius: 60..400, loss: \(loss)}}", 8)
        for (plain, lit) in zip(plain, lit) {
            var (gained, room) = (0.0, 0.0)
            for (place, cover) in plain.mask.pixels.enumerated() where cover > 0 {
                let before = Double(plain.image.pixels[3 * place])
                gained += Double(cover) * (Double(lit.image.pixels[3 * place]) - before)
                room += Double(cover) * (255 - before)
            }
            #expect(gained / room <= loss + 0.02)
        }
    }

    @Test(arguments: [(8, 0), (20, 0), (12, 90)])
    func moireRepeatsAfterItsPeriod(period: Int, degrees: Int) throws {
        let flat = Bitmap(width: 120, height: 120, filledWith: 128)
        let stage = "{moire: {strength: 0.4, period: \(period), degrees: \(degrees), bend: 0}}"
        let bands = try CameraTests.expose(stage, flat)
        func value(_ along: Int, _ across: Int) -> Int {
            Int(degrees == 0 ? bands[along, across] : bands[across, along])
        }
        for along in 0..<60 {
            for across in stride(from: 0, to: 120, by: 7) {
                #expect(abs(value(along, across) - value(along + period, across)) <= 2)
                // Half a period on, what was above is below.
                #expect(abs(value(along, across) + value(along + period / 2, across) - 256) <= 2)
            }
        }
        #expect(bands.deviation > 10 && abs(bands.mean - 128) < 3)
    }

    @Test func moireHasColoursWhereItMay() throws {
        let flat = Bitmap(width: 60, height: 40, channels: 3, filledWith: 128)
        let grey = try CameraTests.expose("{moire: {strength: 0.2, colors: 0}}", flat)
        #expect(grey == grey.grey.rgb)
        let colored = try CameraTests.expose("{moire: {strength: 0.2, colors: 0.3}}", flat)
        #expect(colored != colored.grey.rgb)
    }

    @Test(arguments: ["finger", "pen", "sticker", "block"], [0.02, 0.1, 0.3])
    func nothingCoversMoreInkThanItMay(kind: String, most: Double) throws {
        let plain = try Self.samples("", 20)
        let stage =
            "{occlusion: {kind: \(kind), most: \(most), size: 10..30, depth: 0.5..1, shadow: 0, color: '#00ff00'}}"
        let covered = try Self.samples(stage, 20)
        var (seen, hidden) = (0, 0)
        for (plain, covered) in zip(plain, covered) {
            var (all, lost) = (0, 0)
            for (place, cover) in plain.mask.pixels.enumerated() where cover > 0 {
                all += Int(cover)
                // Green where ink was black.
                lost += Int(cover) * Int(covered.image.pixels[3 * place + 1]) / 255
                lost -= Int(cover) * Int(plain.image.pixels[3 * place + 1]) / 255
            }
            let share = Double(max(0, lost)) / Double(all)
            #expect(share <= most + 0.02, "\(covered.key.index): \(share)")
            #expect(try covered.number("camera.occlusion.covered") <= most)
            if plain.image != covered.image { seen += 1 }
            if share > 0.005 { hidden += 1 }
        }
        #expect(seen >= 12 && hidden >= 2, "\(seen) seen, \(hidden) over the text")
    }

    /// A tenth of the ink of twelve digits is more than one of them.
    @Test(arguments: ["finger", "pen", "sticker", "block"]) func noLetterIsHidden(kind: String) throws {
        func samples(_ stage: String) throws -> [Sample] {
            try Fixture.samples("{text: {number: {digits: 12}}, fonts: {size: 20}, camera: [\(stage)]}", 80)
        }
        let plain = try samples("")
        let covered = try samples("{occlusion: {kind: \(kind), size: 8..20, shadow: 0, color: '#ffffff'}}")
        var worst = 0.0
        for (plain, covered) in zip(plain, covered) {
            for character in plain.characters {
                let box = character.quad.bounds
                var (all, lost) = (0, 0)
                for y in max(0, Int(box.top))..<min(plain.image.height, Int(box.bottom) + 1) {
                    for x in max(0, Int(box.left))..<min(plain.image.width, Int(box.right) + 1)
                    where plain.mask[x, y] > 0 {
                        all += Int(plain.mask[x, y])
                        let whiter = max(0, Int(covered.image[x, y]) - Int(plain.image[x, y]))
                        lost += Int(plain.mask[x, y]) * whiter / max(1, 255 - Int(plain.image[x, y]))
                    }
                }
                worst = max(worst, Double(lost) / Double(max(1, all)))
            }
        }
        #expect(worst > 0.1 && worst < 0.4, "\(worst)")
    }

    @Test func aShadowFallsBesideAFinger() throws {
        let flat = Bitmap(width: 160, height: 80, filledWith: 230)
        let stage = "{occlusion: {kind: finger, size: 20, depth: 0.6, most: 1, shadow: "
        let bare = try CameraTests.expose(stage + "0}}", flat)
        let shaded = try CameraTests.expose(stage + "0.5}}", flat)
        #expect(shaded.mean < bare.mean - 1)
        #expect(zip(bare.pixels, shaded.pixels).allSatisfy { $0 >= $1 })
    }
}
