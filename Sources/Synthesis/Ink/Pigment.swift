import Imaging

/// What ink does with the light of what it lies on.
///
/// Colours have a value for each channel of the page, 0...1.
enum Pigment {
    /// Printer's ink and pens: it takes away a share of the light, so that the ground shows through.
    case absorbing([Double])
    /// Paint, stickers, chalk: it hides a share of the ground, and has its own colour in the ground's light.
    case covering(color: [Double], opacity: Double, relief: Double)
    /// Lamps and screens: it adds light of its own.
    case glowing([Double])

    /// Whether it takes away light and does nothing else.
    var isAbsorbing: Bool {
        if case .absorbing = self { true } else { false }
    }

    /// The same, of which there is less.
    func faded(to share: Double) -> Pigment {
        switch self {
        case .absorbing(let shares): .absorbing(shares.map { $0 * share })
        case .covering(let color, let opacity, let relief):
            .covering(color: color, opacity: opacity * share, relief: relief)
        case .glowing(let color): .glowing(color.map { $0 * share })
        }
    }

    /// What a rule that belongs to the text is drawn with: printed in a tone of its own, painted and lit as the text is.
    func ofMark(tone: Double, channels: Int) -> Pigment {
        if case .absorbing = self { return .absorbing([Double](repeating: 1 - tone, count: channels)) }
        return self
    }

    /// The lightness of a page on which it shows when it stands alone.
    var contrastingGround: UInt8 {
        switch self {
        case .absorbing: 255
        case .covering(let color, _, _): lightness(of: color) > 0.5 ? 64 : 255
        case .glowing: 0
        }
    }
}

extension Bitmap {
    /// Lays ink onto the page.
    /// - Parameter mask: coverage, of the page's size.
    mutating func lay(_ mask: Bitmap, _ pigment: Pigment) {
        switch pigment {
        case .absorbing(let shares): printInk(mask, absorption: shares)
        case .covering(let color, let opacity, let relief): paint(mask, color: color, opacity: opacity, relief: relief)
        case .glowing(let color): shine(mask, color: color)
        }
    }
}

/// The lightness of a colour that has a value for each channel (ITU-R BT.601 weights).
func lightness(of values: [Double]) -> Double {
    values.count == 3 ? 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2] : values.first ?? 0
}
