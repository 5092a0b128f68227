/// A number as digits, before separators and signs.
struct Numeral: Sendable, Equatable {
    var isNegative = false
    /// 0...9 each, the most significant first.
    var integer: [UInt8]
    /// 0...9 each, behind the decimal point.
    var fraction: [UInt8] = []

    /// The digits of a whole number, filled with zeros to `width`.
    static func digits(of value: UInt64, width: Int = 1) -> [UInt8] {
        var rest = value
        var digits = [UInt8]()
        repeat {
            digits.append(UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while digits.count < width { digits.append(0) }
        return digits.reversed()
    }

    /// The names of the parts that `parts` tells apart.
    static let partNames = ["prefix", "sign", "integer", "point", "decimals", "suffix"]

    /// The parts of the number as text.
    func parts(point: String, thousands: String, plus: Bool, prefix: String, suffix: String) -> [TextPart] {
        let separators = max(0, integer.count - 1) / 3
        let lengths = [
            prefix.unicodeScalars.count, isNegative || plus ? 1 : 0,
            integer.count + separators * thousands.unicodeScalars.count,
            fraction.isEmpty ? 0 : point.unicodeScalars.count, fraction.count, suffix.unicodeScalars.count,
        ]
        var end = 0
        return zip(Self.partNames, lengths).compactMap { name, length in
            defer { end += length }
            return length > 0 ? TextPart(name: name, range: end..<end + length) : nil
        }
    }

    /// The number as text.
    func text(point: String, thousands: String, plus: Bool, prefix: String, suffix: String) -> String {
        var bytes = [UInt8]()
        bytes.reserveCapacity(integer.count * 2 + fraction.count + 8)
        bytes.append(contentsOf: prefix.utf8)
        if isNegative { bytes.append(UInt8(ascii: "-")) } else if plus { bytes.append(UInt8(ascii: "+")) }
        for (i, digit) in integer.enumerated() {
            if i > 0, (integer.count - i) % 3 == 0 { bytes.append(contentsOf: thousands.utf8) }
            bytes.append(UInt8(ascii: "0") + digit)
        }
        if !fraction.isEmpty {
            bytes.append(contentsOf: point.utf8)
            for digit in fraction { bytes.append(UInt8(ascii: "0") + digit) }
        }
        bytes.append(contentsOf: suffix.utf8)
        return String(decoding: bytes, as: UTF8.self)
    }
}
