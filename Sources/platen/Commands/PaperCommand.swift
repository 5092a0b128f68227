import ArgumentParser
import Configs
import Foundation
import Imaging
import Production
import Synthesis

struct PaperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper",
        abstract: "Draw a blank sheet of paper: of a recipe, or of a kind.",
        usage: """
            platen paper <config> [<key.path=value> ...] --output <output>
            platen paper --kind <kind> [<key.path=value> ...] --output <output>
            """,
        discussion: """
            The pictures in backgrounds/ were made so. With --kind no recipe is needed; changes reach all that a sheet \
            is made of: 'paper.fibre.tone=0.9', 'sheet=[folds, stains]', 'page.color=grey'.
            """)

    @Argument(
        help: ArgumentHelp(
            "The recipe, a YAML file, unless --kind is given; then changes to it, such as paper.fibre.tone=0.8..0.9.",
            valueName: "config"),
        completion: .file(extensions: ["yml", "yaml"]))
    var words: [String] = []

    @Option(
        help: ArgumentHelp(
            "A kind of paper with its own defaults, in colour: \(Recipe.paperKinds.joined(separator: ", "))."))
    var kind: String?

    @Option(help: "The seed; takes the place of the recipe's.")
    var seed: UInt64?

    @OptionGroup var picture: PictureArgument

    @Option(help: "The sheet's width, px.")
    var width = 512

    @Option(help: "The sheet's height, px.")
    var height = 512

    @Option(help: "Which of the recipe's sheets.")
    var index = 0

    @Flag(help: "Print what was written as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let output: String
        let width: Int
        let height: Int
        let channels: Int
        let recipe: String
        let seed: UInt64
        let index: Int
    }

    func validate() throws {
        for (name, side) in [("width", width), ("height", height)] where !(1...8192).contains(side) {
            throw ValidationError("--\(name) must be 1...8192, got \(side).")
        }
        if width * height > ImageLimits().maxPixels {
            throw ValidationError(
                "--width and --height come to \(width * height) px, and the most is \(ImageLimits().maxPixels).")
        }
        try validate(index: index)
        if let kind, !Recipe.paperKinds.contains(kind) {
            throw ValidationError(
                "--kind must be one of \(Recipe.paperKinds.joined(separator: ", ")); got '\(kind)'.")
        }
        if kind == nil, words.isEmpty { throw ValidationError("Give a recipe, or a kind of paper with --kind.") }
    }

    func run() async throws {
        let source = try SyntheticSource(try load())
        try KeptFiles.demand(picture.output, apartFrom: source.backgrounds.map(\.path))
        Terminal.notes(source.notes)
        let sheet = try source.paper(width: width, height: height, index: index)
        try ImageFile.write(sheet, path: picture.output)
        guard json else { return }
        try Terminal.print(
            json: Report(
                output: picture.output, width: sheet.width, height: sheet.height, channels: sheet.channels,
                recipe: source.recipe.name, seed: source.recipe.seed, index: index))
    }

    /// The recipe, or one of the asked kind of paper alone, with all changes.
    private func load() throws -> Recipe {
        var document: ConfigDocument
        if let kind {
            document = try ConfigDocument(
                yaml: "{page: {color: rgb}}", name: "--kind \(kind)",
                baseDirectory: FileManager.default.currentDirectoryPath)
            try document.override("paper={\(kind): {}}")
        } else {
            document = try ConfigDocument(path: words[0])
        }
        try document.override(Array(words.dropFirst(kind == nil ? 1 : 0)))
        var recipe = try document.decode(DatasetRecipe.self).recipe
        if let seed { recipe.seed = seed }
        return recipe
    }
}
