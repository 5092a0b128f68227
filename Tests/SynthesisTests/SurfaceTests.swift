import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// Grounds besides paper: plastic, metal, board, cloth, boards to write on, plates and stickers.
@Suite struct SurfaceTests {
    /// The grounds, and their keys at their limits.
    static let surfaces = [
        "plastic", "{plastic: {tone: 0, peel: 0.3, light: 0.5, sheen: 1, seams: 1, grain: 0.3, scale: 0.25}}",
        "{plastic: {tone: 1, peel: 0, light: 0, sheen: 0, seams: 1, grain: 0, scale: 8, color: '#1020f0'}}",
        "metal", "{metal: {tone: 1, streaks: 0.4, length: 4, degrees: 180, sheen: 0.4, scratches: 64, grain: 0.3}}",
        "{metal: {tone: 0, streaks: 0, length: 2000, degrees: -180, sheen: 0, scratches: 64, grain: 0}}",
        "{metal: {degrees: 33}}", "cardboard",
        "{cardboard: {tone: 1, flutes: 0.3, pitch: 2, clouds: 0.3, fibres: 0.3, flecks: 50, grain: 0.3, scale: 0.25}}",
        "{cardboard: {tone: 0, flutes: 0, pitch: 200, degrees: -180, fibres: 0, flecks: 0, grain: 0, scale: 8}}",
        "fabric", "{fabric: {weave: plain, pitch: 2, depth: 0.6, unevenness: 1, clouds: 0.3, grain: 0.3}}",
        "{fabric: {weave: twill, pitch: 100, depth: 0.6, unevenness: 0, clouds: 0, grain: 0, tone: 0}}", "chalkboard",
        "{chalkboard: {tone: 1, dust: 0.6, wipes: 32, strength: 0.6, width: 10, rough: 0.3, grain: 0.3}}",
        "{chalkboard: {tone: 0, dust: 0, wipes: 0, width: 0.1, rough: 0, grain: 0}}", "whiteboard",
        "{whiteboard: {tone: 1, light: 0.5, sheen: 1, ghosts: 32, strength: 0.6, wipes: 32, grain: 0.3}}",
        "{whiteboard: {tone: 0, ghosts: 0, wipes: 0, grain: 0, marker: '#ff0000'}}", "plate",
        "{plate: {gap: 0.02, ends: 0.02, radius: 10, border: 2, screws: 4, band: left, stars: 1, sheen: 1, grain: 0.3}}",
        "{plate: {gap: 10, ends: 20, radius: 0, border: 0, screws: 4, band: right, stars: 1, behind: 1, tone: 0}}",
        "{plate: {band: left, gap: 0.3, stars: 1, screws: 2, behind: 0}}", "sticker",
        "{sticker: {gap: 0.02, radius: 10, border: 2, lift: 2, shadow: 1, sheen: 1, peel: 0.3, ground: 1, grain: 0.3}}",
        "{sticker: {gap: 20, radius: 0, border: 0, lift: 0, shadow: 0, tone: 0, ground: 0}}",
    ]

    private static let names = [
        "plastic", "metal", "cardboard", "fabric", "chalkboard", "whiteboard", "plate", "sticker",
    ]

    @Test(arguments: names)
    func noGroundIsLikeTheNext(name: String) throws {
        let pages = try (0..<20).map { try PaperTests.sheet(name, channels: 3, index: $0).page }
        #expect(Set(pages.map(\.pixels)).count == 20)
    }

    /// In the mean a ground is as light as it says, but for what reflects light or leaves chalk.
    @Test(arguments: [
        ("plastic: {tone: 0.7, color: '#ffffff', sheen: 0}", 0.7), ("metal: {tone: 0.7, color: '#ffffff'}", 0.7),
        ("cardboard: {tone: 0.7, color: '#ffffff'}", 0.7), ("fabric: {tone: 0.7, color: '#ffffff'}", 0.7),
        ("chalkboard: {tone: 0.3, color: '#ffffff', dust: 0, strength: 0}", 0.3),
        ("whiteboard: {tone: 0.9, color: '#ffffff', sheen: 0, strength: 0}", 0.9),
        ("plate: {tone: 0.8, color: '#ffffff', sheen: 0, gap: 10, ends: 20}", 0.8),
        ("sticker: {tone: 0.8, color: '#ffffff', sheen: 0, gap: 20}", 0.8),
    ])
    func groundsKeepTheirTone(ground: String, tone: Double) throws {
        let means = try (0..<24).map { try PaperTests.sheet("{\(ground)}", index: $0).page.mean / 255 }
        #expect(abs(means.reduce(0, +) / 24 - tone) < 0.02, "\(means.reduce(0, +) / 24)")
        #expect(means.allSatisfy { abs($0 - tone) < 0.1 }, "\(means)")
    }

    /// By default dark ink can be read on each of them, whatever the page.
    @Test(arguments: names, ["grey", "rgb"])
    func defaultsCarryDarkInk(name: String, color: String) throws {
        for height in [32, 96, 800] {
            let sample = try Fixture.sample(
                """
                text: {number: {digits: 3}}
                fonts: {faces: [DejaVu Sans], size: \(height / 2)}
                page: {width: \(height * 3), height: \(height), color: \(color)}
                paper: [\(name)]
                """)
            #expect((sample.image.width, sample.image.height) == (height * 3, height))
        }
    }

    /// Streaks run along the lines of the text, and turn with them.
    @Test func metalIsBrushedOneWay() throws {
        func change(_ page: Bitmap) -> (across: Int, down: Int) {
            var (across, down) = (0, 0)
            for y in 1..<page.height {
                for x in 1..<page.width {
                    across += abs(Int(page[x, y]) - Int(page[x - 1, y]))
                    down += abs(Int(page[x, y]) - Int(page[x, y - 1]))
                }
            }
            return (across, down)
        }
        let metal = "{metal: {degrees: 0, streaks: 0.15, scratches: 0, grain: 0}}"
        let level = change(try PaperTests.sheet(metal, width: 120, height: 120).page)
        #expect(level.down > 3 * level.across, "\(level)")
        let turned = change(
            try PaperTests.sheet(metal, width: 120, height: 120, map: .rotation(degrees: 90)).page)
        #expect(turned.across > 3 * turned.down, "\(turned)")
        let upright = change(
            try PaperTests.sheet(
                "{metal: {degrees: 90, streaks: 0.15, scratches: 0, grain: 0}}", width: 120, height: 120
            ).page)
        #expect(upright.across > 3 * upright.down, "\(upright)")
    }

    /// A plain weave repeats after two threads.
    @Test func clothRepeats() throws {
        let page = try PaperTests.sheet(
            "{fabric: {weave: plain, pitch: 6, depth: 0.5, unevenness: 0, clouds: 0, grain: 0, tone: 0.6}}", width: 96,
            height: 96
        ).page
        #expect(page.deviation > 8)
        for (x, y) in [(20, 20), (33, 41), (50, 17)] {
            #expect(abs(Int(page[x, y]) - Int(page[x + 12, y])) <= 4)
            #expect(abs(Int(page[x, y]) - Int(page[x, y + 12])) <= 4)
        }
    }

    /// What is printed on plates and stickers, and their edges, lie outside of the text's ink.
    @Test(arguments: [
        "plate: {tone: 1, color: '#ffffff', border: 2, gap: 0.12..0.3, ends: 0.12..0.5, band: left, screws: 4, sheen: 0",
        "plate: {tone: 1, color: '#ffffff', border: 0.05, band: right, screws: 2, radius: 10, sheen: 0",
        "sticker: {tone: 1, color: '#ffffff', border: 2, gap: 0.12..0.4, radius: 0, sheen: 0, peel: 0",
    ])
    func theEdgeLiesOutsideOfTheText(ground: String) throws {
        for index in 0..<12 {
            let yaml = """
                text: {number: {digits: 4..7}}
                fonts: {faces: [DejaVu Sans], size: 30}
                page: {width: 260, height: 90, margin: 20}
                geometry: [{rotation: -4..4}]
                ink: {tone: 1, contrast: 0}
                paper: [{\(ground), grain: 0}}]
                """
            // Ink that is white on a white label leaves what lies under the text to be seen.
            let sample = try Fixture.samples(yaml, index + 1)[index]
            for (place, cover) in sample.mask.pixels.enumerated() where cover > 40 {
                #expect(sample.image.pixels[place] > 235, "\(index): \(place)")
            }
            // Beyond the edge there is something else.
            #expect(sample.image.pixels.contains { $0 < 160 })
        }
    }

    @Test func aBandIsAtItsSide() throws {
        for (side, isBlue) in [("left", true), ("right", false)] {
            let page = try PaperTests.sheet(
                """
                {plate: {band: \(side), band_color: '#0000ff', stars: 0, screws: 0, border: 0, gap: 0.3, ends: 0.3,
                 behind: 0, sheen: 0, grain: 0}}
                """, width: 300, height: 80, channels: 3
            ).page
            func blue(_ columns: Range<Int>) -> Int {
                columns.count { page[$0, 40, 2] > 150 && page[$0, 40, 0] < 60 }
            }
            #expect((blue(0..<150) > 3) == isBlue && (blue(150..<300) > 3) != isBlue)
        }
    }

    static let mistakes = [
        ("{plastic: {sheen: 2}}", "paper.plastic.sheen: must lie in 0..1, got 2"),
        ("{metal: {length: 1}}", "paper.metal.length: must lie in 4..2000, got 1"),
        ("{fabric: {weave: satin}}", "paper.fabric.weave: unknown value 'satin'"),
        ("{plate: {gap: 0}}", "paper.plate.gap: must lie in 0.02..10, got 0"),
        ("{plate: {screws: 5}}", "paper.plate.screws: must lie in 0..4, got 5"),
        ("{sticker: {gap: 0}}", "paper.sticker.gap: must lie in 0.02..20, got 0"),
    ]

    @Test(arguments: mistakes)
    func aBadValueIsNamed(ground: String, text: String) {
        let message = Fixture.message { _ = try Fixture.recipe("paper: \(ground)") }
        #expect(message.contains(text), "\(message)")
    }
}
