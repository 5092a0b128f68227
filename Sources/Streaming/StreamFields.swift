/// What each frame of a stream holds besides index, label and pixels.
package struct StreamFields: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: Int

    /// Fields from their bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The quads of the text and of its characters.
    package static let boxes = StreamFields(rawValue: 1)
    /// How much ink lies on each pixel.
    package static let mask = StreamFields(rawValue: 2)
    /// Every choice that was drawn.
    package static let choices = StreamFields(rawValue: 4)

    private static let named: [(name: String, field: StreamFields)] = [
        ("boxes", .boxes), ("mask", .mask), ("choices", .choices),
    ]

    /// The names of all fields.
    package static var allNames: [String] { named.map(\.name) }

    /// The field of a name; nil where there is none.
    package init?(name: String) {
        guard let field = Self.named.first(where: { $0.name == name })?.field else { return nil }
        self = field
    }

    /// The names of these, in the order of `allNames`.
    package var names: [String] { Self.named.filter { contains($0.field) }.map(\.name) }
}
