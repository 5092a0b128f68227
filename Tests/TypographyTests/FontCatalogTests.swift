import Foundation
import Testing

@testable import Typography

@Suite struct FontCatalogTests {
    private static let groups = [
        "serif", "sans", "mono", "humanist", "typewriter", "ocr", "terminal", "grotesque", "condensed", "bitmap",
        "handwriting", "arabic", "persian", "devanagari", "devanagari_alone",
    ]
    private let path = Fixture.root + "/fonts/catalog.yml"

    @Test func theGroupsAreInTheFilesOrder() throws {
        let catalog = try FontCatalog(path: path)
        #expect(catalog.groups == Self.groups)
        #expect(catalog.families(inGroup: "serif")?.first?.package == "fonts-liberation")
        #expect(catalog.families(inGroup: "blackletter") == nil)
    }

    @Test(arguments: groups)
    func everyFamilyIsInstalledAndComplete(group: String) throws {
        let families = try #require(FontCatalog(path: path).families(inGroup: group))
        #expect(((group == "devanagari_alone" ? 1 : 3)...20).contains(families.count))
        let setter = try Typesetter()
        for family in families {
            let found = try FontLibrary.resolve([FontQuery(family.place)])
            #expect(found.skipped == [])
            let face = try setter.open(#require(found.faces.first?.first))
            #expect(face.font.family.lowercased() == family.family.lowercased())
            var texts = group == "devanagari_alone" ? [] : ["0123456789 .,/-:"]
            if group == "arabic" || group == "persian" { texts.append("٠١٢٣٤٥٦٧٨٩ السلام") }
            if group.hasPrefix("devanagari") { texts.append("०१२३४५६७८९ हिन्दी") }
            for text in texts {
                #expect(setter.shape(text, face: face).missing == [], "\(family.family): \(text)")
            }
            #expect(face.xHeight > 0.1 && face.capHeight > face.xHeight * 0.95 && face.ascender > 0)
        }
    }

    @Test(arguments: [
        ("- a\n- b", "is not a list of groups."),
        ("serif:\n  - {family: A, licence: OFL}", "package"),
        ("serif: [", "2:1"),
    ])
    func aBadCatalogIsAnError(yaml: String, message: String) throws {
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("catalog.yml").path
            try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
            let error = try #require(throws: TypographyError.self) { try FontCatalog(path: path) }
            #expect(error.code == .invalidCatalog)
            #expect("\(error)".hasPrefix("Font catalogue '\(path)'"))
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test func aMissingCatalogIsAnError() throws {
        let error = try #require(throws: TypographyError.self) { try FontCatalog(path: "/nowhere/catalog.yml") }
        #expect("\(error)" == "Font catalogue '/nowhere/catalog.yml' cannot be read.")
    }
}
