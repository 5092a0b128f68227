import Configs

/// A till receipt.
struct ReceiptPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "receipt"
    static let summary =
        "A till receipt, scanned: thermal or dot matrix print, faint or stretched to black and white, on "
        + "smooth paper."
    static let yaml = """
        ink:
          tone: [0.05 -> 0.0..0.4, 0.05 -> 0.2..1.0]
          contrast: 0.2
          legibility: 3.5
          stages:
            - thickness: {radius: 0.0 -> -0.4..0.6}
            - dot_matrix: {pitch: 1.8..2.6, size: 1.2 -> 0.85..1.3, wear: 0.0 -> 0.0..0.4, probability: 0.0 -> 0.25}
            - thermal: {fade: 0.0 -> 0.0..0.6, grain: 0.0 -> 0.0..0.35, dead: 0 -> 0..1, probability: 0.0 -> 0.7}
            - dry: {amount: 0.0 -> 0.0..0.2, size: 1..1.6, kind: grain, probability: 0.0 -> 0.35}
        paper:
          - thermal: {tone: 1.0 -> 0.75..1.0, bands: 0.0 -> 0.0..0.025, streaks: 0.0 -> 0.0..0.015,
                      curl: 0.0 -> 0.0..0.08, fog: 0.0 -> 0.0..0.06, grain: 0.0 -> 0.0..0.012}
        sheet:
          - neighbours: {above: 0.5, below: 0.5, probability: 0.0 -> 0.2}
          - dirt: {specks: 0.0 -> 0.0..0.8, speckle: 0.0 -> 0.0..4.0, strength: 0.0 -> 0.2..0.7, smudges: 0.0,
                   hairs: 0, probability: 0.0 -> 0.4}
          - crumple: {depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.2}
          - folds: {count: 1, depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.1}
          - creases: {count: 1..3, depth: 0.0 -> 0.03..0.12, probability: 0.0 -> 0.1}
        geometry:
          - rotation: 0.0 -> -1.8..1.8
          - elastic: {amount: 0.0 -> 0.0..0.4, scale: 20, probability: 0.0 -> 0.4}
        camera:
          - blur: {sigma: 0.0 -> 0.2..1.8, probability: 0.0 -> 0.8}
          - resample: {factor: 1.0 -> 0.45..1.0, probability: 0.0 -> 0.6}
          - row_noise: {amount: 0.0 -> 0.004..0.025, thickness: 1..2, probability: 0.0 -> 0.3}
          - noise: {amount: 0.0 -> 0.0..0.04, probability: 0.0 -> 0.6}
          - sharpen: {amount: 0.0 -> 0.3..3.0, probability: 0.0 -> 0.5}
          # Most scanners of receipts stretch the tones until the paper is white.
          - brightness: {shift: 0.0 -> 0.0..0.2}
          - contrast: {factor: 1.0 -> 1.0..2.5, probability: 0.0 -> 0.8}
          - binarize: {bias: 0.1..0.22, probability: 0.0 -> 0.4}
          - jpeg: {quality: 95 -> 20..90, probability: 0.0 -> 0.7}
        """
}
