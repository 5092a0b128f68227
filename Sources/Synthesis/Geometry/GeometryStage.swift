import Configs
import Imaging

/// A stage that moves the text and keeps straight lines straight: it draws a projective map about the text's centre.
///
/// A new stage is one file and one line in `GeometryStages`. All stages of a sample become one map, through
/// which each glyph is drawn once, from its cached mask: nothing is resampled twice, and boxes and mask go the
/// same way.
protocol GeometryStage: ConfigMember {
    /// Draws the stage's parameters.
    /// - Parameters:
    ///   - extent: the text's ink box before this stage, px; its centre is (0, 0).
    /// - Returns: a map about (0, 0).
    func map(extent: Rect, _ chooser: inout Chooser) -> Projection
}

/// The stages that move the text.
enum GeometryStages: ConfigFamily {
    static let title = "geometry"
    static let modifier = ConfigModifier.probability
    static var members: [any ConfigMember.Type] {
        [
            Rotation.self, Shear.self, Scale.self, Perspective.self, Elastic.self, Wave.self, Barrel.self, Curl.self,
        ]
    }
}
