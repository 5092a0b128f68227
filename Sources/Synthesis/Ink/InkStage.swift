import Configuration
import Imaging

/// A stage that changes or adds ink before it is printed.
///
/// A new stage is one file and one line in `InkStages`.
protocol InkStage: ConfigMember {
    /// Changes the layers.
    func apply(to ink: inout InkLayers, _ chooser: inout Chooser)
}

/// The ink of a page in layers, printed from the first to the last.
struct InkLayers {
    /// The text itself.
    var text: Layer
    /// What is printed before the text: shadows, outlines.
    var below: [Layer] = []

    /// Ink of one colour.
    struct Layer {
        /// Where it lies, of the page's size.
        var mask: Bitmap
        /// For each channel, the share of the light that full ink swallows, 0...1.
        var absorption: [Double]
    }

    /// Prints all layers onto a page.
    func print(on page: inout Bitmap) {
        for layer in below + [text] { page.printInk(layer.mask, absorption: layer.absorption) }
    }
}

/// The stages that change ink.
enum InkStages: ConfigFamily {
    static let title = "ink.stages"
    static let modifier = ConfigModifier.probability
    static var members: [any ConfigMember.Type] {
        [Thickness.self, Outline.self, Shadow.self, Extrusion.self]
    }
}

/// The shares of light that a layer of a tone or a colour swallows.
func absorption(
    tone: Quantity, color: Configuration.Choice<Color>?, channels: Int, _ chooser: inout Chooser
) -> [Double] {
    if let color { return chooser.pick("color", color).values(channels: channels).map { 1 - $0 } }
    return [Double](repeating: 1 - chooser.number("tone", tone), count: channels)
}
