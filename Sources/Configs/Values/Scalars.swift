extension Bool: Configurable {
    /// Reads `true` or `false`.
    public init(from node: ConfigNode) throws(ConfigError) {
        switch node.plain {
        case "true": self = true
        case "false": self = false
        default:
            let truths = ["yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"]
            let meant = node.scalar.flatMap { truths[$0.lowercased()] }
            throw node.mismatch(Self.expected, hint: meant.map { "write \($0), without quotes and in lower case" })
        }
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .bool(self) }
    /// What may be written.
    public static var schema: ConfigSchema { .boolean }
    /// What may be written, in words.
    public static var expected: String { "true or false" }
}

extension LimitedConfigurable where Self: FixedWidthInteger {
    /// Reads a whole number.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        guard let text = node.plain, let value: Self = parseInteger(text) else {
            throw node.mismatch(Self.expected, hint: numberHint(node))
        }
        if hasLeadingZero(text) {
            throw node.mismatch(Self.expected, hint: "some readers of YAML take a leading 0 for octal; write \(value)")
        }
        try limits.check(Double(value), at: node)
        self = value
    }

    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema { .integer(limits) }
    /// What may be written, in words.
    public static var expected: String { Self.isSigned ? "a whole number" : "a whole number from 0 to \(Self.max)" }
}

extension Int: LimitedConfigurable {
    /// The value as a plain tree.
    public var encoded: ConfigValue { .int(self) }
}

extension UInt64: LimitedConfigurable {
    /// The value as a plain tree.
    public var encoded: ConfigValue { Int(exactly: self).map { .int($0) } ?? .unsigned(self) }
    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema {
        .integer(Limits(lower: Swift.max(0, limits.lower ?? 0), upper: limits.upper))
    }
}

extension Double: LimitedConfigurable {
    /// Reads a finite number.
    public init(from node: ConfigNode, within limits: Limits) throws(ConfigError) {
        guard let text = node.plain, let value = parseNumber(text) else {
            throw node.mismatch(Self.expected, hint: numberHint(node))
        }
        try limits.check(value, at: node)
        self = value
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .number(self) }
    /// What may be written within the limits.
    public static func schema(within limits: Limits) -> ConfigSchema { .number(limits) }
    /// What may be written, in words.
    public static var expected: String { "a number" }
}

/// What to do about a value that is no number.
func numberHint(_ node: ConfigNode) -> String? {
    guard let text = node.scalar else { return nil }
    if node.plain == nil { return parseNumber(text) == nil ? nil : "remove the quotes" }
    if parseNumber(text) == nil, parseNumber(text.filter { $0 != "_" && $0 != "," }) != nil {
        return "write digits and a decimal point alone"
    }
    return nil
}

extension String: Configurable {
    /// Reads any scalar as it was written, but for nothing and `null`.
    public init(from node: ConfigNode) throws(ConfigError) {
        guard let text = node.scalar else { throw node.mismatch(Self.expected) }
        if node.tree.isNull {
            throw node.mismatch(
                Self.expected,
                hint: text.isEmpty
                    ? "write '' for an empty text, and quote a text that starts with '#'"
                    : "quote it if that is the text: '\(text)'")
        }
        self = text
    }

    /// The value as a plain tree.
    public var encoded: ConfigValue { .string(self) }
    /// What may be written.
    public static var schema: ConfigSchema { .string() }
    /// What may be written, in words.
    public static var expected: String { "a text" }
}
