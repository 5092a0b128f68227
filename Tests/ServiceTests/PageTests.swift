import Foundation
import TestSupport
import Testing

@testable import Service

/// The page in a real browser.
@Suite(.enabled(if: Chromium.isThere, "\(Chromium.absence)"), .serialized)
struct PageTests {
    /// What all scripts begin with: a page, what went wrong on it, and ways to draw.
    private static let start = """
        url, folder = sys.argv[1], sys.argv[2]
        def until(page, holds):
            # Playwright's own way of waiting is forbidden by the page's policy.
            for _ in range(4000):
                if page.evaluate(holds): return
                page.wait_for_timeout(50)
            raise TimeoutError(holds)
        def opened(**options):
            context = browser.new_context(**options)
            context.set_default_timeout(300_000)
            context.set_default_timeout(300_000)
            page = context.new_page()
            page.complaints, page.elsewhere = [], []
            page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
            page.on("pageerror", lambda e: page.complaints.append(str(e)))
            page.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:" + url)) else page.elsewhere.append(r.url))
            page.goto(url)
            until(page, "document.getElementById('model').options.length > 0")
            return page
        def strokes(count):
            return [[(0.2 + 0.2 * n, 0.3), (0.24 + 0.2 * n, 0.25), (0.25 + 0.2 * n, 0.8)] for n in range(count)]
        def draw(page, lines):
            box = page.locator("#canvas").bounding_box()
            for line in lines:
                points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in line]
                page.mouse.move(*points[0])
                page.mouse.down()
                for point in points[1:]: page.mouse.move(*point, steps=3)
                page.mouse.up()
        def read(page):
            until(page, "document.getElementById('probability').textContent != ''")
            return page.inner_text("#text")
        def rows(page): return page.locator("#rows tr").count()

        """

    /// Runs a script on a page of a service; returns what it prints.
    private func run(_ script: String, hasStudio: Bool = false) async throws -> [String: Any] {
        let service = try ServiceFixture(models: ["one", "two"])
        for number in 0..<2 {
            let bytes = try ServiceFixture.png(ServiceFixture.picture(number, width: 160))
            try Data(bytes).write(to: URL(fileURLWithPath: service.folder("\(number).png")))
        }
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: service.folder("broken.png")))
        let folder = service.folder.path
        var studio: Studio?
        if hasStudio {
            try "text: {number: {digits: 3}}\nhand: {procedural: {}}\n"
                .write(toFile: service.folder("small.yml"), atomically: true, encoding: .utf8)
            studio = try Studio(StudioSettings(.folder(folder)), logger: ServiceFixture.silence)
        }
        let printed = try await service.serve(isLive: true, studio: studio) { client in
            let port = try #require(client.port)
            return try await aside {
                try Chromium.run(paleTexts + Self.start + script, "http://127.0.0.1:\(port)/", folder)
            }
        }
        return try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
    }

    @Test func whatIsDrawnIsRead() async throws {
        let found = try await run(
            """
            page = opened(viewport={"width": 1000, "height": 900})
            draw(page, strokes(4))
            text = read(page)
            until(page, "document.querySelectorAll('.mark').length == document.getElementById('text').textContent.length")
            result = {"text": text, "marks": page.locator(".mark").count(), "spoken": ""}
            until(page, "document.getElementById('spoken').textContent.startsWith('Reads')")
            page.click("#undo")
            result["undone"] = page.is_enabled("#redo")
            page.keyboard.press("Control+Shift+z")
            result["redone"] = not page.is_enabled("#redo")
            page.click("#clear")
            until(page, "document.getElementById('text').textContent == ''")
            result["cleared"] = page.is_visible("#placeholder") and not page.is_enabled("#clear")
            page.keyboard.press("Control+z")
            read(page)
            page.select_option("#model", "two")
            page.wait_for_load_state("networkidle")
            page.click("#keep")
            result["model"] = page.inner_text("#rows tr td:nth-child(5)")
            result["rows"] = rows(page)
            result["complaints"], result["elsewhere"] = page.complaints, page.elsewhere
            print(json.dumps(result))
            """)
        let text = try #require(found["text"] as? String)
        #expect(!text.isEmpty)
        #expect(found["marks"] as? Int == text.count)
        for key in ["undone", "redone", "cleared"] { #expect(found[key] as? Bool == true, "\(key)") }
        #expect(found["model"] as? String == "two")
        #expect(found["rows"] as? Int == 1)
        #expect(found["complaints"] as? [String] == [])
        #expect(found["elsewhere"] as? [String] == [])
    }

    @Test func fingersDrawOnAPhone() async throws {
        let found = try await run(
            """
            page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
            session = page.context.new_cdp_session(page)
            box = page.locator("#canvas").bounding_box()
            for line in strokes(3):
                points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in line]
                session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [points[0]]})
                for point in points[1:]:
                    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
                session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            text = read(page)
            small = page.evaluate('''[...document.querySelectorAll("button, select, input[type=range]")]
                .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).map((one) => one.id)''')
            print(json.dumps({"text": text, "scrolled": page.evaluate("scrollY"), "small": small,
                "wide": page.evaluate("document.documentElement.scrollWidth"), "complaints": page.complaints}))
            """)
        #expect(found["text"] as? String != "")
        #expect(found["scrolled"] as? Int == 0)
        #expect(found["wide"] as? Int == 360)
        #expect(found["small"] as? [String] == [])
        #expect(found["complaints"] as? [String] == [])
    }

    @Test func theKeyboardAloneIsEnough() async throws {
        let found = try await run(
            """
            page = opened(viewport={"width": 1000, "height": 900})
            seen = []
            for _ in range(12):
                page.keyboard.press("Tab")
                seen.append(page.evaluate("document.activeElement.id"))
                if seen[-1] == "canvas": break
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            for keys in (["Space"] + ["ArrowDown"] * 9 + ["Space"], ["Shift+ArrowRight"] * 3, ["Space"] + ["ArrowUp"] * 9 + ["Escape"]):
                for key in keys: page.keyboard.press(key)
            text = read(page)
            page.keyboard.press("Enter")
            kept = rows(page)
            page.locator("#rows button").focus()
            page.keyboard.press("Enter")
            print(json.dumps({"seen": seen, "ring": ring, "text": text, "kept": kept, "left": rows(page)}))
            """)
        #expect((found["seen"] as? [String])?.last == "canvas", "\(found)")
        #expect(found["ring"] as? String == "solid")
        #expect(found["text"] as? String != "")
        #expect(found["kept"] as? Int == 1)
        #expect(found["left"] as? Int == 0)
    }

    @Test func picturesAreReadAndListed() async throws {
        let found = try await run(
            """
            page = opened(viewport={"width": 1000, "height": 900})
            page.set_input_files("#files", [folder + "/0.png", folder + "/1.png"])
            until(page, "document.querySelectorAll('#rows tr').length == 2")
            asked = [page.request.post(url + "predict", data=open(f"{folder}/{n}.png", "rb").read(),
                headers={"content-type": "image/png"}).json()["prediction"] for n in range(2)]
            shown = [page.inner_text(f"#rows tr:nth-child({n}) td:nth-child(2)") for n in (2, 1)]
            boxes = page.locator("#boxes span").count()
            with page.expect_download() as download: page.click("#save")
            csv = open(download.value.path(), newline="").read()
            # A picture that is dropped, one that is pasted, and text, of which nothing comes.
            page.evaluate('''(bytes) => {
                const transfer = new DataTransfer();
                transfer.items.add(new File([new Uint8Array(bytes)], "dropped.png", {type: "image/png"}));
                document.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
            }''', list(open(folder + "/0.png", "rb").read()))
            until(page, "document.querySelectorAll('#rows tr').length == 3")
            page.evaluate('''(bytes) => {
                for (const pictures of [[], [new File([new Uint8Array(bytes)], "", {type: "image/png"})]]) {
                    const transfer = new DataTransfer();
                    transfer.setData("text/plain", "711");
                    for (const one of pictures) transfer.items.add(one);
                    document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: transfer, bubbles: true}));
                }
            }''', list(open(folder + "/1.png", "rb").read()))
            until(page, "document.querySelectorAll('#rows tr').length == 4")
            pasted = page.inner_text("#rows tr:nth-child(1) td:nth-child(2)")
            page.complaints.clear()
            page.set_input_files("#files", folder + "/broken.png")
            page.wait_for_selector("#notice:not([hidden])")
            notice = page.inner_text("#notice")
            page.click("#empty")
            print(json.dumps({"asked": asked, "shown": shown, "boxes": boxes, "csv": csv, "notice": notice, "left": rows(page), "pasted": pasted}))
            """)
        let asked = try #require(found["asked"] as? [String])
        #expect(found["shown"] as? [String] == asked)
        #expect(found["boxes"] as? Int == asked[1].count)
        #expect(found["pasted"] as? String == asked[1])
        let lines = try #require(found["csv"] as? String).components(separatedBy: "\r\n")
        #expect(lines.first == "name,reading,probability,least_certain,least_probability,model,time")
        #expect(lines.count == 4)
        #expect(
            lines.dropFirst().prefix(2).map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
                == ["0.png \(asked[0])", "1.png \(asked[1])"])
        #expect((found["notice"] as? String)?.hasPrefix("broken.png: not a PNG") == true, "\(found["notice"] ?? "")")
        #expect(found["left"] as? Int == 0)
    }

    /// Every control has a name, and every text stands out from its ground, by day and by night (WCAG 2.2, AA).
    @Test(arguments: ["light", "dark"]) func thePageCanBeReadByEverybody(scheme: String) async throws {
        let found = try await run(
            """
            page = opened(viewport={"width": 1000, "height": 900}, color_scheme="\(scheme)")
            draw(page, strokes(4))
            read(page)
            page.click("#keep")
            draw(page, strokes(3))
            read(page)
            page.set_input_files("#files", folder + "/0.png")
            until(page, "document.querySelectorAll('#rows tr').length == 2")
            session = page.context.new_cdp_session(page)
            tree = session.send("Accessibility.getFullAXTree")["nodes"]
            roles = ("button", "textbox", "slider", "combobox", "link", "image", "table", "application")
            nameless = [n["role"]["value"] for n in tree if not n.get("ignored") and n.get("role", {}).get("value") in roles
                and not n.get("name", {}).get("value")]
            pale = page.evaluate(pale_texts)
            headings = page.evaluate("[...document.querySelectorAll('h1, h2')].map((one) => one.tagName)")
            middle = lambda id: page.evaluate('''(id) => {
                const box = document.getElementById(id).getBoundingClientRect();
                return (box.top + box.bottom) / 2;
            }''', id)
            link = page.evaluate("getComputedStyle(document.getElementById('studio-link')).color")
            page.evaluate("document.body.style.color = 'var(--accent)'")
            print(json.dumps({"nameless": nameless, "pale": pale, "headings": headings,
                "beside": abs(middle("studio-link") - middle("model-field")) < 4,
                "link": link == page.evaluate("getComputedStyle(document.body).color"),
                "lang": page.evaluate("document.documentElement.lang"), "complaints": page.complaints}))
            """, hasStudio: true)
        #expect(found["nameless"] as? [String] == [])
        #expect(found["pale"] as? [String] == [])
        #expect(found["beside"] as? Bool == true, "the link to the recipes is not beside the models")
        #expect(found["link"] as? Bool == true, "the link to the recipes has another colour than the page's")
        #expect(found["headings"] as? [String] == ["H1", "H2", "H2", "H2"])
        #expect(found["lang"] as? String == "en")
        #expect(found["complaints"] as? [String] == [])
    }

    @Test func aKeyIsAskedForWhereItIsNeeded() async throws {
        var service = try ServiceFixture()
        service.settings.keys = APIKeys(["sixteen-characters"])
        let script = """
            context = browser.new_context()
            page = context.new_page()
            page.goto(sys.argv[1])
            page.wait_for_selector("#key-form:not([hidden])")
            page.fill("#key", "sixteen-characters")
            page.keyboard.press("Enter")
            page.wait_for_selector("#model option", state="attached")
            print(json.dumps({"form": page.is_visible("#key-form")}))
            """
        let printed = try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            return try await aside { try Chromium.run(script, "http://127.0.0.1:\(port)/") }
        }
        #expect(printed == "{\"form\": false}")
    }
}
