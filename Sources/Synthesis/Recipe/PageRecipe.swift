import Configs
import Imaging

/// The canvas and the place of the text on it.
struct PageRecipe: ConfigRecord {
    var width: Count?
    var height: Count?
    var margin: Quantity = 4
    var x: Quantity = 0.5
    var y: Quantity = 0.5
    var scale: Quantity = 1
    var fill: Quantity?
    var overflow = Overflow.shrink
    var color = ColorModel.grey
    var crop: CropRecipe?
    var texts: TextsRecipe?

    /// What happens to text that is too large.
    enum Overflow: String, ConfigEnum {
        case shrink, redraw
    }

    static let summary = "The canvas, and where the text stands on it."
    static var fields: [Field<PageRecipe>] {
        [
            Field("width", \.width, in: 1...16384, unit: "px", "The canvas's width; without it the text's own."),
            Field("height", \.height, in: 1...16384, unit: "px", "The canvas's height; without it the text's own."),
            Field(
                "margin", \.margin, in: 0...4096, unit: "px",
                "What stays free of ink at least; drawn for each of the four sides."),
            Field("x", \.x, in: 0...1, "Where the ink stands in the free width: 0 left, 1 right."),
            Field("y", \.y, in: 0...1, "Where the ink stands in the free height: 0 top, 1 bottom."),
            Field("scale", \.scale, in: 0.05...20, "How much the whole text is enlarged."),
            Field(
                "fill", \.fill, in: 0.02...1,
                "How much of the free width or height the text takes up, whichever it fills first: it is enlarged or made "
                    + "smaller to that. Without it text keeps its size."),
            Field(
                "overflow", \.overflow,
                "`shrink` makes text that is too large fit; `redraw` throws the try away and draws another."),
            Field("color", \.color, "`grey`: one channel; `rgb`: three."),
            Field(
                "crop", \.crop,
                "Where the finished picture is cut around the text; without it the whole page is the picture."),
            Field("texts", \.texts, "Several texts on one page, each with a label; without it there is one."),
        ]
    }

    /// The largest canvas, px: what is written can be read again.
    static let mostPixels = ImageLimits().maxPixels

    func validate() throws(ConfigProblem) {
        if fill != nil, width == nil, height == nil {
            throw ConfigProblem(key: "fill", "needs a page of a given size: give 'width', 'height' or both")
        }
        if texts != nil, crop != nil {
            throw ConfigProblem(
                key: "texts", "a page of several texts is not cut around one: leave 'crop' or 'texts' away")
        }
        guard let width = width?.bounds.upperBound, let height = height?.bounds.upperBound else { return }
        guard width <= Self.mostPixels / height else {
            throw ConfigProblem(
                key: "width",
                "page.width and page.height come to \(width) x \(height) px, \(width * height) in all, and the most is "
                    + "\(Self.mostPixels); make one of them smaller")
        }
    }
}

/// How many channels an image has.
enum ColorModel: String, ConfigEnum {
    case grey, rgb

    /// 1 or 3.
    var channels: Int { self == .grey ? 1 : 3 }
}
