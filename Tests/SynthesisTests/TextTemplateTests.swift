import Samples
import Testing

@testable import Synthesis

@Suite struct TextTemplateTests {
    @Test func partsStandWhereTheyAreNamed() throws {
        let texts = try author(
            """
            {template: {form: 'Total: {currency}{amount} {{{currency}}}', parts: {
              currency: {word: {words: [EUR, USD]}}, amount: {number: {digits: 1..3, decimals: 2}}}}}
            """)
        for text in try texts.labels(200) {
            let match = try #require(
                try #/Total: (EUR|USD)[0-9]{1,3}\.[0-9]{2} \{(EUR|USD)\}/#.wholeMatch(in: text), "\(text)")
            #expect(match.1 == match.2)
        }
        #expect(Set(try texts.labels(200)).count > 150)
        #expect(Set(texts.alphabet) == Set("Total: EURSD0123456789.{}"))
        #expect(!texts.hasUniqueLabels)
    }

    @Test func partsOfOneKindAreDrawnApart() throws {
        let texts = try author(#"{template: {form: '{a} {b}', parts: {a: {pattern: '\d{6}'}, b: {pattern: '\d{6}'}}}}"#)
        let pairs = try texts.labels(300).map { $0.split(separator: " ") }
        #expect(pairs.count { $0[0] == $0[1] } == 0)
        #expect(Set(pairs.map { $0[0] }).count > 290 && Set(pairs.map { $0[1] }).count > 290)
    }

    @Test func templatesAreDrawnByWeight() throws {
        let counts = histogram(
            try author("{template: {form: ['{a}x', {value: '{a}y', weight: 3}], parts: {a: {word: {words: b}}}}}")
                .labels(10_000))
        #expect(fits([counts["bx"] ?? 0, counts["by"] ?? 0], weights: [1, 3]))
    }

    /// The second line of a passport: the specimen of ICAO 9303-4, appendix B.
    @Test func aWholeMachineReadableLine() throws {
        let line = try author(
            """
            {template: {form: '{number}UTO{birth}F{expiry}{personal}{mrz:number,birth,expiry,personal}', parts: {
              number: {pattern: 'L898902C3{mrz}'}, birth: {pattern: '740812{mrz}'},
              expiry: {pattern: '120415{mrz}'}, personal: {pattern: 'ZE184226B<<<<<{mrz}'}}}}
            """)
        #expect(try line.label(0) == "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
    }

    @Test func checkDigitsOverPartsAndOverAllBefore() throws {
        let account = "{country: {word: {words: GB}}, account: {word: {words: WEST12345698765432}}}"
        let iban = try author("{template: {form: 'IBAN {country}{iban:country,account} {account}', parts: \(account)}}")
        #expect(try iban.label(0) == "IBAN GB82 WEST12345698765432")
        let card = try author("{template: {form: '{a}{luhn}', parts: {a: {word: {words: 4242-4242-4242-424}}}}}")
        #expect(try card.label(0) == "4242-4242-4242-4242")
    }

    @Test func theOnePartMakesLabelsUnique() throws {
        let serial = "{pattern: {form: '[0-9]{3}', mode: unique}}"
        let unique = try author("{template: {form: 'No. {n}/{luhn}', parts: {n: \(serial)}}}", train: 900, val: 100)
        #expect(unique.hasUniqueLabels)
        #expect(Set(try unique.labels(900) + unique.labels(100, .val)).count == 1000)
        let two = "{template: {form: '{n}{m}', parts: {n: \(serial), m: {number: {digits: 2}}}}}"
        #expect(try !author(two).hasUniqueLabels)
        #expect(try !author("{template: {form: ['{n}', '{n}{luhn}'], parts: {n: \(serial)}}}").hasUniqueLabels)
    }

    @Test func disjointSplitsShareNoText() throws {
        let texts = try author(
            "{template: {form: 'x{n}', parts: {n: {number: {digits: 2}}}, disjoint: true}}", train: 80, val: 20)
        let (train, val) = (Set(try texts.labels(300)), Set(try texts.labels(300, .val)))
        #expect(train.isDisjoint(with: val))
        #expect(train.count > 40 && val.count > 8)
    }

    @Test func templatesNest() throws {
        let text =
            "{template: {form: '<{a}>', parts: {a: {template: {form: '({b})', parts: {b: {word: {words: c}}}}}}}}"
        #expect(try author(text).label(0) == "<(c)>")
    }

    @Test(arguments: [
        ("form: 'a{b'", "form: column 2: this { is not closed; write {{ for the character"),
        ("form: 'a}'", "form: column 2: this } closes nothing; write }} for the character"),
        ("form: 'a{b}'", "form: column 2: unknown part 'b'; there are none"),
        ("form: '{b}{c}', parts: {c: number}", "form: column 1: unknown part 'b'; there are c"),
        ("form: '{luhn:x}'", "form: column 1: unknown part 'x'; there are none"),
        ("form: '{luhn}'", "form: column 1: {luhn} has nothing before it to be computed over"),
        ("form: '{iban}'", "form: column 1: name the parts of country and account number: {iban:country,account}"),
        (
            "form: '{crc:a}', parts: {a: number}",
            "form: column 1: unknown check digits 'crc'; there are {luhn}, {ean}, {iban}, {mrz}"
        ),
        (
            "form: '{luhn:a,}', parts: {a: number}",
            "form: column 1: expected names of parts, as in {luhn:first,second}, got {luhn:a,}"
        ),
        (
            "form: 'ab{}'",
            "form: column 3: expected the name of a part or of check digits, got {}; write {{ for the character"
        ),
        (#"form: "a\tb""#, "form: column 2: a character here can't stand in a line of text"),
        ("form: 'x', parts: {a: number}", "parts: the part 'a' stands in no template; write {a} there"),
        (
            "form: '{luhn}', parts: {luhn: number}",
            "parts: 'luhn' is the name of check digits; call the part something else"
        ),
        (
            "form: '{a}', parts: {'a b': number}",
            "parts: 'a b' can't name a part; names have letters, digits and '_', a letter first"
        ),
        ("form: '{a}', parts: {a: {pattern: 'b*'}}", "parts.a.pattern.form: column 2: * has no limit"),
        ("form: '{a}', parts: [number]", "parts: expected a mapping from names to values"),
        (
            "form: '{a}', parts: {a: {pattern: {form: b, mode: unique}}}",
            "text.template.parts.a: text.pattern: mode 'unique' has 1 label for 1000 samples"
        ),
    ])
    func brokenTemplatesAreRefused(body: String, message: String) {
        let text = refusal("{template: {\(body)}}")
        #expect(text.contains(message), "\(text)")
    }
}
