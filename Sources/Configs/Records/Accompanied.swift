/// A member of a family, and keys that stand beside its name.
///
/// In YAML: `{word: {...}, undrawable: redraw}`. Where the keys stand alone, the family's first member is meant, with its
/// defaults.
public struct Accompanied<Family: ConfigFamily, Keys: ConfigRecord>: Configurable {
    /// The member.
    public var member: OneOf<Family>
    /// The keys beside it.
    public var keys: Keys

    /// A member with its companions.
    public init(_ member: OneOf<Family>, _ keys: Keys = Keys()) {
        self.member = member
        self.keys = keys
    }

    /// Reads a name, or a mapping of one name and the keys beside it.
    public init(from node: ConfigNode) throws(ConfigError) {
        guard let entries = node.entries else {
            (member, keys) = (try OneOf(from: node), Keys())
            return
        }
        let names = Family.members.map { $0.name }
        let own = Keys.fields.map(\.key).filter { !names.contains($0) }
        func part(_ entries: [Tree.Entry]) -> ConfigNode {
            ConfigNode(Tree(content: .mapping(entries), place: node.tree.place), keyPath: node.keyPath)
        }
        let rest = entries.filter { !own.contains($0.key) }
        // What is no member's name, beside one that is, may be one of these keys with a slip in it.
        let slip = rest.first { !names.contains($0.key) && nearestName(to: $0.key, among: own) != nil }
        if let slip, rest.count > 1 { throw node.unknownKey(slip, among: own) }
        let beside = entries.filter { own.contains($0.key) }
        keys = try Keys(from: part(beside))
        if rest.isEmpty, !beside.isEmpty, let first = names.first {
            let word = Tree(content: .scalar(first, isPlain: true), place: node.tree.place)
            member = try OneOf(from: ConfigNode(word, keyPath: node.keyPath))
        } else {
            member = try OneOf(from: part(rest))
        }
    }

    /// The member itself.
    public var value: Family.Member { member.value }

    /// The value as a plain tree.
    public var encoded: ConfigValue {
        guard case .mapping(let one) = member.encoded, case .mapping(let beside) = keys.encoded else {
            return member.encoded
        }
        return .mapping(one + beside)
    }

    /// What may be written.
    public static var schema: ConfigSchema { .accompanied(Family.self, by: Keys.self) }
    /// What may be written, in words.
    public static var expected: String { OneOf<Family>.expected }
}
