package import Configuration
package import Imaging
package import Samples

/// A kind of paper that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `Papers`.
package protocol Paper: ConfigMember {
    /// Prepares the paper: reads the pictures that it needs, once for all samples.
    func makeGround(_ ingredients: inout Ingredients) throws -> any Ground
}

/// Lays paper under a sample. Shared by all threads.
package protocol Ground: Sendable {
    /// A page's worth of paper.
    func lay(_ sheet: Sheet, _ chooser: inout Chooser) throws -> Bitmap
}

/// The paper that a sample needs.
package struct Sheet: Sendable {
    /// Columns, px.
    package var width: Int
    /// Rows, px.
    package var height: Int
    /// 1 or 3.
    package var channels: Int
    /// From the sheet that lies flat to the image: the geometry that the ink went through.
    package var map: Projection

    /// A sheet that lies flat.
    package init(width: Int, height: Int, channels: Int, map: Projection = .identity) {
        self.width = width
        self.height = height
        self.channels = channels
        self.map = map
    }
}

extension Paper where Self: Ground {
    package func makeGround(_ ingredients: inout Ingredients) -> any Ground { self }
}

/// The kinds of paper.
package enum Papers: ConfigFamily {
    package static let title = "paper"
    package static let modifier = ConfigModifier.weight
    package static var members: [any ConfigMember.Type] {
        [PlainPaper.self, NoisePaper.self, FibrePaper.self, TexturePaper.self]
    }
}
