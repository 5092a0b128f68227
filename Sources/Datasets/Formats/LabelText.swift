/// What line-based formats ask of a label.
extension String {
    /// Whether the label is 1 to 100 ASCII letters and digits: no format minds those.
    var isPlain: Bool {
        var count = 0
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                count += 1
            default: return false
            }
        }
        return count > 0 && count <= 100
    }

    /// Why the label cannot stand in a line of text, or nil where it can.
    var reasonItIsNoLine: String? {
        if isEmpty { return "it is empty" }
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09: return "it has a tab"
            case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: return "it has a line break"
            case 0..<0x20, 0x7F..<0xA0:
                return "it has the control character U+" + hexadecimal(scalar.value)
            default: break
            }
        }
        return nil
    }

    /// Whether the label begins or ends with white space.
    var hasOuterSpace: Bool {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
        return first.properties.isWhitespace || last.properties.isWhitespace
    }

    /// Whether there is white space anywhere.
    var hasSpace: Bool { unicodeScalars.contains(where: \.properties.isWhitespace) }

    /// The label in quotation marks, fit for a message: control characters escaped, cut at 80 characters.
    var quotedForMessage: String {
        let shown = prefix(80).unicodeScalars.map { $0.escaped(asASCII: false) }.joined()
        return "\"" + shown + (shown.isEmpty || count <= 80 ? "" : "...") + "\""
    }
}

extension Character {
    /// Letters, digits and `-`: what every file system and every annotation reader takes in a name.
    var isSafeInPaths: Bool {
        if let value = asciiValue { return value == UInt8(ascii: "-") || isLetter || isNumber }
        return isLetter || isNumber
    }

    /// The character in single quotation marks, escaped where it cannot be seen.
    var quoted: String { "'" + unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "'" }
}

private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
