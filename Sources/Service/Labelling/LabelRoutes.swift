import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Recognition

/// The page that asks about readings, and what it asks for.
struct LabelRoutes: Sendable {
    let session: LabelSession

    /// The longest answer of a person, bytes.
    private static let longest = 65_536
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private struct Answer: Decodable {
        let state: LabelRow.State
        let text: String?
    }

    func add(to router: some RouterMethods<ServiceContext>) {
        router.get("/") { _, _ in file(PackageResources.label_html, "text/html; charset=utf-8") }
        router.get("/label.css") { _, _ in file(PackageResources.label_css, "text/css; charset=utf-8") }
        router.get("/label.js") { _, _ in file(PackageResources.label_js, "text/javascript; charset=utf-8") }
        router.get("/next") { _, _ in Response.json(try await session.view()) }
        router.get("/pictures/:number") { _, context in
            var response = Response.bytes(try await session.picture(try number(context)), "image/png")
            // The next one is fetched ahead.
            response.headers[.cacheControl] = "private, max-age=600"
            return response
        }
        router.post("/rows/:number") { request, context in
            let answer: Answer = try await body(of: request)
            let text = answer.text ?? ""
            guard answer.state == .accepted || answer.state == .skipped || answer.state == .corrected else {
                throw Problem.badRequest("bad_state", "state must be accepted, corrected or skipped")
            }
            guard answer.state != .corrected || !text.isEmpty, !text.contains(where: \.isNewline) else {
                throw Problem.badRequest("bad_text", "a label is one line and not empty; skip what can't be read")
            }
            return Response.json(try await session.answer(try number(context), answer.state, text: text))
        }
        router.post("/back") { request, _ in
            try requireJSON(request)
            return Response.json(try await session.takeBack())
        }
    }

    private func number(_ context: ServiceContext) throws -> Int {
        guard let number = context.parameters.get("number", as: Int.self) else {
            throw Problem(.notFound, "no_such_picture", "there is no such picture")
        }
        return number
    }

    private func body<Value: Decodable>(of request: Request) async throws -> Value {
        try requireJSON(request)
        let buffer: ByteBuffer
        do { buffer = try await request.body.collect(upTo: Self.longest) } catch {
            throw Problem.bodyTooLarge(Self.longest)
        }
        do { return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView)) } catch {
            throw Problem.badRequest("bad_json", "the body is not what is wanted: {\"state\": ..., \"text\": ...}")
        }
    }

    /// Pages of other sites can't send JSON here without asking first, and are never let.
    private func requireJSON(_ request: Request) throws {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw Problem(.unsupportedMediaType, "not_json", "the body must be application/json")
        }
    }

    private func file(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Response.bytes(bytes, type)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
