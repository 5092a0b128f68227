import Foundation
import TestSupport
import Testing

@testable import Service

/// The studio's page in a real browser.
@Suite(.enabled(if: Chromium.isThere, "\(Chromium.absence)"), .serialized)
struct StudioPageTests {
    private static let recipe = """
        # Small numbers. For tests.
        name: small
        text: {number: {digits: 3}}
        fonts: {faces: [Liberation Serif], size: 24}
        page: {height: 32, margin: 3}
        camera:
          - blur: 0..1     # a little

        """

    private static let start = """
        url = sys.argv[1]
        def until(holds):
            for _ in range(2400):
                if page.evaluate(holds): return
                page.wait_for_timeout(50)
            raise TimeoutError(holds)
        def opened(**options):
            page = browser.new_context(**options).new_page()
            page.complaints, page.elsewhere = [], []
            page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
            page.on("pageerror", lambda e: page.complaints.append(str(e)))
            page.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:" + url)) else page.elsewhere.append(r.url))
            page.goto(url)
            return page
        def settled(): until("document.querySelectorAll('#samples img').length == 12 && !document.body.hasAttribute('aria-busy')")
        def yaml(): return page.inner_text("#yaml")
        def pictures(): return page.evaluate("[...document.querySelectorAll('#samples img')].map((one) => one.src).join()")
        def unfold(*paths):
            for path in paths: page.click(f'details[data-path="{path}"] > summary')
        def contains(text): until(f"document.getElementById('yaml').textContent.includes({json.dumps(text)})")

        """

    /// Runs a script on a studio; returns what it prints, and the recipe's file afterwards.
    private func run(_ script: String) async throws -> (found: [String: Any], file: String) {
        let folder = try TemporaryFolder()
        let path = folder("small.yml")
        try Self.recipe.write(toFile: path, atomically: true, encoding: .utf8)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let studio = try buildStudio(
            StudioSettings(.file(path, changes: [], seed: nil)), logger: ServiceFixture.silence
        ) { port.yield($0) }
        let printed = try await TestClient.live(studio, ports, port) { client in
            let port = try #require(client.port)
            return try await aside {
                try Chromium.run(paleTexts + Self.start + script, "http://127.0.0.1:\(port)/")
            }
        }
        let found = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
        return (found, try String(contentsOfFile: path, encoding: .utf8))
    }

    @Test func aSliderChangesSamplesAndText() async throws {
        let (found, file) = try await run(
            """
            page = opened(viewport={"width": 1300, "height": 900})
            settled()
            before = pictures()
            result = {}
            unfold("fonts")
            thumb = page.locator('[data-focus="fonts.size 1"]')
            box = thumb.bounding_box()
            share = page.evaluate('''(one) => (one.value - one.min) / (one.max - one.min)''', thumb.element_handle())
            x, y = box["x"] + 10 + share * (box["width"] - 20), box["y"] + box["height"] / 2
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 40, y, steps=5)
            page.mouse.up()
            until("document.getElementById('yaml').textContent.includes('size: 24..')")
            settled()
            result["moved"] = pictures() != before
            page.keyboard.press("Control+z")
            contains("size: 24}")
            settled()
            result["undone"] = pictures() == before
            unfold("camera", "camera[0].blur")
            page.fill('[data-focus="camera[0].blur.sigma text"]', "[0, 3]")
            page.keyboard.press("Enter")
            contains("- blur: [0, 3]     # a little")
            page.select_option('[aria-label="What to add to camera"]', "invert")
            page.click('[aria-label="Add to camera"]')
            contains("  - invert")
            settled()
            until("document.querySelectorAll('#steps li').length == 6")
            page.click("#samples li:nth-child(3) button")
            until("document.getElementById('large-heading').textContent == 'Sample 2'")
            result["label"] = page.inner_text("#large-label") == page.inner_text("#samples li:nth-child(3) span")
            result["boxes"] = page.locator("#large-boxes polygon").count()
            page.keyboard.press("Control+s")
            until("document.getElementById('save').disabled")
            page.fill("#search", "margin px")
            result["found"] = page.evaluate("[...document.querySelectorAll('.field')].filter((one) => one.checkVisibility()).map((one) => one.dataset.path)")
            result["complaints"], result["elsewhere"] = page.complaints, page.elsewhere
            print(json.dumps(result))
            """)
        #expect(found["moved"] as? Bool == true)
        #expect(found["undone"] as? Bool == true)
        #expect(found["label"] as? Bool == true)
        #expect(found["boxes"] as? Int == 4)
        #expect((found["found"] as? [String])?.contains("page.margin") == true, "\(found)")
        #expect(found["complaints"] as? [String] == [])
        #expect(found["elsewhere"] as? [String] == [])
        #expect(
            file == Self.recipe.replacing("blur: 0..1     # a little", with: "blur: [0, 3]     # a little\n  - invert"))
    }

    /// Groups are opened, thumbs are reached and moved, and a change is taken back, without a pointer.
    @Test func slidersAreMovedByTheKeyboardAlone() async throws {
        let (found, _) = try await run(
            """
            page = opened(viewport={"width": 1300, "height": 900})
            settled()
            def tab(holds, steps=200):
                for _ in range(steps):
                    page.keyboard.press("Tab")
                    if page.evaluate(f"document.activeElement.matches({json.dumps(holds)})"): return True
                return False
            result = {"group": tab('details[data-path="fonts"] > summary')}
            page.keyboard.press("Enter")
            result["thumb"] = tab('[data-focus="fonts.size 0"]')
            result["ring"] = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            result["next"] = tab('[data-focus="fonts.size 1"]', 1)
            before = page.evaluate("document.activeElement.value")
            for _ in range(5): page.keyboard.press("ArrowRight")
            result["moved"] = float(page.evaluate("document.activeElement.value")) > float(before)
            until("document.getElementById('yaml').textContent.includes('size: 24..')")
            settled()
            result["kept"] = page.evaluate("document.activeElement.dataset.focus")
            # Each press of a key is a change of its own.
            for _ in range(5): page.keyboard.press("Control+z")
            contains("size: 24}")
            print(json.dumps(result))
            """)
        for key in ["group", "thumb", "next", "moved"] { #expect(found[key] as? Bool == true, "\(key): \(found)") }
        #expect(found["ring"] as? String == "solid")
        #expect(found["kept"] as? String == "fonts.size 1")
    }

    /// An answer that says that others were served first is asked for again; a sample that is looked at
    /// meanwhile takes nothing away.
    @Test func whatIsOvertakenIsDrawnInTheEnd() async throws {
        let (found, _) = try await run(
            """
            page = opened(viewport={"width": 1300, "height": 900})
            settled()
            unfold("fonts")
            refusals = [(409, "outdated"), (503, "busy"), (409, "outdated")]
            def answer(route):
                if not refusals: return route.continue_()
                status, code = refusals.pop(0)
                route.fulfill(status=status, json={"error": {"code": code, "message": "later"}})
            page.route("**/preview", answer)
            before = pictures()
            page.locator('[data-focus="fonts.size text"]').fill("20")
            page.keyboard.press("Enter")
            contains("size: 20}")
            settled()
            result = {"left": len(refusals), "drawn": pictures() != before}
            result["notice"] = page.locator("#notice").is_visible()
            # What is asked for while samples are drawn leaves them to be drawn.
            before, held = pictures(), []
            page.unroute("**/preview")
            page.route("**/preview", lambda route: held.append(route) if not held else route.continue_())
            page.locator('[data-focus="fonts.size text"]').fill("28")
            page.keyboard.press("Enter")
            for _ in range(100):
                if held: break
                page.wait_for_timeout(50)
            page.click("#samples li:nth-child(3) button")
            contains("size: 28}")
            settled()
            result["changed"] = pictures() != before
            print(json.dumps(result))
            """)
        #expect(found["left"] as? Int == 0)
        #expect(found["notice"] as? Bool == false)
        #expect(found["drawn"] as? Bool == true)
        #expect(found["changed"] as? Bool == true)
    }

    @Test(arguments: ["light", "dark"]) func everybodyCanUseItOnAPhone(scheme: String) async throws {
        let (found, _) = try await run(
            """
            page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, color_scheme="\(scheme)")
            settled()
            unfold("fonts", "page")
            session = page.context.new_cdp_session(page)
            tree = session.send("Accessibility.getFullAXTree")["nodes"]
            roles = ("button", "textbox", "slider", "combobox", "link", "image", "checkbox", "spinbutton", "searchbox")
            nameless = [n["role"]["value"] for n in tree if not n.get("ignored") and n.get("role", {}).get("value") in roles
                and not n.get("name", {}).get("value")]
            page.click("#samples li:nth-child(2) button")
            until("document.querySelectorAll('#steps li').length > 0")
            print(json.dumps({"nameless": nameless, "pale": page.evaluate(pale_texts), "wide": page.evaluate("document.documentElement.scrollWidth"),
                "complaints": page.complaints}))
            """)
        #expect(found["nameless"] as? [String] == [])
        #expect(found["pale"] as? [String] == [])
        #expect(found["wide"] as? Int == 360)
        #expect(found["complaints"] as? [String] == [])
    }
}
