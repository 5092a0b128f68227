/// A tree as JSON, indented by two spaces, keys in their order.
func json(_ value: ConfigValue) -> String {
    var text = ""
    write(value, indent: "", to: &text)
    return text + "\n"
}

private func write(_ value: ConfigValue, indent: String, to text: inout String) {
    let inner = indent + "  "
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += "\(number)"
    case .unsigned(let number): text += "\(number)"
    case .number(let number): text += numberText(number)
    case .string(let string): text += jsonString(string)
    case .list(let items):
        if items.allSatisfy(isScalar) {
            text += "["
            for (index, item) in items.enumerated() {
                text += index == 0 ? "" : ", "
                write(item, indent: inner, to: &text)
            }
            text += "]"
            return
        }
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "[\n" : ",\n") + inner
            write(item, indent: inner, to: &text)
        }
        text += "\n" + indent + "]"
    case .mapping(let entries):
        if entries.isEmpty {
            text += "{}"
            return
        }
        for (index, entry) in entries.enumerated() {
            text += (index == 0 ? "{\n" : ",\n") + inner + jsonString(entry.key) + ": "
            write(entry.value, indent: inner, to: &text)
        }
        text += "\n" + indent + "}"
    }
}

extension ConfigValue {
    /// The value as JSON, indented by two spaces, keys in their order.
    package var indentedJSON: String { json(self) }

    /// The value as JSON on one line.
    package var compactJSON: String {
        switch self {
        case .null, .bool, .int, .unsigned, .number, .string:
            var text = ""
            write(self, indent: "", to: &text)
            return text
        case .list(let items): return "[" + items.map(\.compactJSON).joined(separator: ",") + "]"
        case .mapping(let entries):
            return "{" + entries.map { jsonString($0.key) + ":" + $0.value.compactJSON }.joined(separator: ",") + "}"
        }
    }
}

private func isScalar(_ value: ConfigValue) -> Bool {
    switch value {
    case .list, .mapping: false
    default: true
    }
}

private func jsonString(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        default:
            if scalar.value < 0x20 {
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
    }
    return quoted + "\""
}
