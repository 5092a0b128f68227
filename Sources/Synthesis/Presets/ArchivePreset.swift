import Configs

/// An old document.
struct ArchivePreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "archive"
    static let summary =
        "An old document: yellowed, stained and creased paper, ink that has bled, faded and worn, or a copy "
        + "of a copy."
    static let yaml = """
        page: {color: rgb}
        ink:
          tone: 0.1 -> 0.05..0.5
          contrast: 0.2
          legibility: 2
          stages:
            - thickness: {radius: 0.0 -> -0.3..0.5}
            - bleed: {radius: 0.0 -> 0.2..1.1, feather: 0.3..0.9, probability: 0.0 -> 0.6}
            - typewriter: {strength: 1.0 -> 0.5..1.0, half: 0.0 -> 0.05, loss: 0.3..0.7, ribbon: 0.0 -> 0.0..0.3,
                           probability: 0.0 -> 0.35}
            - density: {variation: 0.0 -> 0.05..0.4, probability: 0.0 -> 0.7}
            - dry: {amount: 0.0 -> 0.0..0.15, probability: 0.0 -> 0.3}
        paper:
          - fibre: {tone: 0.97 -> 0.65..0.92, light: 0.0 -> 0.0..0.12, clouds: 0.0 -> 0.02..0.09,
                    fibres: 0.0 -> 0.02..0.09, grain: 0.0 -> 0.0..0.014, weight: 1.0 -> 0.2}
          - fibre: {tone: 0.97 -> 0.62..0.92, color: ['#fff6e0', '#fbeccb', '#f4e3c0'], light: 0.0 -> 0.0..0.12,
                    clouds: 0.0 -> 0.02..0.09, fibres: 0.0 -> 0.02..0.09, grain: 0.0 -> 0.0..0.014, weight: 0.0 -> 3.0}
          - newsprint: {tone: 0.95 -> 0.64..0.85, clouds: 0.0 -> 0.01..0.06, fibres: 0.0 -> 0.02..0.06,
                        specks: 0.0 -> 0.3..4.0, grain: 0.0 -> 0.002..0.012, weight: 0.0 -> 1.0}
        sheet:
          - yellowing: {amount: 0.0 -> 0.1..0.7, patches: 0.0 -> 0.1..0.5, edges: 0.0 -> 0.0..0.4,
                        probability: 0.0 -> 0.9}
          - show_through: {strength: 0.0 -> 0.05..0.25, probability: 0.0 -> 0.5}
          - stains: {strength: 0.0 -> 0.08..0.4, probability: 0.0 -> 0.4}
          - rings: {strength: 0.0 -> 0.08..0.35, probability: 0.0 -> 0.12}
          - dirt: {specks: 0.0 -> 0.2..2.5, speckle: 0.0 -> 0.0..3.0, strength: 0.0 -> 0.2..0.7,
                   smudges: 0.0 -> 0.0..0.1, hairs: 0 -> 0..1, probability: 0.0 -> 0.7}
          - folds: {depth: 0.0 -> 0.02..0.14, wear: 0.0 -> 0.0..0.35, probability: 0.0 -> 0.3}
          - crumple: {depth: 0.0 -> 0.02..0.1, probability: 0.0 -> 0.2}
          - creases: {depth: 0.0 -> 0.03..0.2, probability: 0.0 -> 0.35}
          - edges: {depth: 1.0 -> 1.0..6.0, torn: 0.8, probability: 0.0 -> 0.1}
        geometry:
          - rotation: 0.0 -> -2.0..2.0
          - wave: {vertical: 0.0 -> 0.0..1.2, probability: 0.0 -> 0.3}
        camera:
          # Some archives hold no more than a copy of a copy.
          - photocopy: {generations: 1..3, contrast: 0.0 -> 0.0..0.45, softness: 0.0 -> 0.3..0.5, wear: 0.0 -> 0.1..0.5,
                        speckle: 0.0 -> 0.0..1.5, probability: 0.0 -> 0.2}
          - blur: {sigma: 0.0 -> 0.3..1.1}
          - sensor: {shot: 0.0 -> 0.0..0.03, read: 0.0 -> 0.0..0.015}
          - sharpen: {amount: 0.0 -> 0.2..1.2, probability: 0.0 -> 0.3}
          - gamma: {exponent: 1.0 -> 0.8..1.25}
          - jpeg: {quality: 95 -> 30..90, probability: 0.0 -> 0.6}
        """
}
