import Foundation

/// How the keys of what is printed as JSON are written.
enum JSONKeys {
    /// `content_hash`.
    case snakeCase
    /// As the value has them: `contentHash`, as in the files of a dataset.
    case own
    /// `by_length`, and `byLength` beside it, as programs know it that were written before.
    case both

    /// A value as JSON.
    ///
    /// Keys of dictionaries, which are data, stay as they are.
    func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard self != .own else { return try encoder.encode(value) }
        let own = self == .both ? try encoder.encode(value) : nil
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let snake = try encoder.encode(value)
        guard let own else { return snake }
        let decoder = JSONDecoder()
        let tree = try decoder.decode(JSONTree.self, from: snake).joined(
            with: try decoder.decode(JSONTree.self, from: own))
        encoder.keyEncodingStrategy = .useDefaultKeys
        return try encoder.encode(tree)
    }
}

/// JSON as it was read.
private enum JSONTree: Codable {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let whole = try? container.decode(Int.self) {
            self = .whole(whole)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .whole(let whole): try container.encode(whole)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }

    /// The keys of both.
    func joined(with other: JSONTree) -> JSONTree {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            .object(mine.merging(theirs) { $0.joined(with: $1) })
        case (.list(let mine), .list(let theirs)): .list(zip(mine, theirs).map { $0.joined(with: $1) })
        default: self
        }
    }
}
