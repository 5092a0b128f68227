import Configuration
import Datasets
import Recognition
import Samples
import Synthesis

/// Opens what a training config or an argument names: a recipe, or a stored dataset.
struct DataOpening {
    /// What the samples are for: it decides the part, and whether a recipe ever ends.
    enum Use {
        case learning, validating

        var split: Split { self == .learning ? .train : .val }
    }

    /// An opened source, and texts of it from which an alphabet can be made.
    struct Opened {
        let source: StreamSource
        let texts: [AlphabetConfig.Text]
        /// Characters that other texts may have, where that is known.
        let characters: [Character]
        /// What a sample is called in lists: an image's path, or a number.
        let name: @Sendable (Int) -> String
    }

    /// How many labels an alphabet is made from where a source has more.
    private static let labelCount = 20_000

    /// Opens a source.
    static func open(_ config: DataSourceConfig, for use: Use) throws -> Opened {
        let split = config.split?.split ?? use.split
        if let recipe = config.recipe { return try open(recipe: recipe.path, config, split, use) }
        guard let dataset = config.dataset else {
            throw RecognitionError(.config, "a source of data needs a 'recipe' or a 'dataset'")
        }
        return try open(dataset: dataset.path, config, split)
    }

    private static func open(
        recipe path: String, _ config: DataSourceConfig, _ split: Split, _ use: Use
    ) throws -> Opened {
        var document = try ConfigDocument(path: path)
        for override in config.set { try document.override(override) }
        let recipe = try document.decode(Recipe.self)
        let source = try SyntheticSource(recipe)
        Terminal.notes(source.notes)
        // Where each label may come once only, there are no more samples than the recipe says.
        let isEndless = use == .learning && !source.hasUniqueLabels
        let count = config.count ?? (isEndless ? nil : recipe.samples[split])
        let texts = try LabelSource(recipe)
        let drawn = try (0..<min(count ?? labelCount, labelCount)).map { index in
            let text = try texts.text(at: index, in: split)
            return AlphabetConfig.Text(label: text.label, drawn: text.display)
        }
        return Opened(
            source: try StreamSource(
                name: recipe.name, source: source, split: split, count: count, weight: config.weight),
            texts: drawn, characters: texts.alphabet, name: { "\(split.rawValue)/\($0)" })
    }

    private static func open(dataset path: String, _ config: DataSourceConfig, _ split: Split) throws -> Opened {
        let format = try config.format.map { name in
            guard let format = DatasetFormat(name) else {
                let names = DatasetFormat.read.map(\.name).joined(separator: ", ")
                throw RecognitionError(.config, "'\(name)' is no format of datasets; there are \(names)")
            }
            return format
        }
        var dataset = try StoredDataset(
            path, format: format, onProblem: config.broken == .refuse ? .refuse : .leaveOut)
        if let shares = config.divide {
            let fractions = SplitFractions(train: shares.train, val: shares.val, test: shares.test)
            dataset = try dataset.divided(fractions, seed: shares.seed)
        }
        for note in dataset.notes { Terminal.note(note) }
        for problem in dataset.problems.first.prefix(5) { Terminal.warning("\(problem)") }
        if dataset.problems.count > 0 {
            Terminal.warning("\(path): \(dataset.problems.count.grouped) broken lines were left out")
        }
        let held = dataset.count(of: split) ?? 0
        let count = min(config.count ?? held, held)
        let texts = try (0..<min(count, labelCount)).map {
            AlphabetConfig.Text(label: try dataset.label(at: $0, in: split))
        }
        let opened = dataset
        return Opened(
            source: try StreamSource(
                name: path, source: opened, split: split, count: count, weight: config.weight,
                broken: config.broken == .leaveOut ? BrokenPictures() : nil),
            texts: texts, characters: [],
            name: { (try? opened.imagePath(at: $0, in: split)) ?? "\(split.rawValue)/\($0)" })
    }
}
