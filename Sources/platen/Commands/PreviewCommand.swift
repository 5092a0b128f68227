import ArgumentParser
import Imaging
import Preview
import Samples
import Synthesis

struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Draw a contact sheet of a recipe's samples.",
        discussion: "Each sample looks as it will in the dataset: sample 123456 can be shown again at any time.")

    @OptionGroup var recipe: RecipeArguments

    @OptionGroup var picture: PictureArgument

    @Option(help: "The first sample's index.")
    var index = 0

    @Option(name: [.customShort("n"), .long], help: "How many samples (default: 40, or as many as the split has).")
    var count: Int?

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .train

    @Option(help: "Samples in a row (default: as many as fit).")
    var columns: Int?

    @Option(help: "How many times samples are enlarged.")
    var scale: Int?

    @Flag(help: "Draw character boxes and the ink mask over the samples.")
    var boxes = false

    func validate() throws {
        try validate(index: index)
        if let count, !(1...10_000).contains(count) {
            throw ValidationError("--count must be 1...10000, got \(count).")
        }
        if let columns, !(1...1000).contains(columns) {
            throw ValidationError("--columns must be 1...1000, got \(columns).")
        }
        if let scale, !(1...16).contains(scale) { throw ValidationError("--scale must be 1...16, got \(scale).") }
    }

    func run() async throws {
        let recipe = try self.recipe.load()
        let source = try SyntheticSource(recipe)
        Terminal.notes(source.textNotes)
        let reader = try source.makeReader()
        let samples = try indices(recipe.samples).map { try reader.sample(at: $0, in: split.split) }
        let options = ContactSheet.Options(title: recipe.name, columns: columns, showsBoxes: boxes, scale: scale)
        try ImageFile.write(try ContactSheet.draw(samples, options: options), path: picture.output)
    }

    /// The indices to show: past the end of the split only where the user asks for that.
    private func indices(_ sizes: SplitSizes) -> Range<Int> {
        let left = sizes[split.split] - index
        return index..<index + (count ?? (left > 0 ? min(40, left) : 40))
    }
}

/// A split on the command line.
enum SplitArgument: String, ExpressibleByArgument, CaseIterable {
    case train, val, test

    var split: Split {
        switch self {
        case .train: .train
        case .val: .val
        case .test: .test
        }
    }
}
