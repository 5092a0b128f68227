import Configs
import Datasets
import Foundation
import Production
import Samples
import Synthesis
import TestSupport
import Testing

/// Where recipes and datasets meet.
@Suite struct DatasetRecipeTests {
    private func decode(_ yaml: String, in folder: String = "/") throws -> DatasetRecipe {
        try ConfigDocument(yaml: yaml, name: "recipe.yml", baseDirectory: folder).decode(DatasetRecipe.self)
    }

    private func plan(_ yaml: String) throws -> DatasetPlan {
        let all = try decode(yaml)
        return DatasetPlan(
            all, source: try SyntheticSource(all.recipe), program: ToolVersion(name: "test", version: "1"))
    }

    @Test func anEmptyFileIsTheDefault() throws {
        let (all, fresh) = (try decode("{}"), DatasetRecipe())
        #expect(all.encoded == fresh.encoded)
        #expect(all.recipe.encoded == Recipe().encoded)
        #expect(DatasetRecipe.fields.map(\.key) == Recipe.fields.map(\.key) + ["output"])
    }

    @Test func namesAreThoseOfTheRegistry() throws {
        for format in DatasetFormat.written {
            let layout = format == .mjsynth ? "mjsynth" : format == .fileName ? "flat_label" : "flat"
            let all = try decode("output: {annotations: [\(format.name)], layout: \(layout)}")
            #expect(all.output.annotations == [format])
            try plan("output: {annotations: [\(format.name)], layout: \(layout)}").validate()
        }
        for layout in Layout.allCases {
            #expect(try decode("output: {layout: \(layout.rawValue)}").output.layout == layout)
        }
        for arrays in ArrayFormat.allCases {
            #expect(try decode("output: {arrays: [\(arrays.rawValue)]}").output.arrays == [arrays])
        }
        // A name of earlier versions, and one that is read and not written.
        #expect(
            try decode("output: {annotations: [icdar2015-detection]}").output.annotations == [.icdar2015Detection])
        #expect { try decode("output: {annotations: [jsonl]}") } throws: { "\($0)".contains("unknown value 'jsonl'") }
        #expect { try decode("output: {annotations: [simpel]}") } throws: { "\($0)".contains("simple") }
    }

    /// A key that came later is printed where it is given alone, so that recipes of before stay what they are.
    @Test func theSizeOfShards() throws {
        let without = try decode("output: {annotations: [webdataset]}")
        #expect(without.output.packBytes == nil && !yaml(of: without).contains("pack_bytes"))
        let all = try decode("output: {annotations: [webdataset], pack_bytes: 1000000}")
        #expect(yaml(of: all).contains("\n  pack_bytes: 1000000\n"))
        #expect(try decode(yaml(of: all)).encoded == all.encoded)
        #expect(try decode("output: {pack_bytes: null}").output.packBytes == nil)
        #expect(throws: ConfigError.self) { try decode("output: {pack_bytes: 0}") }
        let plan = try plan("output: {annotations: [webdataset], pack_bytes: 1000000}")
        #expect(plan.packBytes == 1_000_000)
        #expect(throws: DatasetError.self) { try self.plan("output: {pack_bytes: 1000000}").validate() }
    }

    @Test func aPlanIsWhatTheFileSays() throws {
        let plan = try plan(
            """
            seed: 7
            samples: {train: 5, val: 2, test: 1}
            output: {format: jpeg, quality: 30..90, layout: icdar, annotations: [icdar2015], arrays: [npz], masks: true}
            """)
        #expect(plan.counts == SplitCounts(train: 5, val: 2, test: 1))
        #expect((plan.seed, plan.layout, plan.writesMasks) == (7, .icdar, true))
        #expect(plan.image == .jpeg(quality: 30...90))
        #expect(plan.annotations == [.icdar2015])
        #expect(plan.arrays == [.npz])
        #expect(plan.versions.first == ToolVersion(name: "test", version: "1"))
        // The stored recipe makes the same plan again.
        #expect(plan.recipe.contains("icdar2015"))
        let again = try decode(plan.recipe)
        #expect(yaml(of: again) == plan.recipe)
    }

    @Test func whatIsIncludedIsLaidKeyByKey() throws {
        let folder = try TemporaryFolder()
        try "{seed: 3, output: {layout: flat, masks: true}}".write(
            toFile: folder("base.yml"), atomically: true, encoding: .utf8)
        let all = try decode("include: [{file: base.yml}]\noutput: {format: jpeg}", in: folder.path)
        #expect(all.recipe.seed == 3)
        #expect((all.output.layout, all.output.masks, all.output.format) == (.flat, true, .jpeg))
    }

    @Test func aRecipeAlonePassesOverHowItIsStored() throws {
        let document = try ConfigDocument(
            yaml: "{seed: 3, output: {layout: flat}}", name: "recipe.yml", baseDirectory: "/")
        let recipe = try document.decode(Recipe.self)
        #expect(recipe.seed == 3)
        #expect(!yaml(of: recipe).contains("output"))
        #expect { try decode("{sed: 3}") } throws: { "\($0)".contains("did you mean 'seed'") }
        #expect { try decode("{outptu: {}}") } throws: { "\($0)".contains("did you mean 'output'") }
    }

    @Test func aFileIsReadWithItsChanges() throws {
        let folder = try TemporaryFolder()
        try "{seed: 3, output: {layout: flat}}".write(toFile: folder("r.yml"), atomically: true, encoding: .utf8)
        let file = RecipeFile(path: folder("r.yml"), overrides: ["output.masks=true", "samples.train=4"], seed: 8)
        let all = try file.loadWithOutput()
        #expect((all.recipe.seed, all.recipe.samples.train, all.output.masks) == (8, 4, true))
        #expect(try file.load().encoded == all.recipe.encoded)
    }
}
