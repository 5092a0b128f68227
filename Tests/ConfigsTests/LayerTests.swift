import Configs
import Testing

/// Configs that are laid over others, and numbers that move with a strength.
@Suite struct LayerTests {
    private func document(_ yaml: String, _ name: String = "below.yml") throws -> ConfigDocument {
        try ConfigDocument(yaml: yaml, name: name, baseDirectory: "/")
    }

    /// A plan as it is read where `upper` is laid over `lower`.
    private func laid(_ upper: String, over lower: String) throws -> Plan {
        let above = try #require(try document("plan: {\(upper)}", "above.yml")["plan"])
        return try Plan(from: above.laid(over: document(lower), as: Plan.self))
    }

    @Test(arguments: [
        ("copies: 5", "copies: 7\nname: a", "copies: 5\nname: a"),
        ("", "copies: 7", "copies: 7"),
        // Records are laid key by key.
        ("range: {high: 3}", "range: {low: 2, high: 9}", "range: {low: 2, high: 3}"),
        // Lists and members of families are taken as a whole.
        ("stages: [invert]", "stages: [blur, noise]", "stages: [invert]"),
        ("stages: []", "stages: [blur, noise]", "stages: []"),
        ("stages: {blur: 2}", "stages: {noise: 1}", "stages: [{blur: 2}]"),
        ("source: {lines: a}", "source: {words: {count: 3}}", "source: {lines: a}"),
        ("faces: [A]", "faces: [{family: B, weight: 2}, C]", "faces: [A]"),
        ("size: 3", "size: {normal: {mean: 9, deviation: 1}}", "size: 3"),
    ])
    func keysAboveTakeThePlaceOfKeysBelow(upper: String, lower: String, expected: String) throws {
        #expect(try laid(upper, over: lower) == plan(expected))
    }

    @Test func errorsNameTheFileThatIsToBlame() throws {
        func place(_ upper: String, _ lower: String) throws -> String {
            try #require(throws: ConfigError.self) { _ = try laid(upper, over: lower) }.place
        }
        #expect(try place("copies: x", "name: a") == "above.yml:1:16")
        #expect(try place("name: a", "seed: 3\ncopies: x") == "below.yml:2:9")
        #expect(try place("nmae: a", "seed: 3") == "above.yml:1:8")
        #expect(try place("range: {high: -1}", "range: {low: 0}") == "above.yml:1:22")
    }

    @Test func aKeyCanBeLookedUpAndTakenAway() throws {
        let document = try document("range: {low: 2, high: 9}")
        let range = try #require(document["range"])
        #expect(document["rang"] == nil)
        #expect(range["low"]?.scalar == "2" && range["low"]?.keyPath == "range.low")
        #expect(range["low"]?["deeper"] == nil)
        #expect(range.removing("low")["low"] == nil && range.removing("low")["high"]?.scalar == "9")
    }

    // MARK: - Strength

    @Test(arguments: [
        ("share: 0.2 -> 0.6", 0.5, "share: 0.4"), ("share: 0.1 -> 0.3", 1, "share: 0.3"),
        ("size: 10 -> 20..40", 0, "size: 10"), ("size: 10 -> 20..40", 1, "size: 20..40"),
        ("size: 10 -> 20..40", 0.25, "size: 13..18"), ("size: 10.0 -> 20..40", 0.25, "size: 12.5..17.5"),
        ("digits: 9 -> 2..4", 0.5, "digits: 6..7"), ("copies: 1 -> 4", 0.5, "copies: 3"),
        (
            "stages: [{blur: {sigma: 0.0 -> 1..3, probability: 0.0 -> 0.5}}]", 0.5,
            "stages: [{blur: {sigma: 0.5..1.5, probability: 0.25}}]"
        ),
        ("shift: -1.0..1 -> -2.0..4", 0.5, "shift: -1.5..2.5"), ("name: '1 -> 2'", 0.5, "name: '1 -> 2'"),
        ("size: [{value: 8 -> 4..6, weight: 1 -> 3}, 9]", 1, "size: [{value: 4..6, weight: 3}, 9]"),
    ])
    func numbersMoveWithTheStrength(yaml: String, strength: Double, expected: String) throws {
        let moved = try document(yaml).blended(strength).decode(Plan.self)
        #expect(moved == (try plan(expected)))
    }

    @Test(arguments: [
        ("name: a -> b", "below.yml:1:7: name: expected 'number -> number' or 'range -> range', got 'a -> b'"),
        ("size: 1 -> 2 -> 3", "below.yml:1:7: size: expected"), ("size: ->", "below.yml:1:7: size: expected"),
        ("size: 4..1 -> 2", "below.yml:1:7: size: expected"),
        ("stages: [{blur: 1 -> x}]", "below.yml:1:17: stages[0].blur: expected"),
    ])
    func whatDoesNotMoveIsAnError(yaml: String, message: String) throws {
        let error = try #require(throws: ConfigError.self) { _ = try document(yaml).blended(0.5) }
        #expect("\(error)".hasPrefix(message), "\(error)")
        #expect("\(error)".hasSuffix("quote it if it is a text"))
    }
}
