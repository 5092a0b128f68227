import Imaging
import Samples
import Testing

@testable import Synthesis

/// Each choice draws from a stream of its own name: a change to one part of a recipe leaves the others alone.
@Suite struct ChoiceTests {
    /// A recipe in which everything is drawn.
    private static func yaml(geometry: String, camera: String, paper: String, rest: String = "") -> String {
        """
        text: {number: {digits: 3..7, prefix: ["", "€ ", "No. "]}}
        fonts: {faces: [Liberation Serif, Liberation Sans, DejaVu Sans], size: 18..24}
        type: {tracking: 0..0.1, slant: -5..5, jitter: {rotation: -1..1}}
        page: {height: 40..50, margin: 2..5, y: 0..1}
        ink: {tone: 0..0.3, opacity: 0.8..1}
        geometry: \(geometry)
        camera: \(camera)
        paper: \(paper)
        \(rest)
        """
    }

    private static let geometry = "[{rotation: -3..3}, {shear: {probability: 0.5}}]"
    private static let camera = "[{blur: {sigma: 0..1, probability: 0.7}}, {noise: 0..0.05}, {contrast: 0.7..1.1}]"
    private static let plain = yaml(geometry: geometry, camera: camera, paper: "{fibre: {}}")

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let yaml: String
        /// Choices of which the name starts so may come and go.
        let touched: [String]
    }

    static let changes = [
        Change(
            testDescription: "noise is removed",
            yaml: yaml(
                geometry: geometry, camera: "[{blur: {sigma: 0..1, probability: 0.7}}, {contrast: 0.7..1.1}]",
                paper: "{fibre: {}}"),
            touched: ["camera.noise"]),
        Change(
            testDescription: "JPEG and gamma are added in front",
            yaml: yaml(
                geometry: geometry, camera: "[jpeg, {gamma: 0.8..1.2}, " + camera.dropFirst(), paper: "{fibre: {}}"),
            touched: ["camera.jpeg", "camera.gamma"]),
        Change(
            testDescription: "the camera's stages change places",
            yaml: yaml(
                geometry: geometry,
                camera: "[{contrast: 0.7..1.1}, {noise: 0..0.05}, {blur: {sigma: 0..1, probability: 0.7}}]",
                paper: "{fibre: {}}"),
            touched: []),
        Change(
            testDescription: "a second noise follows",
            yaml: yaml(
                geometry: geometry, camera: String(camera.dropLast()) + ", {noise: 0..0.1}]", paper: "{fibre: {}}"),
            touched: ["camera.noise#2"]),
        Change(
            testDescription: "the rotation is removed",
            yaml: yaml(geometry: "[{shear: {probability: 0.5}}]", camera: camera, paper: "{fibre: {}}"),
            touched: ["geometry.rotation"]),
        Change(
            testDescription: "the geometry's stages change places",
            yaml: yaml(
                geometry: "[{shear: {probability: 0.5}}, {rotation: -3..3}]", camera: camera, paper: "{fibre: {}}"),
            touched: []),
        Change(
            testDescription: "perspective is added",
            yaml: yaml(geometry: "[perspective, " + geometry.dropFirst(), camera: camera, paper: "{fibre: {}}"),
            touched: ["geometry.perspective"]),
        Change(
            testDescription: "the paper is another",
            yaml: yaml(geometry: geometry, camera: camera, paper: "{noise: {tone: 0.7..1}}"),
            touched: ["paper"]),
        Change(
            testDescription: "a second paper is added",
            yaml: yaml(geometry: geometry, camera: camera, paper: "[fibre, {noise: {tone: 0.7..1}}]"),
            touched: ["paper"]),
        Change(
            testDescription: "the counts change",
            yaml: yaml(
                geometry: geometry, camera: camera, paper: "{fibre: {}}",
                rest: "samples: {train: 5, val: 1, test: 0}"),
            touched: []),
        Change(
            testDescription: "ink of one tone",
            yaml: yaml(geometry: geometry, camera: camera, paper: "{fibre: {}}")
                .replacing("tone: 0..0.3", with: "tone: 0.2"),
            touched: ["ink.tone"]),
    ]

    @Test(arguments: changes)
    func aChangeLeavesOtherChoicesAlone(change: Change) throws {
        var moved = 0
        let old = try Fixture.samples(Self.plain, 25)
        let new = try Fixture.samples(change.yaml, 25)
        for (old, new) in zip(old, new) {
            #expect(old.label == new.label)
            #expect(old.font == new.font)
            func isTouched(_ name: String) -> Bool { change.touched.contains { name.hasPrefix($0) } }
            let before = old.choice.filter { !isTouched($0.key) }
            let after = new.choice.filter { !isTouched($0.key) }
            #expect(before == after)
            #expect(before.count >= 8)
            moved += old.choices.map(\.name) == new.choices.map(\.name) ? 0 : 1
        }
        // The change is one that shows: a choice came, went or moved to another place in the list.
        if change.testDescription != "the counts change" { #expect(moved > 0) }
    }

    @Test func everyChoiceHasANameOfItsOwn() throws {
        let yaml = Self.yaml(
            geometry: "[rotation, rotation]", camera: "[noise, {noise: 0..1}, blur, blur, blur]",
            paper: "[fibre, fibre]")
        for sample in try Fixture.samples(yaml, 10) {
            let names = sample.choices.map(\.name)
            #expect(Set(names).count == names.count, "\(names)")
        }
        let names = try Fixture.sample(yaml).choices.map(\.name)
        #expect(names.contains("geometry.rotation#2.degrees"))
        #expect(names.contains("camera.blur#3.sigma"))
    }

    @Test func constantsAreNoChoices() throws {
        let sample = try Fixture.sample("{camera: [{blur: 0.5}, {noise: 0.01}, {jpeg: 90}], geometry: [{rotation: 2}]}")
        #expect(sample.choices == [Sample.Choice("font", sample.font)])
    }

    @Test func choicesStayWithinTheirRanges() throws {
        for sample in try Fixture.samples(Self.plain, 40) {
            #expect((18...24).contains(try sample.number("fonts.size")))
            #expect((40...50).contains(try sample.number("page.height")))
            #expect(Double(sample.image.height) == (try sample.number("page.height")))
            #expect((-3...3).contains(try sample.number("geometry.rotation.degrees")))
            for side in ["left", "right", "top", "bottom"] {
                #expect((2...5).contains(try sample.number("page.margin.\(side)")))
            }
        }
    }

    /// Stages come as often as their probability says.
    @Test func stagesComeAsOftenAsTheyShould() throws {
        let yaml = """
            {fonts: {faces: [Liberation Serif], size: 8}, text: {number: {digits: 1}},
             camera: [{blur: {sigma: 0..0.1, probability: 0.3}}, {brightness: {shift: 0..0.1, probability: 0}},
                      {gamma: {exponent: 1..1.1, probability: 1}}]}
            """
        let samples = try Fixture.samples(yaml, 1000)
        func count(_ name: String) -> Int { samples.count { $0.choice[name] != nil } }
        #expect((240...360).contains(count("camera.blur.sigma")))
        #expect(count("camera.brightness.shift") == 0)
        #expect(count("camera.gamma.exponent") == 1000)
    }
}
