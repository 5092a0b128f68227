import Imaging
import Samples
import Testing

@testable import Synthesis

/// The pictures between the stages of a sample's drawing.
@Suite struct StepTests {
    private static let recipe = """
        text: {number: {digits: 4..6}}
        fonts: {faces: [Liberation Serif, DejaVu Sans], size: 20..30}
        page: {margin: 3..6, color: rgb}
        geometry: [rotation: 3..6, {shear: {horizontal: 10..20, probability: 0}}, wave: 2..4]
        ink: {tone: 0..0.3, stages: [thickness: 0.5..1, shadow: {}]}
        paper: [fibre: {tone: 0.8..0.9}, noise: {tone: 0.9..1}]
        sheet: [folds, {stains: {probability: 0}}]
        camera: [blur: 0.5..1, {jpeg: {probability: 0}}, noise: 0.02..0.04]
        """

    @Test(arguments: 0..<4) func theSampleIsTheSame(index: Int) throws {
        let source = try Fixture.source(Self.recipe)
        let (sample, steps) = try source.steps(at: index, in: .val)
        #expect(try source.makeReader().sample(at: index, in: .val) == sample)
        #expect(steps.last?.picture == sample.image)
        #expect(try source.steps(at: index, in: .val).steps == steps)
    }

    @Test func stagesStandInTheirOrder() throws {
        let (sample, steps) = try Fixture.source(Self.recipe).steps(at: 0, in: .train)
        let paper = try #require(sample.choices.first { $0.name == "paper" })
        guard case .text(let ground) = paper.value else {
            Issue.record("paper is a name")
            return
        }
        #expect(
            steps.map(\.name) == [
                "text", "geometry.rotation", "geometry.shear", "geometry.wave", ground, "sheet.folds", "sheet.stains",
                "ink", "ink.thickness", "ink.shadow", "print", "camera.blur", "camera.jpeg", "camera.noise",
            ])
        for step in steps {
            let isLeftOut = ["geometry.shear", "sheet.stains", "camera.jpeg"].contains(step.name)
            #expect((step.picture == nil) == isLeftOut, "\(step.name)")
        }
    }

    @Test func everyChoiceIsToldOnceByItsStage() throws {
        let (sample, steps) = try Fixture.source(Self.recipe).steps(at: 1, in: .train)
        func text(_ choice: Sample.Choice) -> String { "\(choice)" }
        #expect(steps.flatMap(\.choices).map(text).sorted() == sample.choices.map(text).sorted())
        for step in steps where step.name.hasPrefix("geometry.") || step.name.hasPrefix("camera.") {
            #expect(step.choices.allSatisfy { $0.name.hasPrefix(step.name + ".") })
        }
        #expect(steps.first { $0.name == "camera.blur" }?.choices.map(\.name) == ["camera.blur.sigma"])
        #expect(steps.first { $0.name == "geometry.rotation" }?.choices.map(\.name) == ["geometry.rotation.degrees"])
    }

    @Test func eachStageShows() throws {
        let (sample, steps) = try Fixture.source(Self.recipe).steps(at: 2, in: .train)
        let pictures = steps.compactMap(\.picture)
        for (before, after) in zip(pictures, pictures.dropFirst()) { #expect(before != after) }
        let ink = try #require(steps.first { $0.name == "ink" }?.picture)
        #expect((ink.width, ink.height, ink.channels) == (sample.image.width, sample.image.height, 3))
        #expect(ink.pixels.max() == 255, "ink stands on white")
    }

    /// The text after all of its geometry is what the sample's mask holds.
    @Test(arguments: ["rotation: -8..8", "perspective: {x: 0.2, y: 0}", "wave: 3}, {curl: {}"])
    func geometryEndsInTheMask(stages: String) throws {
        let source = try Fixture.source("{geometry: [{\(stages)}]}")
        for index in 0..<3 {
            let (sample, steps) = try source.steps(at: index, in: .train)
            let last = try #require(steps.last { $0.name.hasPrefix("geometry.") }?.picture)
            #expect((last.width, last.height) == (sample.mask.width, sample.mask.height))
            #expect(
                last.distance(
                    to: Bitmap(
                        width: last.width, height: last.height, pixels: sample.mask.pixels.map { 255 - $0 })) < 0.5)
            #expect(try #require(steps.first?.picture) != last)
        }
    }

    /// A sample that is tried again tells of the last try alone.
    @Test func retriesStartAnew() throws {
        let yaml = """
            text: {number: {digits: 9}}
            fonts: {faces: [Liberation Serif], size: 10..60}
            page: {width: 160, height: 40, overflow: redraw}
            camera: [blur: 0..1]
            """
        let source = try Fixture.source(yaml)
        let reader = try source.makeReader()
        let index = try #require(try (0..<50).first { try !reader.sample(at: $0, in: .train).rejections.isEmpty })
        let (sample, steps) = try source.steps(at: index, in: .train)
        #expect(steps.map(\.name) == ["text", "paper.plain", "ink", "print", "camera.blur"])
        #expect(steps.flatMap(\.choices).count == sample.choices.count)
        #expect(steps.last?.picture == sample.image)
    }
}
