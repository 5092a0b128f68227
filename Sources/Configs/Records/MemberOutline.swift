/// What a member of a family says of itself: for tables, galleries and tests that know no member by its name.
public struct MemberOutline: Sendable {
    /// The member.
    public let type: any ConfigMember.Type
    /// Its name in the config, such as `blur`.
    public let name: String
    /// What it is, in one sentence.
    public let summary: String
    /// Its keys, in the order in which they are explained.
    public let keys: [Key]
    /// The key that a bare value stands for; nil where there is none.
    public let mainKey: Key?

    /// A key of a member.
    public struct Key: Sendable {
        /// The key in the config.
        public let name: String
        /// What it means.
        public let doc: String
        /// Its default, as it would be written; nil where it has none.
        public let standard: String?
        /// The numbers that the default draws from, or all that are allowed where the key takes no distribution.
        ///
        /// Nil where there is no such range.
        public let range: NumberRange?
        /// Whether the default draws anything: a number of a range, or one of several values.
        public let isDrawn: Bool
        /// Whether the key must be given.
        public let isRequired: Bool
    }

    init<M: ConfigMember>(_ member: M.Type) {
        let defaults = M()
        type = member
        name = M.name
        summary = M.summary
        keys = M.fields.map { Key($0, of: defaults) }
        mainKey = keys.first { $0.name == M.shorthand }
    }
}

/// The ends of a range of numbers.
public struct NumberRange: Sendable, Hashable {
    /// The least number.
    public let lower: Double
    /// The greatest.
    public let upper: Double
    /// Whether only whole numbers count.
    public let isWhole: Bool

    /// A range from its ends.
    public init(_ ends: ClosedRange<Double>, isWhole: Bool = false) {
        (lower, upper, self.isWhole) = (ends.lowerBound, ends.upperBound, isWhole)
    }

    /// The least number, the middle and the greatest, as they would be written; fewer where they are the same.
    public var spread: [String] {
        let middle = (lower + upper) / 2
        // Six decimals, so that the middle of 0.1 and 0.2 does not come to 0.15000000000000002.
        let numbers = [lower, isWhole ? middle.rounded() : (middle * 1e6).rounded() / 1e6, upper]
        return numbers.map(numberText).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension ConfigFamily {
    /// What each member says of itself.
    public static var outlines: [MemberOutline] {
        members.map { MemberOutline($0.type) }
    }
}

extension MemberOutline.Key {
    fileprivate init<Record>(_ field: Field<Record>, of defaults: Record) {
        let value = field.encode(defaults)
        name = field.key
        doc = field.doc
        standard = value == .null ? nil : value.onOneLine
        switch field.schema {
        case .quantity: range = value.ends.map { NumberRange($0) }
        case .count: range = value.ends.map { NumberRange($0, isWhole: true) }
        case .number(let limits): range = limits.lower.flatMap { low in limits.upper.map { NumberRange(low...$0) } }
        default: range = nil
        }
        isDrawn = value.ends != nil || value.isChoice
        isRequired = field.isRequired
    }
}

extension ConfigValue {
    /// The ends of a range or a normal distribution.
    fileprivate var ends: ClosedRange<Double>? {
        switch self {
        case .string(let text):
            guard let (lower, upper) = parseRange(text), lower < upper else { return nil }
            return lower...upper
        case .mapping(let entries):
            guard entries.count == 1, case .mapping(let body) = entries[0].value else { return nil }
            let limits = ["min", "max"].compactMap { key -> Double? in
                guard case .number(let limit)? = body.first(where: { $0.key == key })?.value else { return nil }
                return limit
            }
            return limits.count == 2 && limits[0] < limits[1] ? limits[0]...limits[1] : nil
        default: return nil
        }
    }

    fileprivate var isChoice: Bool {
        if case .list(let items) = self { items.count > 1 } else { false }
    }
}
