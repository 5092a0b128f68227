import Configs
import Imaging

/// A stage that changes or adds ink before it is printed.
///
/// A new stage is one file and one line in `InkStages`.
protocol InkStage: ConfigMember {
    /// Changes the layers.
    func apply(to ink: inout InkLayers, _ chooser: inout Chooser)
}

/// A stage whose ink reaches beyond the strokes that it is made of, and still belongs to the letters.
///
/// Room is kept for it on the page, and boxes go round it.
protocol SpreadingInk: InkStage {
    /// How far it may reach beyond the strokes, px.
    func reach(_ chooser: inout Chooser) -> Double
}

/// A round spot of a letter's ink, px.
struct InkDot {
    var center: Point
    var radius: Double
}

/// The ink of a page in layers.
struct InkLayers {
    /// The text itself; its mask is the sample's.
    var text: Layer
    /// Where inks of the text differ: each with the part that it first drew, the text's own before the others.
    ///
    /// At the end each has what of the text's ink lies nearest to its part. Empty where the text is of one ink.
    var parts: [Layer] = []
    /// What is printed besides: marks, shadows, outlines.
    var others: [Layer] = []
    /// What the text hides.
    var under: [Layer] = []
    /// What hides the text, and all else.
    var over: [Cover] = []
    /// Where each letter with ink lies on the page.
    var letters: [Quad] = []
    /// The dots that the text is made of, where it is made of dots: they may reach beyond the letters' boxes.
    var dots: [InkDot] = []
    /// The page's channels: 1 or 3.
    let channels: Int
    /// The least share of full ink that keeps `ink.contrast`, 0...1.
    ///
    /// What makes ink fainter stops there; what leaves gaps in it need not.
    var faintest = 0.0

    init(text: Layer, channels: Int) {
        self.text = text
        self.channels = channels
    }

    /// Makes the text, and what was printed with it, fainter by the shares of a mask of the page's size.
    mutating func fade(by shares: Bitmap) {
        change { $0.multiply(by: shares) }
    }

    /// Changes the mask of the text, and of all that was printed with it.
    mutating func change(_ body: (inout Bitmap) -> Void) {
        body(&text.mask)
        for number in others.indices { body(&others[number].mask) }
    }

    /// Ink of one colour.
    struct Layer {
        /// Where it lies, of the page's size.
        var mask: Bitmap
        /// What it does there.
        var pigment: Pigment

        init(mask: Bitmap, pigment: Pigment) {
            (self.mask, self.pigment) = (mask, pigment)
        }

        /// Printer's ink.
        /// - Parameter absorption: for each channel, the share of the light that full ink swallows, 0...1.
        init(mask: Bitmap, absorption: [Double]) {
            self.init(mask: mask, pigment: .absorbing(absorption))
        }
    }

    /// Ink that hides what lies beneath, as if only paper lay there.
    struct Cover {
        /// Where it lies, of the page's size.
        var mask: Bitmap
        /// For each channel, the share of the light that full ink swallows, 0...1.
        var absorption: [Double]
        /// What is hidden, of the page's size; no less than the ink's mask.
        var hides: Bitmap
    }

    /// Lays all layers onto a page.
    func print(on page: inout Bitmap) {
        let paper = under.isEmpty && over.isEmpty ? nil : page
        for layer in under { page.lay(layer.mask, layer.pigment) }
        // What hides or shines is there before what is printed beside it; of printer's ink the order is the same to the light.
        let isFirst = !under.isEmpty || !text.pigment.isAbsorbing
        if !isFirst { for layer in others { page.lay(layer.mask, layer.pigment) } }
        for layer in inks { page.lay(layer, hidingAll: !under.isEmpty, paper: paper) }
        if isFirst { for layer in others { page.lay(layer.mask, layer.pigment) } }
        guard let paper else { return }
        for cover in over {
            page.layInk(cover.mask, absorption: cover.absorption, hiding: cover.hides, paper: paper)
        }
    }

    /// The text's ink, by colour.
    private var inks: [Layer] {
        guard !parts.isEmpty else { return [text] }
        return zip(parts, text.mask.divided(amongNearest: parts.map(\.mask))).map {
            Layer(mask: $1, pigment: $0.pigment)
        }
    }
}

extension Bitmap {
    /// Lays a layer onto the page.
    /// - Parameter hidingAll: whether printer's ink hides what lies beneath, as if only paper lay there.
    fileprivate mutating func lay(_ layer: InkLayers.Layer, hidingAll: Bool, paper: Bitmap?) {
        if case .absorbing(let shares) = layer.pigment, hidingAll, let paper {
            layInk(layer.mask, absorption: shares, hiding: layer.mask, paper: paper)
        } else {
            lay(layer.mask, layer.pigment)
        }
    }
}

/// The stages that change ink.
enum InkStages: ConfigFamily {
    static let title = "ink.stages"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<any InkStage>] {
        [
            of(Thickness.self), of(Roughen.self), of(Outline.self), of(Shadow.self), of(Extrusion.self),
            of(Scribble.self), of(Dots.self),
            of(Bleed.self), of(Dry.self), of(Density.self), of(Typewriter.self), of(DotMatrix.self), of(Inkjet.self),
            of(Toner.self), of(Thermal.self),
            of(BallPen.self), of(FeltPen.self), of(Stamp.self), of(Emboss.self),
        ]
    }

    static func record(_ stage: any InkStage) -> any ConfigMember { stage }

    private static func of<Record: InkStage>(_ type: Record.Type) -> FamilyMember<any InkStage> {
        FamilyMember(type) { $0 }
    }
}

/// The shares of light that a layer of a tone or a colour swallows.
func absorption(
    tone: Quantity, color: Alternatives<Color>?, channels: Int, _ chooser: inout Chooser
) -> [Double] {
    if let color { return chooser.pick("color", color).values(channels: channels).map { 1 - $0 } }
    return [Double](repeating: 1 - chooser.number("tone", tone), count: channels)
}
