import Testing

@testable import Synthesis

@Suite struct TextCheckDigitTests {
    @Test(arguments: [
        // The example of ISO/IEC 7812-1, test card numbers of payment brands, an IMEI.
        (CheckDigit.luhn, "7992739871", 3), (.luhn, "4242 4242 4242 424", 2), (.luhn, "37828224631000", 5),
        (.luhn, "49015420323751", 8), (.luhn, "0", 0),
        // EAN-13, UPC-A, EAN-8, ISBN-13, GTIN-14.
        (.ean, "400638133393", 1), (.ean, "03600029145", 2), (.ean, "9638507", 4), (.ean, "978-0-306-40615-", 7),
        (.ean, "1061414100041", 5),
        // The specimen of ICAO 9303-4, appendix B.
        (.mrz, "L898902C3", 6), (.mrz, "740812", 2), (.mrz, "120415", 9), (.mrz, "ZE184226B<<<<<", 1),
        (.mrz, "L898902C36" + "7408122" + "1204159" + "ZE184226B<<<<<1", 0),
    ])
    func publishedExamples(digits: CheckDigit, text: String, expected: Int) {
        #expect(digits.value(over: Array(text.utf8)) == expected)
        #expect(digits.digits(over: Array(text.utf8)) == Array("\(expected)".utf8))
    }

    @Test(arguments: [
        // The examples of the IBAN registry.
        ("GB82WEST12345698765432"), ("DE89370400440532013000"), ("CH9300762011623852957"), ("NO9386011117947"),
        ("MT84MALT011000012345MTLCAST001S"), ("BE68539007547034"), ("SA0380000000608010167519"),
    ])
    func publishedAccounts(number: String) {
        let account = number.prefix(2) + number.dropFirst(4)
        let digits = CheckDigit.iban.digits(over: Array(account.utf8))
        #expect(String(decoding: digits, as: UTF8.self) == number.dropFirst(2).prefix(2))
    }

    /// Each method as its standard checks a whole number, which is not how it is computed here.
    @Test func wholeNumbersPassTheirTests() throws {
        for text in try author(#"{pattern: '\d{4} \d{1,4}{luhn}'}"#).labels(300) {
            var sum = 0
            for (place, digit) in text.reversed().compactMap(\.wholeNumberValue).enumerated() {
                sum += place % 2 == 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]
            }
            #expect(sum % 10 == 0, "\(text)")
        }
        for text in try author(#"{pattern: '\d{12}{ean}'}"#).labels(300) {
            let sum = text.compactMap(\.wholeNumberValue).enumerated().reduce(0) { $0 + $1.1 * ($1.0 % 2 == 0 ? 1 : 3) }
            #expect(sum % 10 == 0, "\(text)")
        }
        for text in try author(#"{pattern: '(GB{iban} [A-Z]{4} \d{4}|DE{iban}\d{18})'}"#).labels(300) {
            let number = text.filter { $0 != " " }
            let moved = number.dropFirst(4) + number.prefix(4)
            let value = moved.map { $0.isLetter ? "\(Int($0.asciiValue ?? 0) - 55)" : "\($0)" }.joined()
            #expect(value.reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 } == 1, "\(text)")
        }
    }

    @Test func onlyTheGroupIsComputedOver() throws {
        let texts = try author(#"{pattern: 'No. 12: (\d{3}{luhn})'}"#).labels(50)
        for text in texts {
            let digits = Array(text.dropFirst(8).utf8)
            #expect(CheckDigit.luhn.value(over: digits.dropLast()) == Int(digits.last ?? 0) - 48)
        }
        #expect(Set(texts).count > 40)
    }

    @Test(arguments: [
        ("{luhn}", "column 1: {luhn} may have nothing before it in its group to be computed over"),
        (#"\d?{luhn}"#, "column 4: {luhn} may have nothing before it in its group to be computed over"),
        (#"\d{4}({ean})"#, "column 7: {ean} may have nothing before it in its group to be computed over"),
        (
            "D{iban}",
            "column 2: {iban} stands behind the two letters of the country, which start its group: "
                + #"(GB{iban}[A-Z]{4}\d{14})"#
        ),
        ("DE{iban}{iban}1", "column 9: {iban} stands behind the two letters"),
        ("(DE{iban}1){2}{mrz}DE", ""),
        ("a{luhn}{2}", "column 8: check digits can't be repeated"),
        ("a{crc}", "column 2: unknown check digits {crc}; there are {luhn}, {ean}, {iban}, {mrz}"),
        ("a{luhn", "column 2: this { is not closed; write \\{ for the character"),
    ])
    func misplacedDigitsAreRefused(form: String, message: String) {
        let text = refusal("{pattern: '\(form)'}")
        if message.isEmpty {
            #expect(text == "")
        } else {
            #expect(text.hasPrefix("recipe.yml:1:17: text.pattern: ") || text.contains("text.pattern.form: " + message))
            #expect(text.contains(message))
        }
    }
}
