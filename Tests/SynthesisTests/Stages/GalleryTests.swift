import Configs
import Foundation
import Imaging
import Testing

@testable import Synthesis

/// `docs/gallery.md`, which `scripts/make-gallery` writes, shows all that is registered.
@Suite struct GalleryTests {
    private static let remedy = "run scripts/make-docs"

    @Test(arguments: Recipe.stages) func aStageIsShown(stage: RegisteredStage) throws {
        let gallery = try String(contentsOfFile: Fixture.root + "/docs/gallery.md", encoding: .utf8)
        let parts = gallery.components(separatedBy: "\n### \(stage.path)\n")
        try #require(parts.count == 2, "docs/gallery.md has no section '\(stage.path)'; \(Self.remedy)")
        let section = parts[1].components(separatedBy: "\n### ")[0]
        #expect(section.contains(stage.outline.summary), "docs/gallery.md: \(stage.path): \(Self.remedy)")
        #expect(section.contains("](images/gallery/\(stage.path).png)"))
        for value in stage.values { #expect(section.contains(value), "\(Self.remedy)") }
        let picture = try ImageFile.read(path: Fixture.root + "/docs/images/gallery/\(stage.path).png")
        #expect(picture.channels == 3 && picture.height < 100 && picture.width > 100)
    }

    @Test func nothingIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.root + "/docs/images/gallery")
        #expect(files.sorted() == Recipe.stages.map { "\($0.path).png" }.sorted(), "\(Self.remedy)")
        let gallery = try String(contentsOfFile: Fixture.root + "/docs/gallery.md", encoding: .utf8)
        let sections = gallery.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
        #expect(sections == Recipe.stages.map(\.path), "\(Self.remedy)")
    }
}
