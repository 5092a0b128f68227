import Configs
package import Datasets
import Production
package import Recognition
import Samples
import Synthesis

/// What a training config or an argument names, opened: a recipe, or a stored dataset.
package struct OpenedData: Sendable {
    /// What the samples are for: it decides the part, and whether a recipe ever ends.
    package enum Use: Sendable {
        case learning, validating

        var split: Split { self == .learning ? .train : .val }
    }

    /// The samples.
    package let source: StreamSource
    /// Texts of it from which an alphabet can be made.
    package let texts: [AlphabetConfig.Text]
    /// Characters that other texts may have, where that is known.
    package let characters: [Character]
    /// What a sample is called in lists: an image's path, or a number.
    package let name: @Sendable (Int) -> String
    private let notes: [String]
    /// The lines of a dataset that were left out.
    package let problems: DatasetProblems

    /// What a person should know of it: the first few notes, and how many more there are.
    package var noteLines: [String] {
        notes.prefix(5) + (notes.count > 5 ? ["\((notes.count - 5).grouped) more notes"] : [])
    }

    /// What is wrong with the lines that were left out: the first few, and how many there are.
    package var problemLines: [String] {
        guard problems.count > 0 else { return [] }
        return problems.first.prefix(5).map { "\($0)" }
            + ["\(source.name): \(problems.leftOutText)"]
    }

    /// How many labels an alphabet is made from where a source has more.
    private static let labelCount = 20_000

    /// Opens a source.
    ///
    /// - Parameter withChoices: whether stored samples tell what was drawn for them, or what else their tables say.
    /// - Throws: `RecognitionError`, `ConfigError`, `SynthesisError`, `DatasetError`.
    package init(_ config: DataSourceConfig, for use: Use, withChoices: Bool = false) throws {
        let split = config.split?.split ?? use.split
        if let recipe = config.recipe {
            try self.init(recipe: recipe.path, config, split, use)
        } else if let dataset = config.dataset {
            try self.init(dataset: dataset.path, config, split, withChoices: withChoices)
        } else {
            throw RecognitionError(.config, "a source of data needs a 'recipe' or a 'dataset'")
        }
    }

    private init(recipe path: String, _ config: DataSourceConfig, _ split: Split, _ use: Use) throws {
        let recipe = try RecipeFile(path: path, changes: config.set).load()
        if recipe.hasPages {
            throw RecognitionError(
                .config,
                "\(path): page.texts draws pages of several texts, and a reader learns from pictures of one: leave it away"
            )
        }
        let source = try SyntheticSource(recipe)
        // Where each label may come once only, there are no more samples than the recipe says.
        let isEndless = use == .learning && !source.hasUniqueLabels
        let count = config.count ?? (isEndless ? nil : recipe.samples[split])
        let labels = try LabelSource(recipe)
        texts = try (0..<min(count ?? Self.labelCount, Self.labelCount)).map { index in
            let text = try labels.text(at: index, in: split)
            return AlphabetConfig.Text(label: text.label, drawn: text.display)
        }
        // Where all labels were looked at, they say it all.
        characters = count.map { $0 <= Self.labelCount } == true ? [] : labels.alphabet
        self.source = try StreamSource(
            name: recipe.name, source: source, split: split, count: count, weight: config.weight,
            distortion: Distortion(strength: config.distortion))
        name = { "\(split.rawValue)/\($0)" }
        let isRepeated = use == .learning && source.hasUniqueLabels
        notes = source.notes + (isRepeated ? [Self.repetition(of: recipe.name, count ?? 0)] : [])
        problems = DatasetProblems()
    }

    private static func repetition(of name: String, _ count: Int) -> String {
        "\(name): each label comes once, so there are \(count.grouped) samples to learn from, which come again and again and are "
            + "learnt by heart; with the text's mode at 'random' (set: [text.pattern.mode=random] for a pattern) all are new"
    }

    private init(dataset path: String, _ config: DataSourceConfig, _ split: Split, withChoices: Bool) throws {
        let format = try config.format.map { name in
            guard let format = DatasetFormat(name) else {
                let names = DatasetFormat.read.map(\.name).joined(separator: ", ")
                throw RecognitionError(.config, "'\(name)' is no format of datasets; there are \(names)")
            }
            return format
        }
        var dataset = try StoredDataset(
            path, format: format, onProblem: config.broken == .refuse ? .refuse : .leaveOut,
            withChoices: withChoices)
        if let shares = config.divide {
            let fractions = SplitFractions(train: shares.train, val: shares.val, test: shares.test)
            dataset = try dataset.divided(fractions, seed: shares.seed)
        }
        let held = dataset.count(of: split) ?? 0
        let count = min(config.count ?? held, held)
        let opened = dataset
        texts = try (0..<min(count, Self.labelCount)).map {
            AlphabetConfig.Text(label: try opened.label(at: $0, in: split))
        }
        if texts.contains(where: { $0.label.unicodeScalars.contains("\n") }) {
            throw RecognitionError(
                .data,
                "\(path) has pages of several texts, and a reader learns from pictures of one: name a format that it has and that "
                    + "is read text by text, such as 'format: paddleocr_detection', or draw it without page.texts"
            )
        }
        characters = []
        source = try StreamSource(
            name: path, source: opened, split: split, count: count, weight: config.weight,
            broken: config.broken == .leaveOut ? BrokenPictures() : nil,
            distortion: Distortion(strength: config.distortion))
        name = { (try? opened.imagePath(at: $0, in: split)) ?? "\(split.rawValue)/\($0)" }
        notes = opened.notes
        problems = opened.problems
    }
}
