import Configuration

/// Text on a screen.
struct ScreenPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "screen"
    static let summary =
        "Text on a screen, caught or photographed: flat colours, dark on light or light on dark, "
        + "resampled and packed."
    static let yaml = """
        ink:
          tone: 0.05 -> 0.0..0.4
          contrast: 0.3
          legibility: 2.5
        paper:
          - plain: {tone: 1.0 -> 0.7..1.0, weight: 2}
          - plain: {tone: 1.0, color: ['#ffffff', '#f4f6fa', '#e8f0fe', '#fff8e1', '#e6f4ea', '#fce8e6', '#dfe3e8']}
        sheet:
          - light: {falloff: 0.0 -> 0.0..0.2, vignette: 0.0 -> 0.0..0.15, patches: 0.0 -> 0.0..0.08,
                    probability: 0.0 -> 0.5}
        geometry:
          - perspective: {x: 0.0 -> -0.15..0.15, y: 0.0 -> -0.1..0.1, probability: 0.0 -> 0.4}
          - rotation: {degrees: 0.0 -> -3.0..3.0, probability: 0.0 -> 0.4}
          - barrel: {amount: 0.0 -> -0.03..0.06, probability: 0.0 -> 0.3}
        camera:
          - resample: {factor: 1.0 -> 0.45..1.0, probability: 0.0 -> 0.7}
          - blur: {sigma: 0.0 -> 0.0..0.9}
          - invert: {probability: 0.0 -> 0.4}
          - noise: {amount: 0.0 -> 0.0..0.03, colored: true}
          - contrast: {factor: 1.0 -> 0.6..1.2}
          - brightness: {shift: 0.0 -> -0.1..0.1}
          - jpeg: {quality: 95 -> 20..90, probability: 0.0 -> 0.8}
        """
}
