/// A key, or a member of a family, at its place in a config, and how it is written there.
struct KeyPlace: Sendable {
    /// The path, without names of one's own choice and numbers of list items: `camera.blur.sigma`.
    let path: String
    /// The last step of it.
    let key: KeySchema
    /// Whether it is one of several forms by its name, such as `blur` of `camera`.
    var isMember = false
    /// The keys that a member's family adds to its own.
    var modifier = ConfigModifier.none
    /// A whole config in which a value stands here, YAML in flow style.
    let written: @Sendable (String) -> String

    /// The keys and members at the top of a config.
    static func top<R: ConfigRecord>(of record: R.Type) -> [KeyPlace] {
        // The outermost braces are left out.
        RecordSchema(record).places(below: "") { String($0.dropFirst().dropLast()) }
    }

    /// The keys and members right below.
    var below: [KeyPlace] {
        if isMember, case .record(let record) = key.schema {
            return RecordSchema(record, modifier: modifier).places(below: path, written)
        }
        return key.schema.places(below: path, written)
    }

    /// The keys and members below a name of one's own choice; nil where there are no such names.
    func below(named name: String) -> [KeyPlace]? {
        key.schema.named(name, written).map { $0.element.places(below: path, $0.written) }
    }

    /// The config, YAML in flow style, with a value here that shows what may be written; nil where nobody knows one.
    var example: String? {
        guard isMember, case .record(let record) = key.schema else {
            return (key.standard.usable(key) ?? key.schema.sample(depth: 0)).map(written)
        }
        let body = RecordSchema(record, modifier: modifier)
        if let main = body.shorthand.flatMap({ body[$0] }), !body.keys.contains(where: \.isRequired),
            let value = main.standard.usable(main), !value.hasPrefix("{")
        {
            return written(value)
        }
        return body.sample(depth: 0).map(written)
    }
}

extension ConfigSchema {
    /// The keys and members that may stand here.
    fileprivate func places(below path: String, _ written: @escaping @Sendable (String) -> String) -> [KeyPlace] {
        switch self {
        case .choice(let element): element.places(below: path, written)
        case .list(let element, _, _): element.places(below: path) { written("[\($0)]") }
        case .named(let element): element.places(below: path) { written("{name: \($0)}") }
        case .anyOf(let forms): forms.flatMap { $0.places(below: path, written) }
        case .record(let record): RecordSchema(record).places(below: path, written)
        case .family(let family): members(of: family, below: path, written)
        case .accompanied(let family, let keys):
            RecordSchema(keys).places(below: path, written) + members(of: family, below: path, written)
        default: []
        }
    }

    private func members<F: ConfigFamily>(
        of family: F.Type, below path: String, _ written: @escaping @Sendable (String) -> String
    ) -> [KeyPlace] {
        F.members.map { member in
            let name = member.name
            return KeyPlace(
                path: joined(path, name),
                key: KeySchema(
                    key: name, doc: member.type.summary, schema: .record(member.type), standard: .mapping([])),
                isMember: true, modifier: F.modifier
            ) { written("{\(name): \($0)}") }
        }
    }

    /// What stands under a name of one's own choice, and how it is written.
    fileprivate func named(
        _ name: String, _ written: @escaping @Sendable (String) -> String
    ) -> (element: ConfigSchema, written: @Sendable (String) -> String)? {
        switch self {
        case .named(let element): (element, { written("{\(quoted(name)): \($0)}") })
        case .choice(let element): element.named(name, written)
        case .list(let element, _, _): element.named(name) { written("[\($0)]") }
        case .anyOf(let forms): forms.lazy.compactMap { $0.named(name, written) }.first
        default: nil
        }
    }

    /// A value that may stand here; nil where nobody knows one.
    fileprivate func sample(depth: Int) -> String? {
        // A record may need another of its kind.
        guard depth < 8 else { return nil }
        switch self {
        case .boolean: return "true"
        case .null: return "null"
        case .integer(let limits), .count(let limits): return numberText((limits.lower ?? 1).rounded(.up))
        case .number(let limits), .quantity(let limits):
            return numberText(limits.upper.map { ((limits.lower ?? 0) + $0) / 2 } ?? limits.lower ?? 1)
        case .string(pattern: nil): return "text"
        case .string: return nil
        case .constants(let words): return words.first.map(quoted)
        case .choice(let element): return element.sample(depth: depth + 1)
        case .list(let element, let count, _):
            let item = element.sample(depth: depth + 1)
            return item.map {
                "[" + Array(repeating: $0, count: max(1, count?.lowerBound ?? 1)).joined(separator: ", ") + "]"
            }
        case .named(let element): return element.sample(depth: depth + 1).map { "{name: \($0)}" }
        case .anyOf(let forms): return forms.lazy.filter { !$0.isNull }.compactMap { $0.sample(depth: depth + 1) }.first
        case .record(let record): return RecordSchema(record).sample(depth: depth + 1)
        case .family(let family), .accompanied(let family, _): return Self.sample(of: family, depth: depth + 1)
        }
    }

    private static func sample<F: ConfigFamily>(of family: F.Type, depth: Int) -> String? {
        let records = F.members.lazy.map { (name: $0.name, keys: RecordSchema($0.type)) }
        if let plain = records.first(where: { !$0.keys.keys.contains(where: \.isRequired) }) { return plain.name }
        return records.compactMap { member in
            member.keys.sample(depth: depth).map { "{\(member.name): \($0)}" }
        }.first
    }
}

extension RecordSchema {
    /// Its keys as places; what must be given beside each is written with it.
    fileprivate func places(below path: String, _ written: @escaping @Sendable (String) -> String) -> [KeyPlace] {
        keys.map { key in
            let beside = keys.filter { $0.isRequired && $0.key != key.key }.compactMap { other in
                (other.standard.usable(other) ?? other.schema.sample(depth: 1)).map { "\(other.key): \($0)" }
            }
            return KeyPlace(path: joined(path, key.key), key: key) { value in
                written("{" + (beside + ["\(key.key): \(value)"]).joined(separator: ", ") + "}")
            }
        }
    }

    /// The keys that must be given, or else the first that has a default to show.
    fileprivate func sample(depth: Int) -> String? {
        let required = keys.filter(\.isRequired)
        let shown = required.isEmpty ? Array(keys.filter { $0.standard.usable($0) != nil }.prefix(1)) : required
        var parts: [String] = []
        for key in shown {
            guard let value = key.standard.usable(key) ?? key.schema.sample(depth: depth + 1) else { return nil }
            parts.append("\(key.key): \(value)")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }
}

extension ConfigValue {
    /// The default as an example; nil where it is none.
    fileprivate func usable(_ key: KeySchema) -> String? {
        switch self {
        case .null, .list([]), .mapping([]), .string(""): return nil
        case .bool(let flag): return flag ? "false" : "true"
        default:
            guard !key.isRequired else { return nil }
            let text = flow(key.schema)
            return text == "{}" ? nil : text
        }
    }
}

private func joined(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }
