/// What is asked of a face besides its family.
///
/// What a font can't give is an error, not another face: see `FontLibrary.resolve`.
public struct FaceWish: Sendable, Hashable {
    /// A style's name, of a face or of a named instance of a variable font: `Condensed Bold`; case does not matter.
    public var style: String?
    /// The weight on the CSS scale, 100...900; 400 is regular, 700 bold.
    public var weight: Int?
    /// The width, percent of normal: 75 is condensed.
    public var width: Double?
    /// Whether the letters lean.
    public var italic: Bool?
    /// Values for axes of variable fonts; they go before everything else.
    public var axes: [AxisValue]

    /// A wish from its parts; nothing is asked for by default.
    public init(
        style: String? = nil, weight: Int? = nil, width: Double? = nil, italic: Bool? = nil, axes: [AxisValue] = []
    ) {
        self.style = style
        self.weight = weight
        self.width = width
        self.italic = italic
        self.axes = axes
    }

    /// Whether nothing is asked for.
    public var isEmpty: Bool { self == FaceWish() }

    /// How much another weight may differ from the one asked for: less than this; the nearest is taken, and noted.
    static let nearWeight = 100
    /// The same for widths, percent: less than one class of widths from the next.
    static let nearWidth = 12.0
}

/// The value of one axis of a variable font.
public struct AxisValue: Sendable, Hashable {
    /// The axis, four characters: `wght`.
    public var tag: String
    /// The value on the axis's own scale.
    public var value: Double

    /// A value for an axis.
    public init(_ tag: String, _ value: Double) {
        self.tag = tag
        self.value = value
    }
}

extension AxisValue: CustomStringConvertible {
    /// `wght 550`.
    public var description: String { "\(tag) \(value.plain)" }
}

extension Double {
    /// With no more digits than it takes: `87.5`, `100`.
    var plain: String {
        let thousandths = (self * 1000).rounded() / 1000
        return Int(exactly: thousandths).map(String.init) ?? "\(thousandths)"
    }
}
