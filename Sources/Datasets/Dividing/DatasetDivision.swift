import Samples

/// A stored dataset shared out among the splits, on its way into lists that name its pictures where they lie.
package struct DatasetDivision: Sendable {
    /// What is to be divided, and how.
    package struct Request: Sendable {
        /// The dataset's folder or its annotation file.
        package var source: String
        /// What the source is; nil to find out.
        package var sourceFormat: DatasetFormat?
        /// The folder that paths in the source's annotation files begin at; nil for each file's own folder.
        package var images: String?
        /// How it is divided.
        package var rule: DivisionRule
        /// How the lists are written: one of `DatasetDivision.formats`.
        package var format = DatasetFormat.jsonLines
        /// What is done with broken lines, missing pictures, and what a list can't hold.
        package var onProblem = ProblemPolicy.refuse

        /// A request to divide a dataset.
        package init(_ source: String, by rule: DivisionRule) {
            (self.source, self.rule) = (source, rule)
        }
    }

    /// The formats that lists of pictures elsewhere are written in, the usual one first.
    package static let formats: [DatasetFormat] = [.jsonLines, .simple, .tabbed, .trocr, .mmocrJSONLines, .mmocr]

    /// The samples by split, as any dataset that is divided.
    package let dataset: StoredDataset
    /// What was asked for.
    package let request: Request

    /// Opens the source, looks at each of its labels and for each of its pictures, and shares them out.
    ///
    /// Pictures are looked for and not read. What is left out goes before the rest is shared out.
    ///
    /// - Throws: `DatasetError`: what `StoredDataset` throws; with code `.plan` where the source's pictures are no files, or
    ///   the fractions are not 1 together.
    package init(_ request: Request) throws {
        try request.rule.fractions.requireWhole()
        guard let writer = ListWriter(request.format) else {
            throw DatasetError(
                .plan,
                "lists are not written as \(request.format); there are "
                    + Self.formats.map(\.name).joined(separator: ", "))
        }
        let source = try StoredDataset(
            request.source, format: request.sourceFormat, images: request.images, lexicon: nil,
            onProblem: request.onProblem, isForCopy: true)
        guard !source.format.holdsPictures else {
            throw DatasetError(
                .plan,
                "the pictures of \(request.source) lie inside of its files (\(source.format)), where no list can name them: "
                    + "copy them")
        }
        guard !source.cutsPictures else {
            throw DatasetError(
                .plan,
                "the texts of \(request.source) are cut out of pages (\(source.format)), and a list names whole files: copy them"
            )
        }
        let checked = try source.part(of: request.rule).checkingRows { row, table in
            let path = table.imagePath(of: row)
            if let reason = writer.reasonItCannotHold(label: row.label) {
                throw DatasetError(
                    .label,
                    "the format \(request.format) cannot hold the label \(row.label.quotedForMessage): \(reason)")
            }
            if let reason = writer.reasonItCannotHold(path: path) {
                throw DatasetError(
                    .label, "the format \(request.format) cannot hold the path \(path.quotedForMessage): \(reason)")
            }
            if try FileKind(of: path) != .file { throw DatasetError(.missing, "there is no file \(path)") }
        }
        guard checked.count(of: .train) ?? 0 > 0 else {
            throw DatasetError(
                .missing,
                "nothing is left of \(request.source): all \(checked.problems.count) samples are broken, the first "
                    + "\(checked.problems.first.first?.description ?? "")")
        }
        dataset = try checked.divided(
            request.rule.fractions, seed: request.rule.seed, byLabel: request.rule.byLabel)
        self.request = request
    }

    /// Writes a list for each split that has samples, and `split.json`, which tells what was done.
    ///
    /// All files are there or none. Lines stand in the order in which a reader of `dataset` has the samples.
    ///
    /// - Parameters:
    ///   - folder: the folder to write, which must not be there, or be empty.
    ///   - syncs: whether what was written is forced to the disk.
    ///   - progress: how many samples of how many are written.
    /// - Throws: `DatasetError`: `.exists` where there is something, else what went wrong in writing.
    package func write(
        to folder: String, syncs: Bool = true, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> DivisionSummary {
        guard let writer = ListWriter(request.format) else { throw DatasetError(.plan, "no lists are written so") }
        var summary = try DivisionSummary(dataset, request.rule)
        let new = try NewFolder(folder, DiskSync(syncs))
        do {
            let counts = SplitCounts(of: dataset)
            var done = 0
            for split in Split.allCases where counts[split] > 0 {
                let name = writer.fileName(of: split)
                try writer.write(split, of: dataset, count: counts[split], to: try new.file(name)) {
                    done += 1
                    if done % 1024 == 0 || done == counts.total { progress(done, counts.total) }
                }
                summary.files[split.rawValue] = name
            }
            try new.file("split.json").write(try StoredJSON.encode(summary))
            try new.finish()
        } catch {
            new.remove()
            throw error
        }
        return summary
    }
}

extension SplitCounts {
    /// How many samples each split of a divided dataset has.
    init(of dataset: StoredDataset) {
        self.init()
        for split in Split.allCases { self[split] = dataset.count(of: split) ?? 0 }
    }
}

extension SplitFractions {
    /// - Throws: `DatasetError` with code `.plan` where the fractions are not all of a dataset.
    func requireWhole() throws {
        try validate()
        guard abs(train + val + test - 1) <= 1e-9 else {
            throw DatasetError(.plan, "the fractions \(train), \(val) and \(test) must be 1 together")
        }
    }
}
