/// The JSON Schema (draft 2020-12) of a config, for editors that check YAML as it is written.
/// - Parameters:
///   - type: the config's record.
///   - title: what the schema calls the config.
///   - id: the schema's address, if it has one.
public func jsonSchema<R: ConfigRecord>(of type: R.Type, title: String, id: String?) -> String {
    var builder = SchemaBuilder()
    let root = builder.reference(to: type)
    var schema: [ConfigValue.Entry] = [.init("$schema", .string("https://json-schema.org/draft/2020-12/schema"))]
    if let id { schema.append(.init("$id", .string(id))) }
    schema.append(.init("title", .string(title)))
    schema.append(.init("description", .string(R.summary)))
    schema += root
    schema.append(.init("$defs", .mapping(builder.definitions)))
    return json(.mapping(schema))
}

/// Turns schemas into JSON; each record and family is defined once and referred to by name.
private struct SchemaBuilder {
    typealias Object = [ConfigValue.Entry]

    var definitions: Object = []
    private var names: [ObjectIdentifier: String] = [:]

    init() {}

    private func keyword(_ key: String, _ value: ConfigValue) -> Object { [.init(key, value)] }
    private func type(_ name: String) -> Object { keyword("type", .string(name)) }
    private func anyOf(_ forms: [Object]) -> Object { keyword("anyOf", .list(forms.map { .mapping($0) })) }

    mutating func object(_ schema: ConfigSchema) -> Object {
        switch schema {
        case .boolean: return type("boolean")
        case .null: return type("null")
        case .integer(let limits): return type("integer") + bounds(limits)
        case .number(let limits): return type("number") + bounds(limits)
        case .string(pattern: nil):
            // A text may be written without quotes even where it looks like a number.
            return keyword("type", .list(["string", "number", "boolean"].map { .string($0) }))
        case .string(pattern: let pattern?): return type("string") + keyword("pattern", .string(pattern))
        case .constants(let words): return keyword("enum", .list(words.map { .string($0) }))
        case .quantity(let limits):
            return drawn([type("number") + bounds(limits), range(of: Self.number, "range"), normal()])
        case .count(let limits):
            return drawn([type("integer") + bounds(limits), range(of: "[-+]?[0-9]+", "wholeRange")])
        case .choice(let element): return drawn([object(element)])
        case .list(let element, let count, let acceptsSingle):
            let item = object(element)
            var list = type("array") + keyword("items", .mapping(item))
            if let count {
                list += keyword("minItems", .int(count.lowerBound)) + keyword("maxItems", .int(count.upperBound))
            }
            return acceptsSingle ? anyOf([item, list]) : list
        case .named(let element):
            return type("object") + keyword("additionalProperties", .mapping(object(element)))
        case .anyOf(let forms):
            var objects: [Object] = []
            for form in forms { objects.append(object(form)) }
            return anyOf(objects)
        case .record(let record): return reference(to: record)
        case .family(let family): return reference(to: family)
        case .accompanied(let family, let keys):
            let beside = properties(of: keys)
            return anyOf(forms(of: family, beside: beside))
        }
    }

    private static let number = "[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?"

    private mutating func range(of number: String, _ name: String) -> Object {
        define(name) { $0.type("string") + $0.keyword("pattern", .string("^\(number)\\.\\.\(number)$")) }
    }

    private mutating func normal() -> Object {
        define("normal") { $0.closed(["normal": $0.reference(to: NormalDistribution.self)], required: ["normal"]) }
    }

    private func bounds(_ limits: Limits) -> Object {
        (limits.lower.map { keyword("minimum", .number($0)) } ?? [])
            + (limits.upper.map { keyword("maximum", .number($0)) } ?? [])
    }

    /// One of the forms, or a list of them with or without weights.
    private func drawn(_ forms: [Object]) -> Object {
        let one = forms.count == 1 ? forms[0] : anyOf(forms)
        let weighted = closed(
            ["value": one, "weight": type("number") + keyword("minimum", .int(0))], required: ["value"])
        let list = type("array") + keyword("minItems", .int(1)) + keyword("items", .mapping(anyOf(forms + [weighted])))
        return anyOf(forms + [list])
    }

    private func closed(_ properties: KeyValuePairs<String, Object>, required: [String]) -> Object {
        closed(properties.map { .init($0.key, .mapping($0.value)) }, required: required)
    }

    private func closed(_ properties: Object, required: [String]) -> Object {
        type("object") + keyword("properties", .mapping(properties))
            + (required.isEmpty ? [] : keyword("required", .list(required.map { .string($0) })))
            + keyword("additionalProperties", .bool(false))
    }
}

// MARK: - Definitions

extension SchemaBuilder {
    mutating func reference<R: ConfigRecord>(to record: R.Type) -> Object {
        define(ObjectIdentifier(record), record.schemaName) { $0.body(of: record, modifier: .none) }
    }

    private mutating func reference<F: ConfigFamily>(to family: F.Type) -> Object {
        define(ObjectIdentifier(family), F.title) { $0.anyOf($0.forms(of: family, beside: [])) }
    }

    /// A bare word, or a mapping of one name.
    /// - Parameter beside: what may stand beside the name.
    private mutating func forms<F: ConfigFamily>(of family: F.Type, beside: Object) -> [Object] {
        var members: Object = []
        for member in F.members { members.append(.init(member.name, .mapping(reference(to: member.type, of: family)))) }
        // A bare word stands for all defaults, so nothing may be required.
        let words = F.members.filter { !Self.hasRequiredKeys($0.type) }.map { ConfigValue.string($0.name) }
        let mapping =
            closed(members + beside, required: []) + keyword("minProperties", .int(1))
            + keyword("maxProperties", .int(1 + beside.count))
        return (words.isEmpty ? [] : [keyword("enum", .list(words))]) + [mapping]
    }

    private mutating func reference<F: ConfigFamily, M: ConfigMember>(to member: M.Type, of family: F.Type) -> Object {
        define("\(F.title).\(M.name)") { $0.body(of: member, modifier: F.modifier) }
    }

    private static func hasRequiredKeys<M: ConfigMember>(_ member: M.Type) -> Bool {
        M.fields.contains { $0.isRequired }
    }

    /// Defines a type under its name, unless that was done before.
    private mutating func define(
        _ type: ObjectIdentifier, _ name: String, _ body: (inout SchemaBuilder) -> Object
    ) -> Object {
        if names[type] == nil {
            // The name is fixed and its place kept before the body is made, since the body may refer to itself.
            let name = add(name, [])
            names[type] = name
            fill(name, body(&self))
        }
        return keyword("$ref", .string("#/$defs/\(names[type] ?? name)"))
    }

    /// Defines a form that many keys share, unless that was done before.
    private mutating func define(_ name: String, _ body: (inout SchemaBuilder) -> Object) -> Object {
        if !definitions.contains(where: { $0.key == name }) { fill(add(name, []), body(&self)) }
        return keyword("$ref", .string("#/$defs/\(name)"))
    }

    private mutating func fill(_ name: String, _ body: Object) {
        guard let index = definitions.firstIndex(where: { $0.key == name }) else { return }
        definitions[index].value = .mapping(body)
    }

    /// Adds a definition; another of the same name gets a number.
    private mutating func add(_ name: String, _ body: Object) -> String {
        var unique = name
        var number = 2
        while definitions.contains(where: { $0.key == unique }) {
            unique = "\(name)\(number)"
            number += 1
        }
        definitions.append(.init(unique, .mapping(body)))
        return unique
    }

    private mutating func properties<R: ConfigRecord>(of record: R.Type) -> Object {
        var properties: Object = []
        let defaults = R()
        for field in R.fields {
            let unit = field.unit.map { " Unit: \($0)." } ?? ""
            var property = keyword("description", .string(field.doc + unit)) + object(field.schema)
            let value = field.encode(defaults)
            if !field.isRequired, value != .null { property += keyword("default", value) }
            properties.append(.init(field.key, .mapping(property)))
        }
        return properties
    }

    private mutating func body<R: ConfigRecord>(of record: R.Type, modifier: ConfigModifier) -> Object {
        var properties = properties(of: record)
        if let key = modifier.key {
            let number = keyword("description", .string(modifier.doc)) + type("number") + bounds(modifier.limits)
            properties.append(.init(key, .mapping(number + keyword("default", .int(1)))))
        }
        let required = R.fields.filter(\.isRequired).map(\.key)
        let mapping = closed(properties, required: required)
        let summary = keyword("description", .string(R.summary))
        guard let short = R.fields.first(where: { $0.key == R.shorthand }) else { return summary + mapping }
        let noMapping = type(names: ["object", "null"])
        return summary + anyOf([mapping, keyword("not", .mapping(noMapping)) + object(short.schema)])
    }

    private func type(names: [String]) -> Object { keyword("type", .list(names.map { .string($0) })) }
}
