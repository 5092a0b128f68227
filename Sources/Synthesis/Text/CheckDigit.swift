/// Digits that are computed from a text, so that errors in reading it show.
enum CheckDigit: String, Sendable, Hashable, CaseIterable {
    /// One digit over the digits: payment cards, IMEI (ISO/IEC 7812-1, annex B).
    case luhn
    /// One digit over the digits: EAN-8, UPC-A, EAN-13, ISBN-13, GTIN-14, SSCC (GS1 General Specifications, 7.9).
    case ean
    /// Two digits over a country's two letters and the account number that follows (ISO 13616, ISO 7064 MOD 97-10).
    case iban
    /// One digit over digits, capitals and `<`: machine-readable travel documents (ICAO 9303-3, 4.9).
    case mrz

    /// How many digits it has.
    var width: Int { self == .iban ? 2 : 1 }

    /// The number that the digits write.
    ///
    /// Characters that the method does not know are passed over, such as blanks between groups.
    /// - Parameter text: UTF-8; for `iban` the country and the account number, without the check digits.
    func value(over text: some BidirectionalCollection<UInt8>) -> Int {
        switch self {
        case .luhn:
            var (sum, doubles) = (0, true)
            for digit in text.reversed().lazy.compactMap(\.digit) {
                let part = doubles ? digit * 2 : digit
                sum += part > 9 ? part - 9 : part
                doubles.toggle()
            }
            return (10 - sum % 10) % 10
        case .ean:
            var (sum, weight) = (0, 3)
            for digit in text.reversed().lazy.compactMap(\.digit) {
                sum += digit * weight
                weight = 4 - weight
            }
            return (10 - sum % 10) % 10
        case .iban:
            func remainder(_ start: Int, _ text: some Collection<UInt8>) -> Int {
                text.lazy.compactMap(\.alphanumeric).reduce(start) { ($0 * ($1 > 9 ? 100 : 10) + $1) % 97 }
            }
            let rest = remainder(remainder(0, text.dropFirst(2)), text.prefix(2))
            return 98 - rest * 100 % 97
        case .mrz:
            let weights = [7, 3, 1]
            var (sum, place) = (0, 0)
            for value in text.lazy.compactMap({ $0 == UInt8(ascii: "<") ? 0 : $0.alphanumeric }) {
                sum += value * weights[place]
                place = (place + 1) % 3
            }
            return sum % 10
        }
    }

    /// The digits as UTF-8, filled with zeros to `width`.
    func digits(over text: some BidirectionalCollection<UInt8>) -> [UInt8] {
        let value = value(over: text)
        let last = UInt8(ascii: "0") + UInt8(value % 10)
        return width == 1 ? [last] : [UInt8(ascii: "0") + UInt8(value / 10), last]
    }

    /// The names, for messages.
    static var names: String { allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ") }
}

extension UInt8 {
    /// 0...9 for an ASCII digit.
    fileprivate var digit: Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
    }

    /// 0...9 for an ASCII digit, 10...35 for a capital.
    fileprivate var alphanumeric: Int? {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? Int(self - UInt8(ascii: "A")) + 10 : digit
    }
}
