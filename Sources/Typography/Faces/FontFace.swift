/// A face found on this machine: a value, shared by all threads, that says which outlines to use.
public struct FontFace: Sendable, Hashable {
    /// The font file.
    public var path: String
    /// The face's number in its file, from 0; more than 0 only in collections.
    public var index: Int
    /// The family's name: `Liberation Sans`.
    public var family: String
    /// The style's name: `Bold Italic`.
    public var style: String
    /// The weight on the CSS scale, 100...900; 400 is regular, 700 bold.
    public var weight: Int
    /// Whether the letters lean.
    public var isItalic: Bool
    /// The SHA-256 of the whole file, 64 hexadecimal digits.
    public var sha256: String
    /// What the font says about its licence, on one line; `nil` where it says nothing.
    public var licence: String?

    /// A face from its parts.
    public init(
        path: String, index: Int, family: String, style: String, weight: Int, isItalic: Bool, sha256: String,
        licence: String?
    ) {
        self.path = path
        self.index = index
        self.family = family
        self.style = style
        self.weight = weight
        self.isItalic = isItalic
        self.sha256 = sha256
        self.licence = licence
    }

    /// Family and style: `Liberation Sans Bold`.
    public var name: String { style.isEmpty ? family : "\(family) \(style)" }
}
