import Foundation
import HTTPTypes
import Hummingbird
import Imaging
import NIOCore
import Recognition

/// Why a request is refused, in words for whoever sent it: they name no file and nothing of the inside.
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// A word for programs.
    let code: String
    let message: String
    /// The key of a recipe that is to blame; nil where it is none.
    var key: String?
    /// The methods that a path has; nil where they are not what is wrong.
    var allow: [HTTPRequest.Method]?
    /// When to try again, s; nil where that is of no use.
    var retrySeconds: Int?
    /// Whether the rest of the request is not read, so that the connection ends.
    var closesConnection = false

    init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    static func badRequest(_ code: String, _ message: String) -> Problem { Problem(.badRequest, code, message) }

    static func busy(_ message: String) -> Problem {
        var problem = Problem(.serviceUnavailable, "busy", message)
        problem.retrySeconds = 1
        return problem
    }

    static func bodyTooLarge(_ limit: Int) -> Problem {
        var problem = Problem(.contentTooLarge, "body_too_large", "the body is longer than \(limit) bytes")
        problem.closesConnection = true
        return problem
    }

    static var tooSlow: Problem {
        var problem = Problem(.requestTimeout, "too_slow", "the body did not come in time")
        problem.closesConnection = true
        return problem
    }

    /// A connection that was cut, or pieces of a body that contradict themselves.
    static var brokenBody: Problem {
        var problem = Problem(.badRequest, "cut_short", "the body is broken or cut short")
        problem.closesConnection = true
        return problem
    }

    static var noDates: Problem {
        Problem(
            .unprocessableContent, "no_dates",
            "this model can't be held to dates: its alphabet can't write them, or it tells one character after the other"
        )
    }

    /// A path that is there, asked by another method.
    static func wrongMethod(_ allow: [HTTPRequest.Method]) -> Problem {
        let names = allow.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "wrong_method", "this path takes \(names) alone")
        problem.allow = allow
        return problem
    }

    /// A picture on which no date can stand.
    static func noDate(picture number: Int, of count: Int) -> Problem {
        Problem(
            .unprocessableContent, "no_date",
            place(of: number, count) + "no date can be read: the picture is too narrow for one")
    }

    private static func place(of number: Int, _ count: Int) -> String {
        count > 1 ? "picture \(number + 1): " : ""
    }

    /// What is wrong with a picture.
    init(_ error: ImagingError, picture number: Int, of count: Int) {
        let place = Self.place(of: number, count)
        switch error.code {
        case .notAnImage, .unsupported:
            self.init(.unsupportedMediaType, "not_a_picture", place + error.message)
        case .tooSlow: self.init(.unprocessableContent, "decode_time", place + error.message)
        case .tooLarge: self.init(.unprocessableContent, "picture_too_large", place + error.message)
        default: self.init(.unprocessableContent, "damaged_picture", place + error.message)
        }
    }

    private struct Body: Encodable {
        struct Details: Encodable {
            let code: String
            let message: String
            let key: String?
        }

        let error: Details
    }

    private struct PlainBody: Encodable {
        let error: String
    }

    /// The answer.
    ///
    /// - Parameter isPlain: whether the error is a text by itself, as the Open Inference Protocol has it.
    func response(isPlain: Bool = false) -> Response {
        var response =
            isPlain
            ? Response.json(PlainBody(error: message), status: status)
            : Response.json(Body(error: Body.Details(code: code, message: message, key: key)), status: status)
        if let allow { response.headers[.allow] = allow.map(\.rawValue).joined(separator: ", ") }
        if let retrySeconds { response.headers[.retryAfter] = String(retrySeconds) }
        if closesConnection { response.headers[.connection] = "close" }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Response {
    /// An answer in JSON, its keys sorted.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return Response(status: .internalServerError) }
        return bytes(Array(data), "application/json", status: status)
    }

    /// An answer in JSON that was written.
    static func json(_ text: JSONText) -> Response {
        text.isWhole ? bytes(text.bytes, "application/json") : Response(status: .internalServerError)
    }

    /// An answer of bytes.
    static func bytes(
        _ bytes: some Collection<UInt8>, _ type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
