package import Configs
package import Samples

/// What a model learns from and is measured on.
package struct DataConfig: ConfigRecord {
    /// What is learnt from: one, or a mix by weight.
    package var train: [DataSourceConfig] = []
    /// What the model is validated on while it learns.
    package var validation: [DataSourceConfig] = []
    /// Pictures without labels that the model follows: folders, or single pictures.
    package var unlabelled: [ConfigPath] = []
    /// Threads that draw or read samples while the model learns.
    package var workers = 1
    /// Batches that are sorted by width together.
    package var pool = 8

    /// No data.
    package init() {}

    package static let summary = "What a model learns from and is measured on."
    package static var fields: [Field<DataConfig>] {
        [
            Field("train", \.train, count: 0...64, "What is learnt from: one source, or a mix by weight."),
            Field("val", \.validation, count: 0...64, "What the model is validated on while it learns."),
            Field(
                "unlabelled", \.unlabelled, count: 0...64,
                "Pictures without labels that the model follows, as `training.adapt` says: folders, or single pictures. "
                    + "Nothing but pictures is opened there, and their names mean nothing."),
            Field("workers", \.workers, in: 1...64, "Threads that draw or read samples while the model learns."),
            Field("pool", \.pool, in: 1...256, "Batches that are sorted by width together, so that little is padded."),
        ]
    }
}

/// Where samples come from: a recipe, drawn as they are wanted, or a stored dataset.
package struct DataSourceConfig: ConfigRecord {
    /// A recipe.
    package var recipe: ConfigPath?
    /// Changes to the recipe: `key.path=value`.
    package var set: [ConfigOverride] = []
    /// A stored dataset: its folder or its annotation file.
    package var dataset: ConfigPath?
    /// The dataset's format; found out where it is not said.
    package var format: String?
    /// How a dataset that has no parts is shared out among them.
    package var divide: Division?
    /// What becomes of a dataset's broken lines and pictures.
    package var broken = Broken.refuse
    /// The part.
    package var split: SplitName?
    /// How many of its samples are used, from the first on; nil uses all of them, and for training on a recipe, as many as it takes.
    package var count: Int?
    /// How often it is drawn from, against the others.
    package var weight = 1.0
    /// How strongly its pictures are distorted before they are learnt from, 0...1.
    package var distortion = 0.0

    /// What becomes of lines and pictures that can't be read.
    package enum Broken: String, ConfigEnum {
        /// The first one is an error.
        case refuse
        /// They are left out, counted and listed.
        case leaveOut = "leave_out"
    }

    /// The parts of a dataset.
    package enum SplitName: String, ConfigEnum {
        case train, val, test

        /// The part itself.
        package var split: Split {
            switch self {
            case .train: .train
            case .val: .val
            case .test: .test
            }
        }
    }

    /// No source.
    package init() {}

    /// The samples of a recipe.
    package init(recipe: String, split: SplitName? = nil, count: Int? = nil) {
        self.recipe = ConfigPath(path: recipe)
        self.split = split
        self.count = count
    }

    /// The samples of a stored dataset.
    package init(dataset: String, format: String? = nil, split: SplitName? = nil, count: Int? = nil) {
        self.dataset = ConfigPath(path: dataset)
        self.format = format
        self.split = split
        self.count = count
    }

    package static let summary = "Where samples come from: a recipe, drawn as they are wanted, or a stored dataset."
    package static var fields: [Field<DataSourceConfig>] {
        [
            Field("recipe", \.recipe, "A recipe."),
            Field(
                "set", \.set,
                "Changes to the recipe, such as fonts.size=24..40; relative paths in them start at the recipe."),
            Field("dataset", \.dataset, "A stored dataset: its folder or its annotation file."),
            Field("format", \.format, "The dataset's format; found out where it is not said."),
            Field("divide", \.divide, "How a dataset that has no parts is shared out among them."),
            Field(
                "broken", \.broken,
                "What becomes of a dataset's broken lines and pictures: `refuse` stops at the first, `leave_out` counts and "
                    + "lists them; another picture is learnt from in a broken one's place."
            ),
            Field(
                "split", \.split, "The part: train, val or test. Without it: train to learn from, val to validate on."),
            Field(
                "count", \.count, in: 1...1e12,
                "How many samples, from the first on. Without it: all of them, and for training on a recipe, as many as it takes."
            ),
            Field("weight", \.weight, in: 0..., "How often it is drawn from, against the others."),
            Field(
                "distortion", \.distortion, in: 0...1,
                "How strongly its pictures are distorted before they are learnt from, each time in another way: their frame, "
                    + "slant, tone, sharpness and noise. For stored pictures that come again and again; recipes have stages for that."
            ),
        ]
    }

    package func validate() throws(ConfigProblem) {
        if (recipe == nil) == (dataset == nil) {
            throw ConfigProblem(key: "recipe", "give exactly one of 'recipe' and 'dataset'")
        }
        if recipe == nil, !set.isEmpty { throw ConfigProblem(key: "set", "only a recipe can be changed") }
        if recipe != nil, divide != nil { throw ConfigProblem(key: "divide", "a recipe has its parts") }
        if recipe != nil, format != nil { throw ConfigProblem(key: "format", "a recipe has no format") }
    }
}

/// How the rows of a dataset are shared out, shuffled by a seed: each row goes to the same part on every run.
package struct Division: ConfigRecord, Equatable {
    /// The share to learn from, 0...1.
    package var train = 0.8
    /// The share to validate on while learning.
    package var val = 0.1
    /// The share to test on once, at the end.
    package var test = 0.1
    /// The seed of the shuffle.
    package var seed: UInt64 = 1

    /// Eight tenths, one, and one.
    package init() {}

    package static let summary = "How a dataset that has no parts is shared out; each row always goes to the same part."
    package static var fields: [Field<Division>] {
        [
            Field("train", \.train, in: 0...1, "The share to learn from."),
            Field("val", \.val, in: 0...1, "The share to validate on while learning."),
            Field("test", \.test, in: 0...1, "The share to test on once, at the end."),
            Field("seed", \.seed, "The seed of the shuffle."),
        ]
    }

    package func validate() throws(ConfigProblem) {
        if train + val + test > 1 + 1e-9 { throw ConfigProblem(key: "test", "the shares are more than 1 together") }
    }
}
