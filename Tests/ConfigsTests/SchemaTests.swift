import Testing

@testable import Configs

@Suite struct SchemaTests {
    private static let schema = jsonSchema(of: Plan.self, title: "Plan", id: "https://example.org/plan.json")

    private static let checker = Result { try SchemaChecker(schema) }

    private func accepts(_ yaml: String) throws -> Bool {
        let tree = try TreeReader.read(yaml, origin: Origin(name: "plan.yml", baseDirectory: "/"))
        return try Self.checker.get().accepts(tree.map { JSON($0) } ?? .object([:]))
    }

    @Test(arguments: [
        "{}", "name: 007", "name: yes", "title: null", "seed: 18446744073709551615", "copies: 5.0", "share: 1e-3",
        "ratio: null",
        "fast: true", "mode: x_height", "modes: []", "modes: [plain, fancy]", "size: 3", "size: 3..4", "size: '3..4'",
        "size: [3, 4..5, {value: 6, weight: 0.5}]", "size: {normal: {mean: 9, deviation: 1}}",
        "size: [{normal: {mean: 9, deviation: 1, min: 5, max: null}}]", "shift: -1e-3..2.5", "shift: null", "digits: 3",
        "digits: 1..9", "digits: [1, 2..3, {value: 4..5}]", "weights: [0, 1.5]", "prefix: a",
        "prefix: [a, 7, {value: b, weight: 2}]",
        "range: {low: 0.5}", "file: /", "faces: a", "faces: {family: a}", "faces: [a, {family: b, weight: 2}]",
        "source: words",
        "source: {words: {}}", "source: {words: {count: 1..3}}", "source: {lines: abc}", "source: {lines: {text: 5}}",
        "source: {mixture: {parts: [words, {mixture: {parts: [{lines: x}]}}]}}", "source: {mixture: {parts: words}}",
        "papers: plain", "papers: {plain: 0.5}", "papers: [{plain: {weight: 2}}, plain]", "stages: []",
        "stages: invert",
        "stages: [invert, {blur: 0..1}, {blur: [0, 1]}, {noise: {amount: 2, probability: 0}}]",
    ])
    func acceptsWhatTheDecoderAccepts(_ yaml: String) throws {
        #expect(message(yaml) == nil)
        #expect(try accepts(yaml))
    }

    @Test(arguments: [
        "nmae: x", "name: [a]", "name: {}", "name: null", "seed: -1", "seed: 1.5", "seed: '5'", "copies: -1",
        "copies: 2e12",
        "copies: x", "share: 2", "share: '0.5'", "share: null", "ratio: 0.1", "fast: yes", "fast: 1", "fast: 'true'",
        "mode: other",
        "mode: null", "modes: plain", "modes: [plain, plain, plain]", "size: 1", "size: x", "size: 0...5", "size: '3'",
        "size: []",
        "size: [[3]]", "size: null", "size: {value: 3}", "size: {norml: {}}", "size: {normal: {mean: 3}}",
        "size: {normal: {mean: 3, deviation: -1}}", "size: [{value: 3, weight: -1}]", "size: [{value: 3, wieght: 1}]",
        "digits: 1.5",
        "digits: 65", "digits: 1.5..2", "digits: {normal: {mean: 3, deviation: 1}}", "weights: 3", "weights: [-1]",
        "prefix: []",
        "prefix: [[a]]", "range: 3", "range: null", "range: {low: x}", "range: {lwo: 1}", "file: [a]", "faces: []",
        "faces: [a, b, c, d]", "faces: [null]", "faces: [{family: a, weight: -1}]", "faces: null", "source: wrods",
        "source: {}",
        "source: lines", "source: {lines: {}}", "source: {words: {}, lines: {}}", "source: {words: 5}",
        "source: {words: null}",
        "source: [words]", "source: {words: {probability: 1}}",
        "source: {mixture: {parts: [{mixture: {parts: [wods]}}]}}",
        "papers: []", "papers: {plain: {probability: 1}}", "papers: {plain: {weight: -1}}", "papers: {plain: 2}",
        "stages: [{blur: {sgima: 1}}]", "stages: [{blur: {probability: 2}}]", "stages: [{blur: 99}]",
        "stages: [{invert: 3}]",
        "stages: {blur: {normal: {mean: 1, deviation: 0}}}",
    ])
    func rejectsWhatTheDecoderRejects(_ yaml: String) throws {
        #expect(message(yaml) != nil)
        #expect(try !accepts(yaml))
    }

    @Test func defaultsAreAccepted() throws {
        #expect(try accepts(yaml(of: Plan())))
    }

    @Test func theHeadSaysWhatItIs() throws {
        let root = try Self.checker.get().root
        #expect(root["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(root["$id"] == .string("https://example.org/plan.json"))
        #expect(root["title"] == .string("Plan"))
        #expect(root["description"] == .string("A plan."))
        #expect(root["$ref"] == .string("#/$defs/Plan"))
    }

    @Test func keysCarryTheirMeaning() throws {
        let keys = try Self.checker.get().root["$defs"]?["Plan"]?["properties"]
        #expect(keys?["size"]?["description"] == .string("The size. Unit: px."))
        #expect(keys?["share"]?["default"] == .number(0.5))
        #expect(keys?["share"]?["minimum"] == .number(0))
        #expect(keys?["share"]?["maximum"] == .number(1))
        #expect(keys?["title"]?["default"] == nil)
        #expect(keys?["source"]?["$ref"] == .string("#/$defs/source"))
    }

    @Test func theTextIsAlwaysTheSame() {
        #expect(jsonSchema(of: Plan.self, title: "Plan", id: "https://example.org/plan.json") == Self.schema)
        #expect(jsonSchema(of: Plan.self, title: "Plan", id: nil).contains("$id") == false)
    }
}
