import Configs
import Foundation
import Recognition

/// What a person may do next in a folder, by what lies in it.
struct NextSteps {
    /// What the folder is, in a sentence.
    let finding: String
    /// Commands, and what each is for.
    let steps: [Step]

    typealias Step = (command: String, purpose: String)

    /// Looks into a folder.
    init(in folder: String) {
        let place = Place(folder)
        self = Self.run(place) ?? Self.dataset(place) ?? Self.configs(place) ?? Self.nothing
    }

    private init(_ finding: String, _ steps: [Step]) {
        self.finding = finding
        self.steps = steps
    }

    /// A few lines for a person.
    var text: String { "\(finding) Next:\n\n\(Self.table(steps))\n\nplaten --help lists all commands." }

    /// Commands under each other, each with its purpose.
    static func table(_ steps: [Step]) -> String {
        // One long command does not push the purposes of the others out of sight.
        let width = min(60, steps.map(\.command.count).max() ?? 0)
        return steps.map { command, purpose in
            let command = command.padding(toLength: max(width, command.count), withPad: " ", startingAt: 0)
            return purpose.isEmpty ? "  " + command.trimmingCharacters(in: .whitespaces) : "  \(command)  # \(purpose)"
        }.joined(separator: "\n")
    }

    // MARK: What may lie here

    private static func run(_ place: Place) -> NextSteps? {
        if place.has("best.safetensors") {
            return NextSteps(
                "A training's run lies here.",
                [
                    evaluation(of: "best.safetensors", on: place.validationData),
                    ("platen predict --model best.safetensors PICTURES", "read pictures"),
                    ("platen serve --model best.safetensors", "read pictures over HTTP"),
                ])
        }
        guard place.has("last.safetensors"), place.has("config.yml") else { return nil }
        return NextSteps(
            "A training's run lies here that was stopped before its first validation.",
            [("platen train config.yml --output . --resume", "go on with it")])
    }

    private static func dataset(_ place: Place) -> NextSteps? {
        if place.has("platen.json") {
            return NextSteps(
                "A dataset lies here.",
                [
                    ("platen inspect .", "measure its pictures and labels"),
                    (
                        "platen train TRAINING.yml --output RUN 'data.train=[{dataset: .}]' 'data.val=[{dataset: .}]'",
                        "train on it"
                    ),
                    ("platen convert . OTHER --format webdataset", "bring it into another format"),
                ])
        }
        guard place.has(".platen") else { return nil }
        return NextSteps(
            "A dataset lies here that is not finished.",
            [("platen generate RECIPE.yml --output . --resume", "go on with it, with its recipe")])
    }

    private static func configs(_ place: Place) -> NextSteps? {
        let (recipes, trainings) = place.configs
        guard let first = recipes.first ?? trainings.first else { return nil }
        var steps: [Step] = []
        let model = place.modelBelow
        if let recipe = recipes.first {
            steps.append((shellLine(["platen", "preview", recipe, "--output", "preview.png"]), "look at some samples"))
            if model == nil {
                steps.append(
                    (shellLine(["platen", "generate", recipe, "--output", "dataset"]), "write a dataset"))
            }
        }
        if let model {
            steps.append(evaluation(of: model, on: recipes.first.map { [$0] }))
            steps.append((shellLine(["platen", "serve", "--model", model]), "read pictures over HTTP"))
        } else if let training = trainings.first {
            steps.append((shellLine(["platen", "train", training, "--output", "run"]), "train a model"))
        }
        let more = recipes.count + trainings.count - 1
        let kind = recipes.isEmpty ? "training" : "recipe"
        return NextSteps(
            "The \(kind) \(first) lies here" + (more > 0 ? ", and \(more) more config\(more == 1 ? "" : "s")." : "."),
            steps)
    }

    private static let nothing = NextSteps(
        "No recipe, dataset or run lies here.",
        [
            ("platen new mine --like receipts", "a folder to start from; \(starters)"),
            ("platen doctor", "what is missing on this machine"),
        ])

    private static let starters =
        "or like " + Starter.allCases.filter { $0 != .receipts }.map(\.rawValue).joined(separator: ", ")

    private static func evaluation(of model: String, on data: [String]?) -> Step {
        guard let data else {
            return ("platen eval --model \(shellLine([model])) --data RECIPE.yml", "measure the model")
        }
        return (shellLine(["platen", "eval", "--model", model, "--data"] + data), "measure the model")
    }
}

/// A folder that is looked into.
private struct Place {
    private let folder: String
    private let names: [String]

    /// The most entries of a folder that are looked at.
    private static let most = 1000

    init(_ folder: String) {
        self.folder = folder
        names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    func has(_ name: String) -> Bool { names.contains(name) }

    private func path(_ name: String) -> String { folder + "/" + name }

    /// The recipes and the trainings here; those that `platen new` writes come first.
    var configs: (recipes: [String], trainings: [String]) {
        var (recipes, trainings): ([String], [String]) = ([], [])
        let written = ["recipe.yml", "training.yml"]
        let files = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.prefix(Self.most)
        for name in files.filter(written.contains) + files.filter({ !written.contains($0) }) {
            guard let document = try? ConfigDocument(path: path(name)) else { continue }
            if document["data"] != nil {
                trainings.append(name)
            } else if ["text", "include", "fonts", "paper"].contains(where: { document[$0] != nil }) {
                recipes.append(name)
            }
        }
        return (recipes, trainings)
    }

    /// A model in the folder of a run that lies here.
    var modelBelow: String? {
        names.prefix(Self.most).map { $0 + "/best.safetensors" }
            .first { FileManager.default.fileExists(atPath: path($0)) }
    }

    /// What the run that lies here was validated on, as arguments: a recipe with its changes, or a dataset.
    var validationData: [String]? {
        guard let experiment = try? ConfigDocument(path: path("config.yml")).decode(Experiment.self),
            let source = experiment.data.validation.first ?? experiment.data.train.first,
            let data = source.recipe ?? source.dataset
        else { return nil }
        return [data.path] + source.set.map(\.assignment)
    }
}
