/// A config as it was written, each part with its place.
struct Tree: Sendable {
    var content: Content
    var place: Place

    indirect enum Content: Sendable {
        /// Plain scalars may be numbers, booleans or null; quoted ones are texts.
        case scalar(String, isPlain: Bool)
        case list([Tree])
        case mapping([Entry])
    }

    struct Entry: Sendable {
        var key: String
        var place: Place
        var value: Tree
    }

    /// Whether this is a plain null or nothing at all.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// Where something was written.
struct Place: Sendable, CustomStringConvertible {
    var origin: Origin
    /// From 1; nil when the place is the origin as a whole.
    var line: Int?
    var column = 1

    var description: String {
        guard let line, !origin.isOverride else { return origin.name }
        return "\(origin.name):\(line):\(column)"
    }
}

/// What a part of a config was read from.
struct Origin: Sendable {
    /// The file's path as it was given, or `override '...'`.
    var name: String
    /// Absolute: the folder that relative paths start from.
    var baseDirectory: String
    /// Whether it is the text of an override, where lines and columns say nothing.
    var isOverride = false
}
