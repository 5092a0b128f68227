import Glibc

/// Text written straight into bytes: numbers, JSON strings, hexadecimal.
extension [UInt8] {
    /// Appends a string's UTF-8.
    mutating func append(_ text: String) {
        append(contentsOf: text.utf8)
    }

    /// Appends an integer, padded with zeros to a width.
    mutating func append(decimal value: Int, width: Int = 1) {
        var rest = value.magnitude
        if value < 0 { append(UInt8(ascii: "-")) }
        var digits = 1
        var power: UInt = 10
        while rest >= power {
            digits += 1
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { break }
            power = next
        }
        let length = Swift.max(digits, width)
        let start = count
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: length))
        var position = start + length
        while rest > 0 {
            position -= 1
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            self[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder)
            rest = quotient
        }
    }

    /// Appends a number rounded to hundredths, without needless zeros: `12`, `12.5`, `-0.25`; JSON's `null`
    /// for what is no number.
    mutating func append(hundredths value: Double) {
        guard abs(value) < 1e15 else {
            append("null")
            return
        }
        let rounded = Int((value * 100).rounded())
        let (whole, fraction) = Int(rounded.magnitude).quotientAndRemainder(dividingBy: 100)
        if rounded < 0 { append(UInt8(ascii: "-")) }
        append(decimal: whole)
        guard fraction != 0 else { return }
        append(UInt8(ascii: "."))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction / 10))
        if fraction % 10 != 0 { append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction % 10)) }
    }

    /// Appends a JSON number that reads back as the same value, as short as can be.
    ///
    /// What JSON has no number for becomes a string: `"nan"`, `"inf"`, `"-inf"`.
    mutating func append(jsonNumber value: Double) {
        guard value.isFinite else {
            append(jsonString: value.description)
            return
        }
        if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000_000_000, whole != 0 || value.sign == .plus {
            append(decimal: whole)
        } else {
            append(value.description)
        }
    }

    /// Appends a JSON string in quotation marks.
    ///
    /// Control characters and every kind of line break are escaped,
    /// so the result is one line to any reader.
    mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                // Plain ASCII, and most of the rest, is copied in runs.
                if byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte < 0x7F {
                    index += 1
                    continue
                }
                guard let (scalar, length) = Self.escaped(UnsafeBufferPointer(rebasing: bytes[index...])) else {
                    index += 1
                    continue
                }
                append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                append(jsonEscape: scalar)
                index += length
                start = index
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        append(UInt8(ascii: "\""))
    }

    /// The scalar that bytes begin with and its length, if it is one to be escaped: a control character, a line
    /// break, or the byte order mark, which some parsers drop.
    private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32, length: Int)? {
        let first = bytes[0]
        if first < 0x80 { return (UInt32(first), 1) }
        if first == 0xC2 && bytes.count > 1 && bytes[1] < 0xA0 { return (UInt32(bytes[1]), 2) }
        guard bytes.count > 2 else { return nil }
        switch (first, bytes[1], bytes[2]) {
        case (0xE2, 0x80, 0xA8): return (0x2028, 3)
        case (0xE2, 0x80, 0xA9): return (0x2029, 3)
        case (0xEF, 0xBB, 0xBF): return (0xFEFF, 3)
        default: return nil
        }
    }

    private mutating func append(jsonEscape scalar: UInt32) {
        append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x22: append(UInt8(ascii: "\""))
        case 0x5C: append(UInt8(ascii: "\\"))
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            append(UInt8(ascii: "u"))
            append(hex: UInt8(truncatingIfNeeded: scalar >> 8))
            append(hex: UInt8(truncatingIfNeeded: scalar))
        }
    }

    /// Appends two hexadecimal digits.
    mutating func append(hex byte: UInt8) {
        append(Self.hexDigit(byte >> 4))
        append(Self.hexDigit(byte & 15))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
