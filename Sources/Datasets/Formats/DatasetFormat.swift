import Synchronization

/// How a dataset says which picture holds which text, by name.
///
/// `DatasetFormat.all` is the one list of them: recipes, plans, the writer, the reader, commands and messages take their
/// names from it.
public struct DatasetFormat: Sendable {
    let definition: any FormatDefinition

    init(_ definition: any FormatDefinition) { self.definition = definition }

    /// The format of a name, be it one that it went by earlier or elsewhere; nil where there is none.
    public init?(_ name: String) {
        guard let known = Self.all.first(where: { $0.name == name || $0.definition.otherNames.contains(name) }) else {
            return nil
        }
        self = known
    }

    /// All formats: the common ones first, as documents list them, those that were added last.
    ///
    /// The more particular a format is, the further back, as a file is asked from the last to the first what it is.
    public static var all: [DatasetFormat] { shipped + added.withLock { $0 } }

    private static let shipped: [DatasetFormat] = [
        .simple, .mjsynth, .tabbed, .paddleDetection, .csv, .trocr, .imageFolderCSV, .icdar2013, .icdar2015,
        .icdar2013Detection, .icdar2015Detection, .docTR, .docTRDetection, .jsonLines, .mmocrJSONLines, .imageFolder,
        .imageFolderParquet, .mmocr, .mmocrDetection, .synthTIGER, .cocoText, .platen, .fileName, .trdg, .textFiles,
        .trdgBoxes, .trdgMasks,
        .tesseractBoxes, .webDataset, .lmdb, .parquet, .npz, .hdf5,
    ]
    private static let added = Mutex<[DatasetFormat]>([])

    /// Adds a format of one's own, which recipes and plans then name like any other.
    ///
    /// Do this when a program starts, before recipes are read and datasets are opened.
    ///
    /// - Throws: `DatasetError`, where the name is taken, or is none.
    @discardableResult
    public static func add(_ lines: any AnnotationLines) throws -> DatasetFormat {
        func isPlain(_ text: String) -> Bool { text.wholeMatch(of: /[a-z0-9_]+/) != nil }
        guard isPlain(lines.name), isPlain(lines.fileExtension) else {
            throw DatasetError(
                .plan,
                "the name '\(lines.name)' and the ending '\(lines.fileExtension)' of a format must be lower case letters, "
                    + "digits and '_'")
        }
        let format = DatasetFormat(OwnFormat(lines: lines))
        return try added.withLock { formats in
            // The file of labels and the format must not get into each other's way.
            let others = shipped + formats
            guard !others.contains(where: { $0.takes(lines.name) }) else {
                throw DatasetError(.plan, "there is a format '\(lines.name)' already; give another name")
            }
            formats.append(format)
            return format
        }
    }

    /// Whether files or recipes know it by a name.
    private func takes(_ name: String) -> Bool {
        self.name == name || definition.otherNames.contains(name) || definition.fileStems.contains(name)
    }

    /// Those that a dataset can be written in, besides its records.
    package static var written: [DatasetFormat] { all.filter { $0.definition is any WrittenFormat } }
    /// Those that a dataset can be read in.
    package static var read: [DatasetFormat] {
        all.filter {
            $0.definition is any ListFormat || $0.definition is any FolderFormat
                || $0.definition is any ContainerFormat || $0.definition is any PlaceFormat
        }
    }

    /// Those in which names of pictures, or files beside them, tell the labels: those that are asked first at the end.
    static let ofFolders: [DatasetFormat] = {
        func isParticular(_ format: DatasetFormat) -> Bool? { (format.definition as? any FolderFormat)?.isParticular }
        return all.filter { isParticular($0) == false } + all.filter { isParticular($0) == true }
    }()

    /// Whether files list the pictures; not where a folder's pictures, or files beside them, tell all.
    package var listsPictures: Bool { definition is any ListFormat }

    /// Whether its files hold the pictures themselves, so that these have no paths.
    package var holdsPictures: Bool { definition is any ContainerFormat }

    /// Whether nothing but the pictures' names tells what is written on them, as it may be in any folder of pictures.
    package var isNamedAfterLabels: Bool { self == .fileName || self == .trdg }

    /// The name: in recipes, on the command line, in manifests and in messages.
    public var name: String { definition.name }
}

extension DatasetFormat: Hashable {
    /// Whether two names are the same.
    public static func == (one: DatasetFormat, other: DatasetFormat) -> Bool { one.name == other.name }

    /// Adds the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension DatasetFormat: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension DatasetFormat: Codable {
    /// Reads a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let format = DatasetFormat(name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "there is no format '\(name)'")
        }
        self = format
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
