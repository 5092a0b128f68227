import Configs

/// A page under a hand-held camera.
struct PhotoPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "photo"
    static let summary =
        "A page under a hand-held camera: seen from the side, in uneven and coloured light, soft, shaken and "
        + "noisy."
    static let yaml = """
        page: {color: rgb}
        ink:
          tone: 0.05 -> 0.0..0.35
          legibility: 2
          stages:
            - thickness: {radius: 0.0 -> -0.3..0.4}
            - density: {variation: 0.0 -> 0.0..0.25, probability: 0.0 -> 0.4}
        paper:
          - fibre: {tone: 0.97 -> 0.65..0.97, light: 0.0 -> 0.0..0.1, clouds: 0.0 -> 0.005..0.04,
                    fibres: 0.0 -> 0.0..0.025, grain: 0.0 -> 0.0..0.006, weight: 1.0 -> 0.5}
          - fibre: {tone: 0.97 -> 0.65..0.97, color: ['#fff8ee', '#f4f6ff', '#faf6ee'], light: 0.0 -> 0.0..0.1,
                    clouds: 0.0 -> 0.005..0.04, fibres: 0.0 -> 0.0..0.025, grain: 0.0 -> 0.0..0.006, weight: 0.0 -> 0.5}
        sheet:
          - light: {falloff: 0.0 -> 0.0..0.35, vignette: 0.0 -> 0.0..0.3, patches: 0.0 -> 0.0..0.06}
          - folds: {depth: 0.0 -> 0.02..0.12, probability: 0.0 -> 0.2}
          - crumple: {depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.25}
          - creases: {depth: 0.0 -> 0.03..0.15, probability: 0.0 -> 0.15}
        geometry:
          - rotation: 0.0 -> -6.0..6.0
          - perspective: {x: 0.0 -> -0.3..0.3, y: 0.0 -> -0.2..0.2}
          - curl: {degrees: 0.0 -> -35.0..35.0, probability: 0.0 -> 0.3}
          - wave: {vertical: 0.0 -> 0.0..1.5, probability: 0.0 -> 0.2}
        camera:
          # What falls on the page, then the lens, then the sensor, then what the phone makes of it.
          # A finger is several times as wide as a line is high.
          - occlusion: {kind: finger, size: 50.0..120.0, depth: 0.1..0.35, most: 0.05, shadow: 0.15..0.4,
                        probability: 0.0 -> 0.08}
          - cast_shadow: {strength: 0.0 -> 0.1..0.6, probability: 0.0 -> 0.45}
          - glare: {strength: 0.0 -> 0.2..0.9, loss: 0.3, probability: 0.0 -> 0.15}
          - white_balance: {kelvin: 6500 -> 3500..10000, tint: 0.0 -> -0.25..0.25}
          - exposure: {stops: 0.0 -> -1.1..0.4, probability: 0.0 -> 0.8}
          - blur: {sigma: 0.0 -> 0.3..1.1}
          - defocus: {radius: 0.0 -> 0.6..1.7, probability: 0.0 -> 0.35}
          - motion_blur: {length: 0.0 -> 0.5..3.5, probability: 0.0 -> 0.3}
          - resample: {factor: 1.0 -> 0.45..1.0, probability: 0.0 -> 0.4}
          - sensor: {shot: 0.0 -> 0.005..0.05, read: 0.0 -> 0.002..0.015}
          - low_light: {light: 1.0 -> 0.15..0.6, noise: 0.0 -> 0.005..0.02, lift: 0.5..0.9, probability: 0.0 -> 0.12}
          - sharpen: {amount: 0.0 -> 0.2..1.6, radius: 0.6..1.4, probability: 0.0 -> 0.5}
          - contrast: {factor: 1.0 -> 0.75..1.3}
          - jpeg: {quality: 95 -> 25..85, probability: 0.0 -> 0.8}
        """
}
