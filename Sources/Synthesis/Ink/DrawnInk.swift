import Configs
import Imaging

/// The ink of one sample: its colour is drawn, what it lies on is not known yet.
struct DrawnInk {
    private let recipe: InkRecipe
    /// The colour, 0...1 for each channel.
    private let color: [Double]
    /// Whether the recipe names the colour, so that no other will do.
    private let isNamed: Bool
    private let opacity: Double

    /// Draws the ink, in the scope `ink`.
    init(_ recipe: InkRecipe, channels: Int, _ chooser: inout Chooser) {
        self.recipe = recipe
        (color, isNamed, opacity) = chooser.within("ink") { chooser in
            let named = recipe.color.map { chooser.pick("color", $0).values(channels: channels) }
            let tone = named == nil ? chooser.number("tone", recipe.tone) : 0
            let opacity = chooser.number("opacity", recipe.opacity)
            return (named ?? [Double](repeating: tone, count: channels), named != nil, opacity)
        }
    }

    /// The share of the light that it swallows in each channel, as ink that is printed.
    var absorption: [Double] { color.map { opacity * (1 - $0) } }

    /// How it lies on a ground, whatever the contrast.
    func pigment(on ground: Surface) -> Pigment { pigment(mode(on: ground), seen(on: ground), opacity) }

    /// How it lies on a ground, and the least share of full ink that keeps the least contrast; nil where it can't be had:
    /// where black ink would not be dark enough, or a colour that the recipe names would have to be another.
    func legible(on ground: Surface) -> (pigment: Pigment, faintest: Double)? {
        let (mode, color) = (mode(on: ground), seen(on: ground))
        let plain = pigment(mode, color, opacity)
        let least = recipe.contrast
        guard least > 0 else { return (plain, 0) }
        let difference = ground.contrast(of: plain)
        if difference >= least { return (plain, least / difference) }
        // What is thinly laid on may be laid on thicker.
        let opaque = pigment(mode, color, 1)
        let most = ground.contrast(of: opaque)
        if most >= least, most > difference, isNamed || mode != .multiply {
            return (pigment(mode, color, opacity + (1 - opacity) * (least - difference) / (most - difference)), 1)
        }
        guard !isNamed, mode == .multiply else { return nil }
        // Darken the ink towards black until the contrast is there, if black is dark enough.
        let light = ground.darkest
        guard light >= least, light > difference else { return nil }
        let part = (least - difference) / (light - difference)
        return (.absorbing(absorption.map { $0 + (1 - $0) * part }), 1)
    }

    /// How much lighter than the ground ink must be to count as light ink, 0...1.
    private static let lightInk = 0.15

    /// Multiplied into the ground, unless it is meant to be lighter than that: where a wide range of tones merely reaches up
    /// to light ones, ink stays printer's ink.
    private func mode(on ground: Surface) -> InkRecipe.Mode {
        guard recipe.mode == .auto else { return recipe.mode }
        guard isNamed || recipe.polarity == .auto || recipe.tone.bounds.lowerBound >= 0.5 else { return .multiply }
        let excess = lightness(of: seen(on: ground)) - ground.mean
        return excess > max(Self.lightInk, recipe.contrast) ? .cover : .multiply
    }

    /// The colour, turned round where the recipe asks for whatever stands out.
    private func seen(on ground: Surface) -> [Double] {
        let own = lightness(of: color)
        guard recipe.polarity == .auto, abs(1 - own - ground.mean) > abs(own - ground.mean) else { return color }
        return color.map { max(0, min(1, $0 + 1 - 2 * own)) }
    }

    private func pigment(_ mode: InkRecipe.Mode, _ color: [Double], _ opacity: Double) -> Pigment {
        switch mode {
        case .auto, .multiply: .absorbing(color.map { opacity * (1 - $0) })
        case .cover: .covering(color: color, opacity: opacity, relief: recipe.relief)
        case .glow: .glowing(color.map { $0 * opacity })
        }
    }

    /// What ink lies on: the lightness of its parts.
    struct Surface {
        /// The mean lightness, 0...1.
        let mean: Double
        /// The lightness of the darkest part.
        var darkest: Double { lightness(of: dark) }
        private let dark: [Double]
        private let bright: [Double]

        /// - Parameter places: where its darkest and its brightest part decide; none for the mean of all paper.
        init(_ paper: Bitmap, within places: [Rect]) {
            let means = places.isEmpty ? [paper.channelMeans] : places.flatMap(paper.pieceMeans)
            let order = means.sorted { lightness(of: $0) < lightness(of: $1) }
            dark = order.first ?? paper.channelMeans
            bright = order.last ?? dark
            mean = means.reduce(0) { $0 + lightness(of: $1) } / Double(max(1, means.count))
        }

        /// The difference in lightness that full ink makes where it makes the least.
        func contrast(of pigment: Pigment) -> Double {
            switch pigment {
            case .absorbing(let shares):
                return lightness(of: zip(dark, shares).map { $0 * $1 })
            case .covering(let color, let opacity, _):
                let own = lightness(of: color)
                return opacity * max(0, max(own - lightness(of: bright), darkest - own))
            case .glowing(let color):
                return lightness(of: zip(bright, color).map { (1 - $0) * $1 })
            }
        }
    }
}

extension Bitmap {
    /// The channels' means in the pieces, about as wide as high, that a box is made of.
    fileprivate func pieceMeans(in box: Rect) -> [[Double]] {
        let pieces = max(1, min(64, Int((box.width / max(4, box.height)).rounded(.up))))
        let width = box.width / Double(pieces)
        return (0..<pieces).map { number in
            let left = box.left + Double(number) * width
            return channelMeans(in: Rect(left: left, top: box.top, right: left + width, bottom: box.bottom))
        }
    }
}
