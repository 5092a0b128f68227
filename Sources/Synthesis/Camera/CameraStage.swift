import Configs
import Imaging

/// A stage that changes the finished page's pixels, where ink and boxes stay in their places.
///
/// A new stage is one file and one line in `CameraStages`. It draws its parameters from the chooser, then
/// works in whole numbers.
protocol CameraStage: ConfigMember {
    /// Changes the picture.
    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) throws
}

/// The tools that stages share: one set for each thread.
final class Darkroom {
    let jpeg: JPEGEncoder
    var bytes: [UInt8] = []
    /// Where the ink of the text at hand lies, of the picture's size; nil where nobody knows.
    ///
    /// For stages that must not hide too much of it.
    var ink: Bitmap?
    /// The boxes of its letters, px; they may lie over each other a little.
    var letters: [Rect] = []
    /// The share of the resolution that the stages so far have kept, 0...1.
    var resolution = 1.0

    init() throws {
        jpeg = try JPEGEncoder()
    }

    /// The share of the text's ink that lies under a mask, 0...1; 0 without a text.
    func shareOfInk(under cover: Bitmap) -> Double {
        guard let ink, ink.pixels.count == cover.pixels.count else { return 0 }
        var (all, covered) = (0, 0)
        ink.withPixels { ink in
            cover.withPixels { cover in
                for i in 0..<ink.count {
                    all &+= Int(ink[i])
                    covered &+= Int(ink[i]) &* Int(cover[i])
                }
            }
        }
        return all == 0 ? 0 : Double(covered) / Double(255 * all)
    }

    /// The share of its ink that the letter loses of which most lies under a mask, 0...1; 0 without letters.
    func shareOfLetter(under cover: Bitmap) -> Double {
        guard let ink, ink.pixels.count == cover.pixels.count else { return 0 }
        let width = ink.width
        return ink.withPixels { ink in
            cover.withPixels { cover in
                letters.reduce(0) { most, box in
                    let (left, right) = (max(0, Int(box.left)), min(width, Int(box.right.rounded(.up))))
                    let (top, bottom) = (max(0, Int(box.top)), min(ink.count / width, Int(box.bottom.rounded(.up))))
                    guard left < right, top < bottom else { return most }
                    var (all, covered) = (0, 0)
                    for y in top..<bottom {
                        for i in y * width + left..<y * width + right {
                            all &+= Int(ink[i])
                            covered &+= Int(ink[i]) &* Int(cover[i])
                        }
                    }
                    return all == 0 ? most : max(most, Double(covered) / Double(255 * all))
                }
            }
        }
    }
}

/// The stages that change pixels.
enum CameraStages: ConfigFamily {
    static let title = "camera"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<any CameraStage>] {
        [
            of(Blur.self), of(Defocus.self), of(MotionBlur.self), of(Ghost.self), of(Sharpen.self), of(Noise.self),
            of(Sensor.self),
            of(SaltAndPepper.self),
            of(RowNoise.self), of(Contrast.self), of(Brightness.self), of(Exposure.self), of(Gamma.self),
            of(WhiteBalance.self),
            of(LowLight.self), of(CastShadow.self), of(Glare.self), of(Reflection.self), of(Moire.self),
            of(Occlusion.self), of(Scratches.self),
            of(Dust.self), of(Fingerprint.self), of(Drops.self), of(WaterMarks.self), of(Tape.self), of(Resample.self),
            of(JPEGArtefacts.self), of(WebPArtefacts.self), of(Dither.self), of(Binarize.self), of(FaxLines.self),
            of(Photocopy.self),
            of(Invert.self),
        ]
    }

    static func record(_ stage: any CameraStage) -> any ConfigMember { stage }

    private static func of<Record: CameraStage>(_ type: Record.Type) -> FamilyMember<any CameraStage> {
        FamilyMember(type) { $0 }
    }
}
