import Configs
import Imaging

/// Paper of one tone.
struct PlainPaper: Paper, Ground {
    var tone: Quantity = 1
    var color: Alternatives<Color>?

    init() {}

    static let name = "plain"
    static let summary = "Paper of one tone."
    static let shorthand: String? = "tone"
    static var fields: [Field<PlainPaper>] {
        [
            Field("tone", \.tone, in: 0...1, "How light the paper is."),
            Field("color", \.color, "Its colour at full light; white without it."),
        ]
    }

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let tone = chooser.number("tone", tone)
        let values = paperValues(tone: tone, color: color, channels: sheet.channels, &chooser)
        return Bitmap(width: sheet.width, height: sheet.height, filledWith: values)
    }
}

/// The values of a paper's colour at a tone, one a channel.
/// - Parameter name: what the choice of the colour is called.
func paperValues(
    tone: Double, color: Alternatives<Color>?, named name: String = "color", channels: Int, _ chooser: inout Chooser
) -> [UInt8] {
    let parts = color.map { chooser.pick(name, $0).values(channels: channels) }
    return (0..<channels).map { UInt8((max(0, min(1, tone * (parts?[$0] ?? 1))) * 255).rounded()) }
}
