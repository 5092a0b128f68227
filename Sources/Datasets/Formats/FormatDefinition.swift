import Imaging
import Samples

/// A format, defined once: what it is called, and what its files are called.
///
/// A format is a file of this folder and a line of `DatasetFormat.all`. It takes part in writing as a `WrittenFormat`, and in
/// reading as a `ListFormat`, a `FolderFormat` or a `ContainerFormat`.
protocol FormatDefinition: Sendable {
    /// The name: lower case, words joined by `_`.
    var name: String { get }
    /// Names that it went by earlier, or goes by elsewhere: they are understood and never written.
    var otherNames: [String] { get }
    /// What annotation files are called, without a split, a shard and an extension: a folder is searched for these.
    var fileStems: [String] { get }
    /// What such files end in, the usual one first.
    var fileExtensions: [String] { get }
    /// What a line, or the name of a file, looks like, for messages.
    var example: String { get }
    /// Whether its files look like those of another format, which reads them where nobody names it, or are no text: messages about
    /// lines don't name it.
    var isVariant: Bool { get }
}

extension FormatDefinition {
    var otherNames: [String] { [] }
    var fileStems: [String] { [] }
    var fileExtensions: [String] { [] }
    var isVariant: Bool { false }
}

// MARK: Reading

/// A format of files that list pictures and their labels.
protocol ListFormat: FormatDefinition {
    /// Whether a file is of this format, as far as its beginning and its name tell; formats are asked in their order.
    func recognizes(_ head: FileHead) -> Bool

    /// Opens a file.
    ///
    /// - Throws: `DatasetError`.
    func table(of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings) throws -> any RowTable
}

/// A format of files with a picture a line.
protocol LineFormat: ListFormat, LineParser {
    /// What reads the lines of one file; the format itself, unless the file's first line has a say.
    func parser(for head: FileHead) -> any LineParser
}

extension LineFormat {
    func parser(for head: FileHead) -> any LineParser { self }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        let parser = parser(for: head)
        let rule = RowRule(
            parser: findings.readsChoices ? parser.readingChoices : parser, example: example, lexicon: findings.lexicon,
            keepsBlanks: findings.keepsBlanks)
        return try LineTable(file, folder: folder, rule: rule, &findings)
    }
}

/// Reads lines; a value that any thread may use.
protocol LineParser: Sendable {
    /// Whether blanks at a label's ends are meant: the format has a way to show where a label ends.
    var keepsBlanks: Bool { get }

    /// Whether a column tells the rows' splits, in any order.
    var tellsSplits: Bool { get }

    /// The same parser, which gives rows their choices too; itself where the format has none.
    var readingChoices: any LineParser { get }

    /// What is seen of a line at once, without its line end: `.unclear` where only `parse` can tell.
    ///
    /// Where it says that there is a row, `parse` gives one with a path, and with a label that is neither empty nor to be
    /// trimmed.
    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance

    /// The row of a line, without its line end; nil where the line is a heading.
    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow?
}

extension LineParser {
    var keepsBlanks: Bool { false }
    var tellsSplits: Bool { false }
    var readingChoices: any LineParser { self }
    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance { .unclear }
}

/// A format in which the names of pictures, or files beside them, tell the labels.
protocol FolderFormat: FormatDefinition {
    /// Whether a folder looks like it; formats are asked in their order.
    func recognizes(_ folder: PictureFolder) -> Bool
    /// Whether it is asked before the others: what it goes by is no file that they read rightly.
    var isParticular: Bool { get }

    /// Whether a file beside the pictures is one of the format's own.
    func reads(_ name: String) -> Bool

    /// Opens a folder.
    ///
    /// - Throws: `DatasetError`.
    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable
}

extension FolderFormat {
    var isParticular: Bool { false }
}

// MARK: Writing

/// A format that datasets are written in: lines that samples add to shared files, and files of single samples.
///
/// Files that need all samples at once are those of arrays, `ArrayFormat`, and those of an `AssembledFormat`.
protocol WrittenFormat: FormatDefinition {
    /// The byte order mark and the line ends of the published files.
    var published: TextStyle { get }
    /// The layout that it needs; nil where any will do.
    var neededLayout: Layout? { get }
    /// The shared files: where `split` is nil, samples of all splits are added to it.
    func files(for splits: [Split]) -> [(stem: String, split: Split?)]
    /// Appends what a sample adds to a shared file, known by its stem. Pieces of a file, of shards for instance, are joined
    /// as they are.
    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8])
    /// Where the files lie that belong to one sample each; nil where there are none.
    var sampleFile: SampleFilePlace? { get }
    /// Appends all that a sample's own file holds.
    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) throws
    /// What the format needs of a sample that it lacks, such as boxes; nil where it lacks nothing.
    func lack(in sample: SampleEntry) -> String?
    /// Whether pictures may have several texts, each with a label of its own.
    var holdsPages: Bool { get }
    /// Whether even a label of nothing but letters and digits may be refused or warned of, such as `00123`.
    var mindsPlainLabels: Bool { get }
    /// Why there is no way to write a label so that readers get the same label back, or nil where there is.
    func reasonItCannotHold(_ label: String) -> String?
    /// What some readers make of a label that the format itself can hold, or nil where all agree.
    func warning(_ label: String) -> String?
}

extension WrittenFormat {
    var published: TextStyle { TextStyle() }
    var neededLayout: Layout? { nil }
    var sampleFile: SampleFilePlace? { nil }
    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { [] }
    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {}
    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) throws {}
    func lack(in sample: SampleEntry) -> String? { nil }
    var holdsPages: Bool { false }
    var mindsPlainLabels: Bool { false }
    func warning(_ label: String) -> String? { nil }
}

/// A format with files that are made when all samples are committed: such as hold the pictures themselves, or have an order
/// in which a file can't grow.
protocol AssembledFormat: WrittenFormat {
    /// Whether its files hold the pictures, so that no others are needed.
    var holdsPictures: Bool { get }
    /// The names of its files in the dataset's folder; they may be in folders of their own.
    func assembledNames(_ plan: DatasetPlan) -> [String]
    /// Writes its files to the working folder, under the names of parts: the same bytes for the same samples.
    ///
    /// - Returns: by their names in the dataset, what is known of files without reading them again.
    /// - Throws: `DatasetError`, or `CancellationError` soon after the task is cancelled.
    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord]
}

/// A byte order mark and line ends.
struct TextStyle: Sendable, Hashable {
    var hasByteOrderMark = false
    var hasCRLF = false
}

/// What annotations are made from: a sample that is stored.
struct SampleEntry {
    /// The picture's path in the dataset.
    var path: [UInt8]
    var label: String
    var split: Split
    var index: Int
    /// The number in the whole dataset.
    var ordinal: Int
    /// The line of the lexicon on which the label stands, from 0.
    var line: Int
    /// The source's list of words; nil where it has none.
    var lexicon: (any SampleLexicon)?
    /// The text's outline.
    var quad: Quad
    /// The characters' boxes, in the order of the text; none where they aren't known.
    var characters: [Sample.CharacterBox] = []
    /// The texts of a page of several; empty where the picture is of one text.
    var texts: [Sample.Text] = []
    /// How much ink lies on each pixel; 0x0 px where it isn't known.
    var mask = Bitmap(width: 0, height: 0)
    /// Of the picture's file.
    var digest: Digest?
    /// Whether it is the split's first.
    var isFirst = false
    /// Whether no other sample of the split follows.
    var isLast = false
    /// The picture's size, px.
    var width: Int
    var height: Int

    /// Each text of the picture: those of a page, or the one that there is.
    var allTexts: [Sample.Text] {
        texts.isEmpty ? [Sample.Text(label: label, quad: quad, characters: characters)] : texts
    }

    /// The picture's path from the split's folder on.
    var pathInSplit: ArraySlice<UInt8> { path.within(split) }
}

extension Collection<UInt8> {
    /// A path as it is from a split's folder on.
    func within(_ split: Split) -> SubSequence { dropFirst(split.rawValue.utf8.count + 1) }
}
