import ArgumentParser
import Configs
import Foundation
import Production
import Synthesis

/// One key of a recipe at several values.
struct Sweep: Sendable {
    /// The key's path.
    let key: String
    /// The values, as YAML.
    let values: [String]
    /// The values to use where the key takes whole numbers only; nil where there are no others.
    private let wholeValues: [String]?

    private static let steps = 5

    /// Reads `key.path=low..high` or `key.path=[a, b, c]`.
    ///
    /// - Throws: `ValidationError`.
    init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("--sweep is 'key.path=values', such as paper.noise=0..0.4; got '\(text)'.")
        }
        key = parts[0]
        if parts[1].hasPrefix("["), parts[1].hasSuffix("]") {
            values = Self.items(parts[1].dropFirst().dropLast())
            wholeValues = nil
            guard (1...100).contains(values.count) else {
                throw ValidationError("--sweep must have 1...100 values, got \(values.count).")
            }
            return
        }
        let ends = parts[1].components(separatedBy: "..").map { $0.trimmingCharacters(in: .whitespaces) }
        guard ends.count == 2, let low = Double(ends[0]), let high = Double(ends[1]), low.isFinite, high.isFinite,
            // 0...4 is no range by accident, as in recipes.
            low < high, !ends[0].hasSuffix("."), !ends[1].hasPrefix(".")
        else {
            throw ValidationError(
                "the values of --sweep are a range such as 0..0.4 or a list such as [plain, noise]; got '\(parts[1])'.")
        }
        let numbers = (0..<Self.steps).map { low + (high - low) * Double($0) / Double(Self.steps - 1) }
        values = numbers.map(Self.text)
        let isWhole = ends.allSatisfy { Int($0) != nil }
        let rounded = numbers.map { Self.text($0.rounded()) }
        let unique = rounded.enumerated().filter { $0.offset == 0 || rounded[$0.offset - 1] != $0.element }.map(
            \.element)
        wholeValues = isWhole && unique != values ? unique : nil
    }

    /// The recipe at each value.
    ///
    /// - Throws: `ConfigError` where the recipe has no such key or a value is not for it.
    func recipes(of file: RecipeFile) throws -> [(value: String, recipe: Recipe)] {
        func load(_ values: [String]) throws -> [(value: String, recipe: Recipe)] {
            try values.map { value in
                var changed = file
                changed.overrides.append(ConfigOverride("\(key)=\(value)"))
                return (value, try changed.load())
            }
        }
        do {
            return try load(values)
        } catch let error as ConfigError {
            guard let wholeValues, let recipes = try? load(wholeValues) else { throw error }
            return recipes
        }
    }

    /// A number without what arithmetic left in its last digits.
    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(format: "%.6g", number)
    }

    /// The items of a list in YAML's flow style: commas within brackets and quotes divide nothing.
    private static func items(_ text: Substring) -> [String] {
        var items: [String] = []
        var item = ""
        var depth = 0
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                // Within a word it is a character like any other.
                if item.allSatisfy(\.isWhitespace) || depth > 0 { quote = character }
            } else if "[{".contains(character) {
                depth += 1
            } else if "]}".contains(character) {
                depth -= 1
            } else if character == ",", depth == 0 {
                items.append(item)
                item = ""
                continue
            }
            item.append(character)
        }
        items.append(item)
        return items.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
