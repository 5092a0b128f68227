/// Which faces to look for.
public struct FontQuery: Sendable, Hashable {
    /// Where to look.
    public enum Place: Sendable, Hashable {
        /// An installed family, by its exact name; case does not matter.
        case family(String)
        /// A font file: all of its faces, or the one of a number.
        case file(String, index: Int?)
        /// Every font file in a folder and the folders in it, in the order of their paths.
        case folder(String)
        /// The font files whose path fits a pattern with `*` and `?` in its last part, in the order of their paths.
        case files(String)
    }

    /// Where to look.
    public var place: Place
    /// What is asked of the faces.
    public var wish: FaceWish

    /// A query from its parts.
    public init(_ place: Place, _ wish: FaceWish = FaceWish()) {
        self.place = place
        self.wish = wish
    }

    /// One face of an installed family.
    ///
    /// Of the faces that give what is asked for, the one nearest to the weight (400 where none is given) is taken:
    /// upright before leaning, normal width before narrow. Of a variable font it is the regular, or the setting asked
    /// for.
    public static func family(
        _ name: String, style: String? = nil, weight: Int? = nil, italic: Bool? = nil
    ) -> FontQuery {
        FontQuery(.family(name), FaceWish(style: style, weight: weight, italic: italic))
    }

    /// The faces of a font file that give what is asked for.
    ///
    /// Of a variable font it is the default setting, or the one asked for.
    public static func file(_ path: String, index: Int? = nil, _ wish: FaceWish = FaceWish()) -> FontQuery {
        FontQuery(.file(path, index: index), wish)
    }

    /// The faces of the font files below a folder that give what is asked for.
    public static func folder(_ path: String, _ wish: FaceWish = FaceWish()) -> FontQuery {
        FontQuery(.folder(path), wish)
    }
}
