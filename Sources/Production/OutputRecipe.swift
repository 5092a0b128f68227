public import Configs
public import Datasets

/// How a dataset is stored.
public struct OutputRecipe: ConfigRecord {
    /// The image files' format.
    public var format = ImageEncoding.Kind.png
    /// JPEG quality, 1...100; a range is drawn for each sample.
    public var quality: Count = 90
    /// How images are spread over folders and named.
    public var layout = Layout.fanned
    /// Which annotation files are written.
    public var annotations: [DatasetFormat] = [.simple]
    /// Which files of arrays are written when all samples are there.
    public var arrays: [ArrayFormat] = []
    /// Whether these are packed.
    public var packed = false
    /// How many samples a file has of a format that holds many in a file.
    public var packSize = 10_000
    /// The most bytes that a tar shard has; nil for no limit.
    public var packBytes: Int?
    /// Whether the ink mask of every sample is stored.
    public var masks = false

    /// The default: PNG files, fanned out, with the simple annotation.
    public init() {}

    /// What the record is.
    public static let summary = "How the dataset is stored."
    /// The keys.
    public static var fields: [Field<OutputRecipe>] {
        [
            Field("format", \.format, "`png` (lossless) or `jpeg`."),
            Field("quality", \.quality, in: 1...100, "JPEG quality; a range is drawn for each sample."),
            Field(
                "layout", \.layout,
                "`flat`: one folder a split. `fanned`: at most 1000 files a folder. `label`: d/d/d/label.png, needs unique "
                    + "labels. `flat_label`: label.png in one folder a split, likewise. `mjsynth`: NNNN/M/IDX_LABEL_LEX. `icdar`: word_1.png."
            ),
            Field(
                "annotations", \.annotations, count: 0...DatasetFormat.written.count,
                "Which formats are written. Where all hold the pictures themselves (`webdataset`, `lmdb`, `parquet`), no picture "
                    + "files are."),
            Field(
                "arrays", \.arrays, count: 0...ArrayFormat.allCases.count,
                "Which files of arrays are written at the end: `npz` for NumPy, `hdf5` for strings of digits. Images must be "
                    + "of one size."),
            Field(
                "packed", \.packed,
                "Whether files of arrays are packed (deflate, level 1): smaller, but writing them takes longer than drawing."
            ),
            Field(
                "pack_size", \.packSize, in: 1...100_000_000,
                "How many samples each file of `webdataset` and `parquet` has."),
            Field(
                silent: "pack_bytes", \.packBytes, in: 1...1_000_000_000_000, unit: "bytes",
                "The most bytes that a tar shard has, besides `pack_size`; a sample that is larger has one of its own. Where "
                    + "`webdataset` is the only format."),
            Field("masks", \.masks, "Whether the ink mask of every sample is stored too."),
        ]
    }

    /// How images are stored.
    public var encoding: ImageEncoding {
        switch format {
        case .png: .png
        case .jpeg: .jpeg(quality: quality.bounds)
        }
    }
}

extension ImageEncoding.Kind: ConfigEnum {}
extension Layout: ConfigEnum {}
extension ArrayFormat: ConfigEnum {}

extension DatasetFormat: ConfigWord {
    /// The names of the formats that a dataset can be written in.
    public static var words: [String] { written.map(\.name) }

    /// The format of a name, if it can be written.
    public init?(word: String) {
        guard let format = DatasetFormat(word), Self.written.contains(format) else { return nil }
        self = format
    }

    /// The name.
    public var word: String { name }
}
