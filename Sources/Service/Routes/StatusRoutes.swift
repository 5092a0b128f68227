import Foundation
import HTTPTypes
import Hummingbird
import Neural
import Recognition

/// `GET /healthz`, `/readyz`, `/metrics`, `/models` and `/openapi.json`.
struct StatusRoutes: Sendable {
    let models: ModelStore
    let metrics: ServiceMetrics
    let readiness: Readiness
    let hasStudio: Bool

    private struct Status: Encodable {
        let status: String
    }

    private struct ModelList: Encodable {
        let models: [ModelEntry]
    }

    private struct ModelEntry: Encodable {
        struct Input: Encodable {
            let height: Int
            let width: Int?
            let color: String
        }

        let name: String
        let title: String
        let isDefault: Bool
        let characters: [String]
        let foldsCase: Bool
        let readsDates: Bool
        let input: Input
        let precision: String
        let parameters: Int
        let step: Int
        let metrics: [String: Double]
        let loadedAt: String

        private enum CodingKeys: String, CodingKey {
            case name, title, characters, input, precision, parameters, step, metrics
            case isDefault = "default"
            case foldsCase = "folds_case"
            case readsDates = "reads_dates"
            case loadedAt = "loaded_at"
        }
    }

    /// Those that anyone may ask.
    func addOpen(to router: some RouterMethods<ServiceContext>) {
        router.get("/healthz") { _, _ in Response.json(Status(status: "alive")) }
        router.get("/readyz") { _, _ in ready }
        let description = ServiceDescription.bytes(hasStudio: hasStudio)
        router.get("/openapi.json") { _, _ in Response.bytes(description, "application/json") }
    }

    /// Those that need a key where keys are asked for.
    func addGuarded(to router: some RouterMethods<ServiceContext>) {
        router.get("/metrics") { _, _ in
            let text = metrics.text(models.all.map { ($0.name, $0.waiting, $0.workerCount) })
            return Response.bytes(Array(text.utf8), "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("/models") { _, _ in
            Response.json(ModelList(models: models.all.enumerated().map { entry($1, isDefault: $0 == 0) }))
        }
    }

    var ready: Response {
        readiness.isReady
            ? .json(Status(status: "ready")) : .json(Status(status: "shutting down"), status: .serviceUnavailable)
    }

    private func entry(_ served: ServedModel, isDefault: Bool) -> ModelEntry {
        let model = served.description
        return ModelEntry(
            name: served.name, title: model.card.name, isDefault: isDefault, characters: model.card.characters,
            foldsCase: model.card.foldsCase, readsDates: model.dates != nil,
            input: ModelEntry.Input(
                height: model.card.input.height, width: model.card.input.width, color: model.card.input.color.rawValue),
            precision: model.precision.rawValue, parameters: model.parameterCount,
            step: model.card.step, metrics: model.card.metrics,
            loadedAt: model.loadedAt.formatted(.iso8601))
    }
}
