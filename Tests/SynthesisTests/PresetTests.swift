import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Recipes that start from presets.
@Suite struct PresetTests {
    static let names = Presets.members.filter { $0.type is any ShippedPreset.Type }.map { $0.name }

    /// Texts of many characters, in type and by hand.
    private func yaml(_ include: String, more: String = "") -> String {
        "{include: \(include), text: {number: {digits: 3..8}}, fonts: {size: 24..36}, page: {margin: 3..8}\(more)}"
    }

    @Test(arguments: names, [0, 0.5, 1])
    func samplesAreLegible(name: String, strength: Double) throws {
        for color in ["grey", "rgb"] {
            let source = try Fixture.source(
                yaml("{\(name): \(strength)}").replacing("margin", with: "color: \(color), margin"))
            #expect(source.recipe.ink.legibility >= 1)
            let reader = try source.makeReader()
            var redrawn = 0
            for index in 0..<20 {
                let sample = try reader.sample(at: index, in: .train)
                #expect(sample.mask.inkSum > 20)
                redrawn += sample.rejections.count
            }
            #expect(redrawn <= (strength == 0 ? 0 : strength == 0.5 ? 6 : 30), "\(redrawn) of 20 samples were redrawn")
        }
    }

    /// At strength 0 there is paper of one tone and ink.
    @Test(arguments: names)
    func nothingIsLeftOfAPresetWithoutStrength(name: String) throws {
        for sample in try Fixture.samples(yaml("{\(name): {strength: 0}}"), 8) {
            let near = sample.mask.dilated(by: 3)
            let paper = zip(sample.image.grey.pixels, near.pixels).filter { $0.1 == 0 }.map(\.0)
            #expect(Set(paper).count == 1, "\(Set(paper).sorted())")
            #expect(sample.rejections.isEmpty)
        }
    }

    @Test(arguments: names)
    func moreStrengthIsLessLegible(name: String) throws {
        let means = try [0, 0.5, 1].map { strength in
            let samples = try Fixture.samples(yaml("{\(name): \(strength)}", more: ", ink: {legibility: 0}"), 25)
            let contrasts = samples.map { sample in
                min(
                    100,
                    Legibility(
                        of: sample.mask, printedAs: sample.mask, in: sample.image,
                        letters: sample.characters.map(\.quad)
                    ).contrast)
            }
            return contrasts.reduce(0, +) / 25
        }
        // Clean print is as legible as can be at any strength.
        let isClean = name == "clean"
        #expect(isClean ? means[0] >= means[2] : means[0] > means[1] && means[1] > means[2], "\(means)")
    }

    /// What each preset is known by grows with its strength, from nothing.
    @Test(arguments: Trait.allCases)
    func moreStrengthIsMoreOfThePreset(trait: Trait) throws {
        let means = try [0, 0.5, 1].map { strength in
            let samples = try Fixture.samples(
                yaml("{\(trait.preset): \(strength)}").replacing("margin", with: "color: \(trait.color), margin"), 40)
            return samples.reduce(0) { $0 + trait.measure($1) } / 40
        }
        #expect(means[0] < means[1] && means[1] < means[2], "\(means)")
        #expect(means[0] < trait.nothing, "\(means)")
    }

    @Test func aFaxIsBlackAndWhite() throws {
        let pixels = try Fixture.samples(yaml("{fax: 1}"), 30).flatMap { $0.image.pixels }
        let grey = pixels.count { (16..<240).contains($0) }
        #expect(Double(grey) < 0.02 * Double(pixels.count), "\(grey) of \(pixels.count)")
    }

    @Test(arguments: names)
    func everyStrengthCanBeRead(name: String) throws {
        for step in 0...40 {
            _ = try SyntheticSource(Fixture.recipe("include: {\(name): \(Double(step) / 40)}"))
        }
        #expect(try Fixture.recipe("include: \(name)").encoded == Fixture.recipe("include: [{\(name): 0.5}]").encoded)
    }

    // MARK: - What the recipe's own keys do

    @Test func theRecipesKeysTakeThePlaceOfThePresets() throws {
        let scan = try Fixture.recipe("include: scan")
        #expect(scan.camera.count > 3 && scan.ink.stages.count > 3)
        let own = try Fixture.recipe(
            "{include: {scan: 0.5}, camera: [], paper: {plain: 0.9}, ink: {tone: 0.3, contrast: 0.5}, seed: 4}")
        #expect(own.camera.isEmpty)
        #expect(own.paper.count == 1 && own.paper[0].value is PlainPaper)
        #expect(own.ink.tone == 0.3 && own.ink.contrast == 0.5)
        #expect(own.ink.stages.count == scan.ink.stages.count && own.ink.legibility == scan.ink.legibility)
        #expect(own.seed == 4)
    }

    @Test func laterPresetsTakeThePlaceOfEarlierOnes() throws {
        let both = try Fixture.recipe("include: [archive, {fax: 1}]")
        let (archive, fax) = (try Fixture.recipe("include: archive"), try Fixture.recipe("include: {fax: 1}"))
        #expect(both.camera.encoded == fax.camera.encoded && both.ink.encoded != archive.ink.encoded)
        #expect(both.ink.contrast == archive.ink.contrast && both.ink.contrast != fax.ink.contrast)
        #expect(try Fixture.recipe("include: []").encoded == Recipe().encoded)
    }

    @Test func overridesReachThePreset() throws {
        var document = try ConfigDocument(yaml: "include: {scan: {strength: 0.2}}", name: "r.yml", baseDirectory: "/")
        try document.override("include.scan.strength=0.9")
        try document.override("ink.tone=0.7")
        let recipe = try document.decode(Recipe.self)
        var expected = try Fixture.recipe("include: {scan: 0.9}")
        #expect(recipe.encoded != expected.encoded)
        expected.ink.tone = 0.7
        #expect(recipe.encoded == expected.encoded)
    }

    @Test(arguments: names)
    func theResolvedRecipeNeedsNoPreset(name: String) throws {
        let recipe = try Fixture.recipe(yaml("{\(name): 0.8}"))
        let printed = Configs.yaml(of: recipe)
        #expect(printed.contains("include: []"))
        let again = try ConfigDocument(yaml: printed, name: "printed.yml", baseDirectory: "/").decode(Recipe.self)
        #expect(again.encoded == recipe.encoded)
        let (first, second) = (try SyntheticSource(recipe).makeReader(), try SyntheticSource(again).makeReader())
        for index in 0..<3 {
            #expect(try first.sample(at: index, in: .train) == second.sample(at: index, in: .train))
        }
    }

    // MARK: - Presets of one's own

    @Test func aFileIsAPresetToo() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("more"), withIntermediateDirectories: true)
        try "camera: [{blur: 0.0 -> 2}]\nfonts: {faces: [{folder: faces}]}\nname: mine"
            .write(toFile: folder("more/mine.yml"), atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: folder("more/faces"), withIntermediateDirectories: true)
        let recipe = try Fixture.recipe(
            "include: [scan, {file: {path: more/mine.yml, strength: 0.25}}]", in: folder.path)
        #expect(recipe.camera.count == 1 && (recipe.camera[0].value as? Blur)?.sigma == 0.5)
        #expect(recipe.name == "mine" && recipe.ink.stages.count > 3)
        // Paths in the file start at its own folder.
        #expect(recipe.fonts.faces[0].folder?.path == folder("more/faces"))
        #expect(try Fixture.recipe("include: {file: more/mine.yml}", in: folder.path).camera.count == 1)
    }

    @Test(arguments: [
        ("camera: [{blur: 99}]", "mine.yml:1:17: camera[0].blur: must lie in 0..32, got 99"),
        ("name: a\nsede: 1", "mine.yml:2:1: sede: unknown key 'sede'; did you mean 'seed'?"),
        ("include: scan", "mine.yml:1:10: include: a preset can't include others; list them all in the recipe's"),
        ("name: a -> b", "mine.yml:1:7: name: expected 'number -> number'"),
        ("[1]", "mine.yml:1:1: a config is a mapping, got a list"),
    ])
    func errorsInAFileNameTheFile(yaml: String, message: String) throws {
        let folder = try TemporaryFolder()
        try yaml.write(toFile: folder("mine.yml"), atomically: true, encoding: .utf8)
        let text = Fixture.message { _ = try Fixture.recipe("{seed: 2, include: {file: mine.yml}}", in: folder.path) }
        #expect(text.contains(message), "\(text)")
    }
}

/// What a preset is known by, as a number.
enum Trait: CaseIterable {
    case scannedPaper, photographedColor, photographedLight, faxedEdges, receiptPaper, chequeLines
    case oldPaper, yellowedPaper, screenStripes

    var preset: String {
        switch self {
        case .scannedPaper: "scan"
        case .photographedColor, .photographedLight: "photo"
        case .faxedEdges: "fax"
        case .receiptPaper: "receipt"
        case .chequeLines: "cheque"
        case .oldPaper, .yellowedPaper: "archive"
        case .screenStripes: "screen"
        }
    }

    var color: String {
        switch self {
        case .photographedColor, .yellowedPaper, .screenStripes: "rgb"
        default: "grey"
        }
    }

    /// What it stays below at strength 0: grey levels, or a share.
    var nothing: Double { self == .faxedEdges ? 0.95 : 0.01 }

    func measure(_ sample: Sample) -> Double {
        let near = sample.mask.dilated(by: 3)
        let paper = near.pixels.indices.filter { near.pixels[$0] == 0 }
        let channels = sample.image.channels
        let pixels = sample.image.pixels
        func value(_ place: Int, _ channel: Int = 0) -> Double { Double(pixels[place * channels + channel]) }
        func mean(_ values: some Collection<Double>) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        switch self {
        case .scannedPaper, .receiptPaper, .chequeLines, .oldPaper, .photographedLight:
            let values = paper.map { value($0) }
            let middle = mean(values)
            return mean(values.map { ($0 - middle) * ($0 - middle) }).squareRoot()
        case .faxedEdges:
            // Of the edges of strokes: what is next to black or white.
            let edges = sample.mask.pixels.indices.filter { (32..<224).contains(sample.mask.pixels[$0]) }
            return mean(edges.map { (16..<240).contains(pixels[$0]) ? 0.0 : 1.0 })
        case .photographedColor: return abs(mean(paper.map { value($0, 0) - value($0, 2) }))
        case .yellowedPaper: return 1 - mean(paper.map { value($0, 2) }) / mean(paper.map { value($0, 0) })
        case .screenStripes:
            // How far the hue changes from px to px.
            return mean(
                zip(paper, paper.dropFirst()).filter { $1 == $0 + 1 }.map {
                    abs(value($0, 0) - value($0, 2) - value($1, 0) + value($1, 2))
                })
        }
    }
}
