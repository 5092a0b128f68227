import ArgumentParser
import Configs
import Production
import Synthesis

struct RecipeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "Check a recipe and print it with every key, defaults and overrides included; or explain a key.",
        discussion: """
            What the recipe needs is looked for as 'generate' would: fonts, pictures, lists, and characters that no face \
            has. What is missing is an error; with --no-check the recipe is printed all the same.

            With --explain no recipe is needed: --explain camera.blur.sigma, --explain text.date, --explain include.receipt.
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

    func validate() throws {
        if explain != nil, config != nil || seed != nil {
            throw ValidationError("--explain needs no recipe; leave it out.")
        }
        if explain == nil, config == nil { throw ValidationError("Missing expected argument '<config>'") }
    }

    func run() throws {
        if let explain { return try Terminal.print(try Self.explanation(of: explain)) }
        let whole = try RecipeFile(path: config ?? "", overrides: overrides, seed: seed).loadWithOutput()
        if check { Terminal.notes(try SyntheticSource(whole.recipe).notes) }
        try Terminal.print(yaml(of: whole))
    }

    /// - Throws: `UsageError`, with the keys that may have been meant.
    private static func explanation(of key: String) throws -> String {
        let guide = KeyGuide(to: DatasetRecipe.self)
        if let text = guide.explanation(of: key) { return text }
        let ends = guide.paths(endingIn: key)
        if ends.count == 1, let text = guide.explanation(of: ends[0]) { return text }
        guard ends.isEmpty else {
            throw UsageError("'\(key)' is the end of several keys; which of \(list(ends)) is meant?")
        }
        throw UsageError(
            "'\(key)' is no key of a recipe; did you mean \(list(guide.paths(near: key)))? See 'platen schema --reference'"
        )
    }

    private static func list(_ paths: [String]) -> String {
        paths.prefix(12).joined(separator: ", ") + (paths.count > 12 ? " and \(paths.count - 12) more" : "")
    }
}
