import Configs
import Imaging

/// Multiplies a picture of paper into the sheet.
struct Picture: SheetStage, Provisioned {
    var texture = TexturePaper()
    var strength = Quantity(0.4...1)

    init() {}

    static let name = "texture"
    static let summary =
        "Multiplies a part of a picture of paper into the sheet, whatever that is made of; how light the picture is in "
        + "the mean does not count."
    static let shorthand: String? = "path"
    static let provisions = TexturePaper.provisions
    static var fields: [Field<Picture>] {
        [
            Field(
                "path", \.texture.path, required: true,
                "A picture (PNG, JPEG, WebP, TIFF, BMP or GIF), or a folder of them."),
            Field("zoom", \.texture.zoom, in: 0.05...20, "How much the picture is enlarged."),
            Field("turns", \.texture.turns, "Whether it may be turned by quarters and mirrored."),
            Field("degrees", \.texture.degrees, in: -180...180, unit: "degrees", "How far it is turned besides."),
            Field(
                "holdout", \.texture.holdout, in: 0...0.9,
                "The share of the pictures that train never sees: val and test then use these alone."),
            Field("strength", \.strength, in: 0...2, "How much of the picture's light and shade is taken over."),
        ]
    }

    func makeTreatment(_ ingredients: inout Ingredients) throws -> any Treatment {
        var recipe = texture
        recipe.tone = 1
        return PictureTreatment(ground: try recipe.makeGround(&ingredients), strength: strength)
    }
}

/// The pictures, read.
private struct PictureTreatment: Treatment {
    let ground: any Ground
    let strength: Quantity

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) throws {
        var grey = sheet
        grey.channels = 1
        let picture = try ground.lay(grey, &chooser)
        let mean = picture.channelMeans[0]
        guard mean > 0.02 else { return }
        page.shade(by: Relief(picture, around: mean, strength: chooser.number("strength", strength)))
    }
}
