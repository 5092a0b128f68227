import Foundation
import Handwriting
import Imaging

/// A picture of a character and its departures from the way it was stored.
struct CastPicture {
    let character: Character
    /// Coverage, as stored; empty for a space and for what strokes write.
    let ink: Bitmap
    /// Its number in the collection.
    var source: Int?
    /// Writes it at a digit height, px, where it is no picture.
    var strokes: ((Double) throws -> HandGlyph?)?
    var size = 1.0
    /// Degrees.
    var rotation = 0.0
    /// Degrees.
    var slant = 0.0
    /// Px of the picture.
    var thickness = 0.0
    /// Digit heights.
    var lift = 0.0
    var pressure = 1.0

    /// What is put in the middle of a digit's place: the middle of the picture, or of its ink.
    enum Anchor { case cell, ink }

    init(character: Character, ink: Bitmap) {
        self.character = character
        self.ink = ink
    }

    /// Whether it is used as it was stored.
    var isPlain: Bool {
        strokes == nil && size == 1 && rotation == 0 && slant == 0 && thickness == 0 && lift == 0 && pressure == 1
    }

    /// The picture as it was stored, its baseline below row 24 of 28; the left edge at 0.
    var untouched: HandGlyph {
        var glyph = HandGlyph(
            character: character, ink: ink, left: 0, top: -Double(ink.height) * 24 / 28, source: source)
        if character != " " { (glyph.kept, glyph.density) = (ink.showsInk ? 1 : 0, ink.densest) }
        return glyph
    }

    /// The picture with its departures, for digits of a height, px; the left edge of its place at 0.
    func drawn(digitHeight: Double, from anchor: Anchor) throws -> HandGlyph {
        if let strokes {
            var glyph =
                try strokes(digitHeight)
                ?? HandGlyph(character: character, ink: Bitmap(width: 0, height: 0), left: 0, top: 0)
            glyph.ink.press(pressure)
            return glyph
        }
        guard ink.width > 0 else { return untouched }
        var picture = ink.withBorder
        if thickness > 0 { picture = picture.withBorder.withBorder.withBorder.dilated(by: thickness) }
        if thickness < 0 { picture = picture.strokesThinned(by: -thickness) }
        let box = picture.inkBox
        let scale = digitHeight / (Double(ink.width) * PictureScribe.digitRows)
        let middle =
            anchor == .ink && !box.isEmpty
            ? box.center : Point(x: Double(picture.width) / 2, y: Double(picture.height) / 2)
        let side = Double(ink.width) * scale
        let shape = Projection.translation(x: -middle.x, y: -middle.y)
            .then(.scale(x: size * scale, y: size * scale))
            .then(Projection(1, -tan(slant * .pi / 180), 0, 0, 1, 0))
            .then(.rotation(degrees: rotation))
            .then(.translation(x: side / 2, y: -digitHeight * (0.5 + lift)))
        let target = shape(Quad(box)).bounds
        let (left, top) = (target.left.rounded(.down) - 2, target.top.rounded(.down) - 2)
        var drawn = Bitmap(
            width: Int(target.right - left) + 4, height: Int(target.bottom - top) + 4)
        _ = drawn.stampInk(picture, through: shape.then(.translation(x: -left, y: -top)))
        drawn.sharpen(enlarged: scale * size)
        // Thin strokes may fall between the px of a much smaller digit, and faint ones below what is sharpened.
        let share = drawn.inkSum / (picture.inkSum * scale * size * scale * size)
        let kept = drawn.showsInk ? min(share, drawn.densest / picture.densest) : 0
        drawn.press(pressure)
        var glyph = HandGlyph(character: character, ink: drawn, left: left, top: top, source: source)
        (glyph.kept, glyph.density) = (kept, picture.densest * min(1, pressure))
        return glyph
    }
}

extension Bitmap {
    /// The densest ink, 0...255.
    var densest: Double { withPixels { pixels in Double(pixels.max() ?? 0) } }

    /// Whether there is ink that can be seen, before it is made less dense: an eighth of full ink at its densest.
    fileprivate var showsInk: Bool { densest >= 32 }

    /// All ink, in px that it would fill.
    fileprivate var inkSum: Double { withPixels { pixels in Double(pixels.reduce(0) { $0 + Int($1) }) / 255 } }

    /// Gives ink that was enlarged the edges of a pen's line again, which are as sharp as before.
    fileprivate mutating func sharpen(enlarged factor: Double) {
        guard factor > 1.1 else { return }
        blur(deviation: 0.4 * factor)
        apply(ToneCurve.contrast(min(factor * 1.1, 6), around: 0.45))
    }

    /// Makes ink less dense.
    fileprivate mutating func press(_ pressure: Double) {
        guard pressure < 1 else { return }
        apply(ToneCurve { $0 * pressure })
    }
}
