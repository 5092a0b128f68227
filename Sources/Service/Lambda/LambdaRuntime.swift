import Configs
import Foundation
import FoundationNetworking
import Hummingbird
package import Logging
import NIOCore
package import Synthesis

/// Answers the events of AWS Lambda, with the routes that the service has, through the runtime interface for custom runtimes.
///
/// See "Using the Lambda runtime API for custom runtimes" in AWS's developer guide.
package struct LambdaRuntime: Sendable {
    private let base: URL
    private let responder: any HTTPResponder<ServiceContext>
    private let logger: Logger
    private let session: URLSession

    /// Loads the models.
    ///
    /// - Parameters:
    ///   - address: host and port of the runtime interface, as `AWS_LAMBDA_RUNTIME_API` has it.
    /// - Throws: `ServiceError`, and what says why a model can't be loaded; the interface is told, too.
    package init(_ settings: ServiceSettings, address: String, dates: DateReader, logger: Logger) async throws {
        guard let base = URL(string: "http://\(address)/2018-06-01/runtime/") else {
            throw ServiceError(.address, "AWS_LAMBDA_RUNTIME_API is no host and port: '\(address)'")
        }
        self.base = base
        self.logger = logger
        let configuration = URLSessionConfiguration.ephemeral
        // The next event may be long in coming.
        configuration.timeoutIntervalForRequest = 14 * 24 * 3600
        session = URLSession(configuration: configuration)
        do {
            let metrics = ServiceMetrics()
            let models = try ModelStore(settings, dates: dates, metrics: metrics)
            responder = buildRouter(models, settings, metrics: metrics, readiness: Readiness(), logger: logger)
                .buildResponder()
        } catch {
            let failure = LambdaFailure(errorMessage: "\(error)", errorType: "Platen.NotStarted")
            _ = try? await Self.post(failure, to: base.appending(path: "init/error"), session)
            throw error
        }
    }

    /// Answers events until the task is cancelled.
    ///
    /// - Throws: `ServiceError`, where the interface can't be reached.
    package func run() async throws {
        while !Task.isCancelled {
            let given: (Data, HTTPURLResponse)
            do { given = try await next() } catch {
                // SIGTERM comes while it waits for an event: that is no failure.
                if Task.isCancelled { return }
                throw error
            }
            let (event, head) = given
            guard let name = head.value(forHTTPHeaderField: "Lambda-Runtime-Aws-Request-Id"), !name.contains("/") else {
                throw ServiceError(.address, "the runtime interface gave an event without a name")
            }
            let place = base.appending(path: "invocation").appending(path: name)
            do {
                let answer = try await answer(Array(event))
                if let error = answer.error {
                    try await Self.post(error, to: place.appending(path: "error"), session)
                } else {
                    try await Self.post(Data(answer.body), to: place.appending(path: "response"), session)
                }
            } catch let problem as Problem {
                let failure = LambdaFailure(errorMessage: problem.message, errorType: problem.code)
                try await Self.post(failure, to: place.appending(path: "error"), session)
            }
        }
    }

    /// The answer to an event.
    func answer(_ bytes: [UInt8]) async throws -> LambdaAnswer {
        let event = try LambdaEvent(bytes)
        let response = try await responder.respond(to: event.request, context: ServiceContext(logger: logger))
        let collected = CollectedBody()
        try await response.body.write(CollectingWriter(body: collected))
        return try LambdaAnswer(response, body: collected.bytes, isHTTP: event.isHTTP)
    }

    private func next() async throws -> (Data, HTTPURLResponse) {
        let (event, head) = try await Self.reach {
            try await session.data(from: base.appending(path: "invocation/next"))
        }
        guard let head = head as? HTTPURLResponse, head.statusCode == 200 else {
            throw ServiceError(.address, "the runtime interface gives no events")
        }
        return (event, head)
    }

    private static func post(_ failure: LambdaFailure, to url: URL, _ session: URLSession) async throws {
        try await post(try JSONEncoder().encode(failure), to: url, session, type: failure.errorType)
    }

    private static func post(_ body: Data, to url: URL, _ session: URLSession, type: String? = nil) async throws {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let type { request.setValue(type, forHTTPHeaderField: "Lambda-Runtime-Function-Error-Type") }
        let sent = request
        _ = try await reach { try await session.data(for: sent) }
    }

    private static func reach<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as URLError {
            throw ServiceError(
                .address, "the runtime interface can't be reached: \(error.systemReason)")
        }
    }
}
