import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What holds for every stage of the camera.
@Suite struct CameraFamilyTests {
    /// Stages at the strength at which they do nothing, and how far they may be off, grey levels in the mean.
    static let idle: [(stage: String, error: Double)] = [
        ("{blur: 0}", 0), ("{defocus: 0}", 0), ("{motion_blur: 0}", 0), ("{sharpen: 0}", 0), ("{noise: 0}", 0),
        ("{sensor: {shot: 0, read: 0}}", 0), ("{salt_and_pepper: 0}", 0), ("{row_noise: 0}", 0), ("{contrast: 1}", 0),
        ("{brightness: 0}", 0), ("{exposure: 0}", 0), ("{gamma: 1}", 0),
        ("{white_balance: {kelvin: 6500, tint: 0}}", 0),
        ("{low_light: {light: 1, noise: 0, smoothing: 0}}", 0), ("{cast_shadow: 0}", 0),
        ("{cast_shadow: {strength: 1, place: 1, bend: 0}}", 0.01), ("{glare: 0}", 0), ("{moire: 0}", 0),
        ("{occlusion: {kind: pen, depth: 0, shadow: 0}}", 0.5), ("{resample: 1}", 0),
        ("{jpeg: 100}", 6), ("{webp: 100}", 8), ("{dither: {levels: 256}}", 0), ("{fax_lines: 0}", 0),
        ("{photocopy: 0}", 0), ("{scratches: 0}", 0), ("{scratches: {strength: 0}}", 0),
        ("{dust: {specks: 0, fibres: 0}}", 0), ("{dust: {strength: 0}}", 0), ("{fingerprint: 0}", 0), ("{drops: 0}", 0),
        ("{water_marks: 0}", 0), ("{tape: {yellow: 0, haze: 0, shine: 0, wrinkles: 0, edges: 0}}", 0),
        ("{reflection: 0}", 0),
    ]

    @Test(arguments: idle, [1, 3])
    func withoutStrengthNothingHappens(stage: (stage: String, error: Double), channels: Int) throws {
        for (width, height) in [(33, 20), (90, 48)] {
            let picture = Bitmap.scene(width: width, height: height, channels: channels)
            let exposed = try CameraTests.expose(stage.stage, picture)
            #expect(exposed.distance(to: picture) <= stage.error, "\(stage.stage)")
        }
    }

    private static func yaml(_ camera: String, color: String = "grey") -> String {
        """
        text: {number: {digits: 6}}
        fonts: {faces: [DejaVu Sans], size: 30}
        page: {width: 200, height: 50, color: \(color)}
        paper: {noise: {tone: 0.9, amount: 0.02}}
        camera: [\(camera)]
        """
    }

    /// How much lighter paper is than ink, in the mean; below 0 where ink is lighter.
    private static func contrast(_ sample: Sample) -> Double {
        var (ink, inks, paper, papers) = (0, 0, 0, 0)
        let channels = sample.image.channels
        for (place, cover) in sample.mask.pixels.enumerated() {
            let value = (0..<channels).reduce(0) { $0 + Int(sample.image.pixels[place * channels + $1]) }
            if cover == 255 {
                ink += value
                inks += channels
            } else if cover == 0 {
                paper += value
                papers += channels
            }
        }
        return Double(paper) / Double(max(1, papers)) - Double(ink) / Double(max(1, inks))
    }

    /// By default each stage leaves a trace, and the text can be read.
    @Test(arguments: CameraStages.members.map { $0.name }, ["grey", "rgb"])
    func defaultsLeaveTheTextLegible(stage: String, color: String) throws {
        let plain = try Fixture.samples(Self.yaml("", color: color), 12)
        let exposed = try Fixture.samples(Self.yaml(stage, color: color), 12)
        var changed = 0
        for (plain, exposed) in zip(plain, exposed) {
            #expect(plain.mask == exposed.mask && plain.characters == exposed.characters)
            let (before, after) = (Self.contrast(plain), Self.contrast(exposed))
            #expect(abs(after) > 0.3 * before, "\(stage) \(exposed.key.index): \(after) of \(before)")
            if plain.image != exposed.image { changed += 1 }
        }
        let needed = stage == "white_balance" && color == "grey" ? 0 : 6
        #expect(changed >= needed, "\(stage) changed \(changed) of 12")
    }

    /// A stage draws from streams of its own: the others' numbers stay what they were.
    @Test(arguments: CameraStages.members.map { $0.name }.filter { $0 != "blur" })
    func aStageLeavesTheOthersNumbersAlone(stage: String) throws {
        let alone = try Fixture.samples(Self.yaml("blur"), 4)
        let together = try Fixture.samples(Self.yaml("\(stage), blur"), 4)
        for (alone, together) in zip(alone, together) {
            #expect(together.choices.filter { !$0.name.hasPrefix("camera.\(stage).") } == alone.choices)
        }
    }

    static let mistakes = [
        ("{defocus: 17}", "camera.defocus: must lie in 0..16, got 17"),
        ("{motion_blur: {length: 65}}", "camera.motion_blur.length: must lie in 0..64, got 65"),
        ("{motion_blur: {degrees: 181}}", "camera.motion_blur.degrees: must lie in -180..180, got 181"),
        ("{sharpen: -1}", "camera.sharpen: must lie in 0..8, got -1"),
        ("{sharpen: {radius: 0}}", "camera.sharpen.radius: must lie in 0.3..16, got 0"),
        ("{sensor: {read: 2}}", "camera.sensor.read: must lie in 0..1, got 2"),
        ("{low_light: 0}", "camera.low_light: must lie in 0.01..1, got 0"),
        ("{salt_and_pepper: 1.5}", "camera.salt_and_pepper: must lie in 0..1, got 1.5"),
        ("{row_noise: {thickness: 0}}", "camera.row_noise.thickness: must lie in 1..256, got 0"),
        ("{row_noise: {columns: 2}}", "camera.row_noise.columns: must lie in 0..1, got 2"),
        ("{exposure: -7..0}", "camera.exposure: must lie in -6..6, got -7..0"),
        ("{white_balance: 1000}", "camera.white_balance: must lie in 2000..20000, got 1000"),
        ("{white_balance: {tint: -2}}", "camera.white_balance.tint: must lie in -1..1, got -2"),
        ("{cast_shadow: {softness: 0}}", "camera.cast_shadow.softness: must lie in 0.5..1000, got 0"),
        ("{glare: {radius: 0.5}}", "camera.glare.radius: must lie in 1..4000, got 0.5"),
        ("{moire: {period: 1}}", "camera.moire.period: must lie in 2..1000, got 1"),
        ("{moire: 0.6}", "camera.moire: must lie in 0..0.5, got 0.6"),
        ("{occlusion: 2}", "camera.occlusion: must lie in 0..1, got 2"),
        ("{occlusion: {kind: thumb}}", "camera.occlusion.kind: unknown value 'thumb'"),
        ("{webp: 101}", "camera.webp: must lie in 0..100, got 101"),
        ("{dither: 1}", "camera.dither: must lie in 2..256, got 1"),
        ("{dither: {kind: order}}", "camera.dither.kind: unknown value 'order'"),
        ("{binarize: {window: 2}}", "camera.binarize.window: must lie in 3..255, got 2"),
        ("{binarize: {bias: 1}}", "camera.binarize.bias: must lie in -0.5..0.9, got 1"),
        ("{fax_lines: {thickness: 65}}", "camera.fax_lines.thickness: must lie in 1..64, got 65"),
        ("{photocopy: 17}", "camera.photocopy: must lie in 0..16, got 17"),
        ("{photocopy: {speckle: -1}}", "camera.photocopy.speckle: must lie in 0..100, got -1"),
        ("{scratches: -1}", "camera.scratches: must lie in 0..64, got -1"),
        ("{dust: {size: 0}}", "camera.dust.size: must lie in 0.1..32, got 0"),
        ("{fingerprint: {pitch: 1}}", "camera.fingerprint.pitch: must lie in 2..200, got 1"),
        ("{drops: {refraction: 1}}", "camera.drops.refraction: must lie in 0..0.8, got 1"),
        ("{water_marks: {size: 0}}", "camera.water_marks.size: must lie in 1..4000, got 0"),
        ("{tape: {haze: 1}}", "camera.tape.haze: must lie in 0..0.8, got 1"),
        ("{reflection: {kind: door}}", "camera.reflection.kind: unknown value 'door'"),
        ("motion-blur", "camera: unknown camera 'motion-blur'; did you mean 'motion_blur'?"),
    ]

    @Test(arguments: mistakes)
    func aBadRangeIsNamed(stage: String, text: String) {
        let message = Fixture.message { _ = try Fixture.recipe("camera: \(stage)") }
        #expect(message.hasPrefix("recipe.yml:1:") && message.contains(text), "\(message)")
    }
}
