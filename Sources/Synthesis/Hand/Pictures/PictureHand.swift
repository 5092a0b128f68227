import Configs
import Foundation
import Handwriting
import Samples

/// Puts the text together from pictures of handwritten characters: MNIST's, or others like them.
struct PictureHand: Hand {
    var folder: ConfigPath?
    var holdout = CollectionOptions().holdout
    var height: Quantity = 20
    var spacing = OneOf<PictureSpacings>(.ink(InkSpacing()))
    var style = Style.kept
    var size: Quantity = 1
    var rotation: Quantity = 0
    var slant: Quantity = 0
    var thickness: Quantity = 0
    var lift: Quantity = 0
    var pressure: Quantity = 1

    /// Whether the characters of a text look as if one person wrote them.
    enum Style: String, ConfigEnum {
        case kept, mixed
    }

    init() {}

    static let name = "mnist"
    static let summary =
        "Stitches the text from pictures of handwritten characters: MNIST's, or a collection like it. Train and val each "
        + "have their own pictures of the training part, test those of the test part. Marks such as '.' and '/' that the "
        + "collection has no pictures of are written by strokes."
    static var fields: [Field<PictureHand>] {
        [
            Field(
                "folder", \.folder,
                "Where the pictures lie: IDX files named as MNIST's or EMNIST's, `mnist.npz`, or a folder of pictures for "
                    + "each character. Without it `PLATEN_MNIST`, or where `platen mnist fetch` puts them."),
            Field(
                "holdout", \.holdout, in: 0...0.9,
                "The share of the training part that train never sees: val has it, and halves it with test where the "
                    + "collection has no test part."),
            Field("height", \.height, in: 4...512, unit: "px", "How high a digit is; 20 is MNIST's own size."),
            Field("spacing", \.spacing, "How the characters stand beside each other."),
            Field(
                "style", \.style,
                "`kept`: characters of like stroke width, slant and height stand together; `mixed`: any with any."),
            Field("size", \.size, in: 0.3...3, "How much larger a character is than the others; drawn for each."),
            Field("rotation", \.rotation, in: -60...60, unit: "degrees", "How far it is turned; drawn for each."),
            Field("slant", \.slant, in: -60...60, unit: "degrees", "How far it leans to the right; drawn for each."),
            Field(
                "thickness", \.thickness, in: -1.5...3, unit: "px of the picture",
                "How much its strokes grow on each side; below 0 they shrink, to no less than a line. Drawn for each."),
            Field(
                "lift", \.lift, in: -1...1, unit: "digit heights", "How far it stands above the line; drawn for each."),
            Field("pressure", \.pressure, in: 0.1...1, "How dense its ink is; drawn for each."),
        ]
    }

    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe {
        guard holdout > 0 || !supplies.splits.contains(.val) else {
            throw SynthesisError(
                .recipe, at: "hand.mnist.holdout",
                "is 0, which leaves val no pictures: hold some out, or ask for no val samples")
        }
        let path = MNISTFolder.path(named: folder?.path, environment: ProcessInfo.processInfo.environment)
        var options = CollectionOptions()
        (options.holdout, options.seed) = (holdout, supplies.seed)
        let collection: CharacterCollection
        do {
            collection = try supplies.pictures(path, options)
            let own = supplies.alphabet.filter { !$0.isMark(beside: collection) }
            try collection.requirePictures(of: own, in: supplies.splits)
        } catch let error as HandwritingError {
            let advice =
                error.code == .missingInput && folder == nil
                ? ". Fetch MNIST with 'platen mnist fetch', or name its folder here or in PLATEN_MNIST; "
                    + "'hand: procedural' needs no files" : ""
            throw SynthesisError(
                error.code == .missingInput ? .missingInput : .recipe, at: "hand.mnist.folder", error.message + advice)
        }
        return PictureScribe(hand: self, collection: collection)
    }
}

extension Character {
    /// Whether it is written by strokes, since a collection has no pictures of it and it is no digit or letter.
    func isMark(beside collection: CharacterCollection) -> Bool {
        !collection.alphabet.contains(self) && !isNumber && !isLetter && Writer.canWrite(String(self))
    }
}
