/// Steps through JSON, value by value, without a tree of it.
struct JSONCursor {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The byte that comes next, without taking it.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Whether a string comes next.
    var isAtString: Bool {
        mutating get {
            skipSpace()
            return next == .quotationMark
        }
    }

    /// Whether nothing but white space is left.
    var isAtEndOfText: Bool {
        mutating get {
            skipSpace()
            return isAtEnd
        }
    }

    /// How many bytes were stepped over.
    var offset: Int { position }

    mutating func skipSpace() {
        while let byte = next, byte == .space || byte == .lineFeed || byte == .tab || byte == .carriageReturn {
            position += 1
        }
    }

    /// Takes a byte, and white space before it, if it is the next one.
    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    mutating func integer() -> Int? {
        skipSpace()
        let isNegative = take(UInt8(ascii: "-"))
        let start = position
        var value = 0
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            if overflow || carry { return nil }
            value = sum
            position += 1
        }
        guard position > start else { return nil }
        return isNegative ? -value : value
    }

    /// A number, whole or not.
    mutating func number() -> Double? {
        skipSpace()
        let start = position
        while let byte = next {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                position += 1
            default: return Double(String(decoding: bytes[start..<position], as: UTF8.self))
            }
        }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// All numbers of an array, however deep they are in it; false where there is anything else.
    mutating func numbers(into numbers: inout [Double]) -> Bool {
        elements { cursor in
            cursor.skipSpace()
            if cursor.next == UInt8(ascii: "[") { return cursor.numbers(into: &numbers) }
            if cursor.next == UInt8(ascii: "n") {
                // What is no number is written as null.
                numbers.append(.nan)
                return cursor.skipValue()
            }
            guard let number = cursor.number() else { return false }
            numbers.append(number)
            return true
        }
    }

    mutating func string() -> String? {
        guard take(.quotationMark) else { return nil }
        let start = position
        while let byte = next, byte != .quotationMark, byte != .backslash { position += 1 }
        if next == .quotationMark {
            defer { position += 1 }
            return String(validating: bytes[start..<position], as: UTF8.self)
        }
        var text = [UInt8](bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case .quotationMark: return String(validating: text, as: UTF8.self)
            case .backslash:
                guard let scalar = escape() else { return nil }
                text.append(contentsOf: Character(scalar).utf8)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case .quotationMark, .backslash, .slash: return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = unit() else { return nil }
            guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(UInt32(unit)) }
            // A character outside of the first plane is written as two.
            guard next == .backslash else { return nil }
            position += 1
            guard next == UInt8(ascii: "u") else { return nil }
            position += 1
            guard let second = self.unit(), UTF16.isTrailSurrogate(second) else { return nil }
            return String(decoding: [unit, second], as: UTF16.self).unicodeScalars.first
        default: return nil
        }
    }

    /// Four hexadecimal digits.
    private mutating func unit() -> UInt16? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        return UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }

    /// Reads an object, whose values `body` takes; false where either fails.
    mutating func members(_ body: (String, inout JSONCursor) -> Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            guard let key = string(), take(UInt8(ascii: ":")), body(key, &self) else { return false }
        } while take(.comma)
        return take(UInt8(ascii: "}"))
    }

    /// Reads an array, whose values `body` takes; false where either fails.
    mutating func elements(_ body: (inout JSONCursor) -> Bool) -> Bool {
        guard take(UInt8(ascii: "[")) else { return false }
        if take(UInt8(ascii: "]")) { return true }
        repeat {
            guard body(&self) else { return false }
        } while take(.comma)
        return take(UInt8(ascii: "]"))
    }

    /// Steps over one value, whatever it is.
    mutating func skipValue() -> Bool {
        var depth = 0
        repeat {
            skipSpace()
            guard let byte = next else { return false }
            switch byte {
            case .quotationMark:
                position += 1
                while let byte = next, byte != .quotationMark { position += byte == .backslash ? 2 : 1 }
                guard take(.quotationMark) else { return false }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                position += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return false }
                depth -= 1
                position += 1
            case .comma where depth == 0: return false
            case .comma, UInt8(ascii: ":"): position += 1
            default:
                while let byte = next, byte != .comma, byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") {
                    position += 1
                }
            }
        } while depth > 0
        return true
    }
}
