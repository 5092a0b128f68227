/// A part of a config on its way to become a value: what was written, where, and under which key.
public struct ConfigNode: Sendable {
    let tree: Tree
    /// The path of the key, such as `camera[0].blur.sigma`; empty at the top.
    public let keyPath: String

    init(_ tree: Tree, keyPath: String) {
        self.tree = tree
        self.keyPath = keyPath
    }

    /// The text of a scalar, as it was written; nil for lists and mappings.
    public var scalar: String? {
        if case .scalar(let text, _) = tree.content { text } else { nil }
    }

    /// The items of a list; nil for everything else.
    public var items: [ConfigNode]? {
        guard case .list(let items) = tree.content else { return nil }
        return items.enumerated().map { ConfigNode($1, keyPath: "\(keyPath)[\($0)]") }
    }

    /// An error at this place.
    public func error(_ message: String, hint: String? = nil) -> ConfigError {
        error(.value, message, hint: hint)
    }

    func error(_ code: ConfigError.Code, _ message: String, hint: String? = nil) -> ConfigError {
        ConfigError(code: code, place: "\(tree.place)", keyPath: keyPath, message: message, hint: hint)
    }

    /// The error of a value of another kind than `expected`.
    func mismatch(_ expected: String, hint: String? = nil) -> ConfigError {
        error("expected \(expected), got \(shown)", hint: hint)
    }

    /// The unquoted scalar; nil for everything else.
    var plain: String? {
        if case .scalar(let text, isPlain: true) = tree.content { text } else { nil }
    }

    var entries: [Tree.Entry]? {
        if case .mapping(let entries) = tree.content { entries } else { nil }
    }

    func child(_ entry: Tree.Entry) -> ConfigNode {
        ConfigNode(entry.value, keyPath: path(of: entry.key))
    }

    func path(of key: String) -> String {
        keyPath.isEmpty ? key : keyPath + "." + key
    }

    /// The value in a message.
    var shown: String {
        switch tree.content {
        case .scalar(_, isPlain: true) where tree.isNull: "nothing"
        case .scalar(let text, isPlain: true): "'\(shortened(text))'"
        case .scalar(let text, isPlain: false): "the text '\(shortened(text))'"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A text that is short enough, and tame enough, for a message of one line.
func shortened(_ text: String) -> String {
    var short = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
        if index == 60 { return short + "..." }
        short.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
    }
    return short
}
