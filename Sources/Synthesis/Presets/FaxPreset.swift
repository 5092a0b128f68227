import Configs

/// A fax.
struct FaxPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "fax"
    static let summary =
        "A fax: black and white or next to it, few dots to the inch, with specks, lost lines and ragged "
        + "edges."
    static let yaml = """
        ink:
          tone: 0.05 -> 0.0..0.2
          legibility: 2
          stages:
            - thickness: {radius: 0.0 -> -0.2..0.5}
            - roughen: {radius: 0.0 -> 0.0..0.7, reach: 10, probability: 0.0 -> 0.5}
            - toner: {streaks: 0.0 -> 0.0..0.2, dropouts: 0.0 -> 0.0..0.08, probability: 0.0 -> 0.3}
        paper:
          - fibre: {tone: 1.0 -> 0.8..0.98, light: 0.0 -> 0.0..0.05, clouds: 0.0 -> 0.0..0.03, fibres: 0.0,
                    grain: 0.0 -> 0.0..0.02}
        sheet:
          - dirt: {specks: 0.0 -> 0.2..2.5, size: 0.5..1.1, speckle: 0.0 -> 0.0..4.0, strength: 0.0 -> 0.6..1.0,
                   smudges: 0.0, hairs: 0 -> 0..1, probability: 0.0 -> 0.7}
        geometry:
          - rotation: 0.0 -> -1.5..1.5
        camera:
          - blur: {sigma: 0.0 -> 0.2..0.6}
          - resample: {factor: 1.0 -> 0.4..0.85, probability: 0.0 -> 0.9}
          - noise: {amount: 0.0 -> 0.01..0.06}
          - row_noise: {amount: 0.0 -> 0.01..0.03, thickness: 1..2, columns: 0.3, probability: 0.0 -> 0.6}
          # A fax that takes the page for a photograph makes patterns of its greys.
          - dither: {levels: 2, probability: 0.0 -> 0.2}
          # What is lighter than the mean goes to white, the rest to black.
          - brightness: {shift: 0.0 -> 0.2..0.35}
          - contrast: {factor: 1.0 -> 4.0..10.0}
          - binarize: {bias: 0.0 -> 0.05..0.25, probability: 0.0 -> 1.0}
          - salt_and_pepper: {share: 0.0 -> 0.0..0.008, salt: 0.4..0.8, probability: 0.0 -> 0.5}
          - fax_lines: {share: 0.0 -> 0.01..0.06, probability: 0.0 -> 0.7}
        """
}
