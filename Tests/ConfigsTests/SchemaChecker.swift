import Foundation

@testable import Configs

/// A value of JSON.
enum JSON: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let array = try? container.decode([JSON].self) {
            self = .array(array)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// What an editor makes of YAML.
    init(_ tree: Tree) {
        switch tree.content {
        case .scalar(let text, let isPlain):
            if !isPlain {
                self = .string(text)
            } else if tree.isNull {
                self = .null
            } else if text == "true" || text == "false" {
                self = .bool(text == "true")
            } else {
                self = parseNumber(text).map { .number($0) } ?? .string(text)
            }
        case .list(let items): self = .array(items.map { JSON($0) })
        case .mapping(let entries):
            self = .object(Dictionary(entries.map { ($0.key, JSON($0.value)) }, uniquingKeysWith: { $1 }))
        }
    }

    subscript(key: String) -> JSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// As much of JSON Schema as our schemas use; everything else is an error.
struct SchemaChecker: Sendable {
    struct UnknownKeyword: Error {
        let keyword: String
    }

    let root: JSON

    init(_ text: String) throws {
        root = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    }

    func accepts(_ value: JSON) throws -> Bool { try accepts(value, root) }

    private func accepts(_ value: JSON, _ schema: JSON) throws -> Bool {
        if case .bool(let flag) = schema { return flag }
        guard case .object(let keywords) = schema else { throw UnknownKeyword(keyword: "\(schema)") }
        for (keyword, argument) in keywords where try !accepts(value, keyword, argument, keywords) { return false }
        return true
    }

    private func accepts(_ value: JSON, _ keyword: String, _ argument: JSON, _ all: [String: JSON]) throws -> Bool {
        switch (keyword, argument, value) {
        case ("$schema", _, _), ("$id", _, _), ("$defs", _, _), ("title", _, _), ("description", _, _),
            ("default", _, _):
            return true
        case ("$ref", .string(let name), _):
            guard let definition = root["$defs"]?[String(name.dropFirst("#/$defs/".count))] else {
                throw UnknownKeyword(keyword: name)
            }
            return try accepts(value, definition)
        case ("type", .string(let type), _): return has(value, type)
        case ("type", .array(let types), _): return types.contains { $0 == .string(value.type) }
        case ("enum", .array(let values), _): return values.contains(value)
        case ("anyOf", .array(let schemas), _): return try schemas.contains { try accepts(value, $0) }
        case ("not", let schema, _): return try !accepts(value, schema)
        case ("minimum", .number(let limit), .number(let number)): return number >= limit
        case ("maximum", .number(let limit), .number(let number)): return number <= limit
        case ("pattern", .string(let pattern), .string(let text)):
            return text.range(of: pattern, options: .regularExpression) != nil
        case ("items", let schema, .array(let items)): return try items.allSatisfy { try accepts($0, schema) }
        case ("minItems", .number(let count), .array(let items)): return Double(items.count) >= count
        case ("maxItems", .number(let count), .array(let items)): return Double(items.count) <= count
        case ("required", .array(let keys), .object(let members)):
            return keys.allSatisfy { if case .string(let key) = $0 { members[key] != nil } else { false } }
        case ("properties", .object(let schemas), .object(let members)):
            for (key, member) in members {
                if let schema = schemas[key], try !accepts(member, schema) { return false }
            }
            return true
        case ("additionalProperties", .bool(false), .object(let members)):
            return members.keys.allSatisfy { all["properties"]?[$0] != nil }
        case ("minProperties", .number(let count), .object(let members)): return Double(members.count) >= count
        case ("maxProperties", .number(let count), .object(let members)): return Double(members.count) <= count
        case ("minimum", _, _), ("maximum", _, _), ("pattern", _, _), ("items", _, _), ("minItems", _, _),
            ("maxItems", _, _),
            ("required", _, _), ("properties", _, _), ("additionalProperties", _, _), ("minProperties", _, _),
            ("maxProperties", _, _):
            return true
        default: throw UnknownKeyword(keyword: keyword)
        }
    }

    private func has(_ value: JSON, _ type: String) -> Bool {
        if type == "integer", case .number(let number) = value { return number == number.rounded() }
        return value.type == type
    }
}
