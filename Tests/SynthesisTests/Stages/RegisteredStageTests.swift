import Configs
import Imaging
import Samples
import Testing

@testable import Synthesis

/// What holds for whatever is registered: a new stage is tried here without a line of its own.
@Suite struct RegisteredStageTests {
    /// Only what draws nothing by itself is left out.
    @Test func everyMemberIsThere() {
        func paths<F: ConfigFamily>(_ family: F.Type) -> [String] { F.members.map { "\(F.title).\($0.name)" } }
        let members =
            paths(Papers.self) + paths(SheetStages.self) + paths(InkStages.self) + paths(GeometryStages.self)
            + paths(CameraStages.self) + paths(Presets.self)
        #expect(members.filter { $0 != "include.file" } == Recipe.stages.map(\.path))
    }

    @Test(arguments: Recipe.stages) func itIsDocumented(stage: RegisteredStage) {
        #expect(stage.outline.summary.hasSuffix(".") && stage.outline.summary.count > 10)
        #expect(!stage.outline.summary.contains("|"), "a bar would end its cell of a table")
        for key in stage.outline.keys {
            #expect(key.doc.hasSuffix(".") && key.doc.count > 8, "\(stage.path).\(key.name): '\(key.doc)'")
        }
    }

    @Test(arguments: Recipe.stages) func whatShowsItCanBeRead(stage: RegisteredStage) throws {
        #expect(stage.exhibits.count == max(1, stage.values.count))
        for exhibit in stage.exhibits {
            var document = try ConfigDocument(yaml: "", name: "empty.yml", baseDirectory: "/")
            for change in stage.ground + ["\(stage.part)=\(exhibit)"] { try document.override(change) }
            _ = try document.decode(Recipe.self)
        }
    }

    /// The same sample from two readers, and from several threads in orders of their own.
    @Test(arguments: Recipe.stages) func itIsDeterministic(stage: RegisteredStage) async throws {
        let fixture = try StageFixture()
        let source = try fixture.source(stage)
        let reader = try source.makeReader()
        let expected = try (0..<6).map { try reader.sample(at: $0, in: .train) }
        let other = try fixture.source(stage).makeReader()
        #expect(try (0..<6).reversed().map { try other.sample(at: $0, in: .train) }.reversed() == expected)
        try await withThrowingTaskGroup(of: [(Int, Sample)].self) { group in
            for worker in 0..<3 {
                group.addTask {
                    let reader = try source.makeReader()
                    return try (0..<6).map { ($0 * 5 + worker * 2) % 6 }.map {
                        ($0, try reader.sample(at: $0, in: .train))
                    }
                }
            }
            for try await samples in group {
                for (index, sample) in samples { #expect(sample == expected[index], "sample \(index)") }
            }
        }
        guard stage.isDrawn else { return }
        let pictures = Set(expected.map(\.image.pixels))
        #expect(pictures.count > 1, "what is left to chance shows in no picture")
    }

    @Test(arguments: Recipe.stages) func itsDefaultsChangeThePicture(stage: RegisteredStage) throws {
        let fixture = try StageFixture()
        let (plain, drawn) = (try fixture.plainSource(stage).makeReader(), try fixture.source(stage).makeReader())
        var changed = 0
        for index in 0..<12 {
            let (before, after) = (
                try plain.sample(at: index, in: .train).image, try drawn.sample(at: index, in: .train).image
            )
            if before.pixels != after.pixels { changed += 1 }
        }
        #expect(changed >= 6, "it changed \(changed) of 12 pictures")
    }
}
