import Configs

/// How pictures of characters stand beside each other.
enum PictureSpacing: Sendable {
    case ink(InkSpacing)
    case cells(CellSpacing)
}

/// The ways in which they can.
enum PictureSpacings: ConfigFamily {
    static let title = "hand.mnist.spacing"
    static let modifier = ConfigModifier.none
    static var members: [FamilyMember<PictureSpacing>] {
        [FamilyMember(InkSpacing.self) { .ink($0) }, FamilyMember(CellSpacing.self) { .cells($0) }]
    }

    static func record(_ spacing: PictureSpacing) -> any ConfigMember {
        switch spacing {
        case .ink(let spacing): spacing
        case .cells(let spacing): spacing
        }
    }
}

/// By the distance between their ink.
struct InkSpacing: ConfigMember {
    var gap = Quantity(-0.05...0.25)
    var space = Quantity(0.4...0.7)

    init() {}

    static let name = "ink"
    static let summary = "By the distance between the ink of neighbours, measured line by line."
    static let shorthand: String? = "gap"
    static var fields: [Field<InkSpacing>] {
        [
            Field(
                "gap", \.gap, in: -0.5...3, unit: "digit heights",
                "The distance; 0 touches, below 0 overlaps. Drawn for each pair."),
            Field("space", \.space, in: 0...3, unit: "digit heights", "How wide a space is."),
        ]
    }
}

/// Picture beside picture, as digits are stitched for recognisers of digit strings.
struct CellSpacing: ConfigMember {
    var overlap = Quantity(0...0.5)
    var slots: Int?

    init() {}

    static let name = "cells"
    static let summary =
        "Picture beside picture with one overlap for the whole string, joined by the darker of the two; in a strip of "
        + "slots the others stay empty."
    static let shorthand: String? = "overlap"
    static var fields: [Field<CellSpacing>] {
        [
            Field(
                "overlap", \.overlap, in: 0...0.95,
                "The share of a picture's width that the next one covers; taken down to whole px of the picture."),
            Field(
                "slots", \.slots, in: 1...1024,
                "How many pictures the strip has room for: empty ones stand left and right of the text, and the strip is "
                    + "as wide as all of them without overlap. Without it the strip is as wide as the text."),
        ]
    }
}
