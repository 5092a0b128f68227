package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// A studio without its socket, for this machine alone.
package func buildStudio(
    _ settings: StudioSettings, port: Int = 0, logger: Logger,
    whenRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let studio = try Studio(settings, logger: logger)
    let limits = ServiceLimits()
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    let paths = KnownPaths()
    router.add(middleware: Answering(metrics: ServiceMetrics(), logger: logger, origin: nil, paths: paths))
    router.add(middleware: LoopbackCheck())
    PageRoutes.addStudio(to: router, atRoot: true)
    let routes = StudioRoutes(studio, limits: limits)
    routes.add(to: router)
    routes.addWorking(to: router)
    paths.take(router.routes.map { ($0.path.description, $0.method) })
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    return Application(
        router: router, server: .http1(configuration: .init(idleTimeout: .seconds(Int64(limits.idleSeconds)))),
        configuration: ApplicationConfiguration(
            address: .hostname("127.0.0.1", port: port), serverName: "platen",
            availableConnectionsDelegate: .maximum(64, logger: quiet)),
        onServerRunning: { channel in await whenRunning(channel.localAddress?.port ?? 0) }, logger: quiet)
}

/// Serves a studio until the task is cancelled.
///
/// - Throws: what says why it can't start.
package func runStudio(
    _ settings: StudioSettings, port: Int, logger: Logger, whenRunning: @escaping @Sendable (Int) async -> Void
) async throws {
    let application = try buildStudio(settings, port: port, logger: logger, whenRunning: whenRunning)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    let group = ServiceGroup(configuration: .init(services: [application], logger: quiet))
    let serving = Task { try await group.run() }
    do {
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    } catch let error as IOError {
        throw ServiceError(
            .address, "cannot listen at port \(port): \(error.localizedReason); choose another with --port")
    }
}
