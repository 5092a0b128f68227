import Configs
import Imaging
import Samples

/// Gets something in the way.
struct Occlusion: CameraStage {
    var kind: Alternatives<Intruder> = Alternatives(Intruder.allCases)
    var size = Quantity(8...20)
    var depth = Quantity(0.15...0.6)
    var most = 0.1
    var shadow = Quantity(0.1...0.4)
    var color: Alternatives<Color>?

    init() {}

    /// The share of a letter's ink without which it is still read, whatever the length of its text.
    private static let mostOfLetter = 0.3

    static let name = "occlusion"
    static let summary =
        "Gets something in the way: a finger, a pen, a sticker or a block. It reaches in from an edge as far as the text "
        + "permits; the text's mask and boxes stay what they were."
    static let shorthand: String? = "most"
    static var fields: [Field<Occlusion>] {
        [
            Field("kind", \.kind, "`finger`, `pen`, `sticker`, or `block`, which lies anywhere and has square edges."),
            Field("size", \.size, in: 1...1000, unit: "px", "How wide it is; a pen is half as wide."),
            Field("depth", \.depth, in: 0...1, "How far it reaches into the page, as a share of its shorter side."),
            Field(
                "most", \.most, in: 0...1,
                "The greatest share of the text's ink that it may cover, and of no letter more than this or three tenths: it "
                    + "is drawn back to keep it, or left away. Up to 0.15 is safe."),
            Field("shadow", \.shadow, in: 0...1, "How dark its shadow is; a block has none."),
            Field("color", \.color, "Its colour; takes the place of what such a thing looks like."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let kind = chooser.pick("kind", kind)
        let place = IntruderPlace(
            width: Double(picture.width), height: Double(picture.height), size: chooser.number("size", size),
            depth: chooser.number("depth", depth), chooser.generator("place"))
        let shadow = kind == .block ? 0 : chooser.number("shadow", shadow)
        let color = chooser.pick("color", color ?? kind.colors)
        // Drawn back in steps of a seventh, until the text is free enough.
        var reach = 1.0
        for _ in 0..<16 {
            let cover = kind.cover(at: place, reach: reach)
            let share = darkroom.shareOfInk(under: cover)
            if share <= most, darkroom.shareOfLetter(under: cover) <= max(most, Self.mostOfLetter) {
                chooser.note("covered", share)
                lay(cover, color, shadow: shadow, isRound: kind.isRound, size: place.size, on: &picture)
                return
            }
            reach *= 0.86
        }
        chooser.note("covered", 0)
    }

    private func lay(
        _ cover: Bitmap, _ color: Color, shadow: Double, isRound: Bool, size: Double, on picture: inout Bitmap
    ) {
        let channels = picture.channels
        if shadow > 0 {
            var shade = cover.shifted(x: Int(size / 10) + 1, y: Int(size / 8) + 1)
            shade.blur(deviation: min(16, 1 + size / 10))
            picture.printInk(shade, absorption: [Double](repeating: shadow, count: channels))
        }
        picture.lay(color.scaled(by: isRound ? 0.72 : 1).levels(channels: channels), through: cover)
        guard isRound else { return }
        // What is round is lighter in its middle.
        var inner = cover
        inner.blur(deviation: min(16, size / 6))
        inner.apply(ToneCurve { 2.2 * $0 - 1.1 })
        inner.multiply(by: cover)
        picture.lay(color.levels(channels: channels), through: inner)
    }
}
