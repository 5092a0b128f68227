import Configuration
import Imaging
import Samples

/// A kind of paper that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `Papers`.
protocol Paper: ConfigMember {
    /// Prepares the paper: reads the pictures that it needs, once for all samples.
    func makeGround(_ ingredients: inout Ingredients) throws -> any Ground
}

/// Lays paper under a sample.
///
/// Shared by all threads.
protocol Ground: Sendable {
    /// A page's worth of paper.
    func lay(_ sheet: Sheet, _ chooser: inout Chooser) throws -> Bitmap
}

/// The paper that a sample needs.
struct Sheet: Sendable {
    /// Columns, px.
    var width: Int
    /// Rows, px.
    var height: Int
    /// 1 or 3.
    var channels: Int
    /// From the sheet that lies flat to the image: the geometry that the ink went through.
    var map: Projection
    /// How the image is bent after that; nil where it is not.
    var field: WarpField?

    /// A sheet that lies flat.
    init(width: Int, height: Int, channels: Int, map: Projection = .identity, field: WarpField? = nil) {
        self.width = width
        self.height = height
        self.channels = channels
        self.map = map
        self.field = field
    }
}

extension Paper where Self: Ground {
    func makeGround(_ ingredients: inout Ingredients) -> any Ground { self }
}

/// The kinds of paper.
enum Papers: ConfigFamily {
    static let title = "paper"
    static let modifier = ConfigModifier.weight
    static var members: [any ConfigMember.Type] {
        [PlainPaper.self, NoisePaper.self, FibrePaper.self, TexturePaper.self]
    }
}
