import Configuration

/// A page under a hand-held camera.
struct PhotoPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "photo"
    static let summary = "A page under a hand-held camera: seen from the side, unevenly lit, soft and noisy."
    static let yaml = """
        ink:
          tone: 0.05 -> 0.0..0.35
          legibility: 2
          stages:
            - thickness: {radius: 0.0 -> -0.3..0.4}
            - density: {variation: 0.0 -> 0.0..0.25, probability: 0.0 -> 0.4}
        paper:
          - fibre: {tone: 0.97 -> 0.6..0.97, color: ['#ffffff', '#fff3e2', '#f0f4ff', '#faf6ee'],
                    light: 0.0 -> 0.0..0.12, clouds: 0.0 -> 0.0..0.03,
                    fibres: 0.0 -> 0.0..0.025, grain: 0.0 -> 0.0..0.015}
        sheet:
          - light: {falloff: 0.0 -> 0.0..0.4, vignette: 0.0 -> 0.0..0.3, patches: 0.0 -> 0.0..0.08}
          - folds: {depth: 0.0 -> 0.02..0.12, probability: 0.0 -> 0.25}
          - crumple: {depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.25}
          - creases: {depth: 0.0 -> 0.03..0.15, probability: 0.0 -> 0.2}
        geometry:
          - rotation: 0.0 -> -6.0..6.0
          - perspective: {x: 0.0 -> -0.3..0.3, y: 0.0 -> -0.2..0.2}
          - curl: {degrees: 0.0 -> -35.0..35.0, probability: 0.0 -> 0.3}
          - wave: {vertical: 0.0 -> 0.0..1.5, probability: 0.0 -> 0.2}
        camera:
          - blur: {sigma: 0.0 -> 0.3..1.5}
          - resample: {factor: 1.0 -> 0.45..1.0, probability: 0.0 -> 0.5}
          - noise: {amount: 0.0 -> 0.004..0.04, colored: true}
          - gamma: {exponent: 1.0 -> 0.75..1.35}
          - contrast: {factor: 1.0 -> 0.7..1.2}
          - brightness: {shift: 0.0 -> -0.1..0.08}
          - jpeg: {quality: 95 -> 25..85, probability: 0.0 -> 0.8}
        """
}
