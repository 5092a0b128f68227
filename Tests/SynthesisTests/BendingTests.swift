import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Stages that bend the sheet: what is marked on it, its paper and its boxes go the same way.
@Suite struct BendingTests {
    /// Ink that lies wholly beyond a bent page, as that of neighbouring words may, is left out.
    @Test func inkBeyondTheBentPageIsLeftOut() throws {
        let yaml = """
            {text: {number: {digits: 1..5}}, geometry: [elastic],
             sheet: [{neighbours: {above: 1, below: 1, before: 1, after: 1, space: 4..8, shift: -4..4}}]}
            """
        for sample in try Fixture.samples(yaml, 30) { #expect(sample.mask.inkSum > 0) }
    }

    /// The ends of what is called safe, and beyond.
    static let stages = [
        "elastic: {amount: 0.3, scale: 12}", "elastic: {amount: 1.5, scale: 12}", "elastic: {amount: 2, scale: 16}",
        "elastic: {amount: 8, scale: 64}", "elastic: {amount: 0.5, scale: 4}",
        "wave: {vertical: 1, period: 60}", "wave: {vertical: 4, period: 60}", "wave: {horizontal: 6, period: 90}",
        "wave: {vertical: 12, horizontal: 12, period: 60}", "wave: {vertical: 6, horizontal: 6, period: 32}",
        "barrel: 0.05", "barrel: 0.3", "barrel: 1", "barrel: -0.1", "barrel: -0.25",
        "curl: {degrees: 20, view: 10}", "curl: {degrees: -45, view: 30}", "curl: {degrees: 60, view: -60, part: 1}",
        "curl: {degrees: -60, view: 60, part: 0.1}",
    ]
    /// Of them, those whose documentation says that they are safe.
    static let safe = stages.filter {
        !["scale: 4}", "vertical: 12", "period: 32", "barrel: 1", "-0.25", "60,"].contains(where: $0.contains)
    }

    private static let extent = Rect(left: -90, top: -20, right: 90, bottom: 20)
    private static let size = (width: 260, height: 130)

    /// A stage's distortion, in the middle of a canvas.
    private func warp(_ stage: String, seed: Int) throws -> Warp {
        let recipe = try Fixture.recipe("geometry: [{\(stage)}]")
        let bending = try #require(recipe.geometry[0].value.bending)
        var chooser = Chooser(key: SampleKey(seed: UInt64(seed), split: .train, index: 0))
        var warp = Warp()
        warp.append(try #require(bending.distortion(extent: Self.extent, &chooser)))
        return warp.placed(scale: 1, at: Point(x: Double(Self.size.width) / 2, y: Double(Self.size.height) / 2))
    }

    /// Places all over the canvas and around it.
    private static let places: [Point] = (0..<400).map { number in
        let (x, y) = (number * 7919 % 3000, number * 104_729 % 1700)
        return Point(x: Double(x) / 10 - 20, y: Double(y) / 10 - 20)
    }

    @Test(arguments: stages, 0..<4)
    func sourceUndoesTarget(stage: String, seed: Int) throws {
        let warp = try warp(stage, seed: seed)
        for place in Self.places {
            let (there, here) = (warp.source(of: warp.target(of: place)), warp.target(of: warp.source(of: place)))
            #expect(max(abs(there.x - place.x), abs(there.y - place.y)) < 1e-3, "\(place)")
            #expect(max(abs(here.x - place.x), abs(here.y - place.y)) < 1e-3, "\(place)")
        }
    }

    @Test(arguments: safe, 0..<12)
    func safeStrengthsNeitherFoldNorSqueeze(stage: String, seed: Int) throws {
        let warp = try warp(stage, seed: seed)
        let step = 0.01
        for place in Self.places {
            let here = warp.target(of: place)
            let right = warp.target(of: Point(x: place.x + step, y: place.y))
            let below = warp.target(of: Point(x: place.x, y: place.y + step))
            let (across, down) = (
                SIMD2(right.x - here.x, right.y - here.y) / step, SIMD2(below.x - here.x, below.y - here.y) / step
            )
            let area: Double = across.x * down.y - across.y * down.x
            #expect((0.2...5).contains(area), "\(place)")
        }
        #expect(warp.field(width: Self.size.width, height: Self.size.height) != nil)
    }

    /// Dots in places that are known: in the mask and in the paper they are found where points go.
    @Test(arguments: stages, 0..<4)
    func marksGoWherePointsGo(stage: String, seed: Int) throws {
        let warp = try warp(stage, seed: seed)
        guard let field = warp.field(width: Self.size.width, height: Self.size.height) else { return }
        let dot = Bitmap.block(width: 3, height: 3)
        let sheet = Rect(left: 60, top: 40, right: 200, bottom: 90)
        var picture = Bitmap(width: Self.size.width, height: Self.size.height)
        var dots: [Point] = []
        for x in stride(from: sheet.left, through: sheet.right, by: 20) {
            for y in stride(from: sheet.top, through: sheet.bottom, by: 10) {
                dots.append(Point(x: x, y: y))
                _ = picture.stampInk(dot, through: .translation(x: x - 2.5, y: y - 2.5))
            }
        }
        let paper = picture.crop(
            width: Self.size.width, height: Self.size.height, through: .identity, bentBy: field)
        for place in dots {
            let target = warp.target(of: place)
            let canvas = Rect(left: 6, top: 6, right: Double(Self.size.width) - 6, bottom: Double(Self.size.height) - 6)
            guard canvas.contains(Rect(left: target.x, top: target.y, right: target.x, bottom: target.y)) else {
                continue
            }
            var mask = Bitmap(width: Self.size.width, height: Self.size.height)
            let frame = Quad(Rect(left: place.x - 2.5, top: place.y - 2.5, right: place.x + 2.5, bottom: place.y + 2.5))
            let map = Projection.translation(x: place.x - 2.5, y: place.y - 2.5)
            let lost = mask.stampInk(dot, through: map, bentBy: field, within: warp.area(frame))
            #expect(lost == 0)
            let found = try #require(mask.center(around: target, reach: 400))
            #expect(max(abs(found.x - target.x), abs(found.y - target.y)) < 0.75, "\(place): \(found), not \(target)")
            let ink = mask.inkBounds(above: 16)
            #expect(warp(frame).bounds.grown(by: 1).contains(ink), "\(place): ink in \(ink)")
            // The paper is read by the same field; neighbours lie at least 10 px away, less where it is squeezed.
            let printed = try #require(paper.center(around: target, reach: 3))
            #expect(max(abs(printed.x - target.x), abs(printed.y - target.y)) < 1, "\(place): \(printed) on paper")
        }
    }

    @Test(arguments: stages, 0..<4)
    func quadsAndAreasHoldWhatTheyHeld(stage: String, seed: Int) throws {
        let warp = try warp(stage, seed: seed)
        for width in [12.0, 160] {
            let rect = Rect(left: 50, top: 50, right: 50 + width, bottom: 80)
            let quad = warp(Quad(rect))
            let area = warp.area(Quad(rect))
            for x in stride(from: rect.left, through: rect.right, by: width / 16) {
                for y in stride(from: rect.top, through: rect.bottom, by: 2) {
                    let target = warp.target(of: Point(x: x, y: y))
                    let distance = quad.distance(to: target)
                    #expect(distance < 1, "\(x), \(y) lies \(distance) px outside of \(quad)")
                    #expect(Quad(area).distance(to: target) <= 0, "\(x), \(y) lies outside of \(area)")
                }
            }
        }
    }

    @Test(arguments: [
        "elastic: 0", "elastic: {amount: 0..0}", "wave: 0", "barrel: 0", "curl: 0", "curl: {probability: 0}",
    ])
    func nothingIsIdentity(stage: String) throws {
        let rest = "text: {number: {digits: 5}}\npaper: fibre\n"
        let plain = try Fixture.samples(rest, 4).map(Content.init)
        for (sample, expected) in zip(try Fixture.samples(rest + "geometry: [{\(stage)}]", 4), plain) {
            var found = Content(sample)
            found.choices.removeAll { $0.name.hasPrefix("geometry.") }
            #expect(found == expected)
        }
    }

    @Test(arguments: stages)
    func theSameKeyBendsTheSame(stage: String) throws {
        let yaml = "text: {number: {digits: 3..9}}\npage: {margin: 2}\ngeometry: [{\(stage)}]"
        let first = try Fixture.samples(yaml, 6)
        #expect(try Fixture.sample(yaml, 5) == first[5])
        #expect(try Fixture.sample(yaml, 0) == first[0])
        let straight = try Fixture.sample("text: {number: {digits: 3..9}}\npage: {margin: 2}")
        #expect(first[0].mask != straight.mask)
        #expect(first[0].label == straight.label)
    }

    /// Bends come last, however they stand in the list, and are drawn by their own names.
    @Test func bendsComeAfterTheRest() throws {
        func mask(_ stages: String) throws -> Bitmap { try Fixture.sample("geometry: [\(stages)]").mask }
        #expect(try mask("{rotation: 8}, wave, barrel") == mask("wave, {rotation: 8}, barrel"))
        #expect(try mask("wave, barrel") != mask("barrel, wave"))
        #expect(try mask("elastic, elastic") != mask("elastic"))
        let sample = try Fixture.sample("geometry: [elastic, {elastic: {amount: 0.1..0.2}}]")
        #expect((0.3...1.2).contains(try sample.number("geometry.elastic.amount")))
        #expect((0.1...0.2).contains(try sample.number("geometry.elastic#2.amount")))
    }

    @Test func elasticDeviatesAsItSays() throws {
        var sum = 0.0
        var count = 0
        for seed in 0..<60 {
            let warp = try warp("elastic: {amount: 2, scale: 16}", seed: seed)
            for place in Self.places.prefix(60) {
                let source = warp.source(of: place)
                let (x, y) = (source.x - place.x, source.y - place.y)
                #expect(max(abs(x), abs(y)) < 7.3)
                sum += x * x + y * y
                count += 2
            }
        }
        let deviation = (sum / Double(count)).squareRoot()
        #expect(abs(deviation - 2) < 0.15)
    }

    @Test func theCurlLiftsItsSide() throws {
        func quad(_ curl: String) throws -> Quad {
            try Fixture.sample("text: {number: {digits: 9}}\ngeometry: [{curl: {\(curl)}}]").textQuad
        }
        let (right, left) = (try quad("degrees: 40, view: 30"), try quad("degrees: -40, view: 30"))
        #expect(right.topRight.y < right.topLeft.y - 5)
        #expect(left.topLeft.y < left.topRight.y - 5)
        let (down, upright) = (try quad("degrees: 40, view: -30"), try quad("degrees: 40, view: 0"))
        #expect(down.topRight.y > down.topLeft.y + 5)
        #expect(abs(upright.topRight.y - upright.topLeft.y) < 1e-6)
        // Seen from above a rising sheet is shorter.
        let flat = try Fixture.sample("text: {number: {digits: 9}}").textQuad.bounds.width
        #expect(upright.bounds.width < 0.97 * flat)
    }

    @Test func texturesBendWithTheSheet() throws {
        let folder = try TemporaryFolder()
        let picture = Bitmap(width: 400, height: 300) { pixels in
            for i in pixels.indices {
                pixels[i] = UInt8(128 + 60 * sin(Double(i % 400) / 6) + 60 * sin(Double(i / 400) / 7))
            }
        }
        try ImageFile.write(picture, path: folder("waves.png"))
        let source = try Fixture.source("paper: {texture: {path: \(folder("waves.png")), zoom: 1, tone: 1}}")
        // The lens leaves the middle where it is, by which textures are laid.
        let warp = try warp("barrel: 0.3", seed: 0)
        let field = try #require(warp.field(width: Self.size.width, height: Self.size.height))
        func lay(_ field: WarpField?) throws -> Bitmap {
            var chooser = Chooser(key: SampleKey(seed: 1, split: .train, index: 0))
            let sheet = Sheet(width: Self.size.width, height: Self.size.height, channels: 1, field: field)
            return try source.grounds[0].stage.lay(sheet, &chooser)
        }
        let (flat, bent) = (try lay(nil), try lay(field))
        #expect(flat.distance(to: bent) > 10)
        for y in stride(from: 30, to: 100, by: 5) {
            for x in stride(from: 30, to: 230, by: 5) {
                let place = warp.source(of: Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
                let (column, row) = (Int(place.x), Int(place.y))
                guard (1..<Self.size.width - 1).contains(column), (1..<Self.size.height - 1).contains(row) else {
                    continue
                }
                #expect(abs(Int(bent[x, y]) - Int(flat[column, row])) < 24)
            }
        }
    }

    @Test func augmentedStripsKeepTheirSize() throws {
        let tree = try ConfigTree()
        let reader = try SyntheticSource(tree.recipe("mnist-augmented")).makeReader()
        for index in 0..<40 {
            let sample = try reader.sample(at: index, in: .train)
            #expect((sample.image.width, sample.image.height) == (140, 32))
            #expect(sample.rejections.isEmpty)
        }
    }
}

extension Bitmap {
    /// The middle of the ink within a square; nil where there is none.
    fileprivate func center(around place: Point, reach: Double) -> Point? {
        var (sum, x, y) = (0.0, 0.0, 0.0)
        for row in max(0, Int(place.y - reach))...min(height - 1, Int(place.y + reach)) {
            for column in max(0, Int(place.x - reach))...min(width - 1, Int(place.x + reach)) {
                let ink = Double(self[column, row])
                sum += ink
                x += ink * (Double(column) + 0.5)
                y += ink * (Double(row) + 0.5)
            }
        }
        return sum == 0 ? nil : Point(x: x / sum, y: y / sum)
    }
}
