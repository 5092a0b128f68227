import Configs
import Foundation
import HTTPTypes
import Hummingbird
package import Logging
import Production
import Synthesis

/// A studio: recipes, and what draws them.
package struct Studio: Sendable {
    let recipes: StudioRecipes
    let drawing: StudioDrawing
    let limits: StudioLimits
    let logger: Logger

    /// A studio on recipes.
    ///
    /// - Throws: `ConfigError` or `ServiceError`, if there are none that can be read.
    package init(_ settings: StudioSettings, logger: Logger) throws {
        recipes = try StudioRecipes(settings)
        drawing = StudioDrawing(settings.limits)
        limits = settings.limits
        self.logger = logger
    }
}

/// `GET /recipes`, `GET /recipes/NAME`, `POST /preview` and, where the recipe is the user's own, `POST /save`.
struct StudioRoutes: Sendable {
    private let studio: Studio
    private let bodies: BodyReader

    init(_ studio: Studio, limits: ServiceLimits) {
        self.studio = studio
        var limits = limits
        limits.bodyBytes = min(limits.bodyBytes, studio.limits.bodyBytes)
        bodies = BodyReader(limits: limits)
    }

    func add(to router: some RouterMethods<ServiceContext>) {
        router.get("/recipes") { _, _ in list }
        router.get("/recipes/:name") { _, context in
            try answering { try recipe(context.parameters.get("name") ?? "") }
        }
        if studio.recipes.isOpen {
            router.post("/save") { request, _ in
                let asked = try await read(request)
                return try answering { try save(asked) }
            }
        }
    }

    /// What draws, and so takes its share of the machine.
    func addWorking(to router: some RouterMethods<ServiceContext>) {
        router.post("/preview") { request, _ in
            let asked = try await read(request)
            do { return try await preview(asked) } catch { throw problem(error) }
        }
    }

    private struct ListAnswer: Encodable {
        struct Entry: Encodable {
            let name: String
            let summary: String
        }

        let recipes: [Entry]
    }

    private var list: Response {
        .json(ListAnswer(recipes: studio.recipes.entries.map { ListAnswer.Entry(name: $0.name, summary: $0.summary) }))
    }

    private func read(_ request: Request) async throws -> StudioRequest {
        // Pages of other sites can't send this type unasked.
        let type = (request.headers[.contentType] ?? "").split(separator: ";").first ?? ""
        guard type.trimmingCharacters(in: .whitespaces).lowercased() == "application/json" else {
            throw Problem(.unsupportedMediaType, "unknown_content_type", "the content type must be application/json")
        }
        return try .read(try await bodies.bytes(of: request), limits: studio.limits)
    }

    private func recipe(_ name: String) throws -> Response {
        let recipes = studio.recipes
        let entry = try recipes.entry(name.removingPercentEncoding ?? name)
        let yaml = try StudioRecipes.text(entry.path)
        let text = try StudioText(yaml, entry, isOpen: recipes.isOpen)
        let recipe = try text.editor.document.decode(DatasetRecipe.self).recipe
        let edits = recipes.changes.map { change -> [String: String] in
            let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ["set": parts[0], "to": parts.count > 1 ? parts[1] : ""]
        }
        return .snaked(
            RecipeAnswer(
                name: entry.name, summary: entry.summary, yaml: yaml, revision: StudioRecipes.revision(of: yaml),
                seed: recipes.seed,
                samples: ["train": recipe.samples.train, "val": recipe.samples.val, "test": recipe.samples.test],
                controls: try text.controls(), edits: edits, canSave: recipes.isOpen,
                mostSamples: studio.limits.samples))
    }

    /// The recipe's text with the changes of a request.
    private func changed(_ asked: StudioRequest) throws -> (entry: StudioRecipes.Entry, text: StudioText) {
        let entry = try studio.recipes.entry(asked.recipe)
        let yaml = try StudioRecipes.text(entry.path)
        guard StudioRecipes.revision(of: yaml) == asked.base else {
            throw Problem(.conflict, "changed", "the recipe's file was changed meanwhile; load it again")
        }
        var text = try StudioText(yaml, entry, isOpen: studio.recipes.isOpen)
        for edit in asked.changes { try text.apply(edit) }
        return (entry, text)
    }

    private func preview(_ asked: StudioRequest) async throws -> Response {
        let start = ContinuousClock.now
        let text = try changed(asked).text
        var recipe = try text.editor.document.decode(DatasetRecipe.self).recipe
        if let seed = asked.ownSeed { recipe.seed = seed }
        let drawn = try await studio.drawing.draw(
            StudioDrawing.Order(
                yaml: text.editor.yaml, recipe: recipe, split: asked.ofSplit,
                indices: asked.first..<asked.first + asked.number, large: asked.large, page: asked.asker))
        let controls = asked.wantsControls ? try text.controls() : nil
        return .snaked(
            try StudioAnswer(
                drawn, yaml: text.editor.yaml, controls: controls, hidesNotes: !studio.recipes.isOpen,
                milliseconds: start.duration(to: .now) / .milliseconds(1)))
    }

    private struct SaveAnswer: Encodable {
        let yaml: String
        let revision: String
    }

    private func save(_ asked: StudioRequest) throws -> Response {
        let (entry, text) = try changed(asked)
        // What can't be read again is not written.
        _ = try text.editor.document.decode(DatasetRecipe.self)
        let file = URL(fileURLWithPath: entry.path).resolvingSymlinksInPath()
        let yaml = text.editor.yaml
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
            try Data(yaml.utf8).write(to: file, options: .atomic)
            if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path) }
        } catch {
            throw Problem(
                .unprocessableContent, "not_saved", "\(entry.path) can't be written: \(error.systemReason)")
        }
        return .json(SaveAnswer(yaml: yaml, revision: StudioRecipes.revision(of: yaml)))
    }

    private func answering(_ answer: () throws -> Response) throws -> Response {
        do { return try answer() } catch { throw problem(error) }
    }

    /// What is wrong, in words for whoever asks: strangers are told of no file.
    private func problem(_ error: any Error) -> any Error {
        if error is Problem || error is CancellationError { return error }
        var problem = Problem(.unprocessableContent, "recipe", "\(error)")
        if let error = error as? ConfigError { problem.key = error.keyPath }
        if let error = error as? SynthesisError { problem.key = error.keyPath }
        if studio.recipes.isOpen { return problem }
        let isOfKeys =
            switch error {
            case let error as ConfigError: error.code != .missing && error.code != .unreadable
            case let error as SynthesisError: error.code != .missingInput
            default: false
            }
        guard !isOfKeys else { return problem }
        studio.logger.warning("a recipe can't be drawn", metadata: ["reason": "\(error)"])
        return Problem(
            .unprocessableContent, "recipe", "this recipe can't be drawn here; the service's log says why")
    }
}

extension Response {
    /// An answer in JSON, whose keys have their words apart.
    static func snaked(_ value: some Encodable) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(value) else { return Response(status: .internalServerError) }
        return bytes(Array(data), "application/json")
    }
}
