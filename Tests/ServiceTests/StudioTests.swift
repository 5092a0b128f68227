import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Service

/// The studio of `preview --serve` and of `serve --recipes`.
@Suite struct StudioTests {
    private static let recipe = """
        # Small numbers. For tests.
        name: small
        samples: {train: 100, val: 10, test: 10}
        text: {number: {digits: 3}}
        fonts: {faces: [Liberation Serif], size: 24}
        page: {height: 32, margin: 3}
        camera:
          - blur: 0..1     # a little

        """

    /// A folder with a recipe, one that names a file, and a training.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let files = [
            "small.yml": Self.recipe,
            "secret.yml": Self.recipe.replacing(
                "{number: {digits: 3}}", with: "{word: {files: [\(folder("words.txt"))]}}"),
            "training.yml": "name: x\nalphabet: \"0123456789\"\nmodel: {crnn: {}}\n", "notes.txt": "nothing",
        ]
        try "one\ntwo\n".write(toFile: folder("words.txt"), atomically: true, encoding: .utf8)
        for (name, text) in files { try text.write(toFile: folder(name), atomically: true, encoding: .utf8) }
    }

    private func own(
        _ folder: TemporaryFolder, changes: [String] = [], _ limit: (inout StudioLimits) -> Void = { _ in }
    ) async throws -> TestClient {
        var settings = StudioSettings(.file(folder("small.yml"), changes: changes, seed: nil))
        limit(&settings.limits)
        return try await TestClient(try buildStudio(settings, logger: ServiceFixture.silence))
    }

    /// The studio of a folder, beside a service.
    private func shared(_ folder: TemporaryFolder) async throws -> TestClient {
        let service = try ServiceFixture()
        let studio = try Studio(StudioSettings(.folder(folder.path)), logger: ServiceFixture.silence)
        return try await TestClient(
            buildApplication(
                try service.store(), service.settings, metrics: service.metrics, studio: studio,
                logger: ServiceFixture.silence))
    }

    private func ask(
        _ client: TestClient, _ body: [String: Any], at path: String = "/preview", headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await client.post(
            path, "application/json", try JSONSerialization.data(withJSONObject: body), headers: headers)
    }

    private func base(_ client: TestClient, _ name: String = "small") async throws -> String {
        try #require(try await client.get("/recipes/\(name)").object["revision"] as? String)
    }

    private func request(
        _ client: TestClient, _ more: [String: Any], recipe: String = "small"
    ) async throws -> [String: Any] {
        let request: [String: Any] = ["recipe": recipe, "base": try await base(client, recipe), "count": 2]
        return request.merging(more) { $1 }
    }

    @Test func aRecipeIsShownWithItsKeys() async throws {
        let client = try await own(folder)
        let list = try #require(try await client.get("/recipes").object["recipes"] as? [[String: String]])
        #expect(list == [["name": "small", "summary": "Small numbers."]])
        let recipe = try await client.get("/recipes/small").object
        #expect(recipe["yaml"] as? String == Self.recipe)
        #expect(recipe["can_save"] as? Bool == true)
        let controls = try #require(recipe["controls"] as? [[String: Any]])
        let fonts = try #require(controls.first { $0["key"] as? String == "fonts" }?["controls"] as? [[String: Any]])
        let size = try #require(fonts.first { $0["path"] as? String == "fonts.size" })
        #expect(size["value"] as? String == "24" && size["unit"] as? String == "px" && size["lower"] as? Double == 2)
        #expect(size["is_given"] as? Bool == true && size["kind"] as? String == "quantity")
        #expect(try await client.get("/recipes/other").problem.code == "no_such_recipe")
    }

    @Test func samplesAreDrawnWithTheChanges() async throws {
        let client = try await own(folder)
        let plain = try await ask(client, try await request(client, ["large": 1])).object
        let samples = try #require(plain["samples"] as? [[String: Any]])
        #expect(samples.map { $0["index"] as? Int } == [0, 1])
        #expect(samples.allSatisfy { ($0["label"] as? String)?.count == 3 && $0["height"] as? Int == 32 })
        #expect(samples.allSatisfy { ($0["image"] as? String)?.hasPrefix("data:image/png;base64,iVBOR") == true })
        let large = try #require(plain["large"] as? [String: Any])
        #expect(large["label"] as? String == samples[1]["label"] as? String)
        #expect((large["characters"] as? [[String: Any]])?.count == 3)
        let steps = try #require(large["steps"] as? [[String: Any]])
        #expect(steps.compactMap { $0["name"] as? String } == ["text", "paper.plain", "ink", "print", "camera.blur"])
        #expect(plain["controls"] == nil)

        let edits = [
            ["set": "page.height", "to": "40"], ["set": "text.number.digits", "to": "5"],
            ["add": "invert", "to": "camera"], ["set": "camera[0].blur.probability", "to": "0.5"],
        ]
        let changed = try await ask(client, try await request(client, ["edits": edits, "controls": true])).object
        let others = try #require(changed["samples"] as? [[String: Any]])
        #expect(others.allSatisfy { ($0["label"] as? String)?.count == 5 && $0["height"] as? Int == 40 })
        let yaml = try #require(changed["yaml"] as? String)
        #expect(yaml.contains("text: {number: {digits: 5}}") && yaml.contains("page: {height: 40, margin: 3}"))
        #expect(yaml.contains("  - blur: {sigma: 0..1, probability: 0.5}     # a little\n  - invert\n"))
        #expect((changed["controls"] as? [Any])?.isEmpty == false)
        let again = try await ask(client, try await request(client, ["seed": 9])).object
        #expect((again["samples"] as? [[String: Any]])?.first?["label"] as? String != samples[0]["label"] as? String)
    }

    @Test func whatIsWrongIsSaidWithItsPlace() async throws {
        let client = try await own(folder)
        for (path, value) in [("fonts.size", "big"), ("page.margin", "-1"), ("camera[0].blur.probability", "2")] {
            let answer = try await ask(client, try await request(client, ["edits": [["set": path, "to": value]]]))
            #expect(answer.status == .unprocessableContent)
            let error = try #require(try answer.object["error"] as? [String: Any])
            #expect(error["key"] as? String == path)
            #expect((error["message"] as? String)?.contains("small.yml:") == true, "\(answer.text)")
        }
        let missing = try await ask(
            client, try await request(client, ["edits": [["set": "fonts.faces", "to": "[No Such Face]"]]]))
        #expect(missing.status == .unprocessableContent)
    }

    @Test func changesAreSavedWhenAsked() async throws {
        let client = try await own(folder, changes: ["page.margin=5"])
        let edits = try #require(try await client.get("/recipes/small").object["edits"] as? [[String: String]])
        #expect(edits == [["set": "page.margin", "to": "5"]])
        let request = try await request(client, ["edits": edits + [["set": "fonts.size", "to": "30"]]])
        #expect(try await ask(client, request).status == .ok)
        #expect(try String(contentsOfFile: folder("small.yml"), encoding: .utf8) == Self.recipe)
        let saved = try await ask(client, request, at: "/save").object
        let wanted = Self.recipe.replacing("size: 24", with: "size: 30").replacing("margin: 3", with: "margin: 5")
        #expect(try String(contentsOfFile: folder("small.yml"), encoding: .utf8) == wanted)
        #expect(saved["yaml"] as? String == wanted)
        #expect(saved["revision"] as? String == (try await base(client)))
        // What was asked of the text before the change is not done to another.
        #expect(try await ask(client, request, at: "/save").problem.code == "changed")
        #expect(try await ask(client, request).problem.code == "changed")
        let broken = try await self.request(client, ["edits": [["set": "fonts.size", "to": "big"]]])
        #expect(try await ask(client, broken, at: "/save").status == .unprocessableContent)
        #expect(try String(contentsOfFile: folder("small.yml"), encoding: .utf8) == wanted)
    }

    @Test func othersChangeNumbersSwitchesAndWordsAlone() async throws {
        let client = try await shared(folder)
        let names = try #require(try await client.get("/recipes").object["recipes"] as? [[String: String]])
        #expect(names.map { $0["name"] } == ["secret", "small"])
        let allowed = [
            ["set": "fonts.size", "to": "30"], ["set": "page.overflow", "to": "redraw"],
            ["add": "noise", "to": "camera"], ["set": "camera[1].noise.amount", "to": "[0.1, 0.2]"],
            ["remove": "camera[0]"], ["set": "page.crop", "to": "{}"], ["set": "page.crop.left", "to": "0.1"],
            ["reset": "fonts.size"],
        ]
        #expect(try await ask(client, try await request(client, ["edits": allowed])).status == .ok)
        let forbidden = [
            ["set": "fonts.faces", "to": "[{file: /etc/passwd}]"], ["set": "fonts.faces[0].file", "to": "/etc/passwd"],
            ["set": "fonts.catalog", "to": "/etc/passwd"], ["set": "text", "to": "{word: {files: [/etc/passwd]}}"],
            ["set": "text.word.files", "to": "[/etc/passwd]"], ["set": "paper", "to": "{texture: /etc}"],
            ["set": "paper[0].texture.path", "to": "/etc"], ["add": "{texture: /etc}", "to": "paper"],
            ["add": "texture", "to": "paper"], ["set": "page.crop", "to": "{left: 0.1}"],
            ["set": "camera", "to": "[blur]"], ["set": "include", "to": "[receipt]"], ["set": "name", "to": "x"],
            ["set": "output.layout", "to": "flat"], ["reset": "text"], ["remove": "text"], ["remove": "fonts.faces[0]"],
            ["set": "fonts.size", "to": "!!binary aGk="], ["set": "fonts.size", "to": "*x"],
            ["set": "fonts.size", "to": "3\nname: y"],
        ]
        for edit in forbidden {
            let answer = try await ask(client, try await request(client, ["edits": [edit]]))
            #expect(answer.status == .forbidden || answer.status == .unprocessableContent, "\(edit)")
            #expect(!answer.text.contains("root:"), "\(edit)")
        }
        #expect(try await ask(client, try await request(client, [:]), at: "/save").status == .notFound)
    }

    @Test func othersSeeNoFileButTheRecipeItself() async throws {
        let client = try await shared(folder)
        let recipe = try await client.get("/recipes/secret").object
        let controls = try JSONSerialization.data(withJSONObject: try #require(recipe["controls"]))
        #expect(!String(decoding: controls, as: UTF8.self).contains("words.txt"))
        try FileManager.default.removeItem(atPath: folder("words.txt"))
        let answer = try await ask(
            client, ["recipe": "secret", "base": try #require(recipe["revision"]), "count": 1])
        #expect(answer.status == .unprocessableContent && !answer.text.contains(folder.path))
        for name in ["..%2Fsmall", "%2Fetc%2Fpasswd", "small.yml", "training", "..", "small%00", "notes"] {
            #expect(try await client.get("/recipes/\(name)").status == .notFound, "\(name)")
        }
    }

    @Test func tooMuchIsRefused() async throws {
        let client = try await own(folder) {
            ($0.samples, $0.edits, $0.bodyBytes, $0.pixels) = (4, 3, 2000, 40_000)
        }
        func status(_ more: [String: Any]) async throws -> HTTPResponse.Status {
            try await ask(client, try await request(client, more)).status
        }
        #expect(try await status(["count": 5]) == .badRequest)
        #expect(try await status(["count": -1]) == .badRequest)
        #expect(try await status(["start": -1]) == .badRequest)
        #expect(try await status(["start": Int.max]) == .badRequest)
        #expect(try await status(["large": Int.max]) == .badRequest)
        #expect(try await status(["split": "dev"]) == .badRequest)
        #expect(try await status(["page": String(repeating: "x", count: 65)]) == .badRequest)
        let edit = ["set": "fonts.size", "to": "20"]
        #expect(try await status(["edits": [edit, edit, edit]]) == .ok)
        #expect(try await status(["edits": [edit, edit, edit, edit]]) == .badRequest)
        #expect(
            try await status(["edits": [["set": "name", "to": String(repeating: "x", count: 2000)]]])
                == .contentTooLarge)
        #expect(try await status(["edits": [["set": "page.width", "to": "2000"]]]) == .unprocessableContent)
        #expect(try await client.post("/preview", "application/json", Array("{".utf8)).status == .badRequest)
        #expect(try await client.post("/preview", "text/plain", Array("{}".utf8)).status == .unsupportedMediaType)
    }

    @Test func drawingEndsInTime() async throws {
        let slow = try await own(folder) { $0.seconds = 0.0001 }
        #expect(try await ask(slow, try await request(slow, ["count": 20])).problem.code == "too_slow")
    }

    @Test func ofAPageTheNewestRequestIsDrawn() async throws {
        let client = try await own(folder)
        let request = try await request(client, ["count": 24, "page": "one"])
        let data = try JSONSerialization.data(withJSONObject: request)
        let codes = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for _ in 0..<6 {
                group.addTask { try await client.post("/preview", "application/json", data).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.contains(.ok))
        #expect(codes.allSatisfy { $0 == .ok || $0 == .conflict })
    }

    @Test func thisMachineAlone() async throws {
        let client = try await own(folder)
        #expect(try await client.get("/recipes").status == .ok)
        #expect(try await client.get("/recipes", headers: [.origin: "http://localhost"]).status == .ok)
        #expect(
            try await client.get("/recipes", headers: [.origin: "http://evil.example"]).problem.code == "wrong_origin")
        let foreign = try await ask(
            client, try await request(client, [:]), at: "/save", headers: [.secFetchSite: "cross-site"])
        #expect(foreign.problemCode == "wrong_origin")
        for host in ["localhost", "localhost:5001", "127.0.0.1:80", "[::1]:5001", "[::1]", "LOCALHOST:1"] {
            #expect(LoopbackCheck.isLoopback(host), "\(host)")
        }
        for host in [
            "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:5001", "", "[::2]", "::1", "[::1",
        ] {
            #expect(!LoopbackCheck.isLoopback(host), "\(host)")
        }
    }

    @Test func thePagesLeadToEachOther() async throws {
        let (shared, own) = (try await shared(folder), try await own(folder))
        #expect(try await shared.get("/").text.contains("href=\"studio\""))
        #expect(try await shared.get("/studio").text.contains("drawing-link"))
        #expect(try await own.get("/").text.contains("studio.js"))
        #expect(try await !own.get("/").text.contains("drawing-link"))
        let service = try ServiceFixture()
        let plain = try await service.serve { try await $0.get("/").text }
        #expect(!plain.contains("studio"))
        for name in ["studio.js", "controls.js", "studio.css", "page.css"] {
            #expect(try await own.get("/\(name)").status == .ok, "\(name)")
        }
    }
}

extension TestResponse {
    fileprivate var problemCode: String? { try? problem.code }
}
