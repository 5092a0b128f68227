import Configs

/// The kinds of displays, by what a cell is made of.
enum DisplayKind: String, ConfigEnum {
    case seven, fourteen, sixteen, dots

    /// What its cells can show.
    var alphabet: CellAlphabet {
        switch self {
        case .seven: .seven
        case .fourteen: .fourteen
        case .sixteen: .sixteen
        case .dots: .dots
        }
    }

    /// The characters that stand beside cells and have none of their own, but for the colon a narrow one.
    var points: [Character] { self == .dots ? [] : [".", ",", ":"] }

    /// Whether a character can be shown.
    func shows(_ character: Character) -> Bool {
        points.contains(character) || alphabet.parts(of: character) != nil
    }

    /// Whether all of a text can be shown.
    func shows(_ text: String) -> Bool { text.allSatisfy(shows) }
}

/// How the ends of segments look.
enum SegmentEnds: String, ConfigEnum {
    case bevelled, mitred, rounded
}

/// How a dot of a dot matrix looks.
enum DotShape: String, ConfigEnum {
    case round, square
}
