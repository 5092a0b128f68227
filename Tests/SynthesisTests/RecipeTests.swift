import Configs
import Foundation
import Imaging
import Production
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Recipes as a whole: defaults, the configs of the repository, printing, splits.
@Suite struct RecipeTests {
    @Test(arguments: ["{}", "", "# nothing\n", "text: {}\n", "{fonts: {}, page: {}, ink: {}, type: {jitter: {}}}"])
    func anEmptyRecipeIsTheDefault(yaml: String) throws {
        guard yaml != "text: {}\n" else {
            // A member of a family is named; a mapping of nothing names none.
            #expect(Fixture.message { _ = try Fixture.recipe(yaml) }.contains("expected one of"))
            return
        }
        #expect(try Fixture.recipe(yaml).encoded == Recipe().encoded)
    }

    @Test func theDefaultCanBeDrawn() throws {
        let sample = try SyntheticSource(Recipe()).makeReader().sample(at: 0, in: .train)
        #expect(sample.label.count == 9 && sample.label.allSatisfy { $0.isNumber })
    }

    @Test func thereIsATestForEachConfig() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.root + "/configs")
        let configs = files.filter { $0.hasSuffix(".yml") && !$0.hasPrefix("train-") && !$0.hasPrefix("tune-") }.map {
            String($0.dropLast(4))
        }
        #expect(configs.sorted() == ConfigTree.names, "add the config to ConfigTree.names")
    }

    @Test(arguments: ConfigTree.names)
    func everyConfigDrawsEverySplit(name: String) throws {
        let tree = try ConfigTree()
        let recipe = try tree.recipe(name)
        let source = try SyntheticSource(recipe)
        let reader = try source.makeReader()
        #expect(source.skippedFonts.isEmpty)
        for split in Split.allCases where recipe.samples[split] > 0 {
            for index in 0..<3 {
                let sample = try reader.sample(at: index, in: split)
                #expect(sample.mask.inkSum > 5)
                // Boxes hold what is drawn, and two recipes label other digits by Western ones.
                let drawn = sample.characters.map(\.text).joined()
                if ["dates-arabic", "digits-arabic-hand"].contains(name) {
                    #expect(drawn != sample.label && drawn.count == sample.label.count)
                } else {
                    #expect(drawn == sample.allTexts.map(\.label).joined())
                }
            }
        }
    }

    @Test(arguments: ConfigTree.names)
    func aPrintedConfigDrawsTheSame(name: String) throws {
        let tree = try ConfigTree()
        let recipe = try tree.recipe(name)
        let printed = yaml(of: recipe)
        // Somewhere else altogether: the paths in it are absolute.
        let again = try ConfigDocument(yaml: printed, name: "printed.yml", baseDirectory: "/").decode(Recipe.self)
        #expect(again.encoded == recipe.encoded)
        #expect(yaml(of: again) == printed)
        let (first, second) = (try SyntheticSource(recipe).makeReader(), try SyntheticSource(again).makeReader())
        for split in Split.allCases where recipe.samples[split] > 0 {
            for index in [0, 2, 17] {
                #expect(try first.sample(at: index, in: split) == second.sample(at: index, in: split))
            }
        }
    }

    @Test func overridesReachEveryDepth() throws {
        let tree = try ConfigTree()
        let recipe = try tree.recipe(
            "numbers-paper", "seed=9", "text.number.digits=3", "camera.blur.sigma=2", "paper[0].fibre.tone=0.5",
            "fonts.faces=[DejaVu Sans]")
        #expect(recipe.seed == 9)
        #expect((recipe.text.value as? NumberText)?.digits.bounds == 3...3)
        #expect(recipe.camera.compactMap { $0.value as? Blur }.map(\.sigma) == [2])
        #expect((recipe.paper[0].value as? FibrePaper)?.tone == 0.5)
        #expect(recipe.fonts.faces.map(\.family) == ["DejaVu Sans"])
    }

    @Test(arguments: [
        "{}", "{seed: 18446744073709551615}", "{camera: [blur, {noise: [0.1, {value: 0..0.2, weight: 3}]}]}",
        "{text: {number: {decimal_point: [., {value: ',', weight: 2}], digits: [1, 2..3]}}}",
        "{ink: {color: ['#000000', '#ff00aa']}, paper: [{plain: {color: '#fffff0', weight: 2}}]}",
        "{geometry: [{rotation: {degrees: {normal: {mean: 0, deviation: 1}}, probability: 0.25}}, perspective]}",
        "{page: {width: 10..20, height: 30}, fonts: {measure: x_height, faces: [{family: DejaVu Sans, style: Bold}]}}",
    ])
    func printedRecipesReadBackTheSame(yaml: String) throws {
        let recipe = try Fixture.recipe(yaml)
        #expect(try Fixture.recipe(Configs.yaml(of: recipe)).encoded == recipe.encoded)
    }

    // MARK: - Splits

    @Test(arguments: [0, 1, 2, 3, 7, 10, 999, 1_000_003])
    func scaledSizesAddUp(count: Int) throws {
        for (train, val, test) in [
            (1600, 200, 200), (0, 1, 1), (1, 1, 1), (0, 0, 5), (7, 0, 3), (0, 0, 0), (1, 999, 1), (0, 3, 3),
        ] {
            let sizes = try Fixture.recipe("samples: {train: \(train), val: \(val), test: \(test)}").samples
            let scaled = sizes.scaled(to: count)
            #expect(scaled.total == count)
            for split in Split.allCases {
                #expect(scaled[split] >= 0)
                if sizes.total > 0 {
                    let exact = Double(count) * Double(sizes[split]) / Double(sizes.total)
                    #expect(abs(Double(scaled[split]) - exact) <= 1)
                    #expect(sizes[split] > 0 || scaled[split] == 0)
                }
            }
        }
    }

    @Test func splitsFollowOneAnother() throws {
        let sizes = try Fixture.recipe("samples: {train: 5, val: 3, test: 2}").samples
        #expect(Split.allCases.map { sizes.offset(of: $0) } == [0, 5, 8])
        #expect(sizes.total == 10)
        #expect(sizes.scaled(to: 10) == sizes)
    }
}

/// The schema that editors read, walked beside the declarations that it is made from.
@Suite struct SchemaTests {
    @Test func everyKeyOfEveryRecordIsInTheSchema() throws {
        let text = jsonSchema(of: DatasetRecipe.self, title: "Platen recipe", id: nil)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let definitions = try #require(root["$defs"] as? [String: Any])
        var seen = 0

        /// All properties that can stand at a place, whatever the form.
        func properties(_ node: Any?) -> [String: Any] {
            var found: [String: Any] = [:]
            func walk(_ node: Any?) {
                guard let node = node as? [String: Any] else { return }
                found.merge((node["properties"] as? [String: Any]) ?? [:]) { first, _ in first }
                if let name = (node["$ref"] as? String)?.split(separator: "/").last { walk(definitions[String(name)]) }
                for form in (node["anyOf"] as? [[String: Any]]) ?? [] {
                    // The short form of a record is another value, with keys of its own.
                    if form["not"] == nil { walk(form) }
                }
                walk(node["items"])
            }
            walk(node)
            return found
        }
        func check<R: ConfigRecord>(_ record: R.Type, at node: Any?, modifier: String? = nil) {
            let keys = R.fields.map(\.key) + (modifier.map { [$0] } ?? [])
            let found = properties(node)
            #expect(Set(found.keys) == Set(keys), "\(record)")
            for field in R.fields {
                let property = found[field.key] as? [String: Any]
                #expect((property?["description"] as? String)?.hasPrefix(field.doc) == true, "\(record).\(field.key)")
                seen += 1
            }
        }
        func check<F: ConfigFamily>(_ family: F.Type, at node: Any?, modifier: String?, beside keys: [String] = []) {
            let members = properties(node)
            #expect(Set(members.keys) == Set(F.members.map { $0.name } + keys), "\(family)")
            for member in F.members { check(member.type, at: members[member.name], modifier: modifier) }
        }

        let top = properties(root)
        check(DatasetRecipe.self, at: root)
        check(SplitSizes.self, at: top["samples"])
        check(FontsRecipe.self, at: top["fonts"])
        check(FaceRecipe.self, at: properties(top["fonts"])["faces"])
        check(TypeRecipe.self, at: top["type"])
        check(JitterRecipe.self, at: properties(top["type"])["jitter"])
        check(PageRecipe.self, at: top["page"])
        check(InkRecipe.self, at: top["ink"])
        check(OutputRecipe.self, at: top["output"])
        check(TextSources.self, at: top["text"], modifier: nil, beside: ["hard", "undrawable"])
        check(GeometryStages.self, at: top["geometry"], modifier: "probability")
        check(Papers.self, at: top["paper"], modifier: "weight")
        check(CameraStages.self, at: top["camera"], modifier: "probability")
        #expect(seen > 100)
    }

    @Test func theSchemaIsClosed() throws {
        let text = jsonSchema(of: DatasetRecipe.self, title: "Platen recipe", id: "https://example.org/recipe.json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["title"] as? String == "Platen recipe")
        #expect(root["$id"] as? String == "https://example.org/recipe.json")
        // Wherever keys are listed, no others may stand.
        var objects = 0
        func walk(_ node: Any) {
            if let node = node as? [String: Any] {
                if node["properties"] is [String: Any], node["type"] as? String == "object" {
                    objects += 1
                    #expect(node["additionalProperties"] as? Bool == false)
                }
                for value in node.values { walk(value) }
            } else if let list = node as? [Any] {
                for value in list { walk(value) }
            }
        }
        walk(root)
        #expect(objects > 20)
    }
}
