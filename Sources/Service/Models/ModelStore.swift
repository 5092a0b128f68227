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
    private let workers: [String: ModelWorker]

    /// Loads the models.
    ///
    /// - Throws: what says which can't be loaded, and why.
    package init(_ settings: ServiceSettings, dates: DateReader, metrics: ServiceMetrics) throws {
        names = settings.models.map(\.name)
        self.dates = dates
        var workers: [String: ModelWorker] = [:]
        for model in settings.models {
            workers[model.name] = try ModelWorker(model, settings, dates: dates.labels, metrics: metrics)
        }
        self.workers = workers
    }

    /// A model by its name, or the first one.
    ///
    /// - Throws: `Problem`, where there is no such model.
    func worker(_ name: String?) throws -> ModelWorker {
        guard let worker = workers[name ?? names.first ?? ""] else {
            throw Problem(.notFound, "no_such_model", "there is no such model; GET /models lists them")
        }
        return worker
    }

    /// All models, in their order.
    var all: [ModelWorker] { names.compactMap { workers[$0] } }

    /// Loads all files anew.
    ///
    /// A file that is no model is logged, and the old one goes on.
    package func reload(_ logger: Logger) async {
        for worker in all {
            do {
                try await worker.reload()
                logger.notice("model loaded anew", metadata: ["model": "\(worker.name)"])
            } catch {
                logger.error(
                    "the model's file can't be loaded; the old one goes on",
                    metadata: ["model": "\(worker.name)", "reason": "\(error)"])
            }
        }
    }
}
