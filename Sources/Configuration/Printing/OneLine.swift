extension ConfigValue {
    /// The value on one line, as in YAML's flow style; keys that are not given and the defaults of members are left out.
    var onOneLine: String {
        switch self {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return "\(number)"
        case .unsigned(let number): return "\(number)"
        case .number(let number): return numberText(number)
        case .string(let text): return quoted(text)
        case .list(let items): return "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .mapping(let entries):
            if entries.count == 1, case .mapping = entries[0].value { return entries[0].key }
            return "{"
                + entries.filter { $0.value != .null }.map { "\($0.key): \($0.value.onOneLine)" }
                .joined(separator: ", ") + "}"
        }
    }
}
