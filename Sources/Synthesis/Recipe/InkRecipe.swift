import Configs

/// What the text is printed with.
struct InkRecipe: ConfigRecord {
    var tone: Quantity = 0.1
    var color: Alternatives<Color>?
    var opacity: Quantity = 1
    var mode = Mode.auto
    var polarity = Polarity.keep
    var relief = 0.35
    var contrast = 0.25
    var legibility = 0.0
    var stages: [OneOf<InkStages>] = []

    /// How ink lies on the ground.
    enum Mode: String, ConfigEnum {
        case auto, multiply, cover, glow
    }

    /// Whether ink may be turned from dark to light.
    enum Polarity: String, ConfigEnum {
        case keep, auto
    }

    static let summary = "What the text is printed, painted or lit with."
    static var fields: [Field<InkRecipe>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the ink is: 0 black, 1 white."),
            Field(
                "color", \.color,
                "The ink's colour, as #rrggbb; takes the place of `tone`. On grey pages its luminance."),
            Field("opacity", \.opacity, in: 0...1, "How much of the ground full ink hides."),
            Field(
                "mode", \.mode,
                "How it lies on the ground: `multiply` takes away light, as printer's ink and pens do; `cover` hides the "
                    + "ground, as paint, chalk and stickers do, in its own colour and the ground's light; `glow` adds light, "
                    + "as displays do; `auto` covers where a `color`, or a `tone` of 0.5 and above, is lighter than the ground, and multiplies elsewhere."
            ),
            Field(
                "polarity", \.polarity,
                "`keep` draws the ink as it is; `auto` turns it from dark to light, or back, where it then stands out more "
                    + "from the ground: for bright and dark pictures in one folder."),
            Field(
                "relief", \.relief, in: 0...1,
                "How much of the ground's grain and folds shows in ink that covers: 0 for a flat film, 1 for thin paint."
            ),
            Field(
                "contrast", \.contrast, in: 0...1,
                "The least difference in lightness between ink and ground. A tone is darkened to keep it, and thin ink is "
                    + "laid on thicker; a `color` stays what it is, and a ground that it does not show on is drawn again."
            ),
            Field(
                "legibility", \.legibility, in: 0...100,
                "The least contrast of every letter in the finished picture, in deviations of the noise around it: a "
                    + "picture that falls short is drawn again, as is one with a letter that lost most of its ink, or a "
                    + "piece without which it could be another, and one with letters that are blots or have grown together. "
                    + "0 for no limit; below 1 people begin to guess."),
            Field("stages", \.stages, "What happens to the ink before it is printed, in order."),
        ]
    }
}

/// A colour, written `#rrggbb`.
struct Color: Configurable, Hashable {
    /// 0...1 each.
    var red, green, blue: Double

    /// A colour as near as eight bits a part come to it, so that it is the same when it is printed and read again.
    init(red: Double, green: Double, blue: Double) {
        func rounded(_ part: Double) -> Double { (part * 255).rounded() / 255 }
        (self.red, self.green, self.blue) = (rounded(red), rounded(green), rounded(blue))
    }

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
            let number = UInt32(text.dropFirst(), radix: 16)
        else {
            throw node.error("expected \(Self.expected), got '\(text)'")
        }
        red = Double(number >> 16 & 0xFF) / 255
        green = Double(number >> 8 & 0xFF) / 255
        blue = Double(number & 0xFF) / 255
    }

    var encoded: ConfigValue {
        func hex(_ part: Double) -> String {
            let digits = String(Int((part * 255).rounded()), radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return .string("#" + hex(red) + hex(green) + hex(blue))
    }

    static let expected = "a colour such as '#1a2b3c'"
    static var schema: ConfigSchema { .string(pattern: "^#[0-9a-fA-F]{6}$") }

    /// The lightness of the colour on a grey page (ITU-R BT.601 weights, as JPEG has them).
    var luminance: Double { 0.299 * red + 0.587 * green + 0.114 * blue }

    /// The colour in an image of `channels` channels.
    func values(channels: Int) -> [Double] { channels == 1 ? [luminance] : [red, green, blue] }
}
