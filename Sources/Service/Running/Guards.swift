import HTTPTypes
import Hummingbird
import Synchronization

/// Lets requests with a key in, where keys are asked for.
struct KeyCheck: RouterMiddleware {
    typealias Context = ServiceContext

    let keys: APIKeys?

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard let keys else { return try await next(request, context) }
        let bearer = request.headers[.authorization].flatMap { value -> Substring? in
            value.lowercased().hasPrefix("bearer ") ? value.dropFirst("bearer ".count) : nil
        }
        guard let key = bearer ?? request.headers[.xAPIKey].map({ $0[...] }), keys.contain(key) else {
            throw Problem(
                .unauthorized, "no_key", "an API key is needed: 'Authorization: Bearer KEY' or 'X-API-Key: KEY'")
        }
        return try await next(request, context)
    }
}

/// Lets so many requests in at once, and no more.
struct Gate: RouterMiddleware {
    typealias Context = ServiceContext

    private final class Count: Sendable { let value = Mutex(0) }

    let limit: Int
    private let count = Count()

    init(limit: Int) { self.limit = limit }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let isFree = count.value.withLock { value in
            guard value < limit else { return false }
            value += 1
            return true
        }
        guard isFree else {
            var problem = Problem.busy("too many requests are being answered; try again")
            problem.closesConnection = true
            throw problem
        }
        defer { count.value.withLock { $0 -= 1 } }
        return try await next(request, context)
    }
}
