package import Datasets
import Foundation
package import Imaging
import Production
import Recognition
package import Samples
import Synthesis

/// Pictures to measure: files, or a recipe's samples, which are drawn when they are asked for.
package struct PictureSet: Sendable {
    /// What was named.
    package let name: String
    /// How many pictures there are.
    package let count: Int
    /// What a person should know of it.
    package let notes: [String]
    /// What its labels are made of, where files say what is written on the pictures.
    package let labels: LabelStatistics?
    /// What an alphabet has to do with its labels, where one was given and there are labels.
    package let alphabet: AlphabetCheck?
    /// The lines of a dataset that were left out.
    package let problems: DatasetProblems
    private let contents: Contents

    private enum Contents: Sendable {
        case files([String])
        case samples(SyntheticSource, Split)
        case stored(StoredDataset)
    }

    /// A picture of a set, and what is written on it where that is known.
    package struct Picture {
        /// The picture.
        package var image: Bitmap
        /// What is written on it.
        package var label: String?
    }

    /// Whether these are samples of a recipe.
    package var isDrawn: Bool { if case .samples = contents { true } else { false } }

    /// How many samples of a recipe are measured where nobody says.
    private static let usualCount = 200

    /// Opens what was named.
    ///
    /// - Parameters:
    ///   - overrides: changes, where a recipe is named.
    ///   - count: how many pictures at most; nil for the usual number.
    ///   - format: what a dataset is; nil to find out. Where it is said, names of pictures count as labels too.
    ///   - alphabet: a file of characters, one a line, that the labels are compared with.
    /// - Throws: what says that there is no such thing, or no picture in it.
    package init(
        _ path: String, overrides: [String], split: Split, count wished: Int?, format: DatasetFormat? = nil,
        alphabet: String? = nil
    ) throws {
        name = path
        if [".yml", ".yaml"].contains(where: path.lowercased().hasSuffix) {
            let recipe = try RecipeFile(path: path, overrides: overrides).load()
            let source = try SyntheticSource(recipe)
            (notes, labels, self.alphabet, problems) = (source.notes, nil, nil, DatasetProblems())
            contents = .samples(source, split)
            count = min(wished ?? Self.usualCount, max(1, recipe.samples[split]))
            return
        }
        // A folder of pictures need not be a dataset, unless somebody says that it is one.
        var absence: DatasetError?
        var dataset: StoredDataset?
        do {
            dataset = try StoredDataset(path, format: format, onProblem: .leaveOut)
        } catch let error as DatasetError where format == nil && error.hasNoAnnotations {
            absence = error
        }
        if let dataset, format != nil || !dataset.format.isNamedAfterLabels {
            let checked = try AlphabetCheck.labels(of: dataset, alphabet: alphabet)
            (labels, self.alphabet, problems) = (checked.labels, checked.alphabet, dataset.problems)
            notes = dataset.notes + checked.notes
            contents = .stored(dataset)
            let total = Self.splits(of: dataset).reduce(0) { $0 + (dataset.count(of: $1) ?? 0) }
            count = min(wished ?? total, total)
            return
        }
        (labels, self.alphabet, problems) = (nil, nil, DatasetProblems())
        let found: PictureFiles
        do { found = try PictureFiles([path]) } catch {
            // What looks like a broken dataset says more than that there are no pictures.
            if let absence, absence.code == .damaged { throw absence }
            throw error
        }
        // Evenly spread, so that a part of a sorted folder stands for all of it.
        let part = min(wished ?? found.paths.count, found.paths.count)
        let files = (0..<part).map { found.paths[$0 * found.paths.count / part] }
        // Where a file may hold labels that nobody can read, that is said.
        let doubts =
            absence.map { $0.isOfDoubtfulLabels ? ["\($0.message); its pictures are looked at alone"] : [] } ?? []
        (notes, count, contents) = (doubts + found.notes, files.count, .files(files))
    }

    // MARK: Rows

    /// The splits of a dataset, in the order in which its rows are numbered.
    private static func splits(of dataset: StoredDataset) -> [Split] { dataset.isWhole ? [.train] : dataset.splits }

    /// The row of a picture: its number among all that there are, of which the pictures are evenly spread.
    package func row(of number: Int) -> Int {
        guard case .stored(let dataset) = contents else { return number }
        let total = Self.splits(of: dataset).reduce(0) { $0 + (dataset.count(of: $1) ?? 0) }
        return number * total / max(1, count)
    }

    /// The number of a sample's row in a dataset.
    package func row(of index: Int, in split: Split) -> Int {
        guard case .stored(let dataset) = contents else { return index }
        return Self.splits(of: dataset).prefix { $0 != split }.reduce(index) { $0 + (dataset.count(of: $1) ?? 0) }
    }

    /// The split of a row, and its index there; nil where there are no splits.
    package func place(of row: Int) -> (split: Split, index: Int)? {
        guard case .stored(let dataset) = contents, !dataset.isWhole else { return nil }
        var index = row
        for split in dataset.splits {
            let count = dataset.count(of: split) ?? 0
            if index < count { return (split, index) }
            index -= count
        }
        return nil
    }

    /// What a row is called: where it stands, and what its label is.
    package func describe(row: Int) -> (place: String, label: String?) {
        switch contents {
        case .files(let paths): return (paths.indices.contains(row) ? paths[row] : "", nil)
        case .samples(_, let split): return ("\(split.rawValue) \(row)", nil)
        case .stored(let dataset):
            let (split, index) = place(of: row) ?? (.train, row)
            return ((try? dataset.place(at: index, in: split)) ?? "", try? dataset.label(at: index, in: split))
        }
    }

    /// Reads or draws pictures by their rows, on one thread.
    package func makeReader() throws -> (_ row: Int) throws -> Picture {
        switch contents {
        case .files(let paths): return { Picture(image: try ImageFile.read(path: paths[$0]), label: nil) }
        case .samples(let source, let split):
            let reader = try source.makeReader()
            return { row in
                let sample = try reader.sample(at: row, in: split)
                return Picture(image: sample.image, label: sample.label)
            }
        case .stored(let dataset):
            let reader = try dataset.makeReader()
            return { row in
                let (split, index) = place(of: row) ?? (.train, row)
                do {
                    let sample = try reader.sample(at: index, in: split)
                    return Picture(image: sample.image, label: sample.label)
                } catch let error as DatasetError {
                    guard let cause = error.cause as? ImagingError else { throw error }
                    throw ImagingError(cause.code, error.message)
                }
            }
        }
    }
}
