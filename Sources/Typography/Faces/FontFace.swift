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
    /// The width, percent of normal.
    public var width: Double
    /// Whether the letters lean.
    public var isItalic: Bool
    /// What each axis of a variable font is set to, in the font's order; empty for static fonts and for the setting in
    /// which a variable font opens.
    public var axes: [AxisValue]
    /// The SHA-256 of the whole file, 64 hexadecimal digits.
    public var sha256: String
    /// What the font says about its licence, on one line; `nil` where it says nothing.
    public var licence: String?

    /// A face from its parts.
    public init(
        path: String, index: Int, family: String, style: String, weight: Int, width: Double = 100, isItalic: Bool,
        axes: [AxisValue] = [], sha256: String, licence: String?
    ) {
        self.path = path
        self.index = index
        self.family = family
        self.style = style
        self.weight = weight
        self.width = width
        self.isItalic = isItalic
        self.axes = axes
        self.sha256 = sha256
        self.licence = licence
    }

    /// What a variable font is set to: `wght 700, wdth 100`; nil where `axes` is empty.
    public var setting: String? { axes.isEmpty ? nil : axes.map(\.description).joined(separator: ", ") }

    /// Family and style: `Liberation Sans Bold`.
    public var name: String { style.isEmpty ? family : "\(family) \(style)" }
}
