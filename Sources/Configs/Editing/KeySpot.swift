/// A step of a key's path.
enum KeyStep: Hashable {
    case key(String)
    case item(Int)

    /// The steps of a path such as `camera[0].blur.sigma`.
    static func steps(of path: String) throws(ConfigError) -> [KeyStep] {
        var steps: [KeyStep] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty, steps.count < TreeReader.deepest else { throw strange(path) }
            steps.append(.key(String(name)))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let number = Int(piece.dropLast()), number >= 0 else { throw strange(path) }
                steps.append(.item(number))
            }
        }
        return steps
    }

    /// The path of some steps.
    static func text(_ steps: some Sequence<KeyStep>) -> String {
        var text = ""
        for step in steps {
            switch step {
            case .key(let key): text += text.isEmpty ? key : "." + key
            case .item(let number): text += "[\(number)]"
            }
        }
        return text
    }

    private static func strange(_ path: String) -> ConfigError {
        ConfigError(
            code: .value, place: "'\(shortened(path))'", keyPath: "",
            message: "is no path of a key, such as camera[0].blur.sigma")
    }
}

/// Where a key stands in what was written, or what there is in its place.
enum KeySpot {
    /// Here.
    case value([Int])
    /// Here, without its key, as the short form of a record.
    case shorthand([Int], key: String)
    /// Nowhere: a mapping has no such key. The rest of the path goes on below it.
    case entry(key: String, parent: [Int], rest: [KeyStep])
    /// What stands here is short for a mapping, which the key must be added to.
    case wrapped([Int], before: Prefix, key: String, rest: [KeyStep], after: String)
    /// Nothing stands here; the rest of the path goes on below it.
    case above([Int], rest: [KeyStep])
    /// The path leads through a list that is not written.
    case list([KeyStep])

    /// What a short form begins with once it is written in full.
    enum Prefix {
        case text(String)
        /// The value that stands there, behind this key.
        case source(key: String)
    }

    /// Why there is no such place.
    struct Strange: Error {
        var message: String
    }

    init(_ steps: ArraySlice<KeyStep>, in tree: Tree, _ schema: ConfigSchema, path: [Int]) throws(Strange) {
        self = try Self.find(steps, all: Array(steps), in: tree, schema, path)
    }

    private static func find(
        _ steps: ArraySlice<KeyStep>, all: [KeyStep], in tree: Tree, _ schema: ConfigSchema, _ path: [Int]
    ) throws(Strange) -> KeySpot {
        guard let step = steps.first else { return .value(path) }
        let rest = steps.dropFirst()
        if tree.isNull, !path.isEmpty { return try missing(steps, all) ?? .above(path, rest: Array(steps)) }
        switch (schema.form(for: step), step) {
        case (.record(let record), .key(let key)):
            return try find(key, rest, all, in: tree, RecordSchema(record), path)
        case (.family(let family), .key(let name)):
            guard let record = family.record(of: name) else { throw none(name) }
            return try member(name, rest, all, in: tree, record, path)
        case (.accompanied(let family, let keys), .key(let key)):
            let companions = RecordSchema(keys)
            if case .mapping(let entries) = tree.content, let number = entries.firstIndex(where: { $0.key == key }) {
                if let record = family.record(of: key) {
                    return try find(rest, all, in: entries[number].value, record, path + [number])
                }
                guard let schema = companions[key]?.schema else { throw none(key) }
                return try find(rest, all: all, in: entries[number].value, schema, path + [number])
            }
            if let record = family.record(of: key) {
                // Where companions stand alone, the family's first member is meant.
                if case .mapping(let entries) = tree.content, entries.allSatisfy({ companions[$0.key] != nil }) {
                    return try missing(rest, all) ?? .entry(key: key, parent: path, rest: Array(rest))
                }
                return try member(key, rest, all, in: tree, record, path)
            }
            guard companions[key] != nil else { throw none(key) }
            if let spot = try missing(rest, all) { return spot }
            if case .scalar(let word, _) = tree.content {
                return .wrapped(
                    path, before: .text("{\(quoted(word)): {}, "), key: key, rest: Array(rest), after: "}")
            }
            return .entry(key: key, parent: path, rest: Array(rest))
        case (.named(let element), .key(let key)):
            guard case .mapping(let entries) = tree.content else { throw none(key) }
            guard let number = entries.firstIndex(where: { $0.key == key }) else {
                return try missing(rest, all) ?? .entry(key: key, parent: path, rest: Array(rest))
            }
            return try find(rest, all: all, in: entries[number].value, element, path + [number])
        case (.list(let element, _, _), .item(let number)):
            guard case .list(let items) = tree.content else {
                guard number == 0 else { throw none("[\(number)]") }
                return try find(rest, all: all, in: tree, element, path)
            }
            guard items.indices.contains(number) else { throw none("[\(number)]") }
            return try find(rest, all: all, in: items[number], element, path + [number])
        default: throw none(KeyStep.text([step]))
        }
    }

    /// A key of a record.
    private static func find(
        _ key: String, _ rest: ArraySlice<KeyStep>, _ all: [KeyStep], in tree: Tree, _ record: RecordSchema,
        _ path: [Int]
    ) throws(Strange) -> KeySpot {
        guard let schema = record[key]?.schema else { throw none(key) }
        guard case .mapping(let entries) = tree.content else {
            if key == record.shorthand {
                let spot = try find(rest, all: all, in: tree, schema, path)
                if rest.isEmpty { return .shorthand(path, key: key) }
                return spot
            }
            guard let short = record.shorthand else { throw none(key) }
            return try missing(rest, all)
                ?? .wrapped(path, before: .source(key: short), key: key, rest: Array(rest), after: "}")
        }
        guard let number = entries.firstIndex(where: { $0.key == key }) else {
            return try missing(rest, all) ?? .entry(key: key, parent: path, rest: Array(rest))
        }
        return try find(rest, all: all, in: entries[number].value, schema, path + [number])
    }

    private static func find(
        _ steps: ArraySlice<KeyStep>, _ all: [KeyStep], in tree: Tree, _ record: RecordSchema, _ path: [Int]
    ) throws(Strange) -> KeySpot {
        guard let step = steps.first else { return .value(path) }
        guard case .key(let key) = step else { throw none(KeyStep.text([step])) }
        return try find(key, steps.dropFirst(), all, in: tree, record, path)
    }

    /// A member of a family, by its name.
    private static func member(
        _ name: String, _ rest: ArraySlice<KeyStep>, _ all: [KeyStep], in tree: Tree, _ record: RecordSchema,
        _ path: [Int]
    ) throws(Strange) -> KeySpot {
        switch tree.content {
        case .scalar(let word, _) where word == name:
            guard case .key(let key)? = rest.first else { return .value(path) }
            guard record[key] != nil else { throw none(key) }
            return try missing(rest.dropFirst(), all)
                ?? .wrapped(
                    path, before: .text("{\(quoted(name)): {"), key: key, rest: Array(rest.dropFirst()), after: "}}")
        case .mapping(let entries):
            guard let number = entries.firstIndex(where: { $0.key == name }) else { throw none(name) }
            return try find(rest, all, in: entries[number].value, record, path + [number])
        default: throw none(name)
        }
    }

    /// Where a path goes on through a list, the list must be written first.
    private static func missing(_ rest: ArraySlice<KeyStep>, _ all: [KeyStep]) throws(Strange) -> KeySpot? {
        guard let item = rest.firstIndex(where: { if case .item = $0 { true } else { false } }) else { return nil }
        // Slices keep the numbers of the whole.
        return .list(Array(all[..<item]))
    }

    private static func none(_ key: String) -> Strange { Strange(message: "there is no key '\(shortened(key))' here") }
}

extension ConfigSchema {
    /// The form that a step leads into.
    func form(for step: KeyStep) -> ConfigSchema {
        guard case .anyOf(let forms) = present else { return present }
        for form in forms.map(\.present) {
            switch (form, step) {
            case (.record, .key), (.family, .key), (.accompanied, .key), (.named, .key), (.list, .item): return form
            default: continue
            }
        }
        return self
    }
}

extension ConfigValue {
    /// The value at a path of a config that was read, and what may stand there.
    func value(at steps: ArraySlice<KeyStep>, _ schema: ConfigSchema) -> (ConfigValue, ConfigSchema)? {
        guard let step = steps.first else { return (self, schema) }
        let rest = steps.dropFirst()
        func entry(_ key: String) -> ConfigValue? {
            guard case .mapping(let entries) = self else { return nil }
            return entries.first { $0.key == key }?.value
        }
        switch (schema.form(for: step), step, self) {
        case (.record(let record), .key(let key), _):
            guard let schema = RecordSchema(record)[key]?.schema else { return nil }
            return entry(key)?.value(at: rest, schema)
        case (.family(let family), .key(let name), _), (.accompanied(let family, _), .key(let name), _):
            if case .accompanied(_, let keys) = schema.present, let companion = RecordSchema(keys)[name] {
                return entry(name)?.value(at: rest, companion.schema)
            }
            guard case .key(let key)? = rest.first, let record = family.record(of: name) else { return nil }
            guard let schema = record[key]?.schema, case .mapping(let body)? = entry(name) else { return nil }
            return body.first { $0.key == key }?.value.value(at: rest.dropFirst(), schema)
        case (.named(let element), .key(let key), _): return entry(key)?.value(at: rest, element)
        case (.list(let element, _, _), .item(let number), .list(let items)):
            return items.indices.contains(number) ? items[number].value(at: rest, element) : nil
        default: return nil
        }
    }
}
