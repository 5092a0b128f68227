import Datasets
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
    private let contents: Contents

    private enum Contents: Sendable {
        case files([String])
        case samples(SyntheticSource, Split)
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
            notes = source.notes
            contents = .samples(source, split)
            count = min(wished ?? Self.usualCount, max(1, recipe.samples[split]))
            return
        }
        let (files, notes) = try Self.files(path)
        self.notes = notes
        count = min(wished ?? files.count, files.count)
        // Evenly spread, so that a part of a sorted folder stands for all of it.
        let (all, part) = (files.count, count)
        contents = .files((0..<part).map { files[$0 * all / part] })
    }

    /// The pictures of a dataset, each once, or those in a folder.
    ///
    /// A dataset may hold masks besides: what it lists tells its pictures.
    private static func files(_ path: String) throws -> (paths: [String], notes: [String]) {
        // Where no annotations can be read, all pictures count: no label is needed here.
        if let dataset = try? StoredDataset(path, onProblem: .leaveOut), dataset.format.listsPictures {
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
        }
    }
}
