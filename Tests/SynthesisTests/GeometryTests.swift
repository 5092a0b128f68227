import Imaging
import Samples
import Testing

@testable import Synthesis

/// Whatever the geometry: no ink is lost, boxes hold their ink, and margins stay free.
@Suite struct GeometryTests {
    /// A recipe that is hard to place, on a canvas of its own.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let yaml: String
        let page: String
        /// How far the ink's sum may be off: what is seen much smaller at one end is sampled more coarsely there.
        let tolerance: Double
        /// How far a box may leave the text's quad, and the image, px: bent boxes are held by straight lines.
        let slack: Double

        init(_ name: String, page: String, tolerance: Double = 0.02, slack: Double = 0.01, _ yaml: String) {
            testDescription = name
            self.yaml = yaml
            self.page = page
            self.tolerance = tolerance
            self.slack = slack
        }

        /// The recipe on the case's page, or on another that gives the ink more room.
        func recipe(page: String? = nil) -> String {
            """
            fonts: {faces: [Liberation Serif, DejaVu Sans Mono, EB Garamond, Dancing Script], size: 14..40}
            page: \(page ?? self.page)
            \(yaml)
            """
        }
    }

    static let hard =
        "text: {number: {digits: 1..9, decimals: 0..2, thousands: ' ', prefix: ['', '€ '], negative: 0.3}}\n"
    static let cases = [
        Case("fitted, straight", page: "{margin: 0}", hard),
        Case("fitted, turned by 45", page: "{margin: 0..6}", hard + "geometry: {rotation: -45..45}"),
        Case("fitted, turned over", page: "{margin: 1}", hard + "geometry: {rotation: 90..180}"),
        Case(
            "fitted, seen from the side", page: "{margin: 0..3}", tolerance: 0.08,
            hard + "geometry: {perspective: {x: -0.6..0.6, y: -0.6..0.6}}"),
        Case(
            "fitted, leaning", page: "{margin: 0}",
            hard + "type: {slant: -45..45}\ngeometry: {shear: {horizontal: -40..40, vertical: -20..20}}"),
        Case(
            "fitted, restless", page: "{margin: 0}",
            hard + "type: {jitter: {baseline: -0.3..0.3, spacing: -0.2..0.2, size: -0.4..0.4, rotation: -45..45}}"),
        Case("fitted, tight and wide", page: "{margin: 2}", hard + "type: {tracking: -0.4..0.6}"),
        Case("fitted, bent", page: "{margin: 0}", hard + "type: {arc: -150..150}"),
        Case(
            "fitted, wavy", page: "{margin: 0..2}", tolerance: 0.03,
            hard + "type: {wave: {amplitude: -0.3..0.3, period: 5..12}}"),
        Case("fitted, small", page: "{margin: 0, scale: 0.3..0.7}", hard + "geometry: {rotation: -10..10}"),
        Case("fitted, large", page: "{margin: 0, scale: 2..4}", hard),
        Case("fitted, stretched", page: "{margin: 0}", hard + "geometry: {scale: {x: 0.3..3, y: 0.5..2}}"),
        Case(
            "fitted, all at once", page: "{margin: 0..2}", tolerance: 0.04,
            hard + """
                type: {tracking: -0.05..0.3, slant: -20..20, jitter: {baseline: -0.1..0.1, rotation: -15..15, size: -0.2..0.2}}
                geometry: [{rotation: -45..45}, {shear: -30..30}, {scale: {x: 0.7..1.4}}, {perspective: {x: -0.3..0.3}}]
                """),
        Case(
            "fitted, elastic", page: "{margin: 0..3}", tolerance: 0.06, slack: 1.5,
            hard + "geometry: {elastic: {amount: 0..2, scale: 12..40}}"),
        Case(
            "fitted, waving", page: "{margin: 0..3}", tolerance: 0.05, slack: 2,
            hard + "geometry: {wave: {vertical: 0..4, horizontal: 0..3, period: 40..200}}"),
        Case(
            "fitted, through a lens", page: "{margin: 0}", tolerance: 0.08, slack: 1,
            hard + "geometry: {barrel: -0.15..0.3}"),
        Case(
            "fitted, curled", page: "{margin: 0}", tolerance: 0.08, slack: 1,
            hard + "geometry: {curl: {degrees: -45..45, view: -30..30}}"),
        Case(
            "shrunk, bent in every way", page: "{width: 90, height: 32, margin: 1, x: 0..1, y: 0..1}", tolerance: 0.08,
            slack: 2, hard + "geometry: [curl, barrel, {rotation: -5..5}, wave, elastic, perspective]"),
        Case(
            "shrunk onto a strip", page: "{width: 90, height: 24, margin: 1, x: 0..1, y: 0..1}",
            hard + "geometry: {rotation: -45..45}"),
        Case(
            "shrunk onto a stamp", page: "{width: 40, height: 40, margin: 0, x: 0..1, y: 0..1}",
            hard + "geometry: [{rotation: -180..180}, perspective]"),
        Case(
            "redrawn till it fits", page: "{width: 160, height: 60, margin: 2, x: 0..1, y: 0..1, overflow: redraw}",
            hard + "geometry: {rotation: -30..30}"),
    ]

    @Test(arguments: cases)
    func inkAndBoxesBelongTogether(case: Case) throws {
        for sample in try Fixture.samples(`case`.recipe(), 26) {
            let (mask, label) = (sample.mask, "\(sample.key.index): '\(sample.label)' in \(sample.font)")
            let image = Rect(left: 0, top: 0, right: Double(mask.width), bottom: Double(mask.height))
            #expect(sample.characters.map(\.text) == sample.label.map { String($0) })

            // Every box lies inside of the image and of the text's quad.
            for box in sample.characters {
                #expect(
                    image.grown(by: max(1, `case`.slack)).contains(box.quad.bounds),
                    "\(label): '\(box.text)' \(box.quad.bounds)")
                for corner in box.quad.corners {
                    let distance = sample.textQuad.distance(to: corner)
                    #expect(distance < `case`.slack, "\(label): '\(box.text)' leaves the text's quad by \(distance)")
                }
            }
            #expect(image.grown(by: 0.01).contains(sample.textQuad.bounds))

            // Each character's ink lies in its box: no box is empty, and no ink is elsewhere.
            var ink = [Int](repeating: 0, count: sample.characters.count)
            var (stray, straySum) = (0.0, 0)
            for y in 0..<mask.height {
                for x in 0..<mask.width where mask[x, y] > 0 {
                    let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    var nearest = Double.infinity
                    for (number, box) in sample.characters.enumerated() where box.text != " " {
                        let distance = box.quad.distance(to: point)
                        nearest = min(nearest, distance)
                        if distance <= 0.5 { ink[number] += Int(mask[x, y]) }
                    }
                    if nearest > 2 {
                        stray = max(stray, nearest)
                        straySum += Int(mask[x, y])
                    }
                }
            }
            #expect(straySum == 0, "\(label): ink \(stray) px outside of every box")
            for (number, box) in sample.characters.enumerated() where box.text != " " {
                #expect(ink[number] > 0, "\(label): no ink in the box of '\(box.text)' \(box.quad)")
            }
        }
    }

    @Test(arguments: cases)
    func boxesAreTight(case: Case) throws {
        for sample in try Fixture.samples(`case`.recipe(), 12) {
            // The ink's extent is the boxes' extent: a mask px or so of room at most.
            let ink = sample.mask.inkBounds(above: 8)
            let boxes = sample.characters.filter { $0.text != " " }.reduce(Rect.empty) { $0.union($1.quad.bounds) }
            #expect(boxes.grown(by: 1.01).contains(ink), "\(sample.label): \(ink) in \(boxes)")
            #expect(!sample.textQuad.bounds.isEmpty)
        }
    }

    /// The same choices on a canvas that nothing can leave: what the mask holds in all is what it holds here.
    @Test(arguments: cases.filter { !$0.page.contains("redraw") })
    func noInkIsLost(case: Case) throws {
        // A wide margin is room that no ink comes near.
        let roomy =
            "{margin: 60"
            + (`case`.page.firstRange(of: /scale: [0-9.]+/).map { ", " + `case`.page[$0] } ?? "") + "}"
        for (sample, whole) in zip(
            try Fixture.samples(`case`.recipe(), 26), try Fixture.samples(`case`.recipe(page: roomy), 26))
        {
            #expect(sample.label == whole.label && sample.font == whole.font)
            #expect(sample.rejections.isEmpty, "\(sample.key.index): '\(sample.label)'")
            // Shrunk text has less ink: by the square of what its letters' distances are shrunk by.
            let isWhole = abs(sample.textQuad.area / whole.textQuad.area - 1) < 1e-3
            guard isWhole || sample.label.count > 4 else { continue }
            let ratio = isWhole ? 1 : reach(sample) / reach(whole)
            let share = sample.mask.inkSum / (whole.mask.inkSum * ratio)
            #expect(
                abs(share - 1) < (isWhole ? `case`.tolerance : 0.08),
                "\(sample.key.index): '\(sample.label)' has \(share) of its ink, shrunk to \(ratio)")
        }
    }

    /// The square of the distance from the first box's middle to the last one's.
    private func reach(_ sample: Sample) -> Double {
        let centers = [sample.characters.first, sample.characters.last].map {
            $0?.quad.bounds.center ?? Point(x: 0, y: 0)
        }
        let (dx, dy) = (centers[1].x - centers[0].x, centers[1].y - centers[0].y)
        return dx * dx + dy * dy
    }

    @Test(arguments: cases)
    func marginsAreKept(case: Case) throws {
        for sample in try Fixture.samples(`case`.recipe(), 26) {
            let ink = sample.mask.inkBounds()
            func margin(_ side: String) -> Double {
                if let number = try? sample.number("page.margin.\(side)") { return number }
                let constant = `case`.page.firstMatch(of: /margin: (\d+)/).flatMap { Double($0.1) }
                return constant ?? 0
            }
            let (width, height) = (Double(sample.image.width), Double(sample.image.height))
            let free = Rect(
                left: margin("left").rounded(.down), top: margin("top").rounded(.down),
                right: width - margin("right").rounded(.down), bottom: height - margin("bottom").rounded(.down))
            #expect(
                free.contains(ink), "\(sample.key.index): '\(sample.label)' has ink in \(ink), margins leave \(free)")
        }
    }

    // MARK: - Maps

    @Test func rotationTurnsClockwiseByTheAngle() throws {
        let yaml = "{text: {number: {digits: 9}}, geometry: {rotation: 30}}"
        let quad = try Fixture.sample(yaml).textQuad
        let (dx, dy) = (quad.topRight.x - quad.topLeft.x, quad.topRight.y - quad.topLeft.y)
        #expect(abs(dy / dx - 0.57735) < 1e-3)
        #expect(dx > 0 && dy > 0)
        let straight = try Fixture.sample("text: {number: {digits: 9}}")
        #expect(abs(quad.area / straight.textQuad.area - 1) < 1e-6)
    }

    @Test func shearLeansToTheRight() throws {
        let quad = try Fixture.sample("geometry: {shear: {horizontal: 45}}").textQuad
        let height = quad.bottomLeft.y - quad.topLeft.y
        #expect(abs((quad.topLeft.x - quad.bottomLeft.x) - height) < 1e-6)
        #expect(abs(quad.topLeft.y - quad.topRight.y) < 1e-6)
        let fall = try Fixture.sample("geometry: {shear: {horizontal: 0, vertical: 45}}").textQuad
        #expect(abs((fall.topRight.y - fall.topLeft.y) - (fall.topRight.x - fall.topLeft.x)) < 1e-6)
    }

    @Test(arguments: [(0.3, 0.0), (-0.3, 0.0), (0.0, 0.3), (0.0, -0.3), (0.8, 0.8), (-0.8, 0.8)])
    func perspectiveBringsOneEdgeNearer(x: Double, y: Double) throws {
        let quad = try Fixture.sample(
            "{text: {number: {digits: 3}}, page: {margin: 2}, geometry: {perspective: {x: \(x), y: \(y)}}}"
        ).textQuad
        func length(_ a: Point, _ b: Point) -> Double {
            ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
        }
        let (left, right) = (length(quad.topLeft, quad.bottomLeft), length(quad.topRight, quad.bottomRight))
        let (top, bottom) = (length(quad.topLeft, quad.topRight), length(quad.bottomLeft, quad.bottomRight))
        if y == 0 {
            // A share of the middle's size, near enough: 1 / (1 - x / 2) against 1 / (1 + x / 2).
            #expect(abs(right / left - (1 + x / 2) / (1 - x / 2)) < 0.01)
        }
        #expect(x == 0 || (right > left) == (x > 0))
        #expect(y == 0 || (bottom > top) == (y > 0))
    }

    @Test func perspectiveBeyondTheHorizonIsRedrawn() throws {
        // After a stretch by ten, some draws would look at the text from behind.
        let yaml = """
            {text: {number: {digits: 2}}, fonts: {faces: [Liberation Serif], size: 10},
             geometry: [{perspective: {x: -0.8..0.8, y: -0.8..0.8}}, {perspective: {x: -0.8..0.8, y: -0.8..0.8}},
                        {perspective: {x: -0.8..0.8, y: -0.8..0.8}}], page: {width: 60, height: 60, margin: 0}}
            """
        let samples = try Fixture.samples(yaml, 40)
        #expect(samples.allSatisfy { $0.mask.inkSum > 0 })
        #expect(samples.flatMap(\.rejections).allSatisfy { $0.reason == .lostInk })
    }

    @Test func stillJitterIsNoJitter() throws {
        let plain = try Fixture.sample("{}")
        #expect(try Fixture.sample("type: {jitter: {size: 0..0, rotation: 0}}").mask == plain.mask)
        let restless = try Fixture.sample("type: {jitter: {rotation: -5..5}}")
        #expect(restless.mask != plain.mask)
        #expect(restless.label == plain.label)
    }
}
