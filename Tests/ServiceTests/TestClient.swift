import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import ServiceLifecycle

@testable import Service

/// An answer of the service.
struct TestResponse: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: [UInt8]
}

/// Asks a service: its routes themselves, or only its port, where it listens.
///
/// Hummingbird's own testing library would have a client for sockets with TLS built along with it.
struct TestClient: Sendable {
    struct Failure: Error {}

    /// The port; nil where the routes are asked themselves.
    let port: Int?
    private let respond: @Sendable (Request) async throws -> TestResponse

    /// A client of a service that does not run.
    init<Application: ApplicationProtocol>(_ application: Application) async throws {
        let responder = try await application.responder
        let logger = application.logger
        port = nil
        respond = { request in
            let context = Application.Context(source: .init(channel: NIOAsyncTestingChannel(), logger: logger))
            let response = try await responder.respond(to: request, context: context)
            let body = CollectedBody()
            try await response.body.write(CollectingWriter(body: body))
            return TestResponse(status: response.status, headers: response.headers, body: body.bytes)
        }
    }

    private init(port: Int) {
        self.port = port
        respond = { _ in throw Failure() }
    }

    /// Runs a service while something is done with it.
    static func live<Value: Sendable>(
        _ application: some ApplicationProtocol, _ ports: AsyncStream<Int>, _ port: AsyncStream<Int>.Continuation,
        _ body: @Sendable (TestClient) async throws -> Value
    ) async throws -> Value {
        let services = ServiceGroup(configuration: .init(services: [application], logger: ServiceFixture.silence))
        let running = Task {
            defer { port.finish() }
            try await services.run()
        }
        guard let port = await ports.first(where: { _ in true }) else {
            try await running.value
            throw Failure()
        }
        let result: Result<Value, any Error>
        do { result = .success(try await body(TestClient(port: port))) } catch { result = .failure(error) }
        await services.triggerGracefulShutdown()
        try await running.value
        return try result.get()
    }

    /// Sends a request.
    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: [UInt8] = []
    ) async throws -> TestResponse {
        var headers = headers
        if method == .post { headers[.contentLength] = String(body.count) }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        return try await respond(Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
    }

    /// Sends a body.
    func post(
        _ path: String, _ type: String, _ body: some Sequence<UInt8>, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = type
        return try await send(.post, path, headers: headers, body: Array(body))
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.get, path, headers: headers)
    }
}
