import Configs

/// Print as a program draws it.
struct CleanPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "clean"
    static let summary = "Print as a program draws it: white paper, black ink, sharp edges."
    static let yaml = """
        ink: {tone: 0.05 -> 0.0..0.3, legibility: 4}
        paper:
          - plain: {tone: 1.0 -> 0.9..1.0}
        geometry:
          - rotation: 0.0 -> -0.7..0.7
        camera:
          - blur: {sigma: 0.0 -> 0.0..0.5}
        """
}
