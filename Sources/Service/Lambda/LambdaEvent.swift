import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An event of AWS Lambda as a request of the service.
///
/// Function URLs and API gateways (payload formats 1.0 and 2.0) and load balancers wrap an HTTP request; whoever invokes the
/// function itself sends what `POST /predict` takes, `{"image": "..."}`, and a `path` where another route is wanted.
struct LambdaEvent {
    /// The request that it stands for.
    let request: Request
    /// Whether the answer is wrapped as an HTTP response; else it is the answer's body.
    let isHTTP: Bool

    /// Reads an event.
    ///
    /// - Throws: `Problem`, where it is no event that is known.
    init(_ bytes: [UInt8]) throws {
        guard let event = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Problem.badRequest("malformed_event", "the event is no JSON object")
        }
        let http = (event["requestContext"] as? [String: Any])?["http"] as? [String: Any]
        if let method = (http?["method"] ?? event["httpMethod"]) as? String {
            request = try Self.request(of: event, method: method)
            isHTTP = true
        } else {
            let path = event["path"] as? String ?? "/predict"
            guard path.hasPrefix("/") else { throw Problem.badRequest("malformed_event", "'path' must begin with '/'") }
            request = Self.request(
                .post, path, headers: [.contentType: "application/json"], body: bytes)
            isHTTP = false
        }
    }

    private static func request(of event: [String: Any], method: String) throws -> Request {
        guard let method = HTTPRequest.Method(method) else {
            throw Problem.badRequest("malformed_event", "the event's method is none of HTTP")
        }
        var headers = HTTPFields()
        for (name, value) in event["headers"] as? [String: String] ?? [:] {
            // The length is that of the body as it is here.
            guard let name = HTTPField.Name(name), name != .contentLength, name != .transferEncoding else { continue }
            headers[name] = value
        }
        let body = event["body"] as? String ?? ""
        var bytes = Array(body.utf8)
        if event["isBase64Encoded"] as? Bool == true {
            guard let decoded = Data(base64Encoded: body) else {
                throw Problem.badRequest("malformed_base64", "the event's body is no base64")
            }
            bytes = Array(decoded)
        }
        return request(method, path(of: event), headers: headers, body: bytes)
    }

    /// The path with its query.
    private static func path(of event: [String: Any]) -> String {
        let path = (event["rawPath"] ?? event["path"]) as? String ?? "/"
        if let query = event["rawQueryString"] as? String { return query.isEmpty ? path : path + "?" + query }
        let parameters = event["queryStringParameters"] as? [String: String] ?? [:]
        guard !parameters.isEmpty else { return path }
        var components = URLComponents()
        components.queryItems = parameters.sorted { $0.key < $1.key }.map {
            URLQueryItem(name: $0.key, value: $0.value)
        }
        return path + "?" + (components.percentEncodedQuery ?? "")
    }

    private static func request(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: [UInt8]
    ) -> Request {
        var headers = headers
        headers[.contentLength] = String(body.count)
        let head = HTTPRequest(method: method, scheme: "https", authority: "lambda", path: path, headerFields: headers)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    }
}

/// What a function answers.
struct LambdaAnswer {
    /// The answer, JSON.
    let body: [UInt8]
    /// What went wrong, where nothing wraps the answer's status.
    let error: LambdaFailure?

    /// Wraps the service's answer as the event wants it.
    init(_ response: Response, body: [UInt8], isHTTP: Bool) throws {
        guard isHTTP else {
            self.body = body
            let isFine = (200..<300).contains(response.status.code)
            error = isFine ? nil : LambdaFailure(body: body, status: response.status.code)
            return
        }
        var headers: [String: String] = [:]
        for field in response.headers { headers[field.name.canonicalName] = field.value }
        let text = String(validating: body, as: UTF8.self)
        let answer: [String: Any] = [
            "statusCode": response.status.code, "headers": headers, "isBase64Encoded": text == nil,
            "body": text ?? Data(body).base64EncodedString(),
        ]
        self.body = Array(try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys]))
        error = nil
    }
}

/// An invocation that failed, as the runtime interface takes it.
struct LambdaFailure: Encodable, Equatable {
    let errorMessage: String
    let errorType: String

    init(errorMessage: String, errorType: String) {
        self.errorMessage = errorMessage
        self.errorType = errorType
    }

    /// The failure that a refusal's body tells.
    init(body: [UInt8], status: Int) {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        let error = object?["error"] as? [String: Any]
        errorMessage = error?["message"] as? String ?? "status \(status)"
        errorType = error?["code"] as? String ?? "refused"
    }
}
