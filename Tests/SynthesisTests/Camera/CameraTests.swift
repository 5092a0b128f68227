import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What happens to the picture after the page is printed.
@Suite struct CameraTests {
    /// A stage, as it stands in a recipe, put to work on a picture.
    static func expose(_ stage: String, _ picture: Bitmap, index: Int = 0) throws -> Bitmap {
        let recipe = try Fixture.recipe("camera: [\(stage)]")
        let darkroom = try Darkroom()
        var chooser = Chooser(key: SampleKey(seed: recipe.seed, split: .train, index: index))
        var picture = picture
        for stage in recipe.camera {
            let stage = stage.value
            try stage.expose(&picture, &chooser, in: darkroom)
        }
        return picture
    }

    /// Every stage at its defaults, and some at their limits.
    static let stages =
        CameraStages.members.map { $0.name } + [
            "{blur: 0}", "{blur: 0.3}", "{blur: 32}", "{noise: 0}", "{noise: {amount: 1, kind: gaussian}}",
            "{noise: {amount: 1, kind: uniform, colored: true}}", "{noise: {amount: 0, offset: -1}}",
            "{noise: {amount: 1, offset: 1, colored: true}}", "{contrast: 0.02}", "{contrast: 10}", "{brightness: -1}",
            "{brightness: 1}", "{gamma: 0.1}", "{gamma: 10}", "{resample: 0.05}", "{resample: 1}", "{jpeg: 1}",
            "{jpeg: 100}", "{defocus: 0}", "{defocus: 16}", "{motion_blur: {length: 64, degrees: 33}}",
            "{motion_blur: {length: 64, degrees: -90}}", "{sharpen: {amount: 8, radius: 16}}",
            "{sensor: {shot: 1, read: 1, colored: false}}",
            "{low_light: {light: 0.01, lift: 1, noise: 0.5, smoothing: 4}}", "{low_light: {light: 0.01, lift: 0}}",
            "{salt_and_pepper: {share: 1, salt: 1}}", "{row_noise: {amount: 1, thickness: 256, columns: 1}}",
            "{row_noise: {amount: 1, thickness: 1, columns: 0}}", "{exposure: -6}", "{exposure: 6}",
            "{white_balance: {kelvin: 2000, tint: 1}}", "{white_balance: {kelvin: 20000, tint: -1}}",
            "{cast_shadow: {strength: 1, softness: 0.5, place: 0.5, degrees: 45, bend: 1}}",
            "{cast_shadow: {strength: 1, softness: 1000, place: 1, degrees: -360}}",
            "{glare: {strength: 1, radius: 4000, stretch: 20, loss: 1}}",
            "{glare: {strength: 1, radius: 1, x: 1.5, y: -0.5}}",
            "{moire: {strength: 0.5, period: 2, bend: 16, colors: 1}}",
            "{moire: {strength: 0.5, period: 1000, bend: -16, degrees: 180}}",
            "{occlusion: {kind: finger, size: 1000, depth: 1, most: 1}}",
            "{occlusion: {kind: pen, size: 1, depth: 1, most: 1, shadow: 1}}",
            "{occlusion: {kind: sticker, size: 30, depth: 0.9, most: 1, color: '#123456'}}",
            "{occlusion: {kind: block, size: 1000, most: 1}}", "{webp: 0}", "{webp: 100}",
            "{dither: {kind: ordered, levels: 2}}", "{dither: {kind: diffusion, levels: 2}}",
            "{dither: {kind: ordered, levels: 256}}", "{binarize: {window: 3, bias: -0.5}}",
            "{binarize: {window: 255, bias: 0.9}}", "{fax_lines: {share: 1, thickness: 64, repeated: 1, part: 1}}",
            "{fax_lines: {share: 1, repeated: 0, part: 0, tone: 0}}",
            "{photocopy: {generations: 16, contrast: 1, softness: 4, wear: 1, speckle: 100}}", "{photocopy: 0}",
        ] + CameraWearTests.stages

    static let sizes = [(1, 1), (1, 9), (9, 1), (2, 2), (1, 300), (37, 23), (64, 64)]

    @Test(arguments: stages, [1, 3])
    func anySizeIsExposed(stage: String, channels: Int) throws {
        for (width, height) in Self.sizes {
            let picture = Bitmap.scene(width: width, height: height, channels: channels)
            let exposed = try Self.expose(stage, picture)
            #expect((exposed.width, exposed.height, exposed.channels) == (width, height, channels))
            #expect(try Self.expose(stage, picture) == exposed)
            // Flat pictures and the ends of the range are edge cases of their own.
            for value in [0, 128, 255] as [UInt8] {
                let flat = Bitmap(width: width, height: height, channels: channels, filledWith: value)
                #expect(try Self.expose(stage, flat).pixels.count == flat.pixels.count)
            }
        }
    }

    @Test(arguments: [0.01, 0.05, 0.1])
    func gaussianNoiseHasItsDeviation(amount: Double) throws {
        let flat = Bitmap(width: 200, height: 200, channels: 3, filledWith: 128)
        for colored in [false, true] {
            let noisy = try Self.expose("{noise: {amount: \(amount), colored: \(colored)}}", flat)
            #expect(abs(noisy.mean - 128) < 0.5)
            #expect(abs(noisy.deviation - amount * 255) < max(0.3, amount * 255 * 0.03))
            let isGrey = noisy == noisy.grey.rgb
            #expect(isGrey != colored)
        }
    }

    @Test(arguments: [(0.1, 0.0), (0.25, -0.25), (0.2, 0.3)])
    func uniformNoiseFillsItsRange(amount: Double, offset: Double) throws {
        let flat = Bitmap(width: 150, height: 150, filledWith: 128)
        let noisy = try Self.expose("{noise: {kind: uniform, amount: \(amount), offset: \(offset)}}", flat)
        let (low, high) = (128 + (offset - amount) * 255, 128 + (offset + amount) * 255)
        let (least, most) = (Double(noisy.pixels.min() ?? 0), Double(noisy.pixels.max() ?? 0))
        #expect(abs(least - max(0, low)) <= 1.5 && abs(most - min(255, high)) <= 1.5, "\(least)..\(most)")
        #expect(abs(noisy.mean - 128 - offset * 255) < 1)
        // A uniform distribution of that width has this deviation.
        #expect(abs(noisy.deviation - amount * 255 / 3.0.squareRoot()) < 1)
    }

    @Test func eachSampleHasNoiseOfItsOwn() throws {
        let flat = Bitmap(width: 40, height: 40, filledWith: 128)
        let first = try Self.expose("{noise: 0.1}", flat, index: 0)
        #expect(try Self.expose("{noise: 0.1}", flat, index: 1) != first)
    }

    @Test func blurLowersDetailAndKeepsTheMean() throws {
        let picture = Bitmap.scene(width: 80, height: 60, channels: 1)
        func detail(_ image: Bitmap) -> Int {
            (0..<image.height).reduce(0) { sum, y in
                sum + (1..<image.width).reduce(0) { $0 + abs(Int(image[$1, y]) - Int(image[$1 - 1, y])) }
            }
        }
        var last = detail(picture)
        for sigma in [0.5, 1, 2, 4, 8, 16, 32] {
            let blurred = try Self.expose("{blur: \(sigma)}", picture)
            #expect(detail(blurred) < last)
            #expect(abs(blurred.mean - picture.mean) < 3)
            last = detail(blurred)
        }
        #expect(try Self.expose("{blur: 0}", picture) == picture)
        #expect(
            try Self.expose("{blur: 32}", Bitmap(width: 9, height: 5, filledWith: 77)).pixels.allSatisfy { $0 == 77 })
    }

    @Test(arguments: [0.02, 0.5, 0.9, 1, 1.5])
    func contrastScalesDistancesFromTheMean(factor: Double) throws {
        let picture = Bitmap.scene(width: 64, height: 40, channels: 3)
        let changed = try Self.expose("{contrast: \(factor)}", picture)
        let (old, new) = (picture.channelMeans, changed.channelMeans)
        for (place, value) in picture.pixels.enumerated() {
            let mean = old[place % 3] * 255
            let expected = max(0, min(255, (Double(value) - mean) * factor + mean))
            #expect(abs(Double(changed.pixels[place]) - expected) <= 0.501)
        }
        #expect(zip(old, new).allSatisfy { abs($0 - $1) < 0.01 })
    }

    @Test(arguments: [-1, -0.2, 0, 0.2, 1])
    func brightnessShifts(shift: Double) throws {
        let picture = Bitmap.scene(width: 30, height: 30, channels: 1)
        let changed = try Self.expose("{brightness: \(shift)}", picture)
        for (old, new) in zip(picture.pixels, changed.pixels) {
            #expect(abs(Double(new) - max(0, min(255, Double(old) + shift * 255))) <= 0.501)
        }
    }

    @Test(arguments: [0.1, 0.5, 1, 2, 10])
    func gammaRaisesToAPower(exponent: Double) throws {
        let ramp = Bitmap(width: 256, height: 1, pixels: (0...255).map { UInt8($0) })
        let changed = try Self.expose("{gamma: \(exponent)}", ramp)
        #expect(changed[0, 0] == 0 && changed[255, 0] == 255)
        #expect(zip(changed.pixels, changed.pixels.dropFirst()).allSatisfy { $0 <= $1 })
        let middle = Int(changed[128, 0])
        #expect(exponent == 1 ? middle == 128 : (middle < 128) == (exponent > 1))
    }

    @Test(arguments: [1, 3])
    func invertingTwiceChangesNothing(channels: Int) throws {
        let picture = Bitmap.scene(width: 33, height: 21, channels: channels)
        let inverted = try Self.expose("invert", picture)
        #expect(zip(picture.pixels, inverted.pixels).allSatisfy { Int($0) + Int($1) == 255 })
        #expect(try Self.expose("invert, invert", picture) == picture)
    }

    @Test(arguments: [1, 3])
    func lowerQualityIsFartherFromThePicture(channels: Int) throws {
        let picture = Bitmap.scene(width: 96, height: 64, channels: channels)
        let errors = try [100, 90, 70, 40, 20, 8, 1].map {
            picture.distance(to: try Self.expose("{jpeg: \($0)}", picture))
        }
        #expect(errors == errors.sorted())
        #expect(errors[0] < (channels == 1 ? 0.6 : 6))
        #expect(errors[6] > errors[0] * 2)
    }

    @Test(arguments: [0.05, 0.3, 0.5, 0.8, 0.99])
    func resamplingKeepsTheMeanAndLosesDetail(factor: Double) throws {
        let picture = Bitmap.scene(width: 120, height: 80, channels: 3)
        let changed = try Self.expose("{resample: \(factor)}", picture)
        for (old, new) in zip(picture.channelMeans, changed.channelMeans) { #expect(abs(old - new) < 0.02) }
        #expect(changed.deviation < picture.deviation)
        #expect(try Self.expose("{resample: 1}", picture) == picture)
    }

    @Test func stagesWorkInTheirOrder() throws {
        let picture = Bitmap.scene(width: 20, height: 20, channels: 1)
        let first = try Self.expose("{brightness: 0.5}, {contrast: 0.5}", picture)
        let second = try Self.expose("{contrast: 0.5}, {brightness: 0.5}", picture)
        #expect(first != second)
        #expect(first == (try Self.expose("{contrast: 0.5}", Self.expose("{brightness: 0.5}", picture))))
    }

    /// Ink and boxes stay in their places.
    @Test(arguments: stages)
    func stagesLeaveMaskAndBoxesAlone(stage: String) throws {
        let (plain, exposed) = (try Fixture.sample("{}"), try Fixture.sample("camera: [\(stage)]"))
        #expect(plain.mask == exposed.mask)
        #expect(plain.characters == exposed.characters)
        #expect(plain.textQuad == exposed.textQuad)
    }
}
