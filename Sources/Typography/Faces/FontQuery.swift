/// Which faces to look for.
public enum FontQuery: Sendable, Hashable {
    /// One face of an installed family, by the family's exact name (case does not matter).
    ///
    /// `style` names a style (`Condensed Bold`) and `italic` upright or leaning; of the faces that are left
    /// the one nearest to `weight` (400 where none is given) is taken: upright before leaning, normal width
    /// before narrow.
    case family(String, style: String? = nil, weight: Int? = nil, italic: Bool? = nil)
    /// A face of a font file, or every face of the file where no index is given.
    case file(String, index: Int? = nil)
    /// Every face of every font file in a folder and the folders in it, in the order of their paths.
    case folder(String)
}
