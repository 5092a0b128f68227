/// Reads a decimal number such as `3`, `-0.5` or `1e-3`.
///
/// Nil for everything else, infinities included.
func parseNumber(_ text: String) -> Double? {
    guard isNumeral(text.utf8[...], strict: false), let value = Double(text), value.isFinite else { return nil }
    return value
}

/// Reads a range of numbers such as `0..1` or `1e-3..2.5`.
///
/// Each end has digits on both sides of its point, so
/// that `0...5` is no range by accident.
func parseRange(_ text: String) -> (Double, Double)? {
    guard let (low, high) = rangeEnds(text), isNumeral(low.utf8, strict: true), isNumeral(high.utf8, strict: true),
        let lower = Double(low), let upper = Double(high), lower.isFinite, upper.isFinite
    else { return nil }
    return (lower, upper)
}

/// The two parts of a text around its first `..`.
func rangeEnds(_ text: String) -> (Substring, Substring)? {
    let bytes = text.utf8
    guard let dots = bytes.indices.first(where: { bytes[$0...].starts(with: "..".utf8) }) else { return nil }
    return (text[..<dots], text[bytes.index(dots, offsetBy: 2)...])
}

private func isNumeral(_ text: Substring.UTF8View, strict: Bool) -> Bool {
    var rest = text[...]
    func digits() -> Int {
        let count = rest.prefix { (48...57).contains($0) }.count
        rest = rest.dropFirst(count)
        return count
    }
    func take(_ characters: String) -> Bool {
        guard let first = rest.first, characters.utf8.contains(first) else { return false }
        rest = rest.dropFirst()
        return true
    }
    _ = take("+-")
    let whole = digits()
    if take(".") {
        let fraction = digits()
        if whole + fraction == 0 || strict && (whole == 0 || fraction == 0) { return false }
    } else if whole == 0 {
        return false
    }
    if take("eE") {
        _ = take("+-")
        if digits() == 0 { return false }
    }
    return rest.isEmpty
}

/// Reads a whole number that `Integer` holds; `5.0` and `1e3` are whole, too.
func parseInteger<Integer: FixedWidthInteger>(_ text: String) -> Integer? {
    if let value = Integer(text) { return value }
    guard let number = parseNumber(text), abs(number) <= 0x1p53 else { return nil }
    return Integer(exactly: number)
}

/// Whether a number starts with a 0 that some readers of YAML take for octal.
func hasLeadingZero(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == 43 || $0 == 45 }
    return digits.count > 1 && digits.first == 48 && digits.allSatisfy { (48...57).contains($0) }
}

/// The shortest text that reads back as the number, and that YAML 1.1, YAML 1.2 and JSON all take for a number.
func numberText(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int(value))" }
    let text = "\(value)"
    guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
}
