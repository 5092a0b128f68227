import Foundation
import Testing

@testable import Typography

/// Whatever the repository names is in the catalogue, and so installed by `scripts/setup`.
@Suite struct NamedFamilyTests {
    /// Names that stand for a family that is not there, or for any family.
    private static let placeholders: Set<String> = [
        "A", "B", "Boxes", "C", "F", "Arial", "Face", "Inter Variable", "Liberation Serf", "Liberatoin Sans",
        "No Such Family",
        "No Such Family Either",
        "No Such Font", "Zzyzx Grotesk 77", "a", "b", "boxes", "c", "d", "x", "y",
    ]

    @Test(arguments: ["configs", "docs", "README.md", "fonts/README.md", "Tests"])
    func everyFamilyThatIsNamedIsInTheCatalogue(place: String) throws {
        let catalog = try FontCatalog(path: Fixture.root + "/fonts/catalog.yml")
        let known = Set(catalog.groups.flatMap { catalog.families(inGroup: $0) ?? [] }.map { $0.family.lowercased() })
        var count = 0
        for file in try Self.texts(Fixture.root + "/" + place) {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            for name in Self.families(in: text) where !Self.placeholders.contains(name) {
                count += 1
                let isKnown = known.contains(name.lowercased())
                #expect(isKnown, "\(file): '\(name)' is not in fonts/catalog.yml")
            }
        }
        #expect(count > 0 || place == "fonts/README.md")
    }

    @Test func familiesAreFoundHoweverTheyAreNamed() {
        let text = """
            fonts: {faces: [One Sans, {family: Two Serif, weight: 2}, {group: mono}], size: 3}
            fonts:
              faces:
                - Three
                - {family: Four Mono}   # a remark
                - "Five"
              size: 3
            faces: [\\(face), {file: x.ttf}, "\\(other)"]
            try open("Six"); try Fixture.face("Seven"); [.family("Eight", style: nil)]
            """
        let names = ["Eight", "Five", "Four Mono", "One Sans", "Seven", "Six", "Three", "Two Serif"]
        #expect(Self.families(in: text) == names)
    }

    /// The names of families in a recipe, a document or a test, sorted.
    private static func families(in text: String) -> [String] {
        var names: Set<Substring> = []
        for match in text.matches(of: /(?:[{,]|- ) *family: *"?([A-Za-z0-9][A-Za-z0-9 -]*)/) { names.insert(match.1) }
        for match in text.matches(of: /(?:\.family|face|open)\("([A-Z][A-Za-z0-9 -]*)"/) { names.insert(match.1) }
        let flow = text.matches(of: /faces: *\[([^\]]*)\]/).map(\.1)
        // Entries of a list, a line each.
        let block = text.matches(of: /faces:[^\n\S]*\n((?:[^\n\S]*(?:- [^\n]*|#[^\n]*)?\n)+)/)
            .flatMap { $0.1.split(separator: "\n") }.compactMap { $0.firstMatch(of: /^ *- ([^#]*)/)?.1 }
        for list in flow + block {
            for match in list.matches(of: /(?:^|,) *"?([A-Za-z0-9][A-Za-z0-9 -]*[A-Za-z0-9]|[A-Za-z])"? *(?=$|,)/) {
                names.insert(match.1)
            }
        }
        return Set(names.map { $0.trimmingCharacters(in: .whitespaces) }).sorted()
    }

    /// The texts of a folder, or a file by itself; the tests of records know no fonts.
    private static func texts(_ path: String) throws -> [String] {
        guard let names = FileManager.default.subpaths(atPath: path), !names.isEmpty else { return [path] }
        return names.sorted().filter { name in
            [".yml", ".md", ".swift"].contains(where: name.hasSuffix) && !name.hasPrefix(".venv")
                && !name.hasPrefix("ConfigsTests") && !name.hasSuffix("/NamedFamilyTests.swift")
        }.map { path + "/" + $0 }
    }
}
