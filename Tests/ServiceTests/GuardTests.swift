import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Service

@Suite struct GuardTests {
    @Test func keysAreAskedForWhereThereAreSome() async throws {
        var service = try ServiceFixture()
        try Data("# the first\nsixteen-characters-1\n\n  sixteen-characters-2  \n".utf8)
            .write(to: URL(fileURLWithPath: service.folder("keys")))
        service.settings.keys = try APIKeys(path: service.folder("keys"))
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let refused = try await client.post("/predict", "image/png", png)
            #expect(refused.status == .unauthorized)
            #expect(refused.headers[.wwwAuthenticate] == "Bearer")
            for path in ["/models", "/metrics", "/v2/models/digits"] {
                #expect(try await client.get(path).status == .unauthorized, "\(path)")
            }
            for path in ["/", "/healthz", "/readyz", "/openapi.json", "/v2/health/live"] {
                #expect(try await client.get(path).status == .ok, "\(path)")
            }
            let wrong: HTTPFields = [.authorization: "Bearer sixteen-characters-3"]
            #expect(try await client.post("/predict", "image/png", png, headers: wrong).status == .unauthorized)
            let bearer: HTTPFields = [.authorization: "Bearer sixteen-characters-2"]
            #expect(try await client.post("/predict", "image/png", png, headers: bearer).status == .ok)
            let header: HTTPFields = [.xAPIKey: "sixteen-characters-1"]
            #expect(try await client.post("/predict", "image/png", png, headers: header).status == .ok)
        }
    }

    @Test(arguments: [
        ("", "there is no API key in this file"), ("# none\n", "there is no API key in this file"),
        ("short\n", "an API key is shorter than 16 characters"),
    ]) func badKeyFilesAreRefused(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder("keys")))
        #expect { try APIKeys(path: folder("keys")) } throws: { "\($0)".contains(reason) }
    }

    @Test func otherSitesReadAnswersOnlyWhereTheyMay() async throws {
        var service = try ServiceFixture()
        try await service.serve { client in
            let answer = try await client.get("/healthz")
            #expect(answer.headers[.accessControlAllowOrigin] == nil)
        }
        service.settings.origin = "https://example.org"
        try await service.serve { client in
            let answer = try await client.send(.options, "/predict")
            #expect(answer.status == .noContent)
            #expect(answer.headers[.accessControlAllowOrigin] == "https://example.org")
            #expect(try await client.get("/healthz").headers[.accessControlAllowOrigin] == "https://example.org")
        }
    }

    @Test func requestsHaveNames() async throws {
        try await ServiceFixture().serve { client in
            let names = [
                try await client.get("/healthz").headers[.xRequestID],
                try await client.get("/healthz").headers[.xRequestID],
            ]
            #expect(Set(names).count == 2 && !names.contains(nil))
            #expect(try await client.get("/healthz", headers: [.xRequestID: "mine-7"]).headers[.xRequestID] == "mine-7")
            let hostile = try await client.get("/healthz", headers: [.xRequestID: "a b\"c"]).headers[.xRequestID]
            #expect(hostile != nil && hostile != "a b\"c")
        }
    }

    @Test func thePageTakesNothingFromElsewhere() async throws {
        try await ServiceFixture().serve { client in
            let page = try await client.get("/")
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            for rule in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
                #expect(policy.contains(rule))
            }
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.referrerPolicy] == "no-referrer")
            // Every file that it names is there.
            for match in page.text.matches(of: /(?:href|src)="([a-z]+\.[a-z]+)"/) {
                #expect(try await client.get("/\(match.output.1)").status == .ok, "\(match.output.1)")
            }
            let script = try await client.get("/page.js").text
            for match in script.matches(of: /from "\.\/([a-z]+\.js)"/) {
                #expect(try await client.get("/\(match.output.1)").status == .ok, "\(match.output.1)")
            }
            for path in ["/", "/page.js", "/drawing.js", "/readings.js", "/page.css"] {
                #expect(try await client.get(path).text.firstMatch(of: /https?:\/\/(?!www\.w3\.org)/) == nil)
            }
        }
    }
}
