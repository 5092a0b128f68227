import Testing

@testable import Configs

/// All that is wrong in a config is said at once.
@Suite struct SlipTests {
    private struct Part: ConfigRecord {
        var size = 1
        var name = "x"
        static let summary = "A part."
        static var fields: [Field<Part>] {
            [Field("size", \.size, in: 1...9, "How large."), Field("name", \.name, "What it is called.")]
        }
    }

    private struct Whole: ConfigRecord {
        var parts: [Part] = []
        var named = Named<Part>()
        var count = 0
        static let summary = "A whole."
        static var fields: [Field<Whole>] {
            [
                Field("parts", \.parts, "Its parts."), Field("named", \.named, "Others."),
                Field("count", \.count, required: true, "How many."),
            ]
        }
    }

    private func lines(_ yaml: String) throws -> [String] {
        do {
            _ = try ConfigDocument(yaml: yaml, name: "x.yml", baseDirectory: "/").decode(Whole.self)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map(String.init)
        }
    }

    @Test func everySlipHasItsLine() throws {
        let found = try lines("parts: [{size: 12}, {nmae: y}, {size: 3}]\nnamed: {a: {size: 0}}\ncuont: 3\ncount: x")
        #expect(found.count == 5)
        #expect(found[0].hasPrefix("x.yml:1:16: parts[0].size: "))
        #expect(found[1].hasPrefix("x.yml:1:22: parts[1].nmae: unknown key 'nmae'"))
        #expect(found[2].hasPrefix("x.yml:2:19: named.a.size: "))
        #expect(found[3].hasPrefix("x.yml:3:1: cuont: unknown key 'cuont'"))
        #expect(found[4].hasPrefix("x.yml:4:8: count: "))
    }

    /// A key that is written wrong is not said to be missing as well.
    @Test func oneSlipIsOneLine() throws {
        #expect(try lines("cuont: 3").count == 1)
        #expect(try lines("parts: []") == ["x.yml:1:1: the key 'count' is missing"])
        #expect(try lines("count: 2").isEmpty)
    }
}
