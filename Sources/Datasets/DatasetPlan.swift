public import Samples

/// Everything that decides what a dataset's files hold, apart from the samples themselves.
public struct DatasetPlan: Sendable, Hashable {
    /// How many samples each split gets, over all shards.
    public var counts: SplitCounts
    /// The index of each split's first sample: 0, unless a range of a larger dataset is written.
    public var first = SplitCounts()
    /// The seed that the samples are drawn from; kept in the manifest.
    public var seed: UInt64
    /// Which part of the dataset this run writes.
    public var shard: Shard
    /// How images are stored.
    public var image: ImageEncoding
    /// What image files are called.
    public var layout: Layout
    /// The annotation files to write next to `samples.jsonl`.
    public var annotations: [AnnotationFormat]
    /// The files of arrays to write when all samples are there.
    public var arrays: [ArrayFormat]
    /// Whether these are packed (deflate), which takes several times as long as all the rest.
    public var packsArrays: Bool
    /// How many samples each file has of a format that holds many in a file: of tar shards, of Parquet.
    public var packSize = 10_000
    /// The most bytes that a tar shard has, besides `packSize`; nil for no limit.
    ///
    /// A sample that is larger has a shard of its own.
    public var packBytes: Int?
    /// Whether the ink masks are stored too, under `masks/`.
    public var writesMasks: Bool
    /// The resolved recipe, YAML; saved as `recipe.yml`.
    public var recipe: String
    /// Recipes of which every finished sample is as this one draws it: an unfinished dataset of one of these may be
    /// continued.
    package var mayContinue: [String] = []
    /// The files that the recipe draws from.
    package var ingredients: [Ingredient]
    /// The program and the libraries that shape the bytes.
    package var versions: [ToolVersion]

    /// The most samples of a split.
    static let mostSamples = 1_000_000_000_000
    /// The most parts that a dataset is written in.
    static let mostShards = 100_000

    /// A plan from its parts.
    public init(
        counts: SplitCounts, seed: UInt64, shard: Shard = Shard(), image: ImageEncoding = .png,
        layout: Layout = .flat, annotations: [AnnotationFormat] = [.simple], arrays: [ArrayFormat] = [],
        packsArrays: Bool = false, writesMasks: Bool = false,
        recipe: String = "", ingredients: [Ingredient] = [], versions: [ToolVersion] = []
    ) {
        self.counts = counts
        self.seed = seed
        self.shard = shard
        self.image = image
        self.layout = layout
        self.annotations = annotations
        self.arrays = arrays
        self.packsArrays = packsArrays
        self.writesMasks = writesMasks
        self.recipe = recipe
        self.ingredients = ingredients
        self.versions = versions
    }

    /// Leaves a range of one split: its samples by their numbers in the whole dataset.
    public mutating func limit(to split: Split, from index: Int, count: Int) {
        (counts, first) = (SplitCounts(), SplitCounts())
        (counts[split], first[split]) = (count, index)
    }
}

/// A number of samples for each split.
public struct SplitCounts: Sendable, Hashable, Codable {
    /// Samples to learn from.
    public var train: Int
    /// Samples to look at while learning.
    public var val: Int
    /// Samples to look at once, at the end.
    public var test: Int

    /// Counts from their numbers.
    public init(train: Int = 0, val: Int = 0, test: Int = 0) {
        self.train = train
        self.val = val
        self.test = test
    }

    /// The count of one split.
    public subscript(split: Split) -> Int {
        get {
            switch split {
            case .train: train
            case .val: val
            case .test: test
            }
        }
        set {
            switch split {
            case .train: train = newValue
            case .val: val = newValue
            case .test: test = newValue
            }
        }
    }

    /// All three together.
    public var total: Int { train + val + test }
}

/// One of several parts of a dataset, each written by a run of its own.
public struct Shard: Sendable, Hashable, Codable {
    /// Which part, from 1.
    public var number: Int
    /// How many parts there are.
    public var of: Int

    /// Part `number` of `of`; the whole, unless told otherwise.
    public init(number: Int = 1, of: Int = 1) {
        self.number = number
        self.of = of
    }

    /// Whether this is the whole dataset.
    public var isWhole: Bool { of == 1 }
}

/// A file that samples are made from: what it is called, where it lies and what it holds.
public struct Ingredient: Sendable, Hashable, Codable {
    /// `font`, `background`, `pictures` (of characters) or `text`.
    package var kind: String
    /// The name that the recipe uses.
    package var name: String
    /// Where it was read from.
    package var path: String
    /// The SHA-256 of its bytes, in hexadecimal; for pictures of characters that of their pixels and classes.
    package var sha256: String
    /// A remark: licence, how many pictures.
    package var note: String

    /// An ingredient from its parts.
    public init(kind: String, name: String, path: String, sha256: String, note: String = "") {
        self.kind = kind
        self.name = name
        self.path = path
        self.sha256 = sha256
        self.note = note
    }
}

/// A program or library and its version.
public struct ToolVersion: Sendable, Hashable, Codable {
    /// What it is called.
    public var name: String
    /// Its version.
    public var version: String

    /// A version from its parts.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
