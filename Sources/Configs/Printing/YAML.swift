/// A config as YAML, with every key in the order of its declaration; it reads back as an equal value.
public func yaml(of record: some ConfigRecord) -> String {
    var printer = YAMLPrinter()
    printer.print(record.encoded)
    return printer.text
}

private struct YAMLPrinter {
    var text = ""

    /// Prints a value as a whole document.
    mutating func print(_ value: ConfigValue) {
        if let flow = flow(value) {
            text += flow + "\n"
        } else {
            block(value, indent: 0, startsOnLine: true)
        }
    }

    /// Prints a list or mapping over several lines.
    ///
    /// The first starts on the current line when `startsOnLine` says so.
    private mutating func block(_ value: ConfigValue, indent: Int, startsOnLine: Bool) {
        var isFirst = startsOnLine
        func start() -> String {
            defer { isFirst = false }
            return isFirst ? "" : String(repeating: " ", count: indent)
        }
        switch value {
        case .mapping(let entries):
            for entry in entries {
                text += start() + quoted(entry.key) + ":"
                if let flow = flow(entry.value) {
                    text += " " + flow + "\n"
                } else {
                    text += "\n"
                    block(entry.value, indent: indent + 2, startsOnLine: false)
                }
            }
        case .list(let items):
            for item in items {
                text += start() + "- "
                if let flow = flow(item) {
                    text += flow + "\n"
                } else {
                    block(item, indent: indent + 2, startsOnLine: true)
                }
            }
        default: break
        }
    }

    /// The value on one line; nil when it takes several.
    private func flow(_ value: ConfigValue) -> String? {
        switch value {
        case .null, .bool, .int, .unsigned, .number, .string: return value.scalar
        case .mapping(let entries): return entries.isEmpty ? "{}" : nil
        case .list(let items):
            var parts: [String] = []
            for item in items {
                if case .list = item { return nil }
                guard let part = flow(item) else { return nil }
                parts.append(part)
            }
            return "[" + parts.joined(separator: ", ") + "]"
        }
    }
}

/// A text as YAML: as it is where every reader takes it for a text, else in double quotes.
func quoted(_ text: String) -> String {
    if isSafe(text) || parseRange(text) != nil { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        default:
            if isPrintable(scalar) {
                quoted.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let (letter, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
                quoted += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
            }
        }
    }
    return quoted + "\""
}

/// What readers of YAML 1.1 or 1.2 take for something else than a text.
private let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"]

/// Letters, digits and a few signs, the first a letter: no sign, number, date or time looks like that.
private func isSafe(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 }
    let bytes = text.utf8
    guard let first = bytes.first, isLetter(first), bytes.last != 32 else { return false }
    return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || " -./".utf8.contains($0) }
        && !reserved.contains(text.lowercased())
}

private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFDCF, 0xFDF0...0xFEFE, 0xFF00...0xFFFD: true
    case 0x10000...: scalar.value & 0xFFFE != 0xFFFE
    default: false
    }
}
