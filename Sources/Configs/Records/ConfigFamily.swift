/// A record that is one of a family: one of several papers, one of several stages.
public protocol ConfigMember: ConfigRecord {
    /// Its name in the config, such as `blur`.
    static var name: String { get }
}

/// Records of which one stands at a place, by its name.
public protocol ConfigFamily: Sendable {
    /// What every member is to those who use it, such as `any Paper`.
    associatedtype Member: Sendable
    /// What the members are, in one word or two, such as `paper`.
    static var title: String { get }
    /// The members, in the order in which they are explained.
    static var members: [FamilyMember<Member>] { get }
    /// The key that is added to each member's own.
    static var modifier: ConfigModifier { get }
    /// A member as the record that it is.
    static func record(_ member: Member) -> any ConfigMember
}

/// The type of one of a family's records, and how the record becomes a member.
public struct FamilyMember<Member: Sendable>: Sendable {
    /// The record's type.
    public let type: any ConfigMember.Type
    /// Reads one, and the value of the family's modifier beside its keys.
    let read: @Sendable (ConfigNode, ConfigModifier) throws(ConfigError) -> (member: Member, factor: Double)

    /// - Parameters:
    ///   - type: the record's type.
    ///   - asMember: a record as a member of the family; `{ $0 }` where that is a protocol of the record's.
    public init<Record: ConfigMember>(_ type: Record.Type, asMember: @escaping @Sendable (Record) -> Member) {
        self.type = type
        read = { (node, modifier) throws(ConfigError) in
            let (record, factor) = try Record.read(node, modifier: modifier)
            return (asMember(record), factor)
        }
    }

    /// Its name in the config, such as `blur`.
    public var name: String { type.name }
}

/// A key that a family adds to the keys of its members.
public enum ConfigModifier: Sendable, Hashable {
    /// No key.
    case none
    /// `probability`, 0...1: how likely the stage is applied.
    case probability
    /// `weight`, at least 0: how often the member is drawn, against the others.
    case weight

    var key: String? {
        switch self {
        case .none: nil
        case .probability: "probability"
        case .weight: "weight"
        }
    }

    var limits: Limits { self == .probability ? Limits(0...1) : Limits(0...) }

    var doc: String {
        switch self {
        case .none: ""
        case .probability: "How likely it is applied at all."
        case .weight: "How often it is drawn, against the others."
        }
    }
}

/// A member of a family.
///
/// In YAML: `{blur: {sigma: 0..1, probability: 0.3}}`, with a short form `{blur: 0..1}`, or the bare word `blur` for all
/// defaults.
public struct OneOf<Family: ConfigFamily>: Configurable, StandsAlone {
    /// The member.
    public var value: Family.Member
    /// How likely it is applied, 0...1.
    public var probability: Double
    /// How often it is drawn, against the others; at least 0.
    public var weight: Double

    /// A member with its modifiers.
    public init(_ value: Family.Member, probability: Double = 1, weight: Double = 1) {
        self.value = value
        self.probability = probability
        self.weight = weight
    }

    /// Reads a name, or a mapping of one name.
    public init(from node: ConfigNode) throws(ConfigError) {
        switch node.tree.content {
        case .scalar(let name, _) where !node.tree.isNull:
            guard let member = Family.members.first(where: { $0.name == name }) else {
                throw node.error(
                    "unknown \(Family.title) '\(shortened(name))'", hint: hint(for: name, among: Self.names))
            }
            let body = Tree(content: .mapping([]), place: node.tree.place)
            self = try Self.read(member, ConfigNode(body, keyPath: node.path(of: name)))
        case .mapping(let entries):
            guard let entry = entries.first else { throw node.error("expected \(Self.expected), got an empty mapping") }
            guard let member = Family.members.first(where: { $0.name == entry.key }) else {
                throw ConfigError(
                    code: .value, place: "\(entry.place)", keyPath: node.path(of: shortened(entry.key)),
                    message: "unknown \(Family.title) '\(shortened(entry.key))'",
                    hint: hint(for: entry.key, among: Self.names))
            }
            if entries.count > 1 { throw Self.surplus(entries[1], beside: entry, in: node) }
            self = try Self.read(member, node.child(entry))
        default: throw node.mismatch(Self.expected)
        }
    }

    private static func read(
        _ member: FamilyMember<Family.Member>, _ node: ConfigNode
    ) throws(ConfigError) -> OneOf {
        let (value, factor) = try member.read(node, Family.modifier)
        return switch Family.modifier {
        case .none: OneOf(value)
        case .probability: OneOf(value, probability: factor)
        case .weight: OneOf(value, weight: factor)
        }
    }

    private static func surplus(_ entry: Tree.Entry, beside first: Tree.Entry, in node: ConfigNode) -> ConfigError {
        let key = shortened(entry.key)
        let hint =
            Family.members.contains { $0.name == entry.key }
            ? "give each its own item of a list, where a list may stand"
            : "does it belong in '\(first.key)'? Write {\(first.key): {\(key): ...}}"
        return ConfigError(
            code: .value, place: "\(entry.place)", keyPath: node.path(of: key),
            message: "a \(Family.title) is a mapping of one key, got '\(first.key)' and '\(key)'", hint: hint)
    }

    /// The member's name in the config.
    public var name: String { type(of: Family.record(value)).name }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        guard case .mapping(var body) = Family.record(value).encoded else { return .string(name) }
        switch Family.modifier {
        case .none: break
        case .probability: body.append(.init("probability", .number(probability)))
        case .weight: body.append(.init("weight", .number(weight)))
        }
        return .mapping([.init(name, .mapping(body))])
    }

    /// What may be written.
    public static var schema: ConfigSchema { .family(Family.self) }
    /// What may be written, in words.
    public static var expected: String { "one of " + names.joined(separator: ", ") }
    private static var names: [String] { Family.members.map { $0.name } }
}
