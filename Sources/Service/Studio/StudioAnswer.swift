import Configs
import Foundation
import Imaging
import Samples

/// What a page gets that asked for a recipe.
struct RecipeAnswer: Encodable, Sendable {
    let name: String
    let summary: String
    let yaml: String
    let revision: String
    /// The seed that the studio was started with; missing where it is the recipe's own.
    let seed: UInt64?
    /// How many samples each split has.
    let samples: [String: Int]
    let controls: [ConfigControl]
    /// Changes that the studio was started with.
    let edits: [[String: String]]
    let canSave: Bool
    /// The most samples of a request.
    let mostSamples: Int
}

/// What a page gets that asked for a drawing.
struct StudioAnswer: Encodable, Sendable {
    /// A picture of the list.
    struct Small: Encodable, Sendable {
        let index: Int
        let label: String
        let width: Int
        let height: Int
        let image: String
    }

    /// A character and its corners: x and y of each, clockwise from its top left.
    struct Character: Encodable, Sendable {
        let text: String
        let quad: [Double]
    }

    /// What was drawn for a sample.
    struct Choice: Encodable, Sendable {
        let name: String
        let value: String

        init(_ choice: Sample.Choice) {
            name = choice.name
            switch choice.value {
            case .text(let text): value = text
            case .number(let number): value = String(format: "%.4g", number)
            }
        }
    }

    /// A stage of a drawing.
    struct Step: Encodable, Sendable {
        let name: String
        /// Missing where the sample was not to have the stage.
        let image: String?
        let width: Int?
        let height: Int?
        let choices: [Choice]
    }

    /// The sample that is shown large.
    struct Large: Encodable, Sendable {
        let index: Int
        let label: String
        let width: Int
        let height: Int
        let image: String
        let quad: [Double]
        let characters: [Character]
        let choices: [Choice]
        let steps: [Step]
        /// Why it was drawn anew, once for each time.
        let redrawn: [String]
    }

    let samples: [Small]
    let large: Large?
    let yaml: String
    let controls: [ConfigControl]?
    let warnings: [String]
    let milliseconds: Double

    init(
        _ drawn: StudioDrawing.Drawn, yaml: String, controls: [ConfigControl]?, hidesNotes: Bool, milliseconds: Double
    ) throws {
        let encoder = try PNGEncoder()
        func url(_ picture: Bitmap) throws -> String {
            var bytes: [UInt8] = []
            try encoder.encode(picture, into: &bytes)
            return "data:image/png;base64," + Data(bytes).base64EncodedString()
        }
        func corners(_ quad: Quad) -> [Double] {
            [quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft].flatMap { [$0.x, $0.y] }
                .map { ($0 * 100).rounded() / 100 }
        }
        samples = try drawn.samples.map { index, sample in
            Small(
                index: index, label: sample.label, width: sample.image.width, height: sample.image.height,
                image: try url(sample.image))
        }
        large = try drawn.large.map { index, sample, steps in
            Large(
                index: index, label: sample.label, width: sample.image.width, height: sample.image.height,
                image: try url(sample.image), quad: corners(sample.textQuad),
                characters: sample.characters.map { Character(text: $0.text, quad: corners($0.quad)) },
                choices: sample.choices.map(Choice.init),
                steps: try steps.map { step in
                    Step(
                        name: step.name, image: try step.picture.map(url), width: step.picture?.width,
                        height: step.picture?.height, choices: step.choices.map(Choice.init))
                }, redrawn: sample.rejections.map(\.reason.rawValue))
        }
        self.yaml = yaml
        self.controls = controls
        warnings = hidesNotes ? drawn.warnings.filter { !$0.contains("/") } : drawn.warnings
        self.milliseconds = (milliseconds * 10).rounded() / 10
    }
}
