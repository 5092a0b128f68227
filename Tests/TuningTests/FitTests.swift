import Configs
import Foundation
import Imaging
import Production
import Testing

@testable import Learning
@testable import Tuning

/// Numbers that are alike for one seed.
private struct Noise: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
    /// About normal.
    mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double(next() >> 11) * 0x1p-53 }
    }
}

@Suite struct FitTests {
    private static let yaml = """
        # A recipe.
        fonts:
          size: 20..30          # px
          faces: [Liberation Serif, {family: DejaVu Sans, weight: 2}]
        ink: {tone: {normal: {mean: 0.2, deviation: 0.05, min: 0, max: 0.4}}}
        paper: {plain: {tone: 1}}
        camera:
          - blur: {sigma: 0..1, probability: 0.5}   # focus
          - noise
        type: {tracking: [0, {value: 0.1, weight: 3}]}
        """

    private func editor(_ yaml: String = Self.yaml) throws -> ConfigEditor<DatasetRecipe> {
        try ConfigEditor(yaml, as: DatasetRecipe.self, name: "a.yml", baseDirectory: "/")
    }

    @Test func keysThatAreGivenAndModifiersAreSearchedFor() throws {
        let plan = try FitPlan(editor(), wanted: [])
        let paths = plan.keys.map(\.path)
        for path in [
            "fonts.size", "fonts.faces[0].weight", "fonts.faces[1].weight", "ink.tone", "camera[0].blur.sigma",
            "camera[0].blur.probability", "camera[1].noise.amount", "camera[1].noise.probability", "type.tracking",
        ] { #expect(paths.contains(path), "\(path)") }
        // One paper has no weight against others, and the text is the user's.
        #expect(!paths.contains { $0.hasSuffix("plain.weight") || $0.hasPrefix("text") || $0.hasPrefix("samples") })
        #expect(plan.space.holds(plan.start))
        #expect(try plan.edited(plan.start).yaml == Self.yaml)
        #expect(
            try FitPlan(editor(), wanted: ["camera", "fonts.size"]).keys.allSatisfy {
                $0.path.hasPrefix("camera[") || $0.path == "fonts.size"
            })
        #expect(throws: (any Error).self) { try FitPlan(editor(), wanted: ["camera.nothing"]) }
    }

    @Test func valuesAreWrittenWhereTheyStand() throws {
        let plan = try FitPlan(editor(), wanted: [])
        var values = plan.start
        values["fonts.size middle"] = .number(21.037)
        values["fonts.size spread"] = .number(4)
        values["fonts.faces[0].weight"] = .number(0.123)
        values["camera[0].blur.probability"] = .number(0.75)
        values["type.tracking weight 1"] = .number(10)
        let yaml = try plan.edited(values).yaml
        #expect(yaml.contains("# A recipe.") && yaml.contains("# px") && yaml.contains("# focus"))
        #expect(yaml.contains("probability: 0.75"))
        #expect(yaml.contains("{family: Liberation Serif, weight: 0.12}"))
        #expect(yaml.contains("[{value: 0, weight: 10}, {value: 0.1, weight: 3}]"))
        #expect(yaml.firstMatch(of: /size: 19\.0\d*\.\.23\.0\d*/) != nil, "\(yaml)")
        values["fonts.size spread"] = .number(0.01)
        #expect(try plan.edited(values).yaml.firstMatch(of: /size: 21\.0\d* +#/) != nil)
    }

    @Test func everyPlaceOfTheSpaceIsARecipe() throws {
        let plan = try FitPlan(editor(), wanted: [])
        let sampler = RandomSampler(plan.space, seed: 4)
        for number in 0..<30 {
            let edited = try plan.edited(sampler.suggestion(for: number, after: []))
            _ = try edited.document.decode(DatasetRecipe.self)
        }
    }

    @Test func likeSetsCannotBeToldApart() {
        var noise = Noise(state: 1)
        func set(_ count: Int, at middle: Double) -> [[Double]] {
            (0..<count).map { _ in (0..<20).map { $0 < 3 ? middle + noise.normal() : noise.normal() } }
        }
        let real = set(60, at: 0)
        let same = Separation(real, against: set(200, at: 0))
        let near = Separation(real, against: set(200, at: 0.7))
        let far = Separation(real, against: set(200, at: 4))
        #expect((0.35...0.65).contains(same.error) && same.divergence < 0.1)
        #expect(near.error < same.error && near.divergence > same.divergence)
        #expect(far.error < 0.02 && far.divergence > 0.8)
    }

    @Test func traitsTellBlurAndTone() {
        func picture(_ number: Int, blur: Double, light: Int) -> PictureTraits {
            var image = Bitmap(width: 120, height: 40, filledWith: 220)
            for x in 0..<120 where (x + number) % 12 < 4 { for y in 8..<32 { image[x, y] = UInt8(light + y) } }
            image.blur(deviation: blur)
            return PictureTraits(image)
        }
        let sharp = (0..<12).map { picture($0, blur: 0.4 + Double($0 % 3) * 0.1, light: 20) }
        let soft = (0..<12).map { picture($0, blur: 2 + Double($0 % 3) * 0.1, light: 20) }
        let pale = (0..<12).map { picture($0, blur: 0.4 + Double($0 % 3) * 0.1, light: 150) }
        let itself = Likeness(
            sharp, against: (12..<24).map { picture($0, blur: 0.4 + Double($0 % 3) * 0.1, light: 20) })
        let (blurred, faded) = (Likeness(sharp, against: soft), Likeness(sharp, against: pale))
        #expect(itself.cost < 0.5 * blurred.cost && itself.cost < 0.5 * faded.cost)
        #expect(blurred.overlap(of: "gradient") < 0.3 && faded.overlap(of: "lightness") < 0.3)
    }

    @Test func filesAreFoundFromAnotherFolder() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        for name in ["recipes", "out/deep"] {
            try FileManager.default.createDirectory(
                at: root.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        try Data("one\ntwo\n".utf8).write(to: root.appendingPathComponent("words.txt"))
        let recipe = root.appendingPathComponent("recipes/a.yml").path
        try Data("text: {word: {files: ../words.txt}}   # here\n".utf8).write(to: URL(fileURLWithPath: recipe))
        let editor = try RecipeText.editor(path: recipe, overrides: ["fonts.size=20"])
        #expect(try RecipeText.text(of: editor, from: recipe, for: root.path + "/recipes/b.yml") == editor.yaml)
        let moved = try RecipeText.text(of: editor, from: recipe, for: root.path + "/out/deep/b.yml")
        #expect(moved.contains("../../words.txt") && moved.contains("# here"))
    }
}
