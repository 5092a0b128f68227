import Datasets
import Foundation
import Imaging
import Learning
import Production
import Recognition
import Samples
import Synthesis

/// Pictures to measure: files, or a recipe's samples, which are drawn when they are asked for.
struct PictureSet: Sendable {
    /// What was named.
    let name: String
    /// How many pictures there are.
    let count: Int
    private let contents: Contents

    private enum Contents: Sendable {
        case files([String])
        case samples(SyntheticSource, Split)
    }

    /// Whether these are samples of a recipe.
    var isDrawn: Bool { if case .samples = contents { true } else { false } }

    /// How many samples of a recipe are measured where nobody says.
    private static let usualCount = 200

    /// - Parameters:
    ///   - overrides: changes, where a recipe is named.
    ///   - count: how many pictures at most; nil for the usual number.
    /// - Throws: what says that there is no such thing, or no picture in it.
    init(_ path: String, overrides: [String], split: Split, count wished: Int?) throws {
        name = path
        if [".yml", ".yaml"].contains(where: path.lowercased().hasSuffix) {
            let recipe = try RecipeFile(path: path, overrides: overrides).load()
            let source = try SyntheticSource(recipe)
            Terminal.notes(source.notes)
            contents = .samples(source, split)
            count = min(wished ?? Self.usualCount, max(1, recipe.samples[split]))
            return
        }
        let files = try Self.files(path)
        count = min(wished ?? files.count, files.count)
        // Evenly spread, so that a part of a sorted folder stands for all of it.
        let (all, part) = (files.count, count)
        contents = .files((0..<part).map { files[$0 * all / part] })
    }

    /// The pictures of a dataset, each once, or those in a folder.
    ///
    /// A dataset may hold masks besides: what it lists tells its pictures.
    private static func files(_ path: String) throws -> [String] {
        // Where no annotations can be read, all pictures count: no label is needed here.
        if let dataset = try? StoredDataset(path, onProblem: .leaveOut), dataset.format.listsPictures {
            var paths: [String] = []
            for split in dataset.isWhole ? [.train] : dataset.splits {
                for index in 0..<(dataset.count(of: split) ?? 0) {
                    paths.append(try dataset.imagePath(at: index, in: split))
                }
            }
            var seen: Set<String> = []
            return paths.filter { seen.insert($0).inserted }
        }
        let files = try PictureFiles([path])
        Terminal.notes(files.notes)
        return files.paths
    }

    /// Reads or draws pictures by their numbers, on one thread.
    func makeReader() throws -> (_ number: Int) throws -> Bitmap {
        switch contents {
        case .files(let paths): return { try ImageFile.read(path: paths[$0]) }
        case .samples(let source, let split):
            let reader = try source.makeReader()
            return { try reader.sample(at: $0, in: split).image }
        }
    }
}
