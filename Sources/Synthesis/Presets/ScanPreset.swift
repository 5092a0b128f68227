import Configs

/// A page from a flatbed scanner.
struct ScanPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "scan"
    static let summary =
        "A printed page from a flatbed scanner: even light, a little skew, toner that wears, edges that were "
        + "sharpened."
    static let yaml = """
        ink:
          tone: [0.05 -> 0.0..0.4, 0.05 -> 0.2..0.7]
          contrast: 0.25
          legibility: 2.5
          stages:
            - thickness: {radius: 0.0 -> -0.4..0.5}
            - bleed: {radius: 0.0 -> 0.2..0.8, probability: 0.0 -> 0.25}
            - density: {variation: 0.0 -> 0.0..0.3, probability: 0.0 -> 0.5}
            - toner: {streaks: 0.0 -> 0.0..0.3, dropouts: 0.0 -> 0.0..0.05, probability: 0.0 -> 0.35}
            - inkjet: {depth: 0.0 -> 0.1..0.4, clogged: 0.0 -> 0.0..0.06, probability: 0.0 -> 0.15}
        paper:
          - fibre: {tone: 1.0 -> 0.8..1.0, light: 0.0 -> 0.0..0.06, clouds: 0.0 -> 0.0..0.025,
                    fibres: 0.0 -> 0.0..0.016, grain: 0.0 -> 0.0..0.008}
        sheet:
          - show_through: {strength: 0.0 -> 0.02..0.14, probability: 0.0 -> 0.3}
          - dirt: {specks: 0.0 -> 0.1..1.6, speckle: 0.0 -> 0.0..2.0, strength: 0.0 -> 0.2..0.7,
                   smudges: 0.0 -> 0.0..0.05, hairs: 0, probability: 0.0 -> 0.5}
          - folds: {count: 1, depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.1}
        geometry:
          - rotation: 0.0 -> -1.8..1.8
          - elastic: {amount: 0.0 -> 0.0..0.35, scale: 24, probability: 0.0 -> 0.2}
        camera:
          - blur: {sigma: 0.0 -> 0.5..1.2}
          - resample: {factor: 1.0 -> 0.5..1.0, probability: 0.0 -> 0.5}
          # Dirt on the scanner's glass and a lamp that flickers make lines.
          - row_noise: {amount: 0.0 -> 0.004..0.015, columns: 0.5, probability: 0.0 -> 0.25}
          - noise: {amount: 0.0 -> 0.0..0.025, probability: 0.0 -> 0.8}
          # Scanners sharpen what the lens blurred: halos beside the strokes, but none within them.
          - sharpen: {amount: 0.0 -> 0.2..0.9, radius: 0.6..1.4, probability: 0.0 -> 0.7}
          - brightness: {shift: 0.0 -> -0.04..0.1}
          - contrast: {factor: 1.0 -> 0.9..1.7, probability: 0.0 -> 0.6}
          - binarize: {bias: 0.12..0.25, probability: 0.0 -> 0.15}
          - jpeg: {quality: 95 -> 25..90, probability: 0.0 -> 0.7}
        """
}
