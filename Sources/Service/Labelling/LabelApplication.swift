import Foundation
package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The application in which a person corrects readings, without its socket.
package func buildLabelling(
    _ session: LabelSession, address: BindAddress = .hostname("127.0.0.1", port: 0), logger: Logger,
    whenRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    let paths = KnownPaths()
    router.add(middleware: Answering(metrics: ServiceMetrics(), logger: quiet, origin: nil, paths: paths))
    router.add(middleware: LoopbackCheck())
    LabelRoutes(session: session).add(to: router)
    paths.take(router.routes.map { ($0.path.description, $0.method) })
    return Application(
        router: router, configuration: ApplicationConfiguration(address: address, serverName: "platen"),
        onServerRunning: { channel in await whenRunning(channel.localAddress?.port ?? 0) }, logger: quiet)
}

/// Serves the page on this machine alone until the task is cancelled.
///
/// - Throws: `ServiceError`, where the port can't be listened at.
package func runLabelling(
    _ session: LabelSession, port: Int, logger: Logger, whenRunning: @escaping @Sendable (Int) async -> Void
) async throws {
    let application = buildLabelling(
        session, address: .hostname("127.0.0.1", port: port), logger: logger, whenRunning: whenRunning)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(5)
    let group = ServiceGroup(configuration: configuration)
    let serving = Task { try await group.run() }
    do {
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    } catch let error as IOError {
        throw ServiceError(
            .address,
            "cannot listen at port \(port): \(String(cString: strerror(error.errnoCode))); choose another with --port")
    }
}
