public import Configuration

/// How a dataset is stored.
public struct OutputRecipe: ConfigRecord {
    /// The image files' format.
    public var format = Format.png
    /// JPEG quality, 1...100; a range is drawn for each sample.
    public var quality: Count = 90
    /// How images are spread over folders and named.
    public var layout = Layout.fanned
    /// Which annotation files are written.
    public var annotations: [Annotation] = [.simple]
    /// Which files of arrays are written when all samples are there.
    public var arrays: [Arrays] = []
    /// Whether the ink mask of every sample is stored.
    public var masks = false

    /// Formats of image files.
    public enum Format: String, ConfigEnum {
        /// Lossless.
        case png
        /// Lossy, and faster to write.
        case jpeg
    }

    /// Layouts of a dataset folder.
    public enum Layout: String, ConfigEnum {
        /// One folder a split.
        case flat
        /// At most a thousand files a folder.
        case fanned
        /// `d/d/d/label.png`.
        case label
        /// `label.png` in one folder a split.
        case flatLabel = "flat_label"
        /// `NNNN/M/IDX_LABEL_LEX.jpg`.
        case mjsynth
        /// `word_1.png`.
        case icdar
    }

    /// Annotation formats.
    public enum Annotation: String, ConfigEnum {
        /// `path label`.
        case simple
        /// MJSynth's annotation, imlist and lexicon.
        case mjsynth
        /// ICDAR 2013 words.
        case icdar2013
        /// ICDAR 2015 words.
        case icdar2015
        /// ICDAR 2013 detection: a file an image.
        case icdar2013Detection = "icdar2013_detection"
        /// ICDAR 2015 detection: a file an image.
        case icdar2015Detection = "icdar2015_detection"
    }

    /// Files of arrays.
    public enum Arrays: String, ConfigEnum {
        /// NumPy's archives, one for each split.
        case npz
        /// One HDF5 file, for strings of digits.
        case hdf5
    }

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
            Field("annotations", \.annotations, count: 0...6, "Which annotation files are written."),
            Field(
                "arrays", \.arrays, count: 0...2,
                "Which files of arrays are written at the end: `npz` for NumPy, `hdf5` for strings of digits. Images must be "
                    + "of one size."),
            Field("masks", \.masks, "Whether the ink mask of every sample is stored too."),
        ]
    }
}
