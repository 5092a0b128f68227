/// A key that may stand somewhere, whatever record it belongs to.
struct KeySchema {
    var key: String
    var doc: String
    var unit: String?
    var isRequired = false
    var schema: ConfigSchema
    /// The value where the key is not given.
    var standard: ConfigValue
}

/// The keys of a record, and what says how it may be shortened.
struct RecordSchema {
    var keys: [KeySchema]
    /// The key that a bare value stands for.
    var shorthand: String?
    var summary: String

    init<R: ConfigRecord>(_ record: R.Type, modifier: ConfigModifier = .none) {
        let defaults = R()
        keys = R.fields.map { field in
            KeySchema(
                key: field.key, doc: field.doc, unit: field.unit, isRequired: field.isRequired, schema: field.schema,
                standard: field.encode(defaults))
        }
        if let key = modifier.key {
            keys.append(
                KeySchema(key: key, doc: modifier.doc, schema: .number(modifier.limits), standard: .number(1)))
        }
        shorthand = R.shorthand
        summary = R.summary
    }

    subscript(key: String) -> KeySchema? { keys.first { $0.key == key } }
}

extension ConfigFamily {
    /// The keys of a member; nil where there is none of the name.
    static func record(of name: String) -> RecordSchema? {
        members.first { $0.name == name }.map { RecordSchema($0.type, modifier: modifier) }
    }
}

extension ConfigSchema {
    /// The same without nothing.
    var present: ConfigSchema {
        guard case .anyOf(let forms) = self else { return self }
        let others = forms.filter { if case .null = $0 { false } else { true } }
        return others.count == 1 ? others[0].present : .anyOf(others)
    }

    /// Whether nothing may stand here.
    var isOptional: Bool {
        guard case .anyOf(let forms) = self else { return false }
        return forms.contains { if case .null = $0 { true } else { $0.isOptional } }
    }

    /// Whether all that may be written here is numbers, switches and words of a list, so that no value names a file.
    ///
    /// A text with a pattern counts as well where none of it has a slash or a dot: a colour, a day, a language.
    var isTame: Bool {
        switch self {
        case .boolean, .null, .integer, .number, .constants, .quantity, .count: true
        case .string(let pattern): pattern.map { !$0.contains(".") && !$0.contains("/") } ?? false
        case .choice(let element), .list(let element, _, _): element.isTame
        case .anyOf(let forms): forms.allSatisfy(\.isTame)
        case .named, .record, .family, .accompanied: false
        }
    }
}

extension Configurable {
    /// The value on one line, in YAML's flow style: as it may stand in the place of a key's value.
    package var inFlowStyle: String { encoded.flow(Self.schema) }
}

extension ConfigValue {
    /// The value on one line, in YAML's flow style; keys with their defaults are left out.
    func flow(_ schema: ConfigSchema) -> String {
        switch (self, schema.present) {
        case (.mapping(let entries), .record(let record)):
            return Self.body(entries, RecordSchema(record))
        case (.mapping(let entries), .family(let family)):
            return Self.member(entries, beside: nil) { family.record(of: $0) }
        case (.mapping(let entries), .accompanied(let family, let keys)):
            return Self.member(entries, beside: RecordSchema(keys)) { family.record(of: $0) }
        case (.mapping(let entries), .named(let element)):
            return Self.braced(entries.map { "\(quoted($0.key)): \($0.value.flow(element))" })
        case (.list(let items), .list(let element, _, _)), (.list(let items), .choice(let element)):
            return "[" + items.map { $0.flow(element) }.joined(separator: ", ") + "]"
        case (.list(let items), _): return "[" + items.map { $0.flow(.null) }.joined(separator: ", ") + "]"
        case (.mapping(let entries), _):
            return Self.braced(entries.map { "\(quoted($0.key)): \($0.value.flow(.null))" })
        default: return scalar ?? "null"
        }
    }

    private static func braced(_ parts: [String]) -> String { "{" + parts.joined(separator: ", ") + "}" }

    private static func given(_ entries: [Entry], _ record: RecordSchema) -> [String] {
        entries.compactMap { entry in
            guard let key = record[entry.key], key.isRequired || key.standard != entry.value else { return nil }
            return "\(quoted(entry.key)): \(entry.value.flow(key.schema))"
        }
    }

    private static func body(_ entries: [Entry], _ record: RecordSchema) -> String { braced(given(entries, record)) }

    private static func member(
        _ entries: [Entry], beside: RecordSchema?, _ record: (String) -> RecordSchema?
    ) -> String {
        guard let member = entries.first(where: { record($0.key) != nil && beside?[$0.key] == nil }),
            let keys = record(member.key), case .mapping(let body) = member.value
        else { return braced(entries.map { "\(quoted($0.key)): \($0.value.flow(.null))" }) }
        let companions = beside.map { Self.given(entries.filter { $0.key != member.key }, $0) } ?? []
        let given = Self.given(body, keys)
        if given.isEmpty, companions.isEmpty { return quoted(member.key) }
        return braced(["\(quoted(member.key)): \(braced(given))"] + companions)
    }
}
