import Chance
import Configs
import Foundation
import Imaging
import Samples

/// Paper cut from pictures.
struct TexturePaper: Paper, Provisioned {
    var path: ConfigPath?
    var zoom = Quantity(0.7...1.3)
    var tone = Quantity(0.95...1.05)
    var turns = true
    var degrees: Quantity = 0
    var tint: Alternatives<Color>?
    var strength: Quantity = 1
    var holdout = 0.0

    init() {}

    static let name = "texture"
    static let summary = "Paper cut from the pictures in a folder: a random place, size, turn and mirror image."
    static let shorthand: String? = "path"
    static let provisions = ["path: backgrounds"]
    static var fields: [Field<TexturePaper>] {
        [
            Field(
                "path", \.path, required: true, "A picture (PNG, JPEG, WebP, TIFF, BMP or GIF), or a folder of them."),
            Field("zoom", \.zoom, in: 0.05...20, "How much the picture is enlarged."),
            Field("tone", \.tone, in: 0...2, "The factor on its lightness."),
            Field("turns", \.turns, "Whether it may be turned by quarters and mirrored."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far it is turned besides."),
            Field("tint", \.tint, "A colour that it is seen through, as through a filter; none without it."),
            Field(
                "strength", \.strength, in: 0...2,
                "How much of its light and shade is kept: 0 leaves paper of its mean tone, 1 all."),
            Field(
                "holdout", \.holdout, in: 0...0.9,
                "The share of the pictures that train never sees: val and test then use these alone."),
        ]
    }

    func makeGround(_ ingredients: inout Ingredients) throws -> any Ground {
        guard let path else { throw SynthesisError(.recipe, at: "paper", "texture.path: say where the pictures are") }
        let pictures = try ingredients.pictures(at: path.path)
        let shelf = Shelf(pictures, holdout: holdout, digest: \.sha256)
        return TextureGround(recipe: self, shelf: shelf)
    }
}

/// The pictures, read.
private struct TextureGround: Ground {
    let recipe: TexturePaper
    let shelf: Shelf<Ingredients.Picture>

    func lay(_ sheet: Sheet, _ chooser: inout Chooser) -> Bitmap {
        let pictures = shelf.items(for: chooser.key.split)
        var generator = chooser.generator("picture")
        let picture = pictures[Int(generator.next().multipliedFullWidth(by: UInt64(pictures.count)).high)]
        chooser.note("picture", picture.name)

        let image = sheet.channels == 1 ? picture.grey : picture.color
        let zoom = chooser.number("zoom", recipe.zoom)
        generator = chooser.generator("place")
        let (x, y) = (generator.unit(), generator.unit())
        let turn = recipe.turns ? Int(generator.next() >> 61) : 0

        // Image px back to the flat sheet, about the canvas's middle, and from there to a place in the picture.
        let middle = Point(x: Double(sheet.width) / 2, y: Double(sheet.height) / 2)
        let flat = sheet.map.inverse ?? .identity
        let home = flat(sheet.field?.source(of: middle) ?? middle)
        var map = flat.then(.translation(x: -home.x, y: -home.y)).then(.scale(x: 1 / zoom, y: 1 / zoom))
        let degrees = chooser.number("degrees", recipe.degrees)
        if degrees != 0 { map = map.then(.rotation(degrees: degrees)) }
        if turn & 1 != 0 { map = map.then(.scale(x: -1, y: 1)) }
        if turn & 2 != 0 { map = map.then(.scale(x: 1, y: -1)) }
        if turn & 4 != 0 { map = map.then(Projection(0, 1, 0, 1, 0, 0)) }
        let (halfWidth, halfHeight) = (middle.x / zoom, middle.y / zoom)
        map = map.then(
            .translation(
                x: place(x, half: turn & 4 == 0 ? halfWidth : halfHeight, size: image.width),
                y: place(y, half: turn & 4 == 0 ? halfHeight : halfWidth, size: image.height)))
        var page = image.crop(width: sheet.width, height: sheet.height, through: map, bentBy: sheet.field)
        let strength = chooser.number("strength", recipe.strength)
        if strength != 1 {
            page.apply(page.channelMeans.map { ToneCurve.contrast(strength, around: $0) })
        }
        let tone = chooser.number("tone", recipe.tone)
        if let tint = recipe.tint {
            let parts = chooser.pick("tint", tint).values(channels: sheet.channels)
            page.apply(parts.map { part in ToneCurve { $0 * tone * part } })
        } else if tone != 1 {
            page.apply(ToneCurve { $0 * tone })
        }
        return page
    }

    /// A middle that keeps the cut inside of the picture where the picture is large enough.
    private func place(_ share: Double, half: Double, size: Int) -> Double {
        let free = Double(size) - 2 * half
        return free >= 0 ? half + share * free : Double(size) * share
    }
}
