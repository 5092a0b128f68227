/// A value given for one key, on the command line or by another config.
struct Override {
    private enum Step {
        case key(String)
        case item(Int)
    }

    private var steps: [Step] = []
    private var value: Tree
    private let place: Place

    /// Reads `path=value`.
    ///
    /// - Parameter baseDirectory: where relative paths in the value start.
    init(_ assignment: String, baseDirectory: String) throws(ConfigError) {
        let origin = Origin(
            name: "override '\(shortened(assignment))'", baseDirectory: baseDirectory, isOverride: true)
        place = Place(origin: origin)
        // Replaced below; a struct cannot throw with the help of its methods before all is set.
        value = Tree(content: .mapping([]), place: place)
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw error("an override is 'key=value'", hint: "write the whole path of the key, then '=' and the value")
        }
        steps = try parse(path: parts[0])
        value = try parse(value: parts[1], origin)
    }

    private func parse(path: String) throws(ConfigError) -> [Step] {
        var steps: [Step] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty else {
                throw error(
                    "the path '\(shortened(path))' has an empty step", hint: "write keys with dots between them")
            }
            // A number may be an item or a key; what it meets decides.
            steps.append(.key(String(name)))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let number = Int(piece.dropLast()), number >= 0 else {
                    throw error(
                        "'[\(piece)' is not the number of a list item", hint: "write it as in camera[0]; the first is 0"
                    )
                }
                steps.append(.item(number))
            }
        }
        if steps.count > TreeReader.deepest { throw error("the path has more than \(TreeReader.deepest) steps") }
        return steps
    }

    private func parse(value text: String, _ origin: Origin) throws(ConfigError) -> Tree {
        // Within brackets everything is flow style; the line break ends a comment.
        guard case .list(let items)? = try TreeReader.read("[" + text + "\n]", origin: origin)?.content else {
            throw error("the value is not YAML in flow style", hint: "quote it if it is a text")
        }
        guard let first = items.first else {
            throw error("there is no value", hint: "write '' for an empty text, and quote a text that starts with '#'")
        }
        if items.count > 1 { throw error("the value has a comma", hint: "write [a, b] for a list, or quote a text") }
        // YAML drops the blanks around a plain text; here nobody sets them without meaning them.
        if case .scalar(let word, isPlain: true) = first.content, word.count < text.count,
            text.drop(while: \.isBlank).dropLast(while: \.isBlank) == word
        {
            return Tree(content: .scalar(text, isPlain: true), place: place)
        }
        return placed(first)
    }

    /// The tree with the override as the place of all its parts.
    private func placed(_ tree: Tree) -> Tree {
        switch tree.content {
        case .scalar: return Tree(content: tree.content, place: place)
        case .list(let items): return Tree(content: .list(items.map(placed)), place: place)
        case .mapping(let entries):
            let moved = entries.map { Tree.Entry(key: $0.key, place: place, value: placed($0.value)) }
            return Tree(content: .mapping(moved), place: place)
        }
    }

    private func error(_ message: String, keyPath: String = "", hint: String? = nil) -> ConfigError {
        ConfigError(code: .override, place: "\(place)", keyPath: keyPath, message: message, hint: hint)
    }
}

// MARK: - Applying

extension Override {
    /// The tree with the value laid over it.
    func applied(to tree: Tree) throws(ConfigError) -> Tree {
        try applied(to: tree, steps[...], at: "")
    }

    private func applied(to tree: Tree?, _ steps: ArraySlice<Step>, at path: String) throws(ConfigError) -> Tree {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch (tree.flatMap { $0.isNull ? nil : $0.content }, step) {
        case (nil, .key(let key)):
            let below = try applied(to: nil, rest, at: join(path, key))
            return Tree(content: .mapping([Tree.Entry(key: key, place: place, value: below)]), place: place)
        case (nil, .item(let number)):
            throw error(
                "the config has no list here, so it has no item \(number)", keyPath: path, hint: "give the whole list")
        case (.mapping(var entries), .key(let key)):
            if let index = entries.firstIndex(where: { $0.key == key }) {
                entries[index].value = try applied(to: entries[index].value, rest, at: join(path, key))
                if rest.isEmpty { entries[index].place = place }
            } else if let number = Int(key) {
                return try single(tree, number, rest, at: path)
            } else {
                let below = try applied(to: nil, rest, at: join(path, key))
                entries.append(Tree.Entry(key: key, place: place, value: below))
            }
            return Tree(content: .mapping(entries), place: tree?.place ?? place)
        case (.mapping, .item(let number)), (.scalar, .item(let number)):
            return try single(tree, number, rest, at: path)
        case (.list(let items), .item(let number)):
            return try replaced(number, of: items, in: tree, rest, at: path)
        case (.list(let items), .key(let key)):
            if let number = Int(key), number >= 0 { return try replaced(number, of: items, in: tree, rest, at: path) }
            return try replaced(key, of: items, in: tree, steps, at: path)
        case (.scalar(let text, _), .key(let key)):
            if text == key {
                let below = try applied(
                    to: rest.isEmpty ? nil : Tree(content: .mapping([]), place: place), rest, at: join(path, key))
                return Tree(content: .mapping([Tree.Entry(key: key, place: place, value: below)]), place: place)
            }
            if let number = Int(key) { return try single(tree, number, rest, at: path) }
            throw error(
                "the config gives the value '\(shortened(text))' here, which has no key '\(shortened(key))'",
                keyPath: path,
                hint: "write it in full in the config, as a mapping of its keys")
        }
    }

    /// An item that stands without the brackets of its list.
    private func single(
        _ tree: Tree?, _ number: Int, _ rest: ArraySlice<Step>, at path: String
    ) throws(ConfigError) -> Tree {
        guard number == 0 else {
            throw error("there is no item \(number): this is no list, or a list of one", keyPath: path)
        }
        return try applied(to: tree, rest, at: path)
    }

    private func replaced(
        _ number: Int, of items: [Tree], in tree: Tree?, _ rest: ArraySlice<Step>, at path: String
    ) throws(ConfigError) -> Tree {
        var items = items
        if number == items.count, rest.isEmpty {
            items.append(value)
        } else if items.indices.contains(number) {
            items[number] = try applied(to: items[number], rest, at: "\(path)[\(number)]")
        } else {
            throw error(
                "there is no item \(number)", keyPath: path, hint: "the list has \(items.count), counted from 0")
        }
        return Tree(content: .list(items), place: tree?.place ?? place)
    }

    /// Lays the value over the item of this name; `steps` still starts with the name.
    private func replaced(
        _ name: String, of items: [Tree], in tree: Tree?, _ steps: ArraySlice<Step>, at path: String
    ) throws(ConfigError) -> Tree {
        let names = items.map(Self.name)
        guard let index = names.firstIndex(of: name) else {
            let known = names.compactMap { $0 }
            throw error(
                "the list has no '\(shortened(name))'", keyPath: path,
                hint: known.isEmpty
                    ? "name an item by its number, as in \(path)[0]" : "it has " + known.joined(separator: ", "))
        }
        var items = items
        items[index] = try applied(to: items[index], steps, at: "\(path)[\(index)]")
        return Tree(content: .list(items), place: tree?.place ?? place)
    }

    /// The name of a list item: a bare word, or the one key of a mapping.
    private static func name(_ item: Tree) -> String? {
        switch item.content {
        case .scalar(let text, _): text
        case .mapping(let entries): entries.count == 1 ? entries[0].key : nil
        case .list: nil
        }
    }

    private func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }
}

extension Character {
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
    fileprivate func dropLast(while isDropped: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !isDropped($0) }) else { return prefix(0) }
        return self[...last]
    }
}
