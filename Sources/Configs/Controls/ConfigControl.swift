/// A key of a config as a person sets it: with a slider, a switch or a list of words, or a group of such keys.
package struct ConfigControl: Sendable, Encodable {
    /// What the key holds.
    package enum Kind: String, Sendable, Encodable {
        /// `true` or `false`.
        case toggle
        /// A whole number.
        case integer
        /// A number.
        case number
        /// A number, a range, or something else to draw a number from.
        case quantity
        /// A whole number likewise.
        case count
        /// One of several words.
        case words
        /// Anything else, in YAML's flow style.
        case text
        /// Keys.
        case group
        /// Members of a family, one after the other.
        case stages
    }

    /// What may be added to a list of stages.
    package struct Member: Sendable, Encodable {
        /// Its name.
        package let name: String
        /// What it is.
        package let doc: String
    }

    /// The path, as overrides write it.
    package let path: String
    /// The key, or a stage's name.
    package let key: String
    /// What it holds.
    package let kind: Kind
    /// What it means.
    package let doc: String
    /// The unit of its numbers.
    package let unit: String?
    /// The least number.
    package let lower: Double?
    /// The greatest number.
    package let upper: Double?
    /// The words that may stand here.
    package let words: [String]?
    /// The value, in YAML's flow style; nil for groups.
    package let value: String?
    /// The value where the key is not given; nil where it must be, and for groups.
    package let standard: String?
    /// Whether nothing may stand here.
    package let isOptional: Bool
    /// Whether the text gives it.
    package let isGiven: Bool
    /// Whether no value of it can name a file: it, and all that may be added to it, is numbers, switches and words.
    package let isTame: Bool
    /// The keys of a group, the stages of a list.
    package let controls: [ConfigControl]?
    /// What may be added; nil but for stages.
    package let members: [Member]?

    /// The control of a path, here or further down.
    package func control(at path: String) -> ConfigControl? {
        if self.path == path { return self }
        // Keys that begin alike are few: all are looked through.
        guard self.path.isEmpty || path.hasPrefix(self.path) else { return nil }
        for control in controls ?? [] { if let found = control.control(at: path) { return found } }
        return nil
    }

    /// The same without what could name a file; nil where nothing is left.
    package var tame: ConfigControl? {
        guard let controls else { return isTame ? self : nil }
        let kept = controls.compactMap(\.tame)
        return kept.isEmpty && kind != .stages && !isTame ? nil : with(kept)
    }

    private func with(_ controls: [ConfigControl]) -> ConfigControl {
        ConfigControl(
            path: path, key: key, kind: kind, doc: doc, unit: unit, lower: lower, upper: upper, words: words,
            value: value, standard: standard, isOptional: isOptional, isGiven: isGiven, isTame: isTame,
            controls: controls, members: members)
    }
}

extension ConfigEditor {
    /// The keys of the config, each with its value as it is now.
    ///
    /// - Throws: `ConfigError`, where the config can't be read.
    package func controls() throws(ConfigError) -> [ConfigControl] {
        let value = try document.decode(Record.self).encoded
        guard case .mapping(let entries) = value else { return [] }
        return ControlBuilder(gives: gives).controls(of: entries, RecordSchema(Record.self), at: "")
    }
}
