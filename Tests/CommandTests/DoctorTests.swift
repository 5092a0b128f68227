import Foundation
import TestSupport
import Testing

/// `platen doctor`: what is missing, and how to get it.
@Suite struct DoctorTests {
    private func findings(_ text: String) throws -> [String: [String: Any]] {
        let list = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: list.compactMap { item in (item["topic"] as? String).map { ($0, item) } })
    }

    private func catalog(_ families: [(String, String)], _ desk: Desk) throws -> String {
        let lines = families.map { "  - {family: \($0), package: \($1), licence: free}\n" }
        try desk.write("some:\n" + lines.joined(), "catalog.yml")
        return desk("catalog.yml")
    }

    @Test func whereAllIsThere() async throws {
        let desk = try Desk()
        let path = try catalog([("Liberation Serif", "fonts-liberation")], desk)
        let text = try await succeed("doctor", "--json", "--catalog", path, "--folder", desk.folder.path)
        let found = try findings(text)
        #expect(Set(found.keys) == ["fonts", "catalogue", "disk", "words", "MNIST", "processor"])
        #expect(found["catalogue"]?["text"] as? String == "all 1 families of \(path)")
        #expect(["fonts", "catalogue", "disk"].allSatisfy { found[$0]?["state"] as? String == "ok" })
        #expect((found["disk"]?["text"] as? String)?.contains("GB free in \(desk.folder.path)") == true)
    }

    @Test func fontsThatAreMissingAreNamedWithTheirPackages() async throws {
        let desk = try Desk()
        let path = try catalog(
            [("Liberation Serif", "fonts-liberation"), ("No Such Face", "fonts-none"), ("Nor This", "fonts-nor")], desk)
        let outcome = try await platen("doctor", "--catalog", path)
        #expect(outcome.code == 66)
        #expect(outcome.complaints == ["error: not all is there: see catalogue above"])
        #expect(outcome.output.contains("missing   2 of 3 families of \(path) are missing: No Such Face, Nor This\n"))
        #expect(outcome.output.contains("  sudo apt-get install fonts-none fonts-nor\n"))
    }

    @Test func digitsAreLookedForWhereTheyWouldBeRead() async throws {
        let desk = try Desk()
        let path = try catalog([("Liberation Serif", "fonts-liberation")], desk)
        let outcome = try await platen(
            "doctor", "--json", "--catalog", path, environment: ["PLATEN_MNIST": desk("none")])
        let found = try findings(outcome.output)
        #expect(outcome.code == 0)
        #expect(found["MNIST"]?["state"] as? String == "optional")
        #expect(found["MNIST"]?["text"] as? String == "4 of 4 files are not in \(desk("none"))")
        #expect((found["MNIST"]?["remedy"] as? String)?.hasPrefix("platen mnist fetch") == true)
    }
}
