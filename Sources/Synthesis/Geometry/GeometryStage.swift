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

/// A stage that moves the text.
enum TextMove: Sendable {
    /// It keeps straight lines straight.
    case straight(any GeometryStage)
    /// It bends them.
    case bending(any BendingStage)

    /// The stage, if it keeps straight lines straight.
    var straight: (any GeometryStage)? { if case .straight(let stage) = self { stage } else { nil } }
    /// The stage, if it bends them.
    var bending: (any BendingStage)? { if case .bending(let stage) = self { stage } else { nil } }
}

/// The stages that move the text.
enum GeometryStages: ConfigFamily {
    static let title = "geometry"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<TextMove>] {
        [
            straight(Rotation.self), straight(Shear.self), straight(Scale.self), straight(Perspective.self),
            bending(Elastic.self), bending(Wave.self), bending(Barrel.self), bending(Curl.self),
        ]
    }

    static func record(_ move: TextMove) -> any ConfigMember {
        switch move {
        case .straight(let stage): stage
        case .bending(let stage): stage
        }
    }

    private static func straight<Record: GeometryStage>(_ type: Record.Type) -> FamilyMember<TextMove> {
        FamilyMember(type) { .straight($0) }
    }

    private static func bending<Record: BendingStage>(_ type: Record.Type) -> FamilyMember<TextMove> {
        FamilyMember(type) { .bending($0) }
    }
}
