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
    private let contents: Contents

    private enum Contents: Sendable {
        case files([String])
        case samples(SyntheticSource, Split)
        case stored(StoredDataset, [Place])
    }

    /// A sample of a dataset whose pictures are no files.
    private struct Place {
        var split: Split
        var index: Int
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
    /// - Throws: what says that there is no such thing, or no picture in it.
    package init(_ path: String, overrides: [String], split: Split, count wished: Int?) throws {
        name = path
        if [".yml", ".yaml"].contains(where: path.lowercased().hasSuffix) {
            let recipe = try RecipeFile(path: path, overrides: overrides).load()
            let source = try SyntheticSource(recipe)
            (notes, labels) = (source.notes, nil)
            contents = .samples(source, split)
            count = min(wished ?? Self.usualCount, max(1, recipe.samples[split]))
            return
        }
        // Evenly spread, so that a part of a sorted folder stands for all of it.
        func spread<Item>(_ items: [Item]) -> [Item] {
            let part = min(wished ?? items.count, items.count)
            return (0..<part).map { items[$0 * items.count / part] }
        }
        let dataset = try? StoredDataset(path, onProblem: .leaveOut)
        labels = try dataset.flatMap { $0.format.isNamedAfterLabels ? nil : try LabelStatistics($0) }
        // Texts that are cut out of pages are the pictures here, and not the pages.
        if let dataset, dataset.format.holdsPictures || dataset.cutsPictures {
            let places = spread(Self.places(dataset))
            (notes, count, contents) = (dataset.notes, places.count, .stored(dataset, places))
            return
        }
        let (found, notes) = try Self.files(path, dataset)
        let files = spread(found)
        (self.notes, count, contents) = (notes, files.count, .files(files))
    }

    private static func places(_ dataset: StoredDataset) -> [Place] {
        (dataset.isWhole ? [.train] : dataset.splits).flatMap { split in
            (0..<(dataset.count(of: split) ?? 0)).map { Place(split: split, index: $0) }
        }
    }

    /// The pictures of a dataset, each once, or those in a folder.
    ///
    /// A dataset may hold masks besides: what it lists tells its pictures.
    private static func files(_ path: String, _ dataset: StoredDataset?) throws -> (paths: [String], notes: [String]) {
        // Where no annotations can be read, all pictures count: no label is needed here.
        if let dataset, dataset.format.listsPictures {
            var paths: [String] = []
            for split in dataset.isWhole ? [.train] : dataset.splits {
                for index in 0..<(dataset.count(of: split) ?? 0) {
                    paths.append(try dataset.imagePath(at: index, in: split))
                }
            }
            var seen: Set<String> = []
            return (paths.filter { seen.insert($0).inserted }, dataset.notes)
        }
        let files = try PictureFiles([path])
        return (files.paths, files.notes)
    }

    /// Reads or draws pictures by their numbers, on one thread.
    package func makeReader() throws -> (_ number: Int) throws -> Bitmap {
        switch contents {
        case .files(let paths): return { try ImageFile.read(path: paths[$0]) }
        case .samples(let source, let split):
            let reader = try source.makeReader()
            return { try reader.sample(at: $0, in: split).image }
        case .stored(let dataset, let places):
            let reader = try dataset.makeReader()
            return { number in
                do {
                    return try reader.sample(at: places[number].index, in: places[number].split).image
                } catch let error as DatasetError {
                    guard let cause = error.cause as? ImagingError else { throw error }
                    throw ImagingError(cause.code, error.message)
                }
            }
        }
    }
}
