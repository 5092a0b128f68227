// A stage of one's own: lines that a worn print head leaves, with keys of its own in the recipe beside all of Platen's. They
// are checked, documented and changed like any other key.
//
//     swift run stage RECIPE.yml FOLDER [scanlines.strength=0.5 ...]
import Configs
import Datasets
import Foundation
import Imaging
import Production
import Samples
import Synthesis

/// The stage's keys.
struct Scanlines: ConfigRecord {
    var pitch: Count = 6
    var strength = Quantity(0.1...0.4)

    static let summary = "Pale lines through the print, as a worn print head leaves them."
    static var fields: [Field<Scanlines>] {
        [
            Field("pitch", \.pitch, in: 2...100, unit: "px", "From line to line."),
            Field("strength", \.strength, in: 0...1, "How much of the ink is lost on a line."),
        ]
    }
}

/// A recipe of Platen's, and `scanlines` beside its keys.
struct WornRecipe: ConfigRecord {
    var whole = DatasetRecipe()
    var scanlines = Scanlines()

    static let summary = "A recipe with a worn print head."
    static var fields: [Field<WornRecipe>] {
        DatasetRecipe.fields.map { $0.within(\.whole) } + [Field("scanlines", \.scanlines, "A worn print head.")]
    }

    func validate() throws(ConfigProblem) { try whole.validate() }
    /// Presets are laid under the recipe.
    static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode {
        try Recipe.completed(node, as: WornRecipe.self)
    }
}

/// The recipe's samples, each through the stage.
struct WornSource: SampleSource {
    let base: SyntheticSource
    let scanlines: Scanlines

    func count(of split: Split) -> Int? { base.count(of: split) }
    var hasUniqueLabels: Bool { base.hasUniqueLabels }
    func makeReader() throws -> any SampleReader { WornReader(try base.makeReader(), scanlines) }
}

final class WornReader: SampleReader {
    private let base: any SampleReader
    private let scanlines: Scanlines

    init(_ base: any SampleReader, _ scanlines: Scanlines) { (self.base, self.scanlines) = (base, scanlines) }

    func sample(at index: Int, in split: Split) throws -> Sample {
        var sample = try base.sample(at: index, in: split)
        // A generator of its own: what other stages draw stays as it was.
        var generator = sample.key.generator("scanlines")
        let pitch = scanlines.pitch.draw(using: &generator)
        let strength = scanlines.strength.draw(using: &generator)
        for row in stride(from: Int(generator.next() % UInt64(pitch)), to: sample.image.height, by: pitch) {
            for column in 0..<sample.image.width {
                let ink = Double(sample.mask[column, row]) / 255 * strength
                for channel in 0..<sample.image.channels {
                    let value = Double(sample.image[column, row, channel])
                    sample.image[column, row, channel] = UInt8(value + (255 - value) * ink)
                }
            }
        }
        // What was drawn stands in samples.jsonl.
        sample.choices += [
            Sample.Choice("scanlines.pitch", Double(pitch)), Sample.Choice("scanlines.strength", strength),
        ]
        return sample
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    print("usage: stage RECIPE.yml FOLDER [key.path=value ...]")
    exit(64)
}
var document = try ConfigDocument(path: arguments[0])
for change in arguments.dropFirst(2) { try document.override(change) }
let recipe = try document.decode(WornRecipe.self)
let base = try SyntheticSource(recipe.whole.recipe)
let plan = DatasetPlan(recipe.whole, source: base, program: ToolVersion(name: "worn", version: "1"))
let source = WornSource(base: base, scanlines: recipe.scanlines)
let summary = try await DatasetWriter(plan: plan, directory: arguments[1], existing: .overwrite)
    .write(from: source, jobs: 2, progress: { _ in })
print("\(arguments[1]): \(summary.counts.total) samples with lines through their print")
