import Configuration
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

    init() throws {
        jpeg = try JPEGEncoder()
    }
}

/// The stages that change pixels.
enum CameraStages: ConfigFamily {
    static let title = "camera"
    static let modifier = ConfigModifier.probability
    static var members: [any ConfigMember.Type] {
        [
            Blur.self, Noise.self, Contrast.self, Brightness.self, Gamma.self, Resample.self, JPEGArtefacts.self,
            Invert.self,
        ]
    }
}
