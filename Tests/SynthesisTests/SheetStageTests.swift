import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// What the paper went through, and what else is on it.
@Suite struct SheetStageTests {
    static let stages = [
        "light", "{light: {falloff: 0.8, vignette: 0.8, patches: 0.4}}", "yellowing",
        "{yellowing: {amount: 1, edges: 1}}",
        "folds", "{folds: {count: 16, depth: 0.5, reach: 400, wear: 1, degrees: -90..90}}", "creases",
        "{creases: {count: 200, length: 2000}}", "crumple", "{crumple: {depth: 0.4, size: 6}}",
        "{crumple: {size: 1000}}", "stains", "{stains: {count: 64, size: 1..2000}}", "rings",
        "{rings: {count: 16, size: 4..4000}}",
        "dirt", "{dirt: {specks: 100, size: 32, speckle: 200, hairs: 32, smudges: 1}}", "rules",
        "{rules: {pitch: 0.3, margin: 1, thickness: 32}}", "grid", "{grid: {pitch: 0.1, major: 5}}",
        "{table: {sides: all, through: 1}}", "{table: {sides: above, above: -2, thickness: 0.2}}", "table",
        "form", "{form: {cells: 64, gap: 10, fill: 1}}", "{form: {gap: -1}}", "show_through",
        "{show_through: {lines: 16, blur: 16, leading: 0.5}}", "neighbours",
        "{neighbours: {above: 1, below: 1, before: 1, after: 1, shift: -4..4}}", "edges",
        "{edges: {sides: 4, depth: 400, torn: 1, tilt: 20}}", "{edges: {sides: 4, torn: 0, shadow: 1, ground: 0}}",
    ]

    @Test(arguments: stages, ["grey", "rgb"])
    func anySheetIsTreated(stage: String, color: String) throws {
        let source = try Fixture.source("{paper: {plain: 0.8}, sheet: [\(stage)], page: {color: \(color)}}")
        let again = try Fixture.source("{paper: {plain: 0.8}, sheet: [\(stage)], page: {color: \(color)}}")
        for (width, height) in [(1, 1), (2, 90), (90, 2), (7, 5), (120, 60)] {
            for index in 0..<2 {
                let page = try source.paper(width: width, height: height, index: index)
                #expect((page.width, page.height, page.channels) == (width, height, color == "grey" ? 1 : 3))
                #expect(try again.paper(width: width, height: height, index: index) == page)
            }
        }
    }

    /// By default no stage blackens the sheet, each leaves a trace, and a stage that does not happen leaves none.
    @Test(arguments: SheetStages.members.map { $0.name }.filter { $0 != "texture" })
    func defaultsAreMild(stage: String) throws {
        let source = try Fixture.source("{paper: {plain: 0.9}, sheet: [\(stage)]}")
        let blank = try Fixture.source("{paper: {plain: 0.9}, sheet: [{\(stage): {probability: 0}}]}")
        var changed = 0
        for index in 0..<12 {
            let page = try source.paper(width: 250, height: 64, index: index)
            #expect((0.62...0.97).contains(page.mean / 255), "\(stage) \(index): \(page.mean / 255)")
            let plain = try blank.paper(width: 250, height: 64, index: index)
            #expect(plain.pixels.allSatisfy { $0 == 230 })
            if page != plain { changed += 1 }
        }
        #expect(changed >= 8)
    }

    private static let base = """
        text: {number: {digits: 3..6}}
        fonts: {faces: [Liberation Serif, DejaVu Sans], size: 20..32}
        page: {width: 220, height: 60, margin: 6..12, x: 0..1}
        geometry: [{rotation: -4..4}, {elastic: {amount: 0.5, scale: 16, probability: 0.5}}]
        ink: {tone: 0..0.3}
        camera: [{noise: {probability: 0.3}}]

        """

    /// A stage changes the picture alone: no label, no box, no mask, no choice that was there without it.
    @Test(arguments: SheetStages.members.map { $0.name }.filter { $0 != "texture" })
    func aStageChangesNothingElse(stage: String) throws {
        let plain = try Fixture.samples(Self.base + "paper: fibre", 6)
        let treated = try Fixture.samples(Self.base + "paper: fibre\nsheet: [\(stage)]", 6)
        for (plain, treated) in zip(plain, treated) {
            #expect(plain.label == treated.label && plain.mask == treated.mask)
            #expect(plain.textQuad == treated.textQuad && plain.characters == treated.characters)
            #expect(treated.choices.filter { !$0.name.hasPrefix("sheet.") } == plain.choices)
        }
        #expect(zip(plain, treated).contains { $0.image != $1.image })
    }

    @Test func aSecondStageLeavesTheFirstAsItWas() throws {
        let one = try Fixture.samples(Self.base + "sheet: [{folds: {wear: 0}}, {folds: {wear: 0}}]", 4)
        let two = try Fixture.samples(Self.base + "sheet: [{folds: {wear: 0}}, rules, {folds: {wear: 0}}, dirt]", 4)
        for (one, two) in zip(one, two) {
            #expect(
                two.choices.filter { $0.name.hasPrefix("sheet.folds") }
                    == one.choices.filter { $0.name.hasPrefix("sheet.") })
        }
    }

    /// The lightness of each row's middle.
    private func rows(_ page: Bitmap, _ columns: Range<Int>) -> [Double] {
        (0..<page.height).map { y in Double(columns.reduce(0) { $0 + Int(page[$1, y]) }) / Double(columns.count) }
    }

    @Test(arguments: [0, 0.2, -0.2])
    func aRuleLiesByTheBaseline(offset: Double) throws {
        let yaml = """
            {text: {number: {value: 1144..1144}}, fonts: {faces: [Liberation Serif], size: 40}, page: {margin: 20},
             ink: {opacity: 0, contrast: 0}, sheet: [{rules: {offset: \(offset), pitch: 20, strength: 1, thickness: 2}}]}
            """
        let sample = try Fixture.sample(yaml)
        let lightness = rows(sample.image, 10..<60)
        let darkest = try #require(lightness.indices.min { lightness[$0] < lightness[$1] })
        let baseline = sample.textQuad.bounds.bottom
        #expect(abs(Double(darkest) + 0.5 - (baseline + offset * 40)) < 1.6)
    }

    @Test func rulesGoThroughTheGeometry() throws {
        let sheet = "sheet: [{rules: {offset: 0, pitch: 20, strength: 1, thickness: 2, margin: 0, color: '#000000'}}]"
        let yaml = "{ink: {opacity: 0, contrast: 0}, geometry: {rotation: 90}, page: {margin: 20}, \(sheet)}"
        let page = try Fixture.sample(yaml).image
        // Upright now: each row has its dark column, the same for all.
        let columns = (0..<page.height).map { y in
            (0..<page.width).min { page[$0, y] < page[$1, y] } ?? 0
        }
        #expect(Set(columns).count <= 2)
        #expect((0..<page.height).allSatisfy { page[columns[$0], $0] < 160 })
    }

    /// Other texts keep clear of the text, and are seen in the margins.
    @Test(arguments: [
        "neighbours: {above: 1, below: 1, before: 1, after: 1}", "edges: {sides: 4, depth: 3..30, tilt: -9..9}",
    ])
    func theTextsOwnPlaceStaysFree(stage: String) throws {
        let base = Self.base.replacing("camera: [{noise: {probability: 0.3}}]", with: "") + "paper: {plain: 0.9}\n"
        let plain = try Fixture.samples(base, 12)
        let treated = try Fixture.samples(base + "sheet: [{\(stage)}]", 12)
        var seen = 0
        for (plain, treated) in zip(plain, treated) {
            for (number, ink) in plain.mask.pixels.enumerated() where ink > 0 {
                #expect(plain.image.pixels[number] == treated.image.pixels[number])
            }
            if plain.image != treated.image { seen += 1 }
        }
        #expect(seen >= 8)
    }

    /// Letters that shine through are mirrored: an L has its stem on the right.
    @Test func whatShinesThroughIsMirrored() throws {
        let yaml = """
            {text: {pattern: {form: 'L'}}, fonts: {faces: [DejaVu Sans], size: 40}, ink: {tone: 0},
             sheet: [{show_through: {lines: 1, strength: 1, blur: 0}}]}
            """
        let source = try Fixture.source(yaml)
        let shares = try (0..<12).compactMap { index -> Double? in
            var ink = try source.paper(width: 300, height: 160, index: index)
            ink.invert()
            let box = ink.inkBounds(above: 40)
            guard box.width > 15, box.left > 0, box.right < 300, box.top > 0, box.bottom < 160 else { return nil }
            let upper = Int(box.top + box.height / 3)
            let xs = (Int(box.left)..<Int(box.right)).filter { ink[$0, upper] > 128 }
            let middle = Double(xs.reduce(0, +)) / Double(max(1, xs.count))
            return (middle - box.left) / box.width
        }
        #expect(shares.count >= 6 && shares.allSatisfy { $0 > 0.6 }, "\(shares)")
    }

    @Test func aNeighbourIsAnotherText() throws {
        let yaml = """
            {samples: {train: 40}, text: {number: {digits: 1, mode: unique}}, fonts: {faces: [DejaVu Sans], size: 20},
             sheet: [{neighbours: {above: 1, below: 1}}, show_through]}
            """
        // Counted labels have no more than ten; neighbours are drawn among the same.
        let source = try Fixture.source(yaml.replacing("train: 40", with: "train: 10, val: 0, test: 0"))
        let reader = try source.makeReader()
        #expect(Set(try (0..<10).map { try reader.sample(at: $0, in: .train).label }).count == 10)
    }

    /// The least contrast holds where the sheet is darkest, not only in the mean.
    @Test(arguments: [
        "{stains: {count: 3, strength: 0.6, size: 30..60}}", "{rings: {count: 2, strength: 0.6}}",
        "{table: {through: 1}}",
        "{form: {fill: 0.4}}", "{light: {falloff: 0.5}}", "{rules: {offset: -0.2, strength: 0.8}}",
    ])
    func textStaysLegible(stage: String) throws {
        let base = """
            {text: {number: {digits: 8}}, fonts: {faces: [DejaVu Sans], size: 24}, page: {width: 200, height: 40},
             paper: {plain: 0.9}, sheet: [\(stage)],
            """
        let printed = try Fixture.samples(base + "ink: {tone: 0.7, contrast: 0.3}}", 20)
        let blank = try Fixture.samples(base + "ink: {opacity: 0, contrast: 0}}", 20)
        for (printed, blank) in zip(printed, blank) {
            for character in printed.characters {
                let box = character.quad.bounds
                var (difference, count) = (0, 0)
                for y in max(0, Int(box.top))..<min(40, Int(box.bottom) + 1) {
                    for x in max(0, Int(box.left))..<min(200, Int(box.right) + 1) where printed.mask[x, y] == 255 {
                        difference += Int(blank.image[x, y]) - Int(printed.image[x, y])
                        count += 1
                    }
                }
                guard count > 8 else { continue }
                let contrast = Double(difference) / Double(count) / 255
                #expect(contrast > 0.24, "\(printed.key.index): '\(character.text)' has a contrast of \(contrast)")
            }
        }
    }

    @Test func aPictureLeavesTheMean() throws {
        let folder = try TemporaryFolder()
        try ImageFile.write(Bitmap.scene(width: 100, height: 80, channels: 3), path: folder("a.png"))
        let yaml = "{paper: {plain: 0.6}, sheet: [{texture: {path: \(folder.path), strength: 0.5}}]}"
        for index in 0..<6 {
            let page = try Fixture.source(yaml).paper(width: 90, height: 60, index: index)
            #expect(abs(page.mean - 153) < 2 && page.deviation > 3)
        }
        #expect(try Fixture.source(yaml).backgrounds.map(\.name) == ["a.png"])
    }
}
