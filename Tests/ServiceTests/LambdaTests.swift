import Foundation
import HTTPTypes
import Hummingbird
import Imaging
import NIOCore
import Recognition
import Synchronization
import Synthesis
import Testing

@testable import Service

@Suite struct LambdaTests {
    /// A function of the fixture's models, whose interface is not asked.
    private func runtime(_ service: ServiceFixture) async throws -> LambdaRuntime {
        try await LambdaRuntime(
            service.settings, address: "127.0.0.1:1", dates: try DateReader(), logger: ServiceFixture.silence)
    }

    private func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func aPictureInAnEventIsReadAsByTheService() async throws {
        let service = try ServiceFixture()
        let runtime = try await runtime(service)
        let picture = ServiceFixture.picture(1)
        let png = Data(try ServiceFixture.png(picture)).base64EncodedString()
        let answer = try await runtime.answer(Array("{\"image\": \"data:image/png;base64,\(png)\"}".utf8))
        let expected = try service.reader().read([picture])[0].text
        #expect(answer.error == nil)
        #expect(try object(answer.body)["prediction"] as? String == expected)
    }

    @Test(arguments: [1, 2])
    func aGatewaysRequestIsAnsweredAsAResponse(format: Int) async throws {
        let service = try ServiceFixture()
        let runtime = try await runtime(service)
        let picture = ServiceFixture.picture(2)
        let body = Data(try ServiceFixture.png(picture)).base64EncodedString()
        let head =
            format == 2
            ? #""version": "2.0", "rawPath": "/predict", "rawQueryString": "alternatives=1", "requestContext": {"http": {"method": "POST", "path": "/predict"}}"#
            : #""httpMethod": "POST", "path": "/predict", "queryStringParameters": {"alternatives": "1"}"#
        let event =
            "{\(head), \"headers\": {\"Content-Type\": \"image/png\", \"content-length\": \"3\"}, "
            + "\"body\": \"\(body)\", \"isBase64Encoded\": true}"
        let answer = try object(try await runtime.answer(Array(event.utf8)).body)
        #expect(answer["statusCode"] as? Int == 200)
        #expect(answer["isBase64Encoded"] as? Bool == false)
        let read = try object(Array(try #require(answer["body"] as? String).utf8))
        #expect(read["prediction"] as? String == (try service.reader().read([picture])[0].text))
        #expect(read["alternatives"] != nil)
        let headers = try #require(answer["headers"] as? [String: String])
        #expect(headers["content-type"]?.hasPrefix("application/json") == true)
    }

    @Test(arguments: [
        ("{", "malformed_event"), ("[]", "malformed_event"), (#"{"path": "x"}"#, "malformed_event"),
        (#"{"httpMethod": "POST", "path": "/predict", "body": "?", "isBase64Encoded": true}"#, "malformed_base64"),
    ])
    func whatIsNoEventIsRefused(event: String, code: String) async throws {
        let runtime = try await runtime(try ServiceFixture())
        let problem = await #expect(throws: Problem.self) { try await runtime.answer(Array(event.utf8)) }
        #expect(problem?.code == code)
    }

    @Test func aRefusalIsAnErrorOfTheInvocation() async throws {
        let runtime = try await runtime(try ServiceFixture())
        let answer = try await runtime.answer(Array(#"{"image": "aGVsbG8="}"#.utf8))
        #expect(answer.error?.errorType == "not_a_picture")
        #expect(answer.error?.errorMessage.isEmpty == false)
    }

    /// A stand-in of the runtime interface: it gives two events, and keeps what it is told.
    private final class Interface: Sendable {
        let events: Mutex<[String]>
        let told = Mutex<[String]>([])
        let isDone: AsyncStream<Void>.Continuation

        init(_ events: [String], _ isDone: AsyncStream<Void>.Continuation) {
            self.events = Mutex(events)
            self.isDone = isDone
        }

        func router() -> Router<BasicRequestContext> {
            let router = Router()
            router.get("/2018-06-01/runtime/invocation/next") { _, _ -> Response in
                guard let event = self.events.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
                    self.isDone.yield()
                    try await Task.sleep(for: .seconds(60))
                    return Response(status: .noContent)
                }
                var response = Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: event)))
                if let name = HTTPField.Name("Lambda-Runtime-Aws-Request-Id") { response.headers[name] = "id-7" }
                return response
            }
            for end in ["response", "error"] {
                router.post("/2018-06-01/runtime/invocation/:id/\(end)") { request, context -> Response in
                    let body = try await request.body.collect(upTo: 1 << 20)
                    let id = context.parameters.get("id") ?? ""
                    self.told.withLock { $0.append("\(id) \(end) \(String(buffer: body))") }
                    return Response(status: .accepted)
                }
            }
            return router
        }
    }

    @Test func eventsAreTakenAndAnsweredOneByOne() async throws {
        let service = try ServiceFixture()
        let png = Data(try ServiceFixture.png(ServiceFixture.picture(3))).base64EncodedString()
        let (done, isDone) = AsyncStream.makeStream(of: Void.self)
        let interface = Interface(["{\"image\": \"\(png)\"}", #"{"image": "aGVsbG8="}"#], isDone)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: interface.router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: ServiceFixture.silence)
        try await TestClient.live(application, ports, port) { client in
            let runtime = try await LambdaRuntime(
                service.settings, address: "127.0.0.1:\(try #require(client.port))", dates: try DateReader(),
                logger: ServiceFixture.silence)
            let running = Task { try await runtime.run() }
            for await _ in done { break }
            running.cancel()
            _ = await running.result
        }
        let told = interface.told.withLock { $0 }
        try #require(told.count == 2)
        #expect(told[0].hasPrefix("id-7 response {\"characters\"") && told[0].contains("\"prediction\""))
        #expect(told[1].hasPrefix("id-7 error {") && told[1].contains("not_a_picture"))
    }
}
