import HTTPTypes
package import Logging
import Recognition
import Samples
package import Synthesis

/// The models of a service, by their names.
package final class ModelStore: Sendable {
    /// Their names, in the order in which they were given; the first one reads where a request names none.
    let names: [String]
    /// What dates mean.
    let dates: DateReader
    private let models: [String: ServedModel]

    /// Loads the models.
    ///
    /// - Throws: what says which can't be loaded, and why.
    package init(_ settings: ServiceSettings, dates: DateReader, metrics: ServiceMetrics) throws {
        names = settings.models.map(\.name)
        self.dates = dates
        var models: [String: ServedModel] = [:]
        for model in settings.models {
            models[model.name] = try ServedModel(model, settings, dates: dates.labels, metrics: metrics)
        }
        self.models = models
    }

    /// A model by its name, or the first one.
    ///
    /// - Throws: `Problem`, where there is no such model.
    func model(_ name: String?) throws -> ServedModel {
        guard let model = models[name ?? names.first ?? ""] else {
            throw Problem(.notFound, "no_such_model", "there is no such model; GET /models lists them")
        }
        return model
    }

    /// All models, in their order.
    var all: [ServedModel] { names.compactMap { models[$0] } }

    /// Loads all files anew.
    ///
    /// A file that is no model is logged, and the old one goes on.
    package func reload(_ logger: Logger) async {
        for model in all {
            do {
                try await model.reload()
                logger.notice("model loaded anew", metadata: ["model": "\(model.name)"])
            } catch {
                logger.error(
                    "the model's file can't be loaded; the old one goes on",
                    metadata: ["model": "\(model.name)", "reason": "\(error)"])
            }
        }
    }
}
