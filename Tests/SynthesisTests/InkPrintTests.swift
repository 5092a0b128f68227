import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What printers, pens and age do to ink.
@Suite struct InkPrintTests {
    /// Black digits on white, large enough for whole px of full ink; a stage changes nothing but the ink.
    static func yaml(_ stage: String?, seed: Int = 1, contrast: Double = 0, more: String = "") -> String {
        """
        {seed: \(seed), text: {number: {digits: 4}}, paper: {plain: 0.9},
         fonts: {faces: [{family: Liberation Sans, boldness: 700}], size: 44}, page: {width: 180, height: 64\(more)},
         ink: {tone: 0, contrast: \(contrast), stages: [\(stage ?? "")]}}
        """
    }

    /// The same sample with a stage and without.
    private func pair(
        _ stage: String, seed: Int = 1, contrast: Double = 0, more: String = ""
    ) throws -> (with: Sample, without: Sample) {
        (
            try Fixture.sample(Self.yaml(stage, seed: seed, contrast: contrast, more: more)),
            try Fixture.sample(Self.yaml(nil, seed: seed, contrast: contrast, more: more))
        )
    }

    /// The shares of full ink that are left, with the places of its px.
    private func shares(_ pair: (with: Sample, without: Sample)) -> [(x: Int, y: Int, share: Double)] {
        let (before, after) = (pair.without.mask, pair.with.mask)
        return before.pixels.indices.filter { before.pixels[$0] == 255 }.map {
            ($0 % before.width, $0 / before.width, Double(after.pixels[$0]) / 255)
        }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private func deviation(_ values: [Double]) -> Double {
        let middle = mean(values)
        return mean(values.map { ($0 - middle) * ($0 - middle) }).squareRoot()
    }

    // MARK: - What all have in common

    /// Those that `InkStageTests` has.
    private static let older = ["thickness", "roughen", "outline", "shadow", "extrusion", "scribble", "dots"]

    static let stages =
        InkStages.members.map { $0.name }.filter { !older.contains($0) } + [
            "{bleed: {radius: 0, feather: 1}}", "{bleed: {radius: 8, feather: 1}}",
            "{dry: {amount: 0.8, size: 16, kind: streaks}}", "{dry: 0}", "{density: {variation: 0.8, size: 2}}",
            "{typewriter: {strength: 0.1, half: 1, loss: 1, ribbon: 0.8}}",
            "{dot_matrix: {pitch: 1.5, size: 0.4, wear: 0.9}}", "{dot_matrix: {pitch: 32, size: 3}}",
            "{inkjet: {swath: 2, depth: 0.9, clogged: 0.5, run: upright}}",
            "{toner: {streaks: 0.9, width: 1, depth: 1, dropouts: 0.5, feed: level}}",
            "{thermal: {fade: 0.95, start: 1, toward: top, dead: 64, grain: 0.8}}",
            "{ball_pen: {edge: 0.8, grain: 0.8, skips: 0.5}}", "{felt_pen: {edge: 0.8, streaks: 0.8, spread: 8}}",
            "{stamp: {shape: oval, size: 10, lines: 8, missing: 0.95, opacity: 1}}", "{stamp: {size: 0.1, width: 32}}",
            "{emboss: {depth: 16, shade: 1, highlight: 1, kind: sunken}}",
        ]

    @Test(arguments: stages, ["", ", color: rgb"])
    func inkChangesAndNothingElse(stage: String, more: String) throws {
        for seed in 1...3 {
            let pair = try pair(stage, seed: seed, more: more)
            #expect(pair.with.label == pair.without.label)
            if stage.contains("dot_matrix") {
                expectBoxesAroundDots(pair, isHuge: stage.contains("pitch: 32"))
            } else {
                #expect(pair.with.characters == pair.without.characters)
                #expect(pair.with.textQuad == pair.without.textQuad)
            }
            #expect((pair.with.mask.width, pair.with.mask.height) == (180, 64))
            // Ink takes light away: no paper gets lighter than it was.
            #expect(pair.with.image.pixels.allSatisfy { $0 <= 230 })
            #expect(try Fixture.sample(Self.yaml(stage, seed: seed, more: more)) == pair.with)
        }
    }

    /// Boxes grow around dots and lose nothing of what they held; every other choice stays as it was.
    private func expectBoxesAroundDots(_ pair: (with: Sample, without: Sample), isHuge: Bool) {
        let (with, without) = (pair.with, pair.without)
        #expect(with.characters.map(\.text) == without.characters.map(\.text))
        // Room for huge dots takes a little of the type's size.
        let ofSize: Set = isHuge ? ["page.shrunk", "page.em"] : []
        let others = with.choices.filter { !$0.name.hasPrefix("ink.dot_matrix") && !ofSize.contains($0.name) }
        #expect(others == without.choices)
        let slack = isHuge ? 12.0 : 1e-6
        let boxes = zip(
            with.characters.map(\.quad) + [with.textQuad], without.characters.map(\.quad) + [without.textQuad])
        for (grown, box) in boxes.map({ ($0.bounds, $1.bounds) }) {
            #expect(grown.left <= box.left + slack && grown.right >= box.right - slack)
            #expect(grown.top <= box.top + slack && grown.bottom >= box.bottom - slack)
            #expect(grown.left >= 0 && grown.top >= 0 && grown.right <= 180 && grown.bottom <= 64)
            guard !isHuge else { continue }
            #expect(abs(grown.center.x - box.center.x) < 4 && abs(grown.center.y - box.center.y) < 4)
            #expect(grown.width < box.width + 8 && grown.height < box.height + 8)
        }
    }

    @Test(arguments: stages)
    func aStageOfProbability0DoesNothing(stage: String) throws {
        let name =
            stage.filter { $0.isLetter || $0 == "_" || $0 == ":" }.split(separator: ":").first.map(String.init) ?? ""
        let pair = try pair("{\(name): {probability: 0}}")
        #expect(Content(pair.with) == Content(pair.without))
    }

    @Test(arguments: stages, [(1, 1), (1, 40), (40, 1), (3, 3), (300, 90)])
    func anySizeOfPageIsInked(stage: String, size: (Int, Int)) throws {
        let recipe = try Fixture.recipe("ink: {stages: [\(stage)]}")
        let prepared = recipe.ink.stages[0].value
        for channels in [1, 3] {
            let mask = Bitmap(width: size.0, height: size.1, filledWith: 255)
            let black = [Double](repeating: 1, count: channels)
            var ink = InkLayers(text: InkLayers.Layer(mask: mask, absorption: black), channels: channels)
            ink.letters = [Quad(Rect(left: -5, top: 0, right: Double(size.0) + 9, bottom: Double(size.1)))]
            var chooser = Chooser(key: SampleKey(seed: 1, split: .train, index: 0))
            prepared.apply(to: &ink, &chooser)
            #expect(ink.text.mask.pixels.count == mask.pixels.count)
            #expect(ink.others.allSatisfy { $0.mask.pixels.count == mask.pixels.count })
        }
    }

    @Test(arguments: stages.filter { !$0.contains("{") })
    func defaultsAreLegible(stage: String) throws {
        let yaml = """
            {text: {number: {digits: 3..8, decimals: 0..2}}, fonts: {size: 22..40}, paper: {fibre: {tone: 0.9}},
             ink: {legibility: 1.5, stages: [\(stage)]}}
            """
        let rejections = try Fixture.samples(yaml, 40).flatMap(\.rejections)
        #expect(rejections.count <= 2, "\(rejections)")
    }

    /// What makes ink fainter stops at the least contrast; gaps, which are no fainter ink, are set to none.
    @Test(arguments: [
        "{density: {variation: 0.8, size: 20}}", "{typewriter: {strength: 0.1, half: 1, loss: 1, ribbon: 0.8}}",
        "{inkjet: {swath: 3, depth: 0.9, clogged: 0}}", "{toner: {streaks: 0.7, depth: 1, dropouts: 0}}",
        "{thermal: {fade: 0.95, start: 0, grain: 0.8}}", "{ball_pen: {edge: 0.8, grain: 0.8, skips: 0}}",
        "{felt_pen: {edge: 0.8, streaks: 0.8, spread: 0}}", "{emboss: {depth: 4, highlight: 1, shade: 0}}",
    ])
    func theLeastContrastIsKept(stage: String) throws {
        for seed in 1...4 {
            let pair = try pair(stage, seed: seed, contrast: 0.4)
            let darkest = pair.with.mask.pixels
            for i in pair.without.mask.pixels.indices where pair.without.mask.pixels[i] == 255 {
                #expect(pair.with.image.pixels[i] <= 230 - 102 + 3, "\(pair.with.image.pixels[i])")
            }
            #expect(darkest.contains { $0 < 130 && $0 > 100 }, "the ink never came near its least contrast")
        }
    }

    // MARK: - Bleed and dry

    @Test func inkSpreadsByAboutItsRadius() throws {
        for radius in [0.5, 1, 2] {
            let spread = try pair("{bleed: {radius: \(radius), feather: 0}}")
            let grown = spread.without.mask.dilated(by: radius).inkSum - spread.without.mask.inkSum
            let part = (spread.with.mask.inkSum - spread.without.mask.inkSum) / grown
            #expect(part > 0.6 && part < 1.4, "\(part) of the radius \(radius)")
            // Nothing is taken away, and nothing runs off.
            let far = spread.without.mask.dilated(by: radius * 2.2 + 1.5)
            for i in far.pixels.indices {
                #expect(spread.with.mask.pixels[i] >= spread.without.mask.pixels[i])
                #expect(spread.with.mask.pixels[i] == 0 || far.pixels[i] > 0)
            }
        }
    }

    @Test func featheredInkIsRagged() throws {
        // The edge's length for the area: a px that differs from its right neighbour by more than half.
        func edge(_ mask: Bitmap) -> Double {
            var steps = 0
            for i in 1..<mask.pixels.count where (mask.pixels[i] > 127) != (mask.pixels[i - 1] > 127) { steps += 1 }
            return Double(steps) / mask.inkSum
        }
        let (even, ragged) = (
            try pair("{bleed: {radius: 2, feather: 0}}"), try pair("{bleed: {radius: 2, feather: 1}}")
        )
        #expect(edge(ragged.with.mask) > edge(even.with.mask) * 1.05)
    }

    @Test(arguments: ["grain", "streaks"], [0.1, 0.3, 0.5])
    func asMuchInkIsMissingAsAsked(kind: String, amount: Double) throws {
        let left = try (1...8).flatMap { seed in
            shares(try pair("{dry: {amount: \(amount), size: 1.5, kind: \(kind)}}", seed: seed)).map(\.share)
        }
        #expect(abs(1 - mean(left) - amount) < 0.08, "\(1 - mean(left)) is missing")
        // Gaps are gaps: ink is there or not.
        #expect(left.count { $0 < 0.1 || $0 > 0.9 } > left.count / 2)
    }

    /// How much the ink changes from px to px, across and down, within what was full ink.
    private func changes(_ pair: (with: Sample, without: Sample)) -> (across: Double, down: Double) {
        let (mask, full) = (pair.with.mask, pair.without.mask)
        var (across, down) = (0.0, 0.0)
        for y in 1..<64 {
            for x in 1..<180 where full[x, y] == 255 {
                if full[x - 1, y] == 255 { across += abs(Double(mask[x, y]) - Double(mask[x - 1, y])) }
                if full[x, y - 1] == 255 { down += abs(Double(mask[x, y]) - Double(mask[x, y - 1])) }
            }
        }
        return (across, down)
    }

    @Test func streaksRunAlongTheLine() throws {
        let streaks = changes(try pair("{dry: {amount: 0.4, size: 1.5, kind: streaks}}"))
        let grain = changes(try pair("{dry: {amount: 0.4, size: 1.5, kind: grain}}"))
        #expect(streaks.down > streaks.across * 2)
        #expect(grain.down < grain.across * 1.6 && grain.across < grain.down * 1.6)
    }

    // MARK: - Print

    @Test func densityWandersWithoutGaps() throws {
        let left = try (1...6).flatMap {
            shares(try pair("{density: {variation: 0.3, size: 20}}", seed: $0)).map(\.share)
        }
        #expect(abs(mean(left) - 0.7) < 0.08)
        #expect(deviation(left) > 0.1)
        #expect(left.allSatisfy { $0 > 0.05 })
    }

    @Test func eachLetterIsStruckByItself() throws {
        func letters(_ keys: String) throws -> [[Double]] {
            let pair = try pair("{typewriter: {ribbon: 0, \(keys)}}", more: ", margin: 2")
            let all = shares(pair)
            return pair.without.characters.map { letter in
                let box = letter.quad.bounds
                return all.filter { Double($0.x) > box.left + 2 && Double($0.x) < box.right - 2 }.map(\.share)
            }
        }
        let uneven = try letters("strength: 0.3..1, half: 0")
        for letter in uneven { #expect(deviation(letter) < 0.02) }
        #expect(deviation(uneven.map(mean)) > 0.08)
        for letter in try letters("strength: 0.7, half: 0") { #expect(abs(mean(letter) - 0.7) < 0.03) }
        for letter in try letters("strength: 1, half: 1, loss: 0.8") {
            #expect((letter.max() ?? 0) > 0.9 && (letter.min() ?? 1) < 0.4)
        }
    }

    @Test func pinsLeaveDotsAndLoseNoPoint() throws {
        for seed in 1...5 {
            let dots = try pair("{dot_matrix: {pitch: 4, size: 0.7}}", seed: seed)
            // Between dots there is paper, and off the letters are none.
            let ink = shares(dots).map(\.share)
            #expect(ink.count { $0 < 0.05 } > ink.count / 5)
            let near = dots.without.mask.dilated(by: 6)
            #expect(zip(dots.with.mask.pixels, near.pixels).allSatisfy { $0 == 0 || $1 > 0 })
        }
        let small = "{text: {number: {value: 5, decimals: 1}}, fonts: {size: 22}, ink: {stages: [{dot_matrix: 3}]}}"
        for index in 0..<10 {
            let sample = try Fixture.sample(small, index)
            for letter in sample.characters {
                let box = letter.quad.bounds.grown(by: 2)
                let ink = (Int(max(0, box.top))..<min(sample.mask.height, Int(box.bottom))).contains { y in
                    (Int(max(0, box.left))..<min(sample.mask.width, Int(box.right))).contains {
                        sample.mask[$0, y] > 100
                    }
                }
                #expect(ink, "'\(letter.text)' was lost")
            }
        }
    }

    @Test(arguments: ["level", "upright"])
    func swathsRunOneWay(run: String) throws {
        let ink = shares(try pair("{inkjet: {swath: 6, depth: 0.5, clogged: 0.1, run: \(run)}}"))
        let lines = Dictionary(grouping: ink) { run == "level" ? $0.y : $0.x }.values.map { $0.map(\.share) }
        for line in lines { #expect(deviation(line) < 0.01) }
        #expect(deviation(lines.map(mean)) > 0.08)
    }

    @Test(arguments: ["upright", "level"])
    func streaksOfTonerRunAlongTheFeed(feed: String) throws {
        let toner = "{toner: {streaks: 0.4, width: 8, depth: 0.7, dropouts: 0, feed: \(feed)}}"
        let (across, down) = try (1...8).reduce(into: (0.0, 0.0)) { sums, seed in
            let change = changes(try pair(toner, seed: seed))
            sums = (sums.0 + change.across, sums.1 + change.down)
        }
        #expect(feed == "upright" ? across > down * 1.2 : down > across * 1.2, "\(across) across, \(down) down")
    }

    @Test(arguments: ["left", "right", "top", "bottom"])
    func printFadesTowardsItsSide(side: String) throws {
        let ink = shares(try pair("{thermal: {fade: 0.7, start: 0, grain: 0, toward: \(side)}}"))
        func place(_ px: (x: Int, y: Int, share: Double)) -> Int { side == "left" || side == "right" ? px.x : px.y }
        let middle = ink.map(place).reduce(0, +) / ink.count
        let (before, after) = (ink.filter { place($0) < middle }, ink.filter { place($0) > middle })
        let difference = mean(before.map(\.share)) - mean(after.map(\.share))
        #expect(side == "left" || side == "top" ? difference < -0.1 : difference > 0.1)
    }

    @Test func deadDotsLeaveUprightLines() throws {
        let ink = shares(try pair("{thermal: {fade: 0, grain: 0, dead: 5}}"))
        let columns = Dictionary(grouping: ink) { $0.x }.values.map { mean($0.map(\.share)) }
        #expect((1...5).contains(columns.count { $0 < 0.3 }))
        #expect(columns.allSatisfy { $0 < 0.3 || $0 > 0.97 })
    }

    // MARK: - Pens, stamps, relief

    @Test(arguments: ["{ball_pen: {edge: 0.6, grain: 0, skips: 0}}", "{felt_pen: {edge: 0.6, streaks: 0, spread: 0}}"])
    func strokesAreDarkerAtTheirEdges(stage: String) throws {
        let pair = try pair(stage)
        let core = pair.without.mask.eroded(by: 2)
        var (edges, middles): ([Double], [Double]) = ([], [])
        for px in shares(pair) {
            if core[px.x, px.y] > 250 {
                middles.append(px.share)
            } else if core[px.x, px.y] == 0 {
                edges.append(px.share)
            }
        }
        #expect(mean(edges) > mean(middles) + 0.1, "\(mean(edges)) at the edges, \(mean(middles)) in the middle")
    }

    @Test(arguments: ["ring", "frame", "oval"])
    func aStampLeavesTheTextAsItIs(shape: String) throws {
        for seed in 1...5 {
            let stage =
                "{stamp: {shape: \(shape), size: 0.9, x: 0.5, y: 0.5, color: '#2040c0', opacity: 1, missing: 0}}"
            let pair = try pair(stage, seed: seed, contrast: 0.4, more: ", color: rgb")
            #expect(pair.with.mask == pair.without.mask)
            var stamped = 0
            for i in pair.with.mask.pixels.indices where pair.with.mask.pixels[i] == 0 {
                let (red, blue) = (pair.with.image.pixels[3 * i], pair.with.image.pixels[3 * i + 2])
                if red < 228 {
                    stamped += 1
                    #expect(blue > red)
                }
                // Black text keeps its contrast against what is stamped.
                #expect(pair.with.image.grey.pixels[i] >= 100)
            }
            #expect(stamped > 200)
        }
    }

    @Test func missingInkLeavesAPartOfTheStamp() throws {
        func ink(_ missing: Double) throws -> Double {
            let stage =
                "{stamp: {shape: frame, size: 0.9, x: 0.5, y: 0.5, lines: 1, opacity: 0.8, missing: \(missing)}}"
            let pair = try pair(stage)
            return pair.without.image.mean - pair.with.image.mean
        }
        let (whole, part) = (try ink(0), try ink(0.6))
        #expect(part < whole * 0.75 && part > whole * 0.05)
    }

    @Test func raisedAndSunkenLettersThrowTheirShadowsApart() throws {
        func shadow(_ kind: String) throws -> (x: Double, y: Double) {
            let pair = try pair("{emboss: {depth: 2, shade: 0.6, highlight: 0.5, kind: \(kind)}}")
            var (x, y, sum) = (0.0, 0.0, 0.0)
            for i in pair.with.image.pixels.indices where pair.without.mask.pixels[i] == 0 {
                let dark = Double(pair.without.image.pixels[i]) - Double(pair.with.image.pixels[i])
                (x, y, sum) = (x + dark * Double(i % 180), y + dark * Double(i / 180), sum + dark)
            }
            return (x / sum, y / sum)
        }
        let (raised, sunken) = (try shadow("raised"), try shadow("sunken"))
        #expect(raised.x > sunken.x + 1 && raised.y > sunken.y + 1)
    }
}
