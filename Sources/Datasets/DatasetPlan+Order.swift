package import Samples

/// The dataset as one line of samples: the training split, then the validation split, then the test split.
/// An ordinal is a place in that line.
extension DatasetPlan {
    /// The ordinals that this plan's shard covers.
    var ordinals: Range<Int> {
        let total = counts.total
        return total * (shard.number - 1) / shard.of..<total * shard.number / shard.of
    }

    /// The split and the index of an ordinal.
    func position(_ ordinal: Int) -> (split: Split, index: Int) {
        if ordinal < counts.train { return (.train, first.train + ordinal) }
        if ordinal < counts.train + counts.val { return (.val, first.val + ordinal - counts.train) }
        return (.test, first.test + ordinal - counts.train - counts.val)
    }

    /// The indices of a split's samples.
    func indices(of split: Split) -> Range<Int> { first[split]..<first[split] + counts[split] }

    /// The splits that have samples.
    var splits: [Split] { Split.allCases.filter { counts[$0] > 0 } }

    /// Checks that the plan makes sense and that the source can fill it.
    ///
    /// - Throws: `DatasetError` with code `.plan`.
    package func validate(for source: any SampleSource) throws {
        try validate()
        for split in splits {
            guard let count = source.count(of: split), count < indices(of: split).upperBound else { continue }
            let wanted =
                first[split] == 0
                ? "have \(counts[split]) samples"
                : "have \(counts[split]) samples from number \(first[split]) on"
            throw DatasetError(
                .plan, "the \(split) split is to \(wanted) but the recipe has only \(count): ask for fewer")
        }
        if source.hasPages, let what = reasonItHoldsNoPages {
            throw DatasetError(.plan, "the recipe draws pages of several texts (page.texts): \(what)")
        }
        if layout.namesImagesAfterLabels && !source.hasUniqueLabels {
            throw DatasetError(
                .plan,
                "the layout `\(layout.rawValue)` names each image after its label, so no two labels may be equal, and this "
                    + "recipe may repeat one: make its labels unique, or choose the layout `flat` or `fanned`")
        }
    }

    /// What of it cannot hold pages of several texts, and what to do; nil where all can.
    var reasonItHoldsNoPages: String? {
        let able = DatasetFormat.written.filter { AnnotationFormat($0).writer?.holdsPages ?? false }.map(\.name)
        if let format = annotations.first(where: { !($0.writer?.holdsPages ?? false) }) {
            return "the annotation format \(format.name) has one label a picture: choose output.annotations among "
                + able.joined(separator: ", ") + ", or leave page.texts away for pictures of one text"
        }
        if let format = arrays.first {
            return "the arrays of \(format.rawValue) have one label a picture: leave output.arrays away"
        }
        if layout.namesImagesAfterLabels || layout == .mjsynth {
            return
                "the layout `\(layout.rawValue)` names each picture after its label: choose `flat`, `fanned` or `icdar` as "
                + "output.layout"
        }
        return nil
    }

    /// Checks that the plan does not contradict itself.
    ///
    /// - Throws: `DatasetError` with code `.plan`.
    package func validate() throws {
        for split in Split.allCases where counts[split] < 0 {
            throw DatasetError(.plan, "the \(split) split has \(counts[split]) samples: give 0 or more")
        }
        for split in Split.allCases {
            let (from, most) = (first[split], Self.mostSamples)
            guard (0...most).contains(from), counts[split] <= most - from else {
                throw DatasetError(
                    .plan,
                    "the \(split) split is to have \(counts[split]) samples from number \(from) on: numbers go from 0 to "
                        + "\(most - 1)")
            }
        }
        guard counts.total > 0 else {
            throw DatasetError(.plan, "the dataset has no samples: give a count for train, val or test")
        }
        guard shard.of >= 1, (1...shard.of).contains(shard.number) else {
            throw DatasetError(
                .plan, "there is no shard \(shard.number) of \(shard.of): the first is 1 of n, the last n of n")
        }
        if case .jpeg(let quality) = image, quality.lowerBound < 1 || quality.upperBound > 100 {
            throw DatasetError(
                .plan, "JPEG quality \(quality.lowerBound) to \(quality.upperBound): it must lie within 1 to 100")
        }
        var seen: Set<DatasetFormat> = []
        for format in annotations {
            guard seen.insert(format.kind).inserted else {
                throw DatasetError(.plan, "the annotation format \(format.name) is asked for twice: once is enough")
            }
            guard let writer = format.writer else {
                throw DatasetError(
                    .plan,
                    "the annotation format \(format.name) is read and not written: choose among "
                        + DatasetFormat.written.map(\.name).joined(separator: ", "))
            }
            if let needed = writer.neededLayout, layout != needed {
                throw DatasetError(
                    .plan,
                    "\(format.name) annotations need the layout `\(needed.rawValue)`, as they keep the label in the file "
                        + "name, but the layout is `\(layout.rawValue)`")
            }
        }
        let metadata = annotations.filter { [.imageFolder, .imageFolderCSV, .imageFolderParquet].contains($0.kind) }
        if metadata.count > 1 {
            throw DatasetError(
                .plan,
                "\(metadata.map(\.name).joined(separator: " and ")) say the same in one folder, and `datasets` refuses a folder "
                    + "with several: choose one")
        }
        guard packSize > 0 else {
            throw DatasetError(.plan, "a file of many samples is to have \(packSize) of them: give 1 or more")
        }
        if let packBytes {
            guard packBytes > 0 else {
                throw DatasetError(.plan, "a tar shard is to have \(packBytes) bytes: give 1 or more")
            }
            guard growing != nil else {
                throw DatasetError(
                    .plan,
                    "the size of files in bytes can be chosen of webdataset alone: ask for no other format, or leave it out"
                )
            }
        }
        guard Set(arrays).count == arrays.count else {
            throw DatasetError(.plan, "a kind of arrays is asked for twice: once is enough")
        }
    }
}
