import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// The service as a user runs it.
@Suite struct ServeTests {
    /// A model of a moment's training, and its run's folder.
    private static func model(_ folder: TemporaryFolder) async throws -> String {
        let recipe = """
            samples: {train: 40, val: 8, test: 8}
            text: {number: {digits: 2}}
            fonts: {faces: [Liberation Serif], size: 24}
            page: {height: 32}
            """
        let training = """
            name: small
            alphabet: "0123456789"
            model: {crnn: {width: 4, hidden: 8}}
            data: {pool: 1, train: [{recipe: recipe.yml}], val: [{recipe: recipe.yml}]}
            training: {steps: 2, batch: 4, threads: 1, validate_every: 2, save_every: 2}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        let outcome = await (try Program(["train", folder("train.yml"), "-o", folder("run"), "--quiet"])).outcome()
        #expect(outcome.code == 0)
        return folder("run/best.safetensors")
    }

    /// The lines of a log, objects.
    private static func lines(_ path: String) throws -> [[String: String]] {
        try contents(path).split(separator: "\n").compactMap {
            try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
        }
    }

    @Test func itServesUntilItIsToldToStop() async throws {
        let folder = try TemporaryFolder()
        let model = try await Self.model(folder)
        let log = folder("log")
        try Data().write(to: URL(fileURLWithPath: log))
        let program = try Program(
            ["serve", "--model", model, "--port", "0"], errors: try FileHandle(forWritingTo: URL(fileURLWithPath: log)))
        try await program.wait { try Self.lines(log).contains { $0["message"] == "serving" } }
        let line = try #require(try Self.lines(log).first { $0["message"] == "serving" })
        #expect(line["models"] == "run")
        let address = try #require(line["url"])
        #expect(address.hasPrefix("http://127.0.0.1:"))

        let (body, answer) = try await URLSession.shared.data(from: try #require(URL(string: address + "models")))
        #expect((answer as? HTTPURLResponse)?.statusCode == 200)
        let models = try #require(try object(String(decoding: body, as: UTF8.self))["models"] as? [[String: Any]])
        #expect(models.map { $0["name"] as? String } == ["run"])

        program.send(SIGHUP)
        try await program.wait { try Self.lines(log).contains { $0["message"] == "model loaded anew" } }
        program.send(SIGTERM)
        #expect(await program.outcome().code == 0)
        let lines = try Self.lines(log)
        #expect(lines.contains { $0["message"] == "shutting down" })
        // Each request is a line.
        #expect(lines.contains { $0["route"] == "/models" && $0["status"] == "200" && $0["request_id"] != nil })
    }

    @Test func whatCanNotBeServedIsSaid() async throws {
        let folder = try TemporaryFolder()
        let nothing = folder("nothing.safetensors")
        #expect(try await failure(66, "serve", "--model", nothing).contains(nothing))
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: folder("bad.safetensors")))
        #expect(try await failure(65, "serve", "--model", folder("bad.safetensors")).contains("bad.safetensors"))
        #expect(try await failure(66, "serve", "--model", nothing, "--api-keys", folder("keys")).contains("API keys"))
        #expect(
            try await failure(64, "serve", "--model", "a=x", "--model", "a=y")
                .contains("two models are called 'a'"))
        #expect(try await failure(64, "serve", "--model", nothing, "--max-body", "0").contains("--max-body"))
        #expect(try await failure(64, "serve", "--model", nothing, "--workers", "0").contains("--workers"))
        #expect(try await failure(64, "serve", "--model", nothing, "--decode-time", "0").contains("--decode-time"))
    }

    /// Without a model the one that came with the program is served, where there is one.
    @Test func theModelThatCameAlongIsFound() async throws {
        let folder = try TemporaryFolder()
        let message = try await failure(66, "serve", in: folder.path)
        #expect(message.contains("there is no models/digits.safetensors") && message.contains("--model FILE"))
        try FileManager.default.createDirectory(atPath: folder("models"), withIntermediateDirectories: true)
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: folder("models/digits.safetensors")))
        #expect(try await failure(65, "serve", in: folder.path).contains("digits.safetensors"))
    }

    @Test func aPortThatIsTakenIsSaid() async throws {
        let folder = try TemporaryFolder()
        let model = try await Self.model(folder)
        let log = folder("log")
        try Data().write(to: URL(fileURLWithPath: log))
        let program = try Program(
            ["serve", "--model", model, "--port", "0"], errors: try FileHandle(forWritingTo: URL(fileURLWithPath: log)))
        try await program.wait { try Self.lines(log).contains { $0["message"] == "serving" } }
        let address = try #require(try Self.lines(log).compactMap { $0["url"] }.first)
        let port = try #require(URL(string: address)?.port)
        let second = try await platen("serve", "--model", model, "--port", "\(port)")
        #expect(second.code == 73)
        #expect(second.errors.contains("cannot listen at 127.0.0.1, port \(port)"), "\(second.errors)")
        program.send(SIGINT)
        #expect(await program.outcome().code == 0)

        let nowhere = try await platen("serve", "--model", model, "--host", "no-such-host.invalid")
        #expect(nowhere.code == 73)
        #expect(
            nowhere.errors.contains("cannot listen at no-such-host.invalid: no address of that name is known"),
            "\(nowhere.errors)")
    }

    @Test(arguments: [
        "foo", "their.site", "https://", "https://their.site/", "https://a.example,https://b.example", "",
    ])
    func whatIsNoSiteCannotBeLetIn(origin: String) async throws {
        let outcome = try await platen("serve", "--cors", origin)
        #expect(outcome.code == 64)
        #expect(
            outcome.errors.contains("--cors must be '*' or a site such as https://example.org, got '\(origin)'"),
            "\(outcome.errors)")
    }
}
