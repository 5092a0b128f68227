import Configs
import Samples
import Testing

@testable import Synthesis

/// The form of numbers: lengths, values, decimals, separators, signs, units.
@Suite struct NumberTextTests {
    /// A kind of number and the regular expression that all its labels match from end to end.
    struct Form: Sendable, CustomTestStringConvertible {
        let number: String
        let pattern: String
        var testDescription: String { number }

        init(_ number: String, _ pattern: String) {
            self.number = number
            self.pattern = pattern
        }
    }

    static let forms = [
        Form("{}", #"[1-9]\d{8}"#),
        Form("{digits: 1}", #"\d"#),
        Form("{digits: 64}", #"[1-9]\d{63}"#),
        Form("{digits: 3..5}", #"[1-9]\d{2,4}"#),
        Form("{digits: [2, {value: 6, weight: 2}]}", #"[1-9]\d|[1-9]\d{5}"#),
        Form("{digits: 1..2}", #"\d|[1-9]\d"#),
        Form("{digits: 4, leading_zeros: true}", #"\d{4}"#),
        Form("{value: -5..5}", #"-[1-5]|[0-5]"#),
        Form("{value: 7}", "7"),
        Form("{value: 0..99, digits: 3, leading_zeros: true}", #"0\d\d"#),
        Form("{value: -99..-1, digits: 3, leading_zeros: true}", #"-0\d\d"#),
        Form("{value: -9223372036854775808}", "-9223372036854775808"),
        Form("{value: 9223372036854775807, plus: true}", #"\+9223372036854775807"#),
        Form("{value: -9223372036854775808..9223372036854775807}", #"-?\d{17,19}|0"#),
        Form("{digits: 2, decimals: 2}", #"[1-9]\d\.\d\d"#),
        Form("{digits: 2, decimals: 0..2}", #"[1-9]\d(\.\d{1,2})?"#),
        Form("{digits: 1, decimals: 18, decimal_point: ','}", #"\d,\d{18}"#),
        Form("{digits: 2, decimals: 1, decimal_point: [., ',', '·']}", #"[1-9]\d[.,·]\d"#),
        Form("{digits: 7, thousands: ' '}", #"[1-9] \d{3} \d{3}"#),
        Form("{digits: 6, thousands: \"'\"}", #"[1-9]\d\d'\d{3}"#),
        Form("{digits: 3, thousands: ','}", #"[1-9]\d\d"#),
        Form("{digits: 4, thousands: '::'}", #"[1-9]::\d{3}"#),
        Form("{digits: 4, thousands: ['', .]}", #"[1-9]\.?\d{3}"#),
        Form("{digits: 4, thousands: ., decimals: 2, decimal_point: ','}", #"[1-9]\.\d{3},\d\d"#),
        Form("{digits: 2, negative: 1}", #"-[1-9]\d"#),
        Form("{digits: 1, negative: 1}", #"0|-[1-9]"#),
        Form("{digits: 2, negative: 0.5, plus: true}", #"[-+][1-9]\d"#),
        Form("{digits: 2, plus: true}", #"\+[1-9]\d"#),
        Form("{digits: 2, prefix: €}", #"€[1-9]\d"#),
        Form("{digits: 2, prefix: 'USD ', negative: 1}", #"USD -[1-9]\d"#),
        Form("{digits: 2, suffix: ' km/h'}", #"[1-9]\d km/h"#),
        Form("{digits: 2, suffix: [' €', '%', '']}", #"[1-9]\d( €|%)?"#),
        Form("{digits: 2, prefix: '👨‍👩‍👧', suffix: 'e\u{301}'}", "👨‍👩‍👧[1-9][0-9]e\u{301}"),
    ]

    @Test(arguments: forms)
    func labelsHaveTheForm(form: Form) throws {
        let pattern = try Regex(form.pattern)
        let labels = try Fixture.labels("text: {number: \(form.number)}", 400)
        for label in labels { #expect(try pattern.wholeMatch(in: label) != nil, "\(label)") }
        let alphabet = try Fixture.author("text: {number: \(form.number)}").alphabet
        #expect(Set(labels.joined()).isSubset(of: alphabet))
        #expect(Set(alphabet).count == alphabet.count)
    }

    @Test func everyLengthAndEveryValueOfARangeComesUp() throws {
        let lengths = try Fixture.labels("text: {number: {digits: 3..7}}", 3000).map(\.count)
        let counts = (3...7).map { length in lengths.count { $0 == length } }
        #expect(counts.reduce(0, +) == 3000)
        #expect(chiSquare(counts) < chiSquareLimit(4))

        let values = try Fixture.labels("text: {number: {value: -10..10}}", 4200).compactMap { Int($0) }
        let found = (-10...10).map { value in values.count { $0 == value } }
        #expect(found.reduce(0, +) == 4200)
        #expect(chiSquare(found) < chiSquareLimit(20))
    }

    @Test(arguments: [1, 2, 77])
    func digitsAreEvenAtEveryPlace(seed: Int) throws {
        let labels = try Fixture.labels("{seed: \(seed), text: {number: {digits: 6, decimals: 2}}}", 4000)
        for place in 0..<9 where place != 6 {
            let digits = labels.compactMap { $0[$0.index($0.startIndex, offsetBy: place)].wholeNumberValue }
            let counts = (0...9).map { digit in digits.count { $0 == digit } }
            #expect(counts.reduce(0, +) == 4000)
            let shares = place == 0 ? [0] + [Double](repeating: 1, count: 9) : [Double](repeating: 1, count: 10)
            #expect(place > 0 || counts[0] == 0)
            #expect(chiSquare(counts, shares: shares) < chiSquareLimit(place == 0 ? 8 : 9), "place \(place): \(counts)")
        }
        // Neighbours do not hang together: all pairs of the second and third digit are as frequent.
        let pairs = labels.compactMap { Int($0.dropFirst().prefix(2)) }
        let counts = (0...99).map { pair in pairs.count { $0 == pair } }
        #expect(chiSquare(counts) < chiSquareLimit(99))
    }

    @Test(arguments: [0.0, 0.05, 0.3, 0.9, 1.0])
    func repeatsComeOnTopOfChance(probability: Double) throws {
        let labels = try Fixture.labels("text: {number: {digits: 21, repeats: \(probability)}}", 500)
        var (pairs, repeated) = (0, 0)
        for label in labels {
            for (a, b) in zip(label, label.dropFirst()) {
                pairs += 1
                repeated += a == b ? 1 : 0
            }
        }
        let expected = probability + (1 - probability) * 0.1
        let tolerance = 4 * (expected * (1 - expected) / Double(pairs)).squareRoot()
        #expect(abs(Double(repeated) / Double(pairs) - expected) <= tolerance)
    }

    @Test(arguments: [0.1, 0.5, 0.8])
    func theShareOfMinusSignsIsKept(share: Double) throws {
        let labels = try Fixture.labels("text: {number: {digits: 3, negative: \(share)}}", 4000)
        let negative = Double(labels.count { $0.hasPrefix("-") }) / 4000
        #expect(abs(negative - share) < 4 * (share * (1 - share) / 4000).squareRoot())
    }

    @Test func weightedDigitsFollowTheirWeights() throws {
        let weights = [1.0, 2, 3, 4, 0, 6, 0, 8, 9, 10]
        let yaml = "text: {number: {digits: 5, mode: weighted, digit_weights: [1, 2, 3, 4, 0, 6, 0, 8, 9, 10]}}"
        let labels = try Fixture.labels(yaml, 4000)
        for place in 0..<5 {
            let digits = labels.compactMap { $0[$0.index($0.startIndex, offsetBy: place)].wholeNumberValue }
            let counts = (0...9).map { digit in digits.count { $0 == digit } }
            #expect(counts[4] == 0 && counts[6] == 0 && (place > 0 || counts[0] == 0))
            let shares = place == 0 ? [0] + weights.dropFirst() : weights
            #expect(chiSquare(counts, shares: shares) < chiSquareLimit(place == 0 ? 6 : 7))
        }
    }

    @Test func aWeightOnZeroAloneStillWritesNumbers() throws {
        let yaml = "text: {number: {digits: 3, mode: weighted, digit_weights: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]}}"
        #expect(try Set(Fixture.labels(yaml, 20)) == ["000"])
    }

    @Test func weightsOfLengthsAndUnitsAreKept() throws {
        let yaml = """
            text: {number: {digits: [{value: 2, weight: 1}, {value: 3..4, weight: 3}],
                            suffix: [{value: kg, weight: 1}, {value: g, weight: 4}]}}
            """
        let labels = try Fixture.labels(yaml, 4000)
        let digits = labels.map { $0.count { $0.isNumber } }
        #expect(chiSquare([2, 3, 4].map { n in digits.count { $0 == n } }, shares: [2, 3, 3]) < chiSquareLimit(2))
        let kilos = labels.count { $0.hasSuffix("kg") }
        #expect(chiSquare([kilos, 4000 - kilos], shares: [1, 4]) < chiSquareLimit(1))
    }

    @Test func drawnAndLabelledTextAreTheSame() throws {
        let author = try Fixture.author("text: {number: {prefix: [a, b], negative: 0.5, decimals: 0..3}}")
        for index in 0..<50 {
            let writing = try author.writing(for: SampleKey(seed: 1, split: .train, index: index))
            #expect(writing.display == writing.label)
        }
    }

    /// A try that was thrown away is drawn again with the same label: the hard ones must not drop out.
    @Test func redrawsKeepTheLabel() throws {
        let yaml = """
            {text: {number: {digits: 1..12}}, fonts: {faces: [Liberation Serif], size: 10..60},
             page: {width: 120, height: 30, overflow: redraw}}
            """
        let labels = try Fixture.labels(yaml, 60)
        let samples = try Fixture.samples(yaml, 60)
        #expect(samples.map(\.label) == labels)
        #expect(samples.contains { $0.key.attempt > 0 })
        for sample in samples {
            #expect(sample.key.attempt == sample.rejections.count)
            #expect(sample.rejections.allSatisfy { $0.reason == .lostInk && $0.font == "Liberation Serif Regular" })
        }
    }
}
