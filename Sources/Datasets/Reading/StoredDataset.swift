package import Imaging
public import Samples

/// A dataset on disk, of this program or of another: a folder of images and what says their labels.
///
/// The format is found out from what is there: this program's own records first, then annotation files, then the names
/// of images. A dataset with a file or a folder for each split serves those splits. One without is whole: it
/// serves all its rows as whichever split is asked for, until `divided` shares them out.
///
/// Opening reads each annotation file through once, and keeps little of it. Images are read when they are asked
/// for. Where nothing more is known of it, a sample that is read has no characters, a mask of 0x0 px, and the whole image as
/// its text's outline. Where pictures have several texts, as pages have, each text is a sample of its own, cut out of its page.
public struct StoredDataset: SampleSource {
    /// The folder or the file that was opened.
    public let path: String
    /// How rows are written.
    public let format: DatasetFormat
    /// The files, or folders of images, that rows come from.
    package let files: [String]
    /// Files of folders of images that are neither image nor annotation, by their paths.
    package let ignoredFiles: [String]
    /// What a person should know: labels that were trimmed, names that are doubtful labels, files that nobody reads.
    public let notes: [String]
    /// Whether samples are texts that are cut out of pictures of several, so that a picture has no label of its own.
    package let cutsPictures: Bool
    /// What was left out; nothing, unless `.leaveOut` was asked for.
    public internal(set) var problems: DatasetProblems
    /// The largest image that is read.
    package var limits = ImageLimits()
    private let policy: ProblemPolicy
    private let seed: UInt64
    var rows: Rows

    /// Rows by split, or all rows for whichever is asked for.
    enum Rows {
        case whole(RowSet)
        case divided([Split: RowSet])
    }

    /// Opens a dataset.
    ///
    /// - Parameters:
    ///   - path: A folder, or an annotation file, of which all rows are served whatever its name; by split, where a column of
    ///     it tells splits.
    ///   - format: How rows are written; nil to find out.
    ///   - images: The folder that paths in annotation files begin at; nil for each file's own folder.
    ///   - lexicon: The `lexicon.txt` whose words MJSynth's labels are then, in its spelling: lower case, as published. nil
    ///     for the words as they are drawn, which the files' names hold.
    ///   - onProblem: What is done with broken lines.
    ///   - withChoices: Whether samples have choices: what was drawn for them, or what else their tables say.
    /// - Throws: `DatasetError`: `.missing` where there is no dataset, `.damaged` where a line is broken, with
    ///   `file:line` and what is wrong.
    public init(
        _ path: String, format: DatasetFormat? = nil, images: String? = nil, lexicon: String? = nil,
        onProblem: ProblemPolicy = .refuse, withChoices: Bool = false
    ) throws {
        try self.init(
            path, format: format, images: images, lexicon: lexicon, onProblem: onProblem, isForCopy: false,
            withChoices: withChoices)
    }

    /// - Parameter isForCopy: Whether labels keep blanks at their ends, and samples have the boxes and the mask that the
    ///   dataset tells.
    init(
        _ path: String, format: DatasetFormat?, images: String?, lexicon: String?, onProblem: ProblemPolicy,
        isForCopy: Bool, withChoices: Bool = false
    ) throws {
        let words = try lexicon.map(StoredLexicon.init)
        var finder = DatasetFinder(
            forced: format, images: images?.withoutTrailingSlashes, lexicon: words, policy: onProblem,
            isForCopy: isForCopy, withChoices: withChoices)
        let found = try finder.open(path.withoutTrailingSlashes)
        self.path = path
        self.format = found.format
        files = finder.files
        ignoredFiles = finder.ignoredFiles
        problems = finder.findings.problems
        notes = finder.notes
        cutsPictures = finder.findings.cutsPictures
        policy = onProblem
        seed = finder.seed
        self.lexicon = words
        rows = found.rows
    }

    /// The splits that have rows of their own; none where the dataset is whole.
    public var splits: [Split] {
        guard case .divided(let sets) = rows else { return [] }
        return Split.allCases.filter { sets[$0].map { $0.count > 0 } ?? false }
    }

    /// Whether every split is served the same rows: all.
    public var isWhole: Bool {
        if case .whole = rows { true } else { false }
    }

    /// How many rows a split has.
    public func count(of split: Split) -> Int? { rows(of: split).count }

    /// The words that labels are, where a lexicon was given.
    public let lexicon: (any SampleLexicon)?

    /// Labels may repeat.
    public var hasUniqueLabels: Bool { false }

    /// A reader of images.
    public func makeReader() throws -> any SampleReader { StoredReader(self, seed: seed) }

    /// Where a row stands: `file:line`, or the image file where its name is the label.
    package func place(at index: Int, in split: Split) throws -> String {
        "\(try row(at: index, in: split).place)"
    }

    /// Where a row's image lies.
    package func imagePath(at index: Int, in split: Split) throws -> String {
        let (row, _, table) = try row(at: index, in: split)
        return table.imagePath(of: row)
    }

    /// A row's label.
    public func label(at index: Int, in split: Split) throws -> String { try row(at: index, in: split).row.label }

    /// Hands out all labels of a split with their indices, in the order in which they are stored, without reading images.
    public func forEachLabel(of split: Split, _ body: (Int, String) throws -> Void) throws {
        try rows(of: split).forEach { index, row, _, _ in try body(index, row.label) }
    }

    /// All labels of a split, by index, without reading images.
    package func labels(of split: Split) throws -> [String] {
        var labels = [String](repeating: "", count: rows(of: split).count)
        try forEachLabel(of: split) { index, label in labels[index] = label }
        return labels
    }

    /// A row, where it stands, and the table that it is of.
    ///
    /// - Throws: `DatasetError` where the split has no such row, or the file has changed.
    func row(at index: Int, in split: Split) throws -> (row: StoredRow, place: RowPlace, table: any RowTable) {
        let set = rows(of: split)
        guard index >= 0 && index < set.count else {
            throw DatasetError(
                .plan, "there is no \(split) sample \(index) in \(path): the split has \(set.count), counted from 0")
        }
        return try set.row(at: index)
    }

    func rows(of split: Split) -> RowSet {
        switch rows {
        case .whole(let set): set
        case .divided(let sets): sets[split] ?? RowSet([])
        }
    }
}

extension StoredDataset {
    /// The dataset without the rows whose images are missing or cannot be read, which `problems` then lists.
    ///
    /// Do this before dividing.
    ///
    /// - Parameters:
    ///   - decoding: Whether each image is decoded; if not, it is only looked for.
    /// - Throws: `DatasetError` at the first such row, with code `.sample`, where problems are to be refused; with code
    ///   `.plan`, where the dataset was divided by fractions.
    package func checkingImages(decoding: Bool = true) throws -> StoredDataset {
        try checkingRows { row, table in
            let path = table.imagePath(of: row)
            if decoding {
                let image = try table.image(of: row, limits: limits)
                if row.cut != nil { _ = try image.cut(as: row, path, limits: limits) }
            } else if row.piece == nil, try FileKind(of: path) != .file {
                throw DatasetError(.missing, "there is no file \(path)")
            }
        }
    }

    /// The dataset without the rows of which a check throws what is wrong, as `checkingImages` has it.
    func checkingRows(_ check: (StoredRow, any RowTable) throws -> Void) throws -> StoredDataset {
        var dataset = self
        func checked(_ set: RowSet) throws -> RowSet {
            guard !set.isPart else {
                throw DatasetError(.plan, "\(path) was divided before its images were checked: check them first")
            }
            var bad: [Int] = []
            try set.forEach { index, row, place, table in
                try Task.checkCancellation()
                do {
                    try check(row, table)
                } catch let error as CancellationError {
                    throw error
                } catch {
                    bad.append(index)
                    try policy.meet("\(error)", at: "\(place)", code: .sample, in: &dataset.problems)
                }
            }
            return bad.isEmpty ? set : set.excluding(bad)
        }
        switch rows {
        case .whole(let set): dataset.rows = .whole(try checked(set))
        case .divided(let sets):
            var found = sets
            for split in Split.allCases { found[split] = try sets[split].map(checked) }
            dataset.rows = .divided(found)
        }
        return dataset
    }
}
