import ArgumentParser
import Configs
import Production
import Recognition
import Synthesis

struct RecipeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "Check a recipe and print it with every key, defaults and overrides included; or explain a key.",
        discussion: """
            What the recipe needs is looked for as 'generate' would: fonts, pictures, lists, and characters that no face \
            has. What is missing is an error; with --no-check the recipe is printed all the same.

            With --explain no recipe is needed: --explain camera.blur.sigma, --explain text.date, --explain include.receipt. Keys of \
            a training's config are explained, too: --explain training.steps.
            """)

    @Argument(help: "The recipe, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Argument(help: ArgumentHelp("Changes to the recipe, such as fonts.size=24..40.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "The seed; takes the place of the recipe's.")
    var seed: UInt64?

    @Flag(inversion: .prefixedNo, help: "Look for the fonts, pictures and lists that it needs.")
    var check = true

    @Option(
        help: ArgumentHelp(
            "Say what a key, a stage or a preset is: its values, default, range, and an example.", valueName: "key"))
    var explain: String?

    @Flag(help: "Print the recipe, or what there is to say of a key, as JSON.")
    var json = false

    func validate() throws {
        if explain != nil, config != nil || seed != nil {
            throw ValidationError("--explain needs no recipe; leave it out.")
        }
        if explain == nil, config == nil { throw ValidationError("Missing expected argument '<config>'") }
    }

    func run() throws {
        if let explain { return try Terminal.print(try KeyExplanation(of: explain).text(json: json)) }
        let whole = try RecipeFile(path: config ?? "", overrides: overrides, seed: seed).loadWithOutput()
        if check { Terminal.notes(try SyntheticSource(whole.recipe).notes) }
        try Terminal.print(json ? whole.encoded.indentedJSON : yaml(of: whole))
    }
}
