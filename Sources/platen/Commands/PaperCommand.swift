import ArgumentParser
import Imaging
import Synthesis

struct PaperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper",
        abstract: "Draw a blank sheet of a recipe's paper.",
        discussion: "The pictures in backgrounds/ were made so.")

    @OptionGroup var recipe: RecipeArguments

    @OptionGroup var picture: PictureArgument

    @Option(help: "The sheet's width, px.")
    var width = 512

    @Option(help: "The sheet's height, px.")
    var height = 512

    @Option(help: "Which of the recipe's sheets.")
    var index = 0

    func validate() throws {
        for (name, side) in [("width", width), ("height", height)] where !(1...8192).contains(side) {
            throw ValidationError("--\(name) must be 1...8192, got \(side).")
        }
        try validate(index: index)
    }

    func run() async throws {
        let source = try SyntheticSource(try recipe.load())
        try ImageFile.write(try source.paper(width: width, height: height, index: index), path: picture.output)
    }
}
