import Configs

/// A cheque's amount field.
struct ChequePreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "cheque"
    static let summary =
        "The amount field of a cheque: a pen on grey security print, a rule below, now and then "
        + "a stamp."
    static let yaml = """
        page: {color: rgb}
        ink:
          tone: 0.1 -> 0.3..0.85
          contrast: 0.25 -> 0.32
          legibility: 3.0 -> 3.5
          stages:
            - thickness: {radius: 0.0 -> 0.0..0.4}
            - ball_pen: {edge: 0.0 -> 0.05..0.35, grain: 0.0 -> 0.05..0.4, skips: 0.0 -> 0.0..0.03,
                         probability: 0.0 -> 0.8}
            - felt_pen: {edge: 0.0 -> 0.1..0.4, streaks: 0.0 -> 0.05..0.25, spread: 0.0 -> 0.0..0.6,
                         probability: 0.0 -> 0.2}
            - stamp: {opacity: 0.0 -> 0.15..0.5, size: 1.0..2.5, probability: 0.0 -> 0.08}
        paper:
          - security: {tone: 0.88 -> 0.46..0.84, strength: 0.0 -> 0.2..0.45, pitch: 3.5..9.0, fill: 0.2..0.4,
                       pattern: [waves, waves, net, circles, screen],
                       wave: 0.3..2.0, wash: 0.0 -> 0.0..0.1, grain: 0.0 -> 0.0..0.008, weight: 0.0 -> 4.0}
          - fibre: {tone: 0.88 -> 0.46..0.84, light: 0.0 -> 0.0..0.06, clouds: 0.0 -> 0.0..0.03,
                    fibres: 0.0 -> 0.0..0.05, grain: 0.0 -> 0.0..0.03, weight: 1.0 -> 0.3}
        sheet:
          - rules: {pitch: 3.0..6.0, thickness: 0.8..1.8, strength: 0.0 -> 0.3..0.8, color: '#28282c', margin: 0,
                    probability: 0.0 -> 0.6}
          - light: {falloff: 0.0 -> 0.0..0.1, vignette: 0.0, patches: 0.0 -> 0.0..0.03}
          - folds: {count: 1, depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.06}
        geometry:
          - rotation: 0.0 -> -2.0..2.0
        camera:
          - blur: {sigma: 0.0 -> 0.4..1.1}
          - resample: {factor: 1.0 -> 0.6..1.0, probability: 0.0 -> 0.5}
          - noise: {amount: 0.0 -> 0.0..0.012, probability: 0.0 -> 0.5}
          - sharpen: {amount: 0.0 -> 0.2..1.0, radius: 0.6..1.4, probability: 0.0 -> 0.8}
          - brightness: {shift: 0.0 -> -0.08..0.02}
          - jpeg: {quality: 80 -> 20..50, probability: 0.0 -> 1.0}
        """
}
