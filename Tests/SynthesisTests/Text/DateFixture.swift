import Configs
import Foundation
import Samples
import Testing

@testable import Synthesis

/// What the suites on dates share.
enum DateFixture {
    /// A date text from the keys of its mapping.
    static func text(_ keys: String) throws -> DateText {
        try #require(try recipe(keys).text.value as? DateText)
    }

    /// A recipe with nothing but a date text.
    static func recipe(_ keys: String, samples: String = "{}") throws -> Recipe {
        try ConfigDocument(
            yaml: "samples: \(samples)\ntext:\n  date: {\(keys)}\n", name: "recipe.yml", baseDirectory: "/"
        ).decode(Recipe.self)
    }

    static func author(_ keys: String, samples: String = "{}") throws -> any Author {
        let recipe = try recipe(keys, samples: samples)
        let text = try #require(recipe.text.value as? DateText)
        return try text.makeAuthor(seed: recipe.seed, sizes: recipe.samples)
    }

    /// The first texts of a split.
    static func writings(
        _ keys: String, _ count: Int, _ split: Split = .train, samples: String = "{}"
    ) throws -> [Writing] {
        let author = try author(keys, samples: samples)
        return try (0..<count).map { try author.writing(for: SampleKey(seed: 1, split: split, index: $0)) }
    }

    static func labels(_ keys: String, _ count: Int, _ split: Split = .train, samples: String = "{}") throws -> [String]
    {
        try writings(keys, count, split, samples: samples).map(\.label)
    }

    /// What loading a recipe and preparing its text complains of.
    static func complaint(_ keys: String, samples: String = "{}") -> String {
        do {
            _ = try author(keys, samples: samples)
            return "nothing"
        } catch {
            return "\(error)"
        }
    }

    /// Foundation's reader and writer of a pattern, in Western digits, that accepts what exists alone.
    static func formatter(
        _ pattern: String, locale: String = "en_GB", _ system: CalendarSystem = .gregorian
    ) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: locale + "@numbers=latn")
        formatter.calendar = system.foundation
        formatter.timeZone = .gmt
        formatter.isLenient = false
        formatter.dateFormat = pattern
        return formatter
    }

    /// The ISO date as Foundation reads it, as a day since 1970-01-01.
    static func day(_ iso: String) throws -> Int {
        let date = try #require(formatter("yyyy-MM-dd").date(from: iso))
        return Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    }

    /// Pearson's statistic of counts that should stand in the proportions of `shares`.
    static func chiSquare(_ counts: [Int], shares: [Double]) -> Double {
        let total = Double(counts.reduce(0, +))
        let whole = shares.reduce(0, +)
        return zip(counts, shares).reduce(0) { sum, pair in
            let expected = total * pair.1 / whole
            return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
        }
    }

    /// What the statistic exceeds once in 10,000 samples, by its degrees of freedom (Wilson and Hilferty).
    static func chiSquareLimit(_ freedom: Int) -> Double {
        let k = Double(freedom)
        let root = 1 - 2 / (9 * k) + 3.719 * (2 / (9 * k)).squareRoot()
        return k * root * root * root
    }
}

/// Reads dates of numbers alone, strictly: what the pattern says and nothing else.
struct PatternReader {
    /// Fields and text between them.
    private let parts: [PatternPart]

    init(_ pattern: String) throws {
        parts = try DateFixture.text("patterns: \"\(pattern)\"").patterns.options[0].value.parts
    }

    /// The numbers of a text by their letters; nil where it does not match.
    ///
    /// Adjacent fields must have fixed widths.
    func read(_ text: String) -> [Character: Int]? {
        var rest = Substring(text)
        var numbers: [Character: Int] = [:]
        for part in parts {
            switch part {
            case .literal(let text, _):
                guard rest.hasPrefix(text) else { return nil }
                rest = rest.dropFirst(text.count)
            case .field(let letter, let width):
                let digits = rest.prefix { $0.isASCII && $0.isNumber }.prefix(width > 1 ? width : 4)
                guard digits.count >= width, let number = Int(digits) else { return nil }
                numbers[letter] = number
                rest = rest.dropFirst(digits.count)
            }
        }
        return rest.isEmpty ? numbers : nil
    }

    /// The day since 1970-01-01, if there is such a date; two-digit years stand for 1950 to 2049.
    func day(_ text: String) -> Int? {
        guard let numbers = read(text), var year = numbers["y"], let month = numbers["M"], let day = numbers["d"] else {
            return nil
        }
        if parts.contains(.field("y", 2)) { year += year < 50 ? 2000 : 1900 }
        let lengths = [
            31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
        ]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        // Counted up from 1970, year by year and month by month.
        let years =
            year >= 1970
            ? (1970..<year).reduce(0) { $0 + Self.length($1) } : -(year..<1970).reduce(0) { $0 + Self.length($1) }
        return years + lengths[..<(month - 1)].reduce(0, +) + day - 1
    }

    private static func length(_ year: Int) -> Int {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }
}
