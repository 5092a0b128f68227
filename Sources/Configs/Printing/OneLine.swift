extension ConfigValue {
    /// The value on one line, as in YAML's flow style; keys that are not given and the defaults of members are left out.
    package var onOneLine: String {
        switch self {
        case .null, .bool, .int, .unsigned, .number, .string: return scalar ?? ""
        case .list(let items): return "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .mapping(let entries):
            if entries.count == 1, case .mapping = entries[0].value { return entries[0].key }
            return "{"
                + entries.filter { $0.value != .null }.map { "\($0.key): \($0.value.onOneLine)" }
                .joined(separator: ", ") + "}"
        }
    }

    /// A value that holds no others, as in YAML; nil for lists and mappings.
    var scalar: String? {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .number(let number): numberText(number)
        case .string(let text): quoted(text)
        case .list, .mapping: nil
        }
    }
}
