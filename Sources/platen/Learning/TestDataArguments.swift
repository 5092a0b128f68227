import ArgumentParser
import Configs
import Datasets
import Foundation
import Learning
import Recognition

/// The arguments of every command that looks at models with samples: what these are.
struct TestDataArguments: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "A recipe, or a stored dataset: its folder or its annotation file.",
        completion: .file())
    var data: String

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .test

    @Option(help: "How many samples (default: all).")
    var count: Int?

    @Option(help: "The dataset's format (default: found out).")
    var format: String?

    @Flag(
        help: "Share out a dataset that has no parts, as 'divide: {}' does in a training: 80, 10 and 10 of a hundred.")
    var divide = false

    @Option(
        help: "What becomes of a dataset's broken lines and pictures: refuse stops at the first, leave-out counts them."
    )
    var broken: BrokenArgument = .refuse

    @Flag(help: "First compare a dataset of Platen's with its manifest: label files and pictures by their hashes.")
    var verify = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1, got \(count).") }
    }

    /// Opens the samples, and tells what there is to know of them.
    ///
    /// - Parameters:
    ///   - overrides: changes to the recipe.
    ///   - withChoices: whether it is wanted what was drawn for stored samples, or what else their tables say.
    func open(_ overrides: [String], withChoices: Bool = false) throws -> TestSet {
        if verify { try checkDataset(in: data, byHash: true) }
        let opened = try OpenedData(try source(overrides), for: .validating, withChoices: withChoices)
        for note in opened.noteLines { Terminal.note(note) }
        for line in opened.problemLines { Terminal.warning(line) }
        return try TestSet(opened, limit: count)
    }

    /// The recipe or the dataset.
    private func source(_ overrides: [String]) throws -> DataSourceConfig {
        let isRecipe = data.hasSuffix(".yml") || data.hasSuffix(".yaml")
        guard FileManager.default.fileExists(atPath: data) else {
            throw RecognitionError(.missing, "\(data): there is no such recipe or dataset")
        }
        if !isRecipe, let first = overrides.first {
            throw UsageError("'\(first)': only a recipe can be changed, and \(data) is a dataset")
        }
        if isRecipe, divide { throw UsageError("--divide is for datasets; a recipe has its parts") }
        if isRecipe, format != nil { throw UsageError("--format is for datasets; \(data) is a recipe") }
        let name = DataSourceConfig.SplitName(rawValue: split.rawValue)
        var source =
            isRecipe
            ? DataSourceConfig(recipe: data, split: name, count: count)
            : DataSourceConfig(dataset: data, format: format, split: name, count: count)
        source.set = overrides.map { ConfigOverride($0) }
        source.broken = broken.policy
        if divide { source.divide = Division() }
        return source
    }
}
