import Foundation
import HTTPTypes
import Imaging
import NIOCore
import TestSupport
import Testing

@testable import Recognition
@testable import Service

@Suite struct LimitTests {
    @Test func aLongBodyIsRefusedBeforeItIsRead() async throws {
        var service = try ServiceFixture()
        service.settings.limits.bodyBytes = 1000
        try await service.serve { client in
            let answer = try await client.post("/predict", "image/png", [UInt8](repeating: 7, count: 1001))
            #expect(answer.status == .contentTooLarge)
            #expect(
                try answer.problem == Refusal(code: "body_too_large", message: "the body is longer than 1000 bytes"))
            #expect(answer.headers[.connection] == "close")
            #expect(
                try await client.post("/predict", "image/png", [UInt8](repeating: 7, count: 1000)).status
                    == .unsupportedMediaType)
        }
    }

    @Test func largePicturesAreRefusedBeforeTheyAreDecoded() async throws {
        var service = try ServiceFixture()
        service.settings.limits.pixels = 10_000
        service.settings.limits.aspect = 20
        let large = try ServiceFixture.png(Bitmap(width: 101, height: 100))
        let long = try ServiceFixture.png(Bitmap(width: 210, height: 10))
        let fitting = try ServiceFixture.png(Bitmap(width: 200, height: 10))
        try await service.serve { client in
            let answer = try await client.post("/predict", "image/png", large)
            #expect(answer.status == .unprocessableContent)
            #expect(
                try answer.problem
                    == Refusal(
                        code: "picture_too_large",
                        message: "the picture: the image is 101x100: more than 10000 pixels are refused"))
            let other = try await client.post("/predict", "image/png", long)
            #expect(
                try other.problem
                    == Refusal(
                        code: "picture_too_large",
                        message: "the picture: the image is 210x10: sides of more than 1 to 20 are refused"))
            #expect(try await client.post("/predict", "image/png", fitting).status == .ok)
        }
    }

    /// A picture whose decoding does not end in time is refused, and counted.
    @Test func slowPicturesAreRefused() async throws {
        var service = try ServiceFixture()
        service.settings.limits.decodeSeconds = 0
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let form = form([png, png])
            for answer in [
                try await client.post("/predict", "image/png", png),
                try await client.post("/extract_date", form.type, form.body),
            ] {
                #expect(answer.status == .unprocessableContent)
                #expect(try answer.problem.code == "decode_time")
                #expect(try answer.problem.message.contains("the picture: decoding it takes too long"))
            }
        }
        #expect(service.metrics.text([]).contains("platen_refused_total{reason=\"decode_time\"} 2\n"))
    }

    /// One request's fault is not another's, though they are read together.
    @Test func damagedPicturesHarmNoOthers() async throws {
        let service = try ServiceFixture()
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let alone = try await client.post("/predict", "image/png", png).timeless
            let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for number in 0..<40 {
                    let body = number % 2 == 0 ? png : Array(png.dropLast(20 + number))
                    group.addTask { try await client.post("/predict", "image/png", body) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == .ok && $0.timeless == alone }.count == 20)
            #expect(answers.filter { $0.status == .unprocessableContent }.count == 20)
        }
    }

    /// Base64 with the line ends that mail has, and data URLs in capitals.
    @Test func base64MayHaveLines() async throws {
        let service = try ServiceFixture()
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        let lines = Data(png).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn])
        try await service.serve { client in
            for body in [lines, " \(lines)\r\n", "DATA:image/png;BASE64,\(Data(png).base64EncodedString())"] {
                #expect(try await client.post("/predict", "text/plain", Data(body.utf8)).status == .ok)
            }
            for body in ["data:image/png;base64", "data:" + String(repeating: "a", count: 2000) + ";base64,aaaa"] {
                let answer = try await client.post("/predict", "text/plain", Data(body.utf8))
                #expect(try answer.problem.code == "malformed_base64")
            }
        }
    }

    @Test func soManyPicturesAndNoMore() async throws {
        var service = try ServiceFixture()
        service.settings.limits.pictures = 2
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let form = form([png, png, png])
            let answer = try await client.post("/predict", form.type, form.body)
            #expect(answer.status == .contentTooLarge)
            #expect(
                try answer.problem
                    == Refusal(
                        code: "too_many_pictures", message: "a request may hold 2 pictures, and this one holds 3"))
        }
    }

    struct Malformed: Sendable, CustomTestStringConvertible {
        let type: String
        let body: String
        let status: Int
        let code: String
        var path = "/predict"

        var testDescription: String { "\(path) \(type) \(body.prefix(40))" }
    }

    @Test(arguments: [
        Malformed(type: "application/json", body: "{", status: 400, code: "malformed_json"),
        Malformed(type: "application/json", body: "[1]", status: 400, code: "malformed_json"),
        Malformed(type: "application/json", body: "{\"image\":5}", status: 400, code: "malformed_json"),
        Malformed(type: "application/json", body: "{}", status: 400, code: "no_picture"),
        Malformed(type: "application/json", body: "{\"images\":[]}", status: 400, code: "no_picture"),
        Malformed(type: "application/json", body: "{\"image\":\"\"}", status: 400, code: "no_picture"),
        Malformed(type: "application/json", body: "{\"image\":\"?!\"}", status: 400, code: "malformed_base64"),
        Malformed(
            type: "application/json", body: "{\"image\":\"data:image/png,abc\"}", status: 400, code: "malformed_base64"),
        Malformed(type: "application/json", body: "{\"image\":\"aGVsbG8=\"}", status: 415, code: "not_a_picture"),
        Malformed(type: "multipart/form-data", body: "x", status: 400, code: "malformed_form"),
        Malformed(type: "multipart/form-data; boundary=b", body: "x", status: 400, code: "malformed_form"),
        Malformed(type: "multipart/form-data; boundary=b", body: "--b", status: 400, code: "malformed_form"),
        Malformed(
            type: "multipart/form-data; boundary=b",
            body: "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nabc",
            status: 400, code: "malformed_form"),
        Malformed(
            type: "multipart/form-data; boundary=b",
            body: "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nabc\r\n--b--", status: 400,
            code: "no_picture"),
        Malformed(type: "image/png", body: "hello", status: 415, code: "not_a_picture"),
        Malformed(type: "image/png", body: "", status: 400, code: "no_picture"),
        Malformed(type: "image/png", body: "\u{89}PNG", status: 415, code: "not_a_picture"),
        Malformed(type: "text/html", body: "hello", status: 415, code: "unknown_content_type"),
        Malformed(type: "", body: "hello", status: 415, code: "unknown_content_type"),
        Malformed(type: "image/png", body: "x", status: 400, code: "alternatives", path: "/predict?alternatives=many"),
        Malformed(type: "image/png", body: "x", status: 400, code: "alternatives", path: "/predict?alternatives=21"),
    ]) func whatIsNoRequestIsRefusedWithAReason(_ request: Malformed) async throws {
        let service = try ServiceFixture()
        let folder = service.folder.path
        try await service.serve { client in
            let answer = try await client.post(request.path, request.type, Array(request.body.utf8))
            #expect(answer.status.code == request.status)
            #expect(try answer.problem.code == request.code)
            #expect(!answer.text.contains(folder) && !answer.text.contains(".swift"))
        }
    }

    @Test func damagedPicturesAreRefused() async throws {
        let service = try ServiceFixture()
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        var jpeg: [UInt8] = []
        try JPEGEncoder().encode(ServiceFixture.picture(1), quality: 90, into: &jpeg)
        let sound = jpeg
        try await service.serve { client in
            #expect(try await client.post("/predict", "image/jpeg", sound).status == .ok)
            for (body, type) in [
                (Array(png.dropLast(40)), "image/png"), (Array(sound.prefix(sound.count / 2)), "image/jpeg"),
            ] {
                let answer = try await client.post("/predict", type, body)
                #expect(answer.status == .unprocessableContent)
                #expect(try answer.problem.code == "damaged_picture")
            }
            let form = form([png, Array(png.dropLast(30))])
            let second = try await client.post("/predict", form.type, form.body)
            #expect(try second.problem.message.hasPrefix("picture 2: the picture: damaged PNG"))
        }
    }

    @Test func unknownPathsAndMethodsAreSaid() async throws {
        try await ServiceFixture().serve { client in
            let answer = try await client.get("/nothing")
            #expect(answer.status == .notFound)
            #expect(try answer.problem.code == "no_such_path")
        }
    }

    /// No answer to a request for a head has a body: it would be taken for the beginning of the next answer.
    @Test func headsHaveNoBody() async throws {
        try await ServiceFixture().serve { client in
            for (path, status) in [("/nothing", 404), ("/healthz", 200), ("/v2/models/none", 404)] {
                let answer = try await client.send(.head, path)
                #expect(answer.status.code == status && answer.body.isEmpty, "\(path)")
            }
        }
    }

    /// A body in pieces whose lengths are none is the client's fault.
    @Test func brokenPiecesAreRefused() async throws {
        try await ServiceFixture().serve(isLive: true) { client in
            let port = try #require(client.port)
            let answer = try await Socket.exchange(
                port,
                "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\nzz\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        }
    }

    /// What there is no room for is told to come again.
    @Test func aFullQueueSaysWhenToTryAgain() async throws {
        let queue = WorkQueue<Int>(limit: 3)
        #expect(queue.add(1, size: 2))
        #expect(!queue.add(2, size: 2))
        #expect(queue.add(3, size: 1))
        #expect(queue.size == 3)
        #expect(queue.take(upTo: 2) == [1])
        #expect(queue.take(upTo: 2) == [3])
        queue.close()
        #expect(!queue.add(4, size: 1))
        #expect(queue.take(upTo: 2) == nil)
        #expect(queue.take(upTo: 2) == nil)

        var service = try ServiceFixture()
        service.settings.limits.queue = 2
        let form = form(try (0..<3).map { try ServiceFixture.png(ServiceFixture.picture($0)) })
        try await service.serve { client in
            let answer = try await client.post("/predict", form.type, form.body)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "1")
            #expect(try answer.problem.code == "busy")
        }
        #expect(service.metrics.text([]).contains("platen_refused_total{reason=\"busy\"} 1\n"))
    }

    @Test func soManyRequestsAtOnceAndNoMore() async throws {
        var service = try ServiceFixture()
        service.settings.limits.requests = 0
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let answer = try await client.post("/predict", "image/png", png)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "1")
            // Whether it is alive can be asked all the same.
            #expect(try await client.get("/healthz").status == .ok)
        }
    }

    /// A body that does not come is not waited for.
    @Test func slowBodiesAreEnded() async throws {
        var service = try ServiceFixture()
        service.settings.limits.bodySeconds = 1
        try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            let start = ContinuousClock.now
            let answer = try await Socket.exchange(
                port, "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 500\r\n\r\nabc")
            #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout"), "\(answer)")
            #expect(start.duration(to: .now) < .seconds(20))
        }
    }

    @Test func idleConnectionsAreClosed() async throws {
        var service = try ServiceFixture()
        service.settings.limits.idleSeconds = 1
        try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            let start = ContinuousClock.now
            #expect(try await Socket.exchange(port, "POST /predict HTT") == "")
            #expect(start.duration(to: .now) < .seconds(20))
        }
    }

    /// The rest of a body that is too long is not read; the answer comes, and the connection ends.
    @Test func aLongBodyEndsTheConnection() async throws {
        var service = try ServiceFixture()
        service.settings.limits.bodyBytes = 1000
        try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            let answer = try await Socket.exchange(
                port,
                "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 50000000\r\n\r\nabc")
            #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer)")
        }
    }
}
