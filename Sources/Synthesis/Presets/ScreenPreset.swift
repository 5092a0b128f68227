import Configs

/// Text on a screen.
struct ScreenPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "screen"
    static let summary =
        "Text on a screen, caught or photographed: dark on light or light on dark, the screen's stripes, "
        + "moire, reflections."
    static let yaml = """
        page: {color: rgb}
        ink:
          tone: 0.05 -> 0.0..0.4
          contrast: 0.3
          legibility: 2.5
        paper:
          - plain: {tone: 1.0 -> 0.7..1.0, weight: 2}
          - plain: {tone: 1.0 -> 0.85..1.0,
                    color: ['#ffffff', '#f4f6fa', '#e8f0fe', '#fff8e1', '#e6f4ea', '#fce8e6', '#dfe3e8']}
        sheet:
          - light: {falloff: 0.0 -> 0.0..0.25, vignette: 0.0 -> 0.0..0.2, patches: 0.0 -> 0.0..0.08,
                    probability: 0.0 -> 0.6}
        geometry:
          - perspective: {x: 0.0 -> -0.15..0.15, y: 0.0 -> -0.1..0.1, probability: 0.0 -> 0.4}
          - rotation: {degrees: 0.0 -> -3.0..3.0, probability: 0.0 -> 0.4}
          - barrel: {amount: 0.0 -> -0.03..0.06, probability: 0.0 -> 0.3}
        camera:
          - invert: {probability: 0.0 -> 0.4}
          - exposure: {stops: 0.0 -> -0.5..0.2, probability: 0.0 -> 0.6}
          # Three stripes make up a px of the screen: red, green and blue, a third of a period from each other.
          - moire: {strength: 0.0 -> 0.1..0.35, period: 2.6..4.2, degrees: -4..4, bend: 0.0, colors: 0.33,
                    probability: 0.0 -> 0.7}
          # Where they meet the camera's own grid there are bands.
          - moire: {strength: 0.0 -> 0.03..0.16, period: 8..50, bend: 0..2, colors: 0..0.25, probability: 0.0 -> 0.7}
          - glare: {strength: 0.0 -> 0.15..0.7, radius: 20..80, loss: 0.25, probability: 0.0 -> 0.2}
          - white_balance: {kelvin: 6500 -> 5000..12000, tint: 0.0 -> -0.15..0.15, probability: 0.0 -> 0.7}
          - resample: {factor: 1.0 -> 0.5..1.0, probability: 0.0 -> 0.5}
          - blur: {sigma: 0.0 -> 0.0..0.8}
          - sensor: {shot: 0.0 -> 0.0..0.035, read: 0.0 -> 0.0..0.012, probability: 0.0 -> 0.8}
          - sharpen: {amount: 0.0 -> 0.2..1.4, probability: 0.0 -> 0.4}
          - contrast: {factor: 1.0 -> 0.65..1.2}
          - jpeg: {quality: 95 -> 20..90, probability: 0.0 -> 0.6}
          - webp: {quality: 95 -> 20..80, probability: 0.0 -> 0.25}
        """
}
