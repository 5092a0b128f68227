import Foundation
import HTTPTypes
import Hummingbird
import Imaging
import Synchronization
import TestSupport
import Testing

@testable import Recognition
@testable import Service

/// A page that asks about three readings.
private struct LabelFixture {
    let folder: TemporaryFolder
    let session: LabelSession
    let tables: Tables

    final class Tables: Sendable { let all = Mutex<[String]>([]) }

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let rows = [("12", 0.9), ("34", 0.2), ("5<6", 0.6)].enumerated().map { number, reading in
            LabelRow(
                path: "\(number).png", reading: reading.0, probability: reading.1,
                characters: reading.0.map { .init(text: String($0), probability: $0 == "4" ? 0.3 : 0.95) })
        }
        for number in rows.indices {
            try ImageFile.write(ServiceFixture.picture(number, width: 120), path: folder("\(number).png"))
        }
        let tables = Tables()
        self.tables = tables
        session = LabelSession(rows, folder: folder.path, output: "labels.tsv") { text in
            tables.all.withLock { $0.append(text) }
        }
    }

    func client() async throws -> TestClient {
        try await TestClient(buildLabelling(session, logger: ServiceFixture.silence))
    }

    var saved: [LabelRow] {
        get throws { try LabelTable.rows(of: tables.all.withLock { $0.last ?? "" }, name: "table") }
    }
}

@Suite struct LabelRouteTests {
    private func post(_ client: TestClient, _ path: String, _ body: String) async throws -> TestResponse {
        try await client.post(path, "application/json", Array(body.utf8))
    }

    @Test func answersAreSavedBeforeTheyAreAnswered() async throws {
        let fixture = try LabelFixture()
        let client = try await fixture.client()
        let first = try await client.get("/next").object
        let item = try #require(first["item"] as? [String: Any])
        #expect(item["reading"] as? String == "34")
        #expect(first["next"] as? Int == 2)
        let second = try await post(client, "/rows/1", #"{"state": "corrected", "text": "84"}"#).object
        #expect((second["item"] as? [String: Any])?["reading"] as? String == "5<6")
        // The most doubtful first, and corrected.
        #expect(try fixture.saved.map(\.text) == ["84", "5<6", "12"])
        #expect(try fixture.saved.map(\.state) == [.corrected, .read, .read])
        // A correction to what was read is none.
        _ = try await post(client, "/rows/2", #"{"state": "corrected", "text": "5<6"}"#)
        #expect(try fixture.saved.map(\.state) == [.corrected, .accepted, .read])
        let back = try await post(client, "/back", "{}").object
        #expect((back["item"] as? [String: Any])?["number"] as? Int == 2)
        _ = try await post(client, "/rows/2", #"{"state": "skipped"}"#)
        let last = try await post(client, "/rows/0", #"{"state": "accepted"}"#).object
        #expect(last["item"] == nil)
        #expect(last["expected"] == nil)
        #expect(last["counts"] as? [String: Int] == ["accepted": 1, "corrected": 1, "skipped": 1])
        #expect(try fixture.saved.map(\.state) == [.corrected, .skipped, .accepted])
    }

    @Test func expectationsFollowTheAnswers() async throws {
        let client = try await LabelFixture().client()
        func accuracy(_ response: TestResponse) throws -> Double {
            let expected = try #require(try response.object["expected"] as? [String: Double])
            let (low, mean, high) = try (
                #require(expected["low"]), #require(expected["accuracy"]), #require(expected["high"])
            )
            #expect(low <= mean && mean <= high)
            return mean
        }
        let before = try accuracy(try await client.get("/next"))
        let wrong = try accuracy(try await post(client, "/rows/0", #"{"state": "corrected", "text": "13"}"#))
        #expect(wrong < before)
    }

    @Test func picturesAreShown() async throws {
        let fixture = try LabelFixture()
        let client = try await fixture.client()
        let response = try await client.get("/pictures/1")
        #expect(response.headers[.contentType] == "image/png")
        #expect(try ImageFile.decode(response.body, name: "1") == ServiceFixture.picture(1, width: 120))
        for path in ["/pictures/3", "/pictures/-1", "/pictures/x", "/pictures/..%2F0.png"] {
            #expect(try await client.get(path).status == .notFound, "\(path)")
        }
    }

    @Test func whatIsNoAnswerIsRefused() async throws {
        let fixture = try LabelFixture()
        let client = try await fixture.client()
        for body in [
            "{}", "", #"{"state": "read"}"#, #"{"state": "corrected"}"#, #"{"state": "corrected", "text": "a\nb"}"#,
        ] {
            #expect(try await post(client, "/rows/0", body).status == .badRequest, "\(body)")
        }
        #expect(try await post(client, "/rows/9", #"{"state": "accepted"}"#).status == .notFound)
        #expect(try await post(client, "/back", "{}").status == .conflict)
        // As a page of another site would send it.
        let plain = try await client.post("/rows/0", "text/plain", Array(#"{"state": "accepted"}"#.utf8))
        #expect(plain.status == .unsupportedMediaType)
        #expect(fixture.tables.all.withLock { $0.isEmpty })
    }

    @Test func whatCanNotBeSavedIsNotTaken() async throws {
        struct Full: Error {}
        let session = LabelSession(
            [LabelRow(path: "0.png", reading: "1", probability: 0.5)], folder: "/", output: "t"
        ) { _ in throw Full() }
        let client = try await TestClient(buildLabelling(session, logger: ServiceFixture.silence))
        #expect(try await post(client, "/rows/0", #"{"state": "accepted"}"#).status == .internalServerError)
        let view = try await client.get("/next").object
        #expect((view["counts"] as? [String: Int])?["read"] == 1)
    }
}

/// The page in a real browser, by the keyboard alone.
@Suite(.enabled(if: Chromium.isThere, "\(Chromium.absence)"))
struct LabelPageTests {
    @Test func theKeyboardAnswers() async throws {
        let fixture = try LabelFixture()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = buildLabelling(fixture.session, logger: ServiceFixture.silence) { port.yield($0) }
        let printed = try await TestClient.live(application, ports, port) { client in
            let port = try #require(client.port)
            let shot = ProcessInfo.processInfo.environment["PLATEN_LABEL_SHOT"] ?? ""
            return try await aside {
                try Chromium.run(Self.script, "http://127.0.0.1:\(port)/", shot)
            }
        }
        let found = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
        #expect(found["first"] as? String == "34")
        #expect(found["selected"] as? String == "4")
        #expect(found["focus"] as? String == "text")
        #expect(found["word"] as? String == "Correct")
        #expect(found["second"] as? String == "5<6")
        #expect(found["third"] as? String == "12")
        #expect(found["again"] as? String == "5<6")
        #expect((found["expected"] as? String)?.contains("expected to be right") == true)
        #expect(found["done"] as? Bool == true)
        #expect(found["wide"] as? Int == 360)
        #expect(found["complaints"] as? [String] == [])
        #expect(try fixture.saved.map(\.text) == ["38", "5<6", "12"])
        #expect(try fixture.saved.map(\.state) == [.corrected, .skipped, .accepted])
    }

    private static let script = """
        url, shot = sys.argv[1], sys.argv[2]
        def until(holds):
            for _ in range(2400):
                if page.evaluate(holds): return
                page.wait_for_timeout(25)
            raise TimeoutError(holds)
        def shown(text):
            until("document.getElementById('text').value == %s" % json.dumps(text))
            return page.input_value("#text")
        page = browser.new_context(viewport={"width": 900, "height": 820}).new_page()
        complaints = []
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto(url)
        found = {"first": shown("34"), "focus": page.evaluate("document.activeElement.id"),
            "selected": page.evaluate("getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)")}
        until("document.getElementById('picture').naturalWidth == 120")
        if shot:
            page.screenshot(path=shot + "-light.png")
            page.emulate_media(color_scheme="dark")
            page.screenshot(path=shot + "-dark.png")
        page.keyboard.type("8")
        found["word"] = page.inner_text("#accept-word")
        page.keyboard.press("Enter")
        found["second"] = shown("5<6")
        page.keyboard.press("Enter")
        found["third"] = shown("12")
        found["expected"] = page.inner_text("#expected")
        page.keyboard.press("Alt+ArrowLeft")
        found["again"] = shown("5<6")
        page.keyboard.press("Escape")
        shown("12")
        page.set_viewport_size({"width": 360, "height": 740})
        found["wide"] = page.evaluate("document.documentElement.scrollWidth")
        page.keyboard.press("Enter")
        until("!document.getElementById('done').hidden")
        found["done"] = True
        found["complaints"] = complaints
        print(json.dumps(found))
        """
}
