import Crypto
import Imaging
package import Samples

/// A stored dataset on its way into other formats: what a `DatasetWriter` needs to write it.
///
/// Labels stay as they are, and so do pictures, byte for byte, unless they are to be stored anew. What the source tells of
/// boxes and masks goes along.
package struct DatasetConversion: Sendable {
    /// What is to become of a dataset.
    package struct Request: Sendable {
        /// The dataset's folder or its annotation file.
        package var source: String
        /// What the source is; nil to find out.
        package var sourceFormat: DatasetFormat?
        /// The folder that paths in the source's annotation files begin at; nil for each file's own folder.
        package var images: String?
        /// What to write besides the records that every dataset has.
        package var formats: [DatasetFormat]
        /// What pictures are called; nil for what the formats need.
        package var layout: Layout?
        /// How pictures are stored.
        package var encoding = ImageEncoding.kept
        /// How many samples a file has of a format that holds many in a file.
        package var packSize = 10_000
        /// The most bytes that a tar shard has; nil for no limit.
        package var packBytes: Int?
        /// The split that rows go to where the source has no splits.
        package var split = Split.train
        /// How the source is shared out among the splits; nil to leave it as it is.
        package var division: DivisionRule?
        /// What is done with broken rows, and with labels that a format cannot hold.
        package var onProblem = ProblemPolicy.refuse

        /// A request to bring a dataset into formats.
        package init(_ source: String, to formats: [DatasetFormat]) {
            (self.source, self.formats) = (source, formats)
        }
    }

    /// What will be written.
    package let plan: DatasetPlan
    /// The samples.
    package let source: any SampleSource
    /// What the source is.
    package let format: DatasetFormat
    /// What a person should know of the source.
    package let notes: [String]
    /// What was left out.
    package let problems: DatasetProblems
    /// How the source was shared out; nil where it was left as it is.
    package let division: DivisionSummary?

    /// Opens the source and looks at each of its labels, and at its pictures where broken ones are to be left out.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - program: the program that writes, and its version.
    /// - Throws: `DatasetError`: what `StoredDataset` throws; with code `.sample` where a label does not fit and is not to be
    ///   left out, with file and line.
    package init(_ request: Request, program: ToolVersion) throws {
        let formats = request.formats.filter { $0 != .platen }.map { AnnotationFormat($0) }
        let layout = request.layout ?? Self.layout(for: formats)
        var dataset = try StoredDataset(
            request.source, format: request.sourceFormat, images: request.images, lexicon: nil,
            onProblem: request.onProblem, isForCopy: true)
        if let rule = request.division {
            try rule.fractions.requireWhole()
            dataset = try dataset.part(of: rule)
        }
        var seen: Set<String> = []
        var hash = SHA256()
        var hasMasks = false
        dataset = try dataset.checkingRows { row, table in
            if row.texts.isEmpty { try Self.check(row.label, formats, layout) }
            for text in row.texts { try Self.check(text.label, formats, layout) }
            if !row.texts.isEmpty, let what = Self.reasonItHoldsNoPages(formats, layout) {
                throw DatasetError(.label, "the picture is a page of several texts: \(what)")
            }
            if layout.namesImagesAfterLabels, !seen.insert(row.label).inserted {
                throw DatasetError(
                    .label,
                    "the label \(row.label.quotedForMessage) is there twice, and pictures are named after their labels")
            }
            if row.mask != nil || row.maskFile != nil { hasMasks = true }
            hash.update(Array("\(row.path)\t\(row.label)\n".utf8))
        }
        // One pass over the pictures more, so that the number of those that are left is known.
        if request.onProblem == .leaveOut { dataset = try dataset.checkingImages() }
        var division: DivisionSummary?
        if let rule = request.division {
            dataset = try dataset.divided(rule.fractions, seed: rule.seed, byLabel: rule.byLabel)
            division = try DivisionSummary(dataset, rule)
        }
        let counts = Self.counts(of: dataset, request.split)
        guard counts.total > 0 else {
            throw DatasetError(
                .missing,
                "nothing is left of \(request.source): all \(dataset.problems.count) samples are broken, the first "
                    + "\(dataset.problems.first.first?.description ?? "")")
        }
        var plan = DatasetPlan(
            counts: counts, seed: 0, image: request.encoding, layout: layout, annotations: formats,
            writesMasks: hasMasks,
            recipe:
                "# There is no recipe: this dataset was converted.\n# from: \(request.source)\n# format: \(dataset.format)\n"
                + (request.division.map { "# divided: \($0)\n" } ?? ""),
            ingredients: [
                Ingredient(
                    kind: "dataset", name: dataset.format.name, path: request.source, sha256: Digest(hash).hexadecimal)
            ],
            versions: [program] + ImageLibraries.versions.map { ToolVersion(name: $0.name, version: $0.version) })
        plan.packSize = request.packSize
        plan.packBytes = request.packBytes
        self.plan = plan
        source = Source(dataset: dataset, hasUniqueLabels: layout.namesImagesAfterLabels)
        format = dataset.format
        notes = dataset.notes
        problems = dataset.problems
        self.division = division
    }

    /// The layout that formats need, or are best read in.
    private static func layout(for formats: [AnnotationFormat]) -> Layout {
        if let needed = formats.lazy.compactMap({ $0.writer?.neededLayout }).first { return needed }
        return formats.contains(.icdar2013) || formats.contains(.icdar2015) ? .icdar : .flat
    }

    private static func counts(of dataset: StoredDataset, _ split: Split) -> SplitCounts {
        var counts = SplitCounts()
        for part in dataset.isWhole ? [split] : dataset.splits { counts[part] = dataset.count(of: part) ?? 0 }
        return counts
    }

    private static func reasonItHoldsNoPages(_ formats: [AnnotationFormat], _ layout: Layout) -> String? {
        DatasetPlan(counts: SplitCounts(), seed: 0, layout: layout, annotations: formats).reasonItHoldsNoPages
    }

    private static func check(_ label: String, _ formats: [AnnotationFormat], _ layout: Layout) throws {
        func refusal(_ what: String, _ reason: String) -> DatasetError {
            DatasetError(.label, "the \(what) cannot hold the label \(label.quotedForMessage): \(reason)")
        }
        for format in formats {
            if let reason = format.reasonItCannotHold(label) { throw refusal("format \(format.name)", reason) }
        }
        if let reason = layout.reasonItCannotHold(label) { throw refusal("layout \(layout.rawValue)", reason) }
    }

    /// The source, of which it is known whether labels repeat.
    private struct Source: SampleSource, FileBackedSource {
        let dataset: StoredDataset
        let hasUniqueLabels: Bool

        func count(of split: Split) -> Int? { dataset.count(of: split) }
        func makeReader() throws -> any SampleReader { try dataset.makeReader() }
        func forEachInput(_ body: (String) throws -> Void) throws { try dataset.forEachInput(body) }
    }
}
