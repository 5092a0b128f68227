import Scripts
import Testing

@testable import Samples

@Suite struct LabelOrderTests {
    private func seen(_ texts: [String], _ order: TextOrder = TextOrder()) throws -> LabelAutomaton {
        let labels = try #require(LabelAutomaton(of: texts))
        return try #require(labels.seen(order))
    }

    /// What stands in the picture, as `TextOrder` has it.
    private func look(_ text: String, _ order: TextOrder = TextOrder()) -> String {
        String(order.seen(text).map(\.character))
    }

    @Test func latinStaysAsItIs() throws {
        let labels = try seen(["abc", "12-3"])
        #expect(labels.accepts("abc") && labels.accepts("12-3"))
    }

    @Test func wordsOfAListAreSeenFromTheLeft() throws {
        let words = ["שלום", "אבג 12", "(אב)", "ذهبتُ", "abc אב", "7-8"]
        let labels = try seen(words)
        for word in words { #expect(labels.accepts(look(word)), "\(word)") }
        #expect(labels.accepts("םולש"))
        #expect(labels.accepts("12 גבא"))
        #expect(!labels.accepts("שלום"))
    }

    @Test func datesInArabicDigitsAreSeenByTheirParts() throws {
        let days = (1...28).map { $0 < 10 ? "٠\($0.arabic)" : $0.arabic }
        let dates = ["٢٠٢١", "٢٠٢٢"].flatMap { year in days.map { "\($0)-١٢-\(year)" } }
        let labels = try seen(dates)
        for date in dates { #expect(labels.accepts(look(date))) }
        #expect(labels.accepts("٢٠٢١-١٢-٢٣"))
        #expect(!labels.accepts("٢٣-١٢-٢٠٢١"))
    }

    @Test func westernLabelsOfArabicDigitsAreSeenAsThese() throws {
        let labels = try seen(["23-12-2021"], TextOrder(digits: .arabic))
        #expect(labels.accepts("2021-12-23"))
        #expect(!labels.accepts("23-12-2021"))
    }

    @Test func manyNumbersAfterLettersAreFew() throws {
        // 100 million texts, which count alike.
        let labels = try #require(
            LabelAutomaton { builder, first in
                var place = builder.add(oneOf: Array("אבגד"), from: first)
                place = builder.add(" ", from: place)
                for _ in 0..<8 { place = builder.add(oneOf: Array("0123456789"), from: place) }
                return place
            })
        let seen = try #require(labels.seen(TextOrder()))
        #expect(seen.accepts("12345678 ג"))
        #expect(!seen.accepts("ג 12345678"))
        #expect(seen.placeCount < 50)
    }

    @Test func endlessTextsOfLettersToTheLeftAreTurnedAround() throws {
        let labels = try #require(LabelAutomaton(of: ["אב", "גדה"], separators: [" ", ", "]))
        let seen = try #require(labels.seen(TextOrder()))
        for text in ["אב", "אב גדה", "גדה, אב אב"] { #expect(seen.accepts(look(text)), "\(text)") }
        #expect(!seen.accepts("אב גדה"))
        #expect(!seen.accepts(" בא"))
    }

    @Test func endlessTextsOfBothWaysAreTooMany() throws {
        let labels = try #require(LabelAutomaton(of: ["אב", "12"], separators: [" "]))
        #expect(labels.seen(TextOrder()) == nil)
    }

    @Test func marksStayOnTheirLetters() throws {
        let labels = try seen(["تُب"])
        #expect(labels.accepts("بتُ"))
    }
}

extension Int {
    /// Its digits as Arabic-Indic ones.
    fileprivate var arabic: String {
        String(String.UnicodeScalarView("\(self)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x630) }))
    }
}
