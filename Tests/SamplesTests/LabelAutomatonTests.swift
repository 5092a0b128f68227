import Testing

@testable import Samples

@Suite struct LabelAutomatonTests {
    @Test func acceptsTheTextsOfAList() throws {
        let labels = try #require(LabelAutomaton(of: ["car", "cart", "dog", ""]))
        for text in ["car", "cart", "dog", ""] { #expect(labels.accepts(text), "\(text)") }
        for text in ["ca", "carts", "dogcar", "x"] { #expect(!labels.accepts(text), "\(text)") }
        #expect(labels.scalars == Set("cartdog".unicodeScalars))
    }

    @Test func separatorsJoinTexts() throws {
        let labels = try #require(LabelAutomaton(of: ["a", "bc"], separators: [" ", ", "]))
        for text in ["a", "bc", "a a", "bc, a bc"] { #expect(labels.accepts(text), "\(text)") }
        for text in ["", "a ", " a", "abc", "a,a"] { #expect(!labels.accepts(text), "\(text)") }
    }

    @Test func knowsHowMuchIsMissing() throws {
        let labels = try #require(LabelAutomaton(of: ["2026", "20", "199999"]))
        var state = labels.start
        #expect(labels.remainder(of: state) == 2)
        var rest: [Int] = []
        for character in "2026" {
            state = try #require(labels.next(state, character))
            rest.append(labels.remainder(of: state))
        }
        #expect(rest == [1, 0, 1, 0])
        #expect(labels.isComplete(state))
        #expect(labels.next(state, "0") == nil)
    }

    @Test func deadEndsAreLeftOut() throws {
        let labels = try #require(
            LabelAutomaton { builder, first in
                _ = builder.add("nowhere", from: first)
                return builder.add("there", from: first)
            })
        #expect(labels.next(labels.start, "n") == nil)
        #expect(labels.next(labels.start, "t") != nil)
        #expect(LabelAutomaton { builder, _ in builder.place() } == nil)
        #expect(LabelAutomaton(of: []) == nil)
    }

    @Test func scalarsCanBeWrittenAsOthers() throws {
        let labels = try #require(LabelAutomaton(of: ["A1", "\u{130}2"]))
        let mapped = labels.mapped { $0.properties.lowercaseMapping }
        for text in ["a1", "i\u{307}2"] { #expect(mapped.accepts(text)) }
        for text in ["A1", "\u{130}2", "i2"] { #expect(!mapped.accepts(text)) }
        #expect(labels.mapped { $0 == "1" ? "" : String($0) }.accepts("A"))
    }

    @Test func kindsStayApart() throws {
        let labels = try #require(
            LabelAutomaton { builder, first in
                builder.add(anyOf: ["-", "/"], from: first) { builder, separator, place in
                    builder.add("2", from: builder.add(separator, from: builder.add("1", from: place)))
                }
            })
        #expect(labels.accepts("1-2"))
        #expect(labels.accepts("1/2"))
        #expect(!labels.accepts("12"))
        #expect(labels.next(labels.start, "1").map { labels.remainder(of: $0) } == 2)
    }
}
