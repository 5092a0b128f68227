import Configs
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// How ink lies on the ground: printed, painted, or lit.
@Suite struct InkModeTests {
    private func pixels(_ sample: Sample, where isWanted: (UInt8) -> Bool) -> [[Int]] {
        let channels = sample.image.channels
        return sample.mask.pixels.indices.filter { isWanted(sample.mask.pixels[$0]) }.map { pixel in
            (0..<channels).map { Int(sample.image.pixels[pixel * channels + $0]) }
        }
    }

    private func full(_ sample: Sample) -> [[Int]] { pixels(sample) { $0 == 255 } }
    private func bare(_ sample: Sample) -> [[Int]] { pixels(sample) { $0 == 0 } }

    /// Full ink and bare ground, in the mean of all channels.
    private func levels(_ sample: Sample) -> (ink: Double, ground: Double) {
        func mean(_ values: [[Int]]) -> Double {
            Double(values.joined().reduce(0, +)) / Double(max(1, values.count * sample.image.channels))
        }
        return (mean(full(sample)), mean(bare(sample)))
    }

    @Test(arguments: ["mode: auto", "mode: cover", "mode: cover, relief: 0"])
    func lightInkOnDarkGroundHasItsColour(mode: String) throws {
        let sample = try Fixture.sample(
            "{fonts: {size: 80}, page: {color: rgb}, ink: {color: '#f4d0a0', \(mode)}, paper: {plain: 0.15}}")
        let inked = full(sample)
        #expect(inked.count > 100)
        #expect(inked.allSatisfy { zip($0, [0xF4, 0xD0, 0xA0]).allSatisfy { abs($0 - $1) <= 1 } }, "\(Set(inked))")
        #expect(bare(sample).allSatisfy { $0.allSatisfy { abs($0 - 38) <= 1 } })
    }

    @Test func darkInkIsPrintedUnlessTheRecipeSaysOtherwise() throws {
        let paper = "fonts: {size: 80}, page: {color: rgb}, paper: {plain: {tone: 0.8, color: '#ffc080'}}"
        let printed = try Fixture.sample("{ink: {color: '#4040c0'}, \(paper)}")
        let painted = try Fixture.sample("{ink: {color: '#4040c0', mode: cover}, \(paper)}")
        let ground = bare(printed)[0]
        let expected = zip(ground, [0x40, 0x40, 0xC0]).map { Double($0 * $1) / 255 }
        #expect(full(printed).allSatisfy { zip($0, expected).allSatisfy { abs(Double($0) - $1) <= 1.5 } })
        #expect(full(painted).allSatisfy { zip($0, [0x40, 0x40, 0xC0]).allSatisfy { abs($0 - $1) <= 1 } })
    }

    /// Printed, light ink does not show on a dark ground; nothing else is drawn in its place.
    @Test func lightInkThatMustBePrintedIsAnError() {
        let message = Fixture.message {
            _ = try Fixture.sample("{ink: {color: '#f4f4f0', mode: multiply}, paper: {plain: 0.2}}")
        }
        #expect(message.contains("200 times ink and paper were too alike"))
        #expect(message.contains("What ink.color names is never drawn in another colour"))
    }

    @Test(arguments: [0.5, 0.8])
    func opacityLetsTheGroundThrough(opacity: Double) throws {
        let sample = try Fixture.sample(
            "{fonts: {size: 80}, ink: {tone: 1, opacity: \(opacity), contrast: 0.1}, paper: {plain: 0.2}}")
        let expected = 255 * (0.2 * (1 - opacity) + opacity)
        #expect(full(sample).allSatisfy { abs(Double($0[0]) - expected) <= 1.5 })
    }

    /// Thin paint is laid on thicker where it would not stand out.
    @Test func contrastIsKeptUpwardsToo() throws {
        let samples = try Fixture.samples(
            """
            {fonts: {size: 60}, ink: {tone: 0.7..1, opacity: 0.1..1, mode: cover, contrast: 0.3}, paper: {plain: 0..0.3},
             text: {number: {digits: 3}}}
            """, 40)
        var raised = 0
        for sample in samples {
            let (ink, ground) = levels(sample)
            #expect((ink - ground) / 255 >= 0.29, "\(sample.key.index)")
            raised += (ink - ground) / 255 < 0.31 ? 1 : 0
        }
        #expect(raised > 5)
    }

    @Test func glowAddsLight() throws {
        let dark = try Fixture.sample(
            "{fonts: {size: 80}, page: {color: rgb}, ink: {color: '#ff4020', mode: glow}, paper: {plain: 0}}")
        #expect(full(dark).allSatisfy { zip($0, [0xFF, 0x40, 0x20]).allSatisfy { abs($0 - $1) <= 1 } })
        let lit = try Fixture.sample(
            "{fonts: {size: 80}, ink: {tone: 0.8, mode: glow, contrast: 0.1}, paper: {noise: {tone: 0.4, amount: 0.1}}}"
        )
        let blank = try Fixture.sample(
            "{fonts: {size: 80}, ink: {tone: 0.8, mode: glow, opacity: 0, contrast: 0}, "
                + "paper: {noise: {tone: 0.4, amount: 0.1}}}")
        #expect(zip(lit.image.pixels, blank.image.pixels).allSatisfy { $0 >= $1 })
        #expect(lit.image != blank.image)
    }

    /// The ground's grain goes on in paint as far as `relief` lets it, and no further.
    @Test func reliefShowsTheGroundsGrain() throws {
        func spread(_ relief: Double) throws -> Int {
            let sample = try Fixture.sample(
                """
                {fonts: {size: 80}, ink: {tone: 0.6, mode: cover, contrast: 0.1, relief: \(relief)},
                 paper: {noise: {tone: 0.25, amount: 0.08}}}
                """)
            let values = full(sample).map { $0[0] }
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        #expect(try spread(0) <= 1)
        #expect(try spread(0.3) > 5)
        #expect(try spread(1) > spread(0.3))
    }

    /// Text turns light on dark grounds and dark on bright ones.
    @Test func polarityFollowsTheGround() throws {
        let samples = try Fixture.samples(
            """
            {fonts: {size: 60}, ink: {tone: 0..0.2, polarity: auto, contrast: 0.3}, text: {number: {digits: 3}},
             paper: [{plain: 0..0.2}, {plain: 0.8..1}]}
            """, 40)
        var light = 0
        for sample in samples {
            let (ink, ground) = levels(sample)
            #expect(ground < 128 ? ink - ground > 76 : ground - ink > 76, "\(sample.key.index): \(ink) on \(ground)")
            light += ink > ground ? 1 : 0
        }
        #expect((8...32).contains(light))
        #expect(samples.flatMap(\.rejections).isEmpty)
    }

    /// `invert` turns the text alone where it is told to keep the ground.
    @Test func invertTakesTheGroundAlongOrLeavesIt() throws {
        let recipe = "fonts: {size: 80}, page: {color: rgb}, paper: {plain: {tone: 0.6, color: '#ffc080'}}"
        let plain = try Fixture.sample("{\(recipe)}")
        let whole = try Fixture.sample("{\(recipe), camera: [invert]}")
        let kept = try Fixture.sample("{\(recipe), camera: [{invert: keep}]}")
        #expect(zip(plain.image.pixels, whole.image.pixels).allSatisfy { $0 + $1 == 255 })
        #expect(bare(kept) == bare(plain))
        #expect(full(kept) == full(whole))
    }

    /// Every stage that changes ink goes with every way to lay it, and leaves the same bytes each time.
    @Test(arguments: ["cover", "glow"], InkStages.members.map { $0.name })
    func stagesGoWithEveryMode(mode: String, stage: String) throws {
        let yaml = """
            {ink: {tone: 0.9, mode: \(mode), stages: [\(stage)]}, paper: {noise: {tone: 0.15, amount: 0.03}},
             text: {number: {digits: 4}}, page: {color: rgb}}
            """
        let sample = try Fixture.sample(yaml)
        #expect(try Fixture.sample(yaml).image == sample.image)
        let (ink, ground) = levels(sample)
        #expect(sample.mask.inkSum > 0)
        #expect(ink > ground || full(sample).isEmpty)
    }

    /// On pictures of one's own that are dark here and bright there, what lies under the text decides.
    @Test(arguments: ["tone: 0..0.1, polarity: auto", "color: ['#f8f8f0', '#101018']"])
    func onPicturesThePlaceDecides(ink: String) throws {
        let folder = try TemporaryFolder()
        let picture = Bitmap(width: 400, height: 300) { pixels in
            for place in pixels.indices { pixels[place] = place % 400 < 200 ? 25 : 225 }
        }
        try ImageFile.write(picture, path: folder("halves.png"))
        let samples = try Fixture.samples(
            """
            {text: {number: {digits: 2}}, fonts: {size: 40}, ink: {\(ink), contrast: 0.35},
             paper: [{texture: {path: \(folder.path)}}]}
            """, 30)
        var light = 0
        for sample in samples {
            for letter in sample.characters.map(\.quad.bounds) {
                var (inked, bare, inks, bares) = (0, 0, 0, 0)
                for y in Int(letter.top)..<Int(letter.bottom) {
                    for x in Int(letter.left)..<Int(letter.right) {
                        let cover = sample.mask[x, y]
                        if cover == 255 { (inked, inks) = (inked + Int(sample.image[x, y]), inks + 1) }
                        if cover == 0 { (bare, bares) = (bare + Int(sample.image[x, y]), bares + 1) }
                    }
                }
                let difference = Double(inked) / Double(max(1, inks)) - Double(bare) / Double(max(1, bares))
                #expect(abs(difference) > 60, "\(sample.key.index): \(difference)")
                light += difference > 0 ? 1 : 0
            }
        }
        #expect(light > 5 && light < 55)
    }
}
