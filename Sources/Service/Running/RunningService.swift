import Foundation
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
package import Synthesis
import UnixSignals

/// Loads the models and serves them until the task is cancelled, which lets requests in progress end first.
///
/// SIGHUP loads the models' files anew.
///
/// - Parameters:
///   - dates: the dates that `/extract_date` reads.
///   - studio: the recipes that the page shows; nil for none.
///   - whenRunning: is told the port.
/// - Throws: what says why it can't start.
package func runService(
    _ settings: ServiceSettings, host: String, port: Int, dates: DateReader, studio: StudioSettings? = nil,
    logger: Logger,
    whenRunning: @escaping @Sendable (Int) async -> Void
) async throws {
    let metrics = ServiceMetrics()
    let models = try ModelStore(settings, dates: dates, metrics: metrics)
    let readiness = Readiness()
    let application = buildApplication(
        models, settings, metrics: metrics, readiness: readiness,
        studio: try studio.map { try Studio($0, logger: logger) },
        address: .hostname(host, port: port), logger: logger, whenRunning: whenRunning)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    var configuration = ServiceGroupConfiguration(
        services: [Reloading(models: models, logger: logger), application], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(longestDrain)
    let group = ServiceGroup(configuration: configuration)
    // A task of its own: cancelling it would cut off what is being answered.
    let serving = Task { try await group.run() }
    do {
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            readiness.drain()
            logger.notice("shutting down")
            Task { await group.triggerGracefulShutdown() }
        }
    } catch let error as IOError {
        throw ServiceError(
            .address, "cannot listen at \(host), port \(port): \(error.localizedReason); choose another with --port")
    } catch is SocketAddressError.UnknownHost {
        throw ServiceError(
            .address,
            "cannot listen at \(host): no address of that name is known; --host takes a name or an address of this machine"
        )
    }
}

/// How long requests in progress may take once the service is told to stop, s.
private let longestDrain = 30

/// Loads models anew at SIGHUP.
private struct Reloading: Service {
    let models: ModelStore
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            await models.reload(logger)
        }
    }
}

extension IOError {
    /// What the system says.
    var localizedReason: String { String(cString: strerror(errnoCode)) }
}
