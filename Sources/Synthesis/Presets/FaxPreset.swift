import Configuration

/// A fax.
struct FaxPreset: ShippedPreset {
    var strength = 0.5

    init() {}

    static let name = "fax"
    static let summary = "A fax: few dots to the inch, next to black and white, with specks and ragged edges."
    static let yaml = """
        ink:
          tone: 0.05 -> 0.0..0.3
          legibility: 2
          stages:
            - thickness: {radius: 0.0 -> -0.2..0.5}
            - roughen: {radius: 0.0 -> 0.0..0.7, reach: 10, probability: 0.0 -> 0.5}
            - toner: {streaks: 0.0 -> 0.0..0.2, dropouts: 0.0 -> 0.0..0.1, probability: 0.0 -> 0.4}
        paper:
          - fibre: {tone: 1.0 -> 0.85..0.98, light: 0.0 -> 0.0..0.05, clouds: 0.0 -> 0.0..0.02, fibres: 0.0,
                    grain: 0.0 -> 0.0..0.02}
        sheet:
          - dirt: {specks: 0.0 -> 0.2..2.5, size: 0.6..1.2, speckle: 0.0 -> 0.0..4.0, strength: 0.0 -> 0.6..1.0,
                   smudges: 0.0, hairs: 0 -> 0..1, probability: 0.0 -> 0.7}
        geometry:
          - rotation: 0.0 -> -1.2..1.2
        camera:
          - blur: {sigma: 0.0 -> 0.2..0.6}
          - resample: {factor: 1.0 -> 0.45..0.75}
          - noise: {amount: 0.0 -> 0.0..0.05}
          # What is lighter than the mean goes to white, the rest to black.
          - brightness: {shift: 0.0 -> 0.25..0.35}
          - contrast: {factor: 1.0 -> 4.0..10.0}
        """
}
