import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Service

@Suite struct StatusTests {
    @Test func itSaysWhetherItTakesRequests() async throws {
        let service = try ServiceFixture()
        try await service.serve { client in
            let before = try await client.get("/readyz")
            #expect(before.status == .ok)
            service.readiness.drain()
            for path in ["/readyz", "/v2/health/ready"] {
                let answer = try await client.get(path)
                #expect(answer.status == .serviceUnavailable, "\(path)")
            }
            let alive = try await client.get("/healthz")
            #expect(alive.status == .ok)
        }
    }

    @Test func modelsAreDescribed() async throws {
        try await ServiceFixture(models: ["one", "two"]).serve { client in
            let models = try #require(try await client.get("/models").object["models"] as? [[String: Any]])
            #expect(models.map { $0["name"] as? String } == ["one", "two"])
            #expect(models.map { $0["default"] as? Bool } == [true, false])
            #expect(models[0]["characters"] as? [String] == "0123456789/-.".map { String($0) })
            #expect(models[0]["precision"] as? String == "f32")
            #expect((models[0]["input"] as? [String: Any])?["height"] as? Int == 32)
        }
    }

    @Test func requestsAreCounted() async throws {
        let service = try ServiceFixture()
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            _ = try await client.post("/predict", "image/png", png)
            _ = try await client.post("/predict", "image/png", Array("no".utf8))
            let answer = try await client.get("/metrics")
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            for line in [
                "platen_requests_total{method=\"POST\",route=\"/predict\",status=\"200\"} 1",
                "platen_requests_total{method=\"POST\",route=\"/predict\",status=\"415\"} 1",
                "platen_request_seconds_count{route=\"/predict\"} 2", "platen_requests_in_progress 1",
                "platen_refused_total{reason=\"not_a_picture\"} 1", "platen_pictures_total{model=\"digits\"} 1",
                "platen_queue_pictures{model=\"digits\"} 0", "platen_workers{model=\"digits\"} 1",
            ] { #expect(answer.text.split(separator: "\n").contains { $0 == line }, "\(line)\n\(answer.text)") }
        }
    }

    /// Another method than a path has is no unknown path.
    @Test func otherMethodsAreToldWhichThereAre() async throws {
        let service = try ServiceFixture()
        try await service.serve { client in
            for (method, path, allow) in [
                (.get, "/predict", "POST"), (.put, "/extract_date", "POST"), (.delete, "/models", "GET, HEAD"),
                (.trace, "/", "GET, HEAD"), (.options, "/healthz", "GET, HEAD"),
                (.post, "/v2/models/digits/ready", "GET, HEAD"), (.patch, "/v2/models/other/infer?a=b", "POST"),
                (HTTPRequest.Method(rawValue: "BREW") ?? .connect, "/page.css", "GET, HEAD"),
            ] as [(HTTPRequest.Method, String, String)] {
                let answer = try await client.send(method, path)
                #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
                #expect(answer.headers[.allow] == allow, "\(method) \(path)")
                if path.hasPrefix("/v2") {
                    #expect(try answer.object["error"] is String)
                } else {
                    #expect(try answer.problem.code == "wrong_method")
                }
            }
            for path in ["/nothing", "/predict/more", "/v2/models", "/v2/models/a/b/c", "/recipes"] {
                let answer = try await client.send(.put, path)
                #expect(answer.status == .notFound, "\(path)")
            }
        }
    }

    /// Each route is described, and nothing else is: with the page of recipes and without.
    @Test(arguments: [false, true]) func theDescriptionHasTheRoutes(hasStudio: Bool) async throws {
        let service = try ServiceFixture()
        let folder = try TemporaryFolder()
        try "text: {number: {digits: 3}}\nhand: {procedural: {}}\n"
            .write(toFile: folder("small.yml"), atomically: true, encoding: .utf8)
        let studio = try Studio(StudioSettings(.folder(folder.path)), logger: ServiceFixture.silence)
        let router = buildRouter(
            try service.store(), service.settings, metrics: service.metrics, readiness: service.readiness,
            studio: hasStudio ? studio : nil, logger: ServiceFixture.silence)
        let routes = router.routes.map { "\($0.method.rawValue.lowercased()) \($0.path.description)" }
            // The pages' own files, and heads of what can be got, are nothing that a program asks for.
            .filter { !$0.hasPrefix("head ") && !$0.hasSuffix(".js") && !$0.hasSuffix(".css") }
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(ServiceDescription.bytes(hasStudio: hasStudio)))
                as? [String: Any])
        let paths = try #require(root["paths"] as? [String: [String: Any]])
        let described = paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } }
        #expect(
            Set(routes.map { $0.replacing("{name}", with: ":name") })
                == Set(described.map { $0.replacing("{name}", with: ":name") }))
        #expect(described.contains("post /preview") == hasStudio)
    }

    /// Every path is described, and everything described is there.
    @Test func theDescriptionIsWhole() async throws {
        try await ServiceFixture().serve { client in
            let paths = try #require(try await client.get("/openapi.json").object["paths"] as? [String: Any])
            for (path, methods) in paths {
                let plain = path.replacingOccurrences(of: "{name}", with: "digits")
                let isGet = (methods as? [String: Any])?["get"] != nil
                let answer =
                    try await isGet ? client.get(plain) : client.post(plain, "application/json", Array("{}".utf8))
                #expect(answer.status == (isGet ? .ok : .badRequest), "\(path)")
            }
            let script = try await client.get("/readings.js").text
            #expect(script.contains("predict?") && paths["/predict"] != nil)
        }
    }

    @Test(.enabled(if: PythonTools.isThere, "\(PythonTools.absence)"))
    func theDescriptionIsValid() async throws {
        let folder = try TemporaryFolder()
        try Data(PackageResources.openapi_json).write(to: URL(fileURLWithPath: folder("openapi.json")))
        let script = """
            import json, sys
            from openapi_spec_validator import validate
            validate(json.load(open(sys.argv[1])))
            print("valid")
            """
        #expect(try PythonTools.run(script, folder("openapi.json")) == "valid")
    }

    /// A model's file can be replaced while requests come, and none is lost.
    @Test(arguments: [1, 3]) func aFileIsLoadedAnew(workers: Int) async throws {
        var service = try ServiceFixture()
        service.settings.workers = workers
        let path = service.settings.models[0].path
        let store = try service.store()
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve(store) { client in
            let old = try await client.post("/predict", "image/png", png).timeless
            // Another height: pictures that were prepared for the old model do not fit the new one.
            try ServiceFixture.write("0123456789", seed: 99, height: 48, to: path)
            let answers = try await withThrowingTaskGroup(of: (HTTPResponse.Status, String).self) { group in
                for number in 0..<40 {
                    if number == 20 {
                        group.addTask {
                            await store.reload(ServiceFixture.silence); return (.ok, old)
                        }
                    }
                    group.addTask {
                        let answer = try await client.post("/predict", "image/png", png)
                        return (answer.status, answer.timeless)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let new = try await client.post("/predict", "image/png", png).timeless
            #expect(new != old)
            #expect(answers.allSatisfy { $0.0 == .ok && ($0.1 == old || $0.1 == new) })

            // What is no model does not take the place of one.
            try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
            await store.reload(ServiceFixture.silence)
            for _ in 0..<2 * workers {
                #expect(try await client.post("/predict", "image/png", png).timeless == new)
            }
        }
    }

    @Test func aFileThatIsNoModelIsSaid() throws {
        var service = try ServiceFixture()
        service.settings.models[0].path = service.folder("nothing.safetensors")
        #expect(throws: (any Error).self) { try service.store() }
    }
}
