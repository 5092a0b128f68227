import Configs
import Samples
import Testing

@testable import Synthesis

/// `choices` holds what was drawn.
@Suite struct NotedChoiceTests {
    /// What is drawn for each of many: letters, dots, bands.
    ///
    /// A list of these would be longer than the picture.
    private static let drawnForEach: Set<String> = [
        "sheet.creases.length", "sheet.dirt.size", "ink.typewriter.strength", "ink.typewriter.loss", "ink.dots.radius",
        "ink.dots.tone", "camera.row_noise.thickness", "camera.fax_lines.part", "camera.fax_lines.thickness",
    ]

    /// What is drawn only where another key asks for it, which it does not by itself.
    private static let notByDefault: Set<String> = ["sheet.neighbours.space"]

    /// What `sheet.edges` draws for each side is noted by the side: `sheet.edges.left.depth`.
    private static let sides: Set<String> = ["top", "bottom", "left", "right"]

    private static let stages = Recipe.stages.filter { !$0.isPreset }

    /// Every key of every stage that leaves something to chance is noted under its own name.
    @Test(arguments: stages) func everyDrawnKeyIsNoted(stage: RegisteredStage) throws {
        let fixture = try StageFixture()
        let reader = try fixture.source(stage).makeReader()
        let samples = try (0..<24).map { try reader.sample(at: $0, in: .train) }
        let noted = Set(samples.flatMap { $0.choices.map(\.name) })
        let path = stage.path.replacing("ink.stages.", with: "ink.")
        for key in stage.outline.keys where key.isDrawn {
            let name = "\(path).\(key.name)"
            if Self.drawnForEach.contains(name) || Self.notByDefault.contains(name) { continue }
            #expect(
                noted.contains {
                    $0 == name || $0.hasPrefix(name + "#") || $0.hasPrefix(name + ".")
                        || Self.sides.contains($0.replacing(path + ".", with: "").replacing("." + key.name, with: ""))
                            && $0.hasSuffix("." + key.name)
                },
                "\(name) is drawn and not noted: \(noted.sorted())")
        }
        // What is noted once is not noted again by another name for the same thing.
        for sample in samples {
            let names = sample.choices.map(\.name)
            #expect(Set(names).count == names.count, "\(names)")
        }
    }

    @Test func whatIsNotDrawnByDefaultIsNotedWhereItIs() throws {
        let sample = try Fixture.sample("sheet: [{neighbours: {before: 1, after: 1}}]")
        #expect(sample.choice["sheet.neighbours.space.before"] != nil)
        #expect(sample.choice["sheet.neighbours.space.after"] != nil)
    }

    /// Words, colours and chances of one stage after the other, as they would be written.
    @Test func valuesAreNotedAsTheyAreWritten() throws {
        let yaml = """
            fonts: {faces: [Liberation Serif, Liberation Sans], mix: [none, words]}
            type: {lines: 2, align: [left, right]}
            text: {template: {form: 'ab cd'}}
            page: {color: rgb}
            hand: [type, {type: {weight: 2}}]
            paper: [plain, fibre]
            ink: {color: ['#102030', '#a0b0c0'], contrast: 0, stages: [{dry: {kind: [grain, streaks]}}, {toner: {feed: [upright, level]}}]}
            camera: [{dither: {kind: [ordered, diffusion], levels: 8}}, {blur: {sigma: 0.5, probability: 0.5}}, {row_noise: {columns: 0.5}}]
            """
        let samples = try Fixture.samples(yaml, 30)
        func values(_ name: String) -> Set<String> {
            Set(
                samples.compactMap { sample in
                    guard case .text(let text)? = sample.choice[name] else { return nil }
                    return text
                })
        }
        #expect(values("ink.color") == ["#102030", "#a0b0c0"])
        #expect(values("ink.dry.kind") == ["grain", "streaks"])
        #expect(values("ink.toner.feed") == ["upright", "level"])
        #expect(values("type.align") == ["left", "right"])
        #expect(values("fonts.mix") == ["none", "words"])
        #expect(values("camera.dither.kind") == ["ordered", "diffusion"])
        #expect(values("camera.blur.probability") == ["yes", "no"])
        #expect(values("camera.row_noise.columns") == ["yes", "no"])
        #expect(values("paper") == ["paper.plain", "paper.fibre"])
        #expect(values("hand") == ["hand.type", "hand.type#2"])
        #expect(values("font") == ["Liberation Serif Regular", "Liberation Sans Regular"])
        for sample in samples {
            let names = sample.choices.map(\.name)
            #expect(Set(names).count == names.count, "\(names)")
        }
    }
}
