/// A config whose text is changed key by key; comments and all that is not changed stay as they are.
///
/// Each change is made in the text and, beside it, in what the text was read as; a text that does not read as it should
/// is not kept.
package struct ConfigEditor<Record: ConfigRecord>: Sendable {
    /// The text as it is now.
    package private(set) var yaml: String
    private let name: String
    private let baseDirectory: String
    private var root: Tree

    /// - Parameters:
    ///   - name: what error messages call it.
    ///   - baseDirectory: where relative paths in it start.
    /// - Throws: `ConfigError`, where it is not YAML; its keys are not looked at.
    package init(_ yaml: String, as type: Record.Type, name: String, baseDirectory: String) throws(ConfigError) {
        (self.yaml, self.name, self.baseDirectory) = (yaml, name, baseDirectory)
        root = try ConfigDocument(yaml: yaml, name: name, baseDirectory: baseDirectory).root
    }

    /// The config as it is now.
    package var document: ConfigDocument {
        get throws(ConfigError) { try ConfigDocument(yaml: yaml, name: name, baseDirectory: baseDirectory) }
    }

    /// Gives a key a value.
    ///
    /// - Parameters:
    ///   - path: As in an override: `camera[0].blur.sigma`. The items of lists that the text does not give are those of
    ///     the defaults, or of what it includes.
    ///   - value: YAML in flow style, on one line.
    /// - Throws: `ConfigError`.
    package mutating func set(_ path: String, to value: String) throws(ConfigError) {
        let value = try written(value, at: path)
        let steps = try KeyStep.steps(of: path)
        switch try spot(of: steps, at: path) {
        case .value(let place): try apply(.replace(place, with: value), at: path)
        case .shorthand(let place, _): try apply(.replace(place, with: value), at: path)
        case .entry(let key, let parent, let rest):
            try apply(.insert(key: key, try nested(value.text, in: rest, at: path), into: parent), at: path)
        case .wrapped(let place, let before, let key, let rest, let after):
            let inner = try nested(value.text, in: rest, at: path)
            try wrap(place, before: before, "\(quoted(key)): \(inner.text)", after: after, at: path)
        case .above(let place, let rest):
            try apply(.replace(place, with: try nested(value.text, in: rest, at: path)), at: path)
        case .list(let steps):
            try write(steps, at: path)
            try set(path, to: value.text)
        }
    }

    /// Takes a key or an item of a list away.
    ///
    /// - Throws: `ConfigError`, where the text does not give it.
    package mutating func remove(_ path: String) throws(ConfigError) {
        let steps = try KeyStep.steps(of: path)
        switch try spot(of: steps, at: path) {
        case .value(let place):
            guard let number = place.last else { throw unknown(at: path) }
            let parent = Array(place.dropLast())
            let siblings = try tree(at: parent).childCount
            if case .item = steps.last, try !tree(at: parent).isList {
                // An item that stands without the brackets of its list.
                return try apply(.replace(place, with: try written("[]", at: path)), at: path)
            }
            guard siblings > 1 || parent.isEmpty else {
                let empty = try tree(at: parent).isList ? "[]" : "{}"
                return try apply(.replace(parent, with: try written(empty, at: path)), at: path)
            }
            try apply(.remove(number, from: parent), at: path)
        case .shorthand(let place, _): try apply(.replace(place, with: try written("{}", at: path)), at: path)
        case .list(let list):
            try write(list, at: path)
            try remove(path)
        case .entry, .wrapped, .above: throw error("the file does not give this key", at: path)
        }
    }

    /// Adds an item to a list.
    ///
    /// - Parameter item: YAML in flow style, on one line.
    package mutating func append(_ item: String, to path: String) throws(ConfigError) {
        let item = try written(item, at: path)
        let steps = try KeyStep.steps(of: path)
        if case .value(let place) = try spot(of: steps, at: path) {
            let tree = try tree(at: place)
            if tree.isNull {
                try apply(.replace(place, with: try written("[\(item.text)]", at: path)), at: path)
            } else if tree.isList, tree.childCount == 0 {
                try apply(.replace(place, with: try written("[\(item.text)]", at: path)), at: path)
            } else {
                try apply(tree.isList ? .append(item, to: place) : .pair(place, with: item), at: path)
            }
        } else {
            try write(steps, at: path)
            try append(item.text, to: path)
        }
    }

    /// Whether the text itself gives a key.
    package func gives(_ path: String) -> Bool {
        guard let steps = try? KeyStep.steps(of: path), let spot = try? spot(of: steps, at: path) else { return false }
        switch spot {
        case .value, .shorthand: return true
        case .entry, .wrapped, .above, .list: return false
        }
    }
}

// MARK: - Making changes

extension ConfigEditor {
    private func spot(of steps: [KeyStep], at path: String) throws(ConfigError) -> KeySpot {
        do { return try KeySpot(steps[...], in: root, .record(Record.self), path: []) } catch {
            throw self.error(error.message, at: path)
        }
    }

    private func tree(at path: [Int]) throws(ConfigError) -> Tree {
        var tree = root
        for number in path {
            guard let child = tree.child(number) else { throw unknown(at: "") }
            tree = child
        }
        return tree
    }

    /// Writes a list out that the text does not give, as it is without.
    private mutating func write(_ steps: [KeyStep], at path: String) throws(ConfigError) {
        let whole = try document.decode(Record.self).encoded
        guard let (value, schema) = whole.value(at: steps[...], .record(Record.self)) else { throw unknown(at: path) }
        try set(KeyStep.text(steps), to: value.flow(schema))
    }

    private mutating func wrap(
        _ place: [Int], before: KeySpot.Prefix, _ entry: String, after: String, at path: String
    ) throws(ConfigError) {
        let inner: String
        switch before {
        case .text(let text): inner = text
        case .source(let key):
            guard let layout = try? ConfigLayout(yaml, of: root), let source = try? layout.source(at: place) else {
                throw unknown(at: path)
            }
            inner = "{\(quoted(key)): \(source), "
        }
        try apply(.replace(place, with: try written(inner + entry + after, at: path)), at: path)
    }

    private mutating func apply(_ edit: TextEdit, at path: String) throws(ConfigError) {
        let (changed, wanted): (String, Tree)
        do {
            changed = try ConfigLayout(yaml, of: root).applying(edit)
            wanted = try root.applying(edit)
        } catch { throw unknown(at: path) }
        guard let document = try? ConfigDocument(yaml: changed, name: name, baseDirectory: baseDirectory),
            document.root.says(wanted)
        else { throw unknown(at: path) }
        (yaml, root) = (changed, document.root)
    }

    private func nested(_ value: String, in steps: [KeyStep], at path: String) throws(ConfigError) -> TextEdit.Written {
        var text = value
        for step in steps.reversed() {
            guard case .key(let key) = step else { throw unknown(at: path) }
            text = "{\(quoted(key)): \(text)}"
        }
        return try written(text, at: path)
    }

    private func written(_ value: String, at path: String) throws(ConfigError) -> TextEdit.Written {
        let text = value.trimmingBlanks
        let origin = Origin(name: name, baseDirectory: baseDirectory)
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw error("a value is YAML on one line", at: path)
        }
        do throws(ConfigError) {
            guard case .list(let items)? = try TreeReader.read("[\(text)]", origin: origin)?.content, items.count == 1
            else {
                throw error("'\(shortened(text))' is not one value; write [a, b] for a list, or quote a text", at: path)
            }
            return TextEdit.Written(text: text, tree: items[0])
        } catch {
            throw self.error(error.message, at: path)
        }
    }

    private func error(_ message: String, at path: String) -> ConfigError {
        ConfigError(code: .value, place: name, keyPath: path, message: message)
    }

    private func unknown(at path: String) -> ConfigError {
        ConfigError(
            code: .value, place: name, keyPath: path,
            message: "can't be changed here, as the file is written",
            hint: "change it in the file: an alias or a value over several lines is in the way")
    }
}

extension Tree {
    var isList: Bool { if case .list = content { true } else { false } }

    var childCount: Int {
        switch content {
        case .scalar: 0
        case .list(let items): items.count
        case .mapping(let entries): entries.count
        }
    }

    func child(_ number: Int) -> Tree? {
        switch content {
        case .list(let items) where items.indices.contains(number): items[number]
        case .mapping(let entries) where entries.indices.contains(number): entries[number].value
        default: nil
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
