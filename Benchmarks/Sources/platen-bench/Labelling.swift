import Configs
import Samples
import Synthesis

/// Writing labels without drawing them, on one core.
struct Labelling {
    private let source: LabelSource
    private let count: Int

    /// - Parameters:
    ///   - text: the recipe's `text`, YAML; nil for that of a recipe in `configs`.
    ///   - seconds: about how long a run takes.
    init(_ text: String?, recipe: RecipeFile, seconds: Double) throws {
        var recipe =
            try text.map {
                try ConfigDocument(yaml: "text: \($0)", name: "benchmark", baseDirectory: ".").decode(Recipe.self)
            } ?? recipe.recipe()
        // Enough for a source with unique labels, whatever the machine.
        recipe.samples.train = 20_000_000
        source = try LabelSource(recipe)
        let probe = try Self.write(20_000, from: source)
        count = max(20_000, Int(probe.rate * seconds))
    }

    /// Writes labels and keeps none.
    func run() throws -> Lap { try Self.write(count, from: source) }

    /// By processor time, as other work on the machine would show in the clock's.
    private static func write(_ count: Int, from source: LabelSource) throws -> Lap {
        let start = Lap.Moment.now
        var bytes = 0
        for index in 0..<count { bytes &+= try source.text(at: index, in: .train).label.utf8.count }
        let lap = Lap(count, from: start)
        guard bytes > 0 else { throw BenchmarkError("no label has a character") }
        let seconds = lap.processorSeconds ?? lap.seconds
        return Lap(count: count, seconds: seconds, processorSeconds: seconds)
    }
}
