import Foundation
import Samples
import Testing

@testable import Service

/// Answers that are written by hand are those of Foundation's encoder, to the byte.
@Suite struct JSONTextTests {
    private static let texts = [
        "", "711", "\"\\/", "a\n\r\t\u{8}\u{C}\u{1}\u{1F}\u{7F}", "€ 12,50", "שלום", "कि", "👩‍👩‍👧", "\u{2028}\u{FEFF}",
    ]
    private static let numbers = [
        0, 1, -0.0, 0.5, 0.9999, 12.3, -4, 1e-5, 1e15, 1e16, 123_456_789.25, 1e300, .leastNonzeroMagnitude,
        .greatestFiniteMagnitude,
    ]

    private func same(_ json: JSONText, _ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(json.isWhole)
        #expect(
            try String(decoding: json.bytes, as: UTF8.self) == String(decoding: encoder.encode(value), as: UTF8.self))
    }

    private func answer(_ text: String, _ number: Double, alternatives: Int?) -> PictureAnswer {
        PictureAnswer(
            prediction: text, probability: number,
            characters: text.map { .init(character: String($0), probability: number, box: [number, 0, 7.5, 32]) },
            alternatives: alternatives.map { count in
                (0..<count).map { .init(prediction: text + "\($0)", probability: number) }
            })
    }

    @Test(arguments: texts) func answersAreThoseOfTheEncoder(text: String) throws {
        for number in Self.numbers {
            for alternatives in [nil, 0, 1, 3] {
                let picture = answer(text, number, alternatives: alternatives)
                try same(
                    picture.json(model: text, milliseconds: number),
                    SingleAnswer(picture: picture, model: text, milliseconds: number))
                for count in 0...2 {
                    let list = ListAnswer(
                        predictions: Array(repeating: picture, count: count), model: text, milliseconds: number)
                    try same(list.json, list)
                }
            }
        }
    }

    /// Any text, any number: of all magnitudes, and such as answers have.
    @Test func anyAnswerIsThatOfTheEncoder() throws {
        var generator = SampleKey(seed: 4, split: .test, index: 0).generator("answers")
        func number() -> Double {
            let word = generator.nextWord()
            switch word % 3 {
            case 0:
                let any = Double(bitPattern: generator.next())
                return any.isFinite ? any : 1
            case 1: return Double(word >> 2 % 10_001) / 1e4
            default: return (Double(word >> 2 % 1_000_000) / 10).rounded() / 10
            }
        }
        func text() -> String {
            let ranges: [ClosedRange<UInt32>] = [0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0x10FFFF]
            let scalars = (0..<generator.nextWord() % 12).compactMap { _ in
                let range = ranges[Int(generator.nextWord() % 4)]
                return Unicode.Scalar(
                    range.lowerBound + generator.nextWord() % (range.upperBound - range.lowerBound + 1))
            }
            return String(String.UnicodeScalarView(scalars))
        }
        for _ in 0..<2000 {
            let picture = answer(text(), number(), alternatives: Int(generator.nextWord() % 4))
            let (model, milliseconds) = (text(), number())
            try same(
                picture.json(model: model, milliseconds: milliseconds),
                SingleAnswer(picture: picture, model: model, milliseconds: milliseconds))
        }
    }

    @Test func whatIsNoNumberIsNoted() {
        #expect(!answer("1", .nan, alternatives: nil).json(model: "a", milliseconds: 1).isWhole)
        #expect(!answer("1", 1, alternatives: nil).json(model: "a", milliseconds: .infinity).isWhole)
    }
}
