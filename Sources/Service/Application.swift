package import Hummingbird
package import Logging
import NIOCore

/// A service without its socket: routes, and what stands before them.
///
/// - Parameters:
///   - studio: recipes that the page shows; nil for none.
///   - address: where it listens once it is run.
package func buildApplication(
    _ models: ModelStore, _ settings: ServiceSettings, metrics: ServiceMetrics, readiness: Readiness = Readiness(),
    studio: Studio? = nil, address: BindAddress = .hostname("127.0.0.1", port: 0), logger: Logger,
    whenRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let router = buildRouter(
        models, settings, metrics: metrics, readiness: readiness, studio: studio, logger: logger)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    return Application(
        router: router,
        server: .http1(configuration: .init(idleTimeout: .seconds(Int64(settings.limits.idleSeconds)))),
        configuration: ApplicationConfiguration(
            address: address, serverName: "platen",
            availableConnectionsDelegate: .maximum(settings.limits.connections, logger: quiet)),
        onServerRunning: { channel in await whenRunning(channel.localAddress?.port ?? 0) }, logger: quiet)
}

/// The routes, and what stands before them.
func buildRouter(
    _ models: ModelStore, _ settings: ServiceSettings, metrics: ServiceMetrics, readiness: Readiness,
    studio: Studio? = nil,
    logger: Logger
) -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    let paths = KnownPaths()
    router.add(middleware: Answering(metrics: metrics, logger: logger, origin: settings.origin, paths: paths))
    let status = StatusRoutes(
        models: models, metrics: metrics, readiness: readiness, hasStudio: studio != nil)
    let bodies = BodyReader(limits: settings.limits)
    let reading = PictureReading(models, settings.limits)
    status.addOpen(to: router)
    PageRoutes.add(to: router, hasStudio: studio != nil)
    let guarded = router.group().add(middleware: KeyCheck(keys: settings.keys))
    status.addGuarded(to: guarded)
    let inference = InferenceRoutes(reading: reading, bodies: bodies, status: status)
    inference.addOpen(to: router)
    inference.addGuarded(to: guarded)
    let working = guarded.group().add(middleware: Gate(limit: settings.limits.requests))
    PredictRoutes(reading: reading, bodies: bodies).add(to: working)
    inference.addWorking(to: working)
    if let studio {
        PageRoutes.addStudio(to: router, atRoot: false)
        let routes = StudioRoutes(studio, limits: settings.limits)
        routes.add(to: guarded)
        routes.addWorking(to: working)
    }
    paths.take(router.routes.map { ($0.path.description, $0.method) })
    return router
}
