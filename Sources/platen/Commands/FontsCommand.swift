import ArgumentParser
import Configs
import Imaging
import Preview
import Production
import Synthesis
import Typography

struct FontsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fonts",
        abstract: "List the faces that a recipe would use, and what each lacks.",
        discussion: """
            For each face: the share of the recipe's characters that it can write, those that it lacks, whether it is \
            held out from train or draws capitals for small letters, and its licence. Without a recipe: the families of fonts/catalog.yml, if that is \
            there, and digits.
            """)

    @Argument(help: "The recipe, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Argument(help: ArgumentHelp("Changes to the recipe, such as fonts.holdout=0.2.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(
        help: ArgumentHelp("Draw a specimen of each face too, PNG or JPEG.", valueName: "file"),
        completion: .file(extensions: ["png", "jpg", "jpeg"]))
    var sheet: String?

    @Flag(help: "Print the faces as JSON.")
    var json = false

    func validate() throws {
        if let sheet { try PictureArgument.check(sheet, option: "--sheet") }
    }

    func run() async throws {
        let recipe = try load()
        try KeptFiles.demand(sheet, apartFrom: [config])
        let survey = try FontSurvey(recipe)
        if let sheet { try ImageFile.write(try draw(survey, title: recipe.name), path: sheet) }
        if json {
            try Terminal.print(json: FontReport(survey, of: recipe.name))
        } else {
            try Terminal.print(survey.table)
        }
        Terminal.notes(survey.notes)
        for font in survey.skipped { Terminal.warning("skipped font \(font.path): \(font.reason)") }
    }

    /// The recipe, or what stands for it where none is named.
    private func load() throws -> Recipe {
        // A first argument such as fonts.size=20 changes the recipe that stands for none.
        let isOverride = config.map { $0.contains("=") } ?? false
        var document: ConfigDocument
        if let config, !isOverride {
            document = try ConfigDocument(path: config)
        } else {
            let path = "fonts/catalog.yml"
            var yaml = "{}"
            if let catalog = try? FontCatalog(path: path) {
                let groups = catalog.groups.map { "{group: \($0)}" }.joined(separator: ", ")
                yaml = "{name: \(path), fonts: {catalog: \(path), faces: [\(groups)]}}"
            }
            document = try ConfigDocument(yaml: yaml, name: "the default recipe", baseDirectory: ".")
        }
        try document.override((isOverride ? config.map { [$0] } ?? [] : []) + overrides)
        return try document.decode(DatasetRecipe.self).recipe
    }

    private func draw(_ survey: FontSurvey, title: String) throws -> Bitmap {
        let rows = try survey.entries.map { entry in
            FontSheet.Row(
                name: entry.face.name, detail: entry.remark,
                ink: try survey.specimen(of: entry, sizePixels: 28, width: FontSheet.lineWidth))
        }
        return try FontSheet.draw(rows, title: "\(title)  ·  \(survey.headline)")
    }
}
