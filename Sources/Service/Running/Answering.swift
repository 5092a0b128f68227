import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The outermost layer: gives each request a name, counts and logs it, and makes an answer of every error.
struct Answering: RouterMiddleware {
    typealias Context = ServiceContext

    let metrics: ServiceMetrics
    let logger: Logger
    /// The page of another site that browsers may let read answers.
    let origin: String?
    /// What there is to be asked.
    var paths = KnownPaths()

    /// How long a client may take to read why the rest of its request is not wanted, before the connection ends.
    private static let parting = TimeAmount.seconds(1)

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = Self.name(of: request)
        metrics.began()
        let start = ContinuousClock.now
        var response: Response
        if origin != nil, request.method == .options {
            response = Response(status: .noContent)
        } else {
            response = await answer(request, context, next)
        }
        complete(&response, context)
        let seconds = start.duration(to: .now) / .seconds(1)
        // Paths that are not served would make a line of counts each.
        let route = context.endpointPath ?? "none"
        metrics.ended(
            route: route, method: Self.known(request.method), status: response.status.code, seconds: seconds)
        logger.log(
            level: response.status.code >= 500 ? .warning : .info, "request",
            metadata: [
                "request_id": "\(context.requestID)", "method": "\(Self.known(request.method))", "route": "\(route)",
                "status": "\(response.status.code)",
                "milliseconds": "\((seconds * 1e5).rounded() / 100)",
            ])
        // A body that nobody expects would be taken for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(
        _ request: Request, _ context: ServiceContext, _ next: (Request, ServiceContext) async throws -> Response
    ) async -> Response {
        let isPlain = request.uri.path.hasPrefix("/v2")
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            metrics.refused(problem.code)
            if problem.closesConnection { end(context.channel) }
            return problem.response(isPlain: isPlain)
        } catch let error as HTTPError {
            let problem = problem(of: error, request)
            metrics.refused(problem.code)
            return problem.response(isPlain: isPlain)
        } catch {
            logger.error(
                "request failed", metadata: ["request_id": "\(context.requestID)", "reason": "\(error)"])
            return Problem(.internalServerError, "internal", "the service failed; its log says more")
                .response(isPlain: isPlain)
        }
    }

    private func problem(of error: HTTPError, _ request: Request) -> Problem {
        guard error.status == .notFound else {
            return Problem(error.status, "bad_request", "the request is not understood")
        }
        let methods = paths.methods(of: request.uri.path)
        guard methods.isEmpty else { return .wrongMethod(methods) }
        return Problem(.notFound, "no_such_path", "there is nothing at this path; /openapi.json tells what there is")
    }

    private func end(_ channel: (any Channel)?) {
        guard let channel else { return }
        _ = channel.eventLoop.scheduleTask(in: Self.parting) { channel.close(promise: nil) }
    }

    private func complete(_ response: inout Response, _ context: ServiceContext) {
        response.headers[.xRequestID] = context.requestID
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        guard let origin else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlAllowHeaders] = "authorization, content-type, x-api-key, x-request-id"
        response.headers[.accessControlAllowMethods] = "GET, POST, OPTIONS"
        response.headers[.accessControlExposeHeaders] = "x-request-id"
        if origin != "*" { response.headers[.vary] = "origin" }
    }

    /// The name that a client gave it, where that is short and plain, or a new one.
    private static func name(of request: Request) -> String {
        if let given = request.headers[.xRequestID], (1...64).contains(given.utf8.count),
            given.utf8.allSatisfy({ isPlain($0) })
        {
            return given
        }
        return String(UInt64.random(in: .min ... .max), radix: 16)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func known(_ method: HTTPRequest.Method) -> String {
        [.get, .post, .head, .options, .put, .delete, .patch].contains(method) ? method.rawValue : "other"
    }
}

extension HTTPField.Name {
    /// A request's name.
    static var xRequestID: Self { known("X-Request-Id") }
    static var xAPIKey: Self { known("X-Api-Key") }
    static var referrerPolicy: Self { known("Referrer-Policy") }
    static var permissionsPolicy: Self { known("Permissions-Policy") }
    static var inferenceHeaderContentLength: Self { known("Inference-Header-Content-Length") }

    /// A name that is known to be one: a constant of this module, each of which the tests send or read.
    static func known(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is no name of a header") }
        return name
    }
}
