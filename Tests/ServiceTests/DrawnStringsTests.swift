import Foundation
import Samples
import TestSupport
import Testing

@testable import Handwriting
@testable import Service

/// The model of drawn digits that comes with Platen.
private enum DigitsModel {
    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("models/digits.safetensors").path
    static let isThere = FileManager.default.fileExists(atPath: path)
}

/// The model that comes with Platen, on strings of digits that are drawn on the page by pointer events.
@Suite(
    .enabled(if: Chromium.isThere, "\(Chromium.absence)"),
    .enabled(
        if: DigitsModel.isThere, "needs models/digits.safetensors, which configs/train-drawn-digits.yml makes"),
    .serialized)
struct DrawnStringsTests {
    /// A string, the pen's width and the strokes that a writer draws, in units of a canvas of 900 x 300.
    private struct Drawing: Encodable {
        var text: String
        var pen: Double
        var strokes: [[[Double]]]
    }

    /// The strings of 500 writers, one to eight digits long.
    private func drawings() -> [Drawing] {
        (0..<500).map { index in
            let key = SampleKey(seed: 2026, split: .test, index: index)
            var dice = Dice(key.generator("drawn"))
            let text = String(
                (0..<1 + dice.pick([1, 1, 1, 1, 1, 1, 1, 1])).map { _ in
                    Character("\(dice.pick(Array(repeating: 1, count: 10)))")
                })
            let style = Writer(key).writing(ambiguity: 0.5).style
            var line = LineInProgress(style: style, digitHeight: 100, dice: &dice)
            return fitted(text, line.trace(text, &dice), penWidth: style.pen.width)
        }
    }

    /// Moved and scaled into the canvas, with a pen of the writer's width as far as the page has one.
    private func fitted(_ text: String, _ traces: [Trace], penWidth: Double) -> Drawing {
        let points = traces.flatMap(\.points)
        let low = points.reduce(points[0], pointwiseMin)
        let size = points.reduce(points[0], pointwiseMax) - low
        let scale = min(1.6, 820 / max(size.x, 1), 220 / max(size.y, 1))
        let place = (SIMD2(900.0, 300) - scale * size) / 2
        let strokes = traces.flatMap { trace in
            trace.strokes.map { range in
                trace.points[range].map { point in
                    let drawn = place + scale * (point - low)
                    return [drawn.x, drawn.y]
                }
            }
        }
        return Drawing(text: text, pen: min(max(100 * scale * penWidth, 8), 40).rounded(), strokes: strokes)
    }

    @Test func whatWritersDrawIsRead() async throws {
        var service = try ServiceFixture()
        service.settings.models = [.init(name: "digits", path: DigitsModel.path)]
        let drawings = drawings()
        let file = service.folder("drawings.json")
        try JSONEncoder().encode(drawings).write(to: URL(fileURLWithPath: file))
        let printed = try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            return try await aside { try Chromium.run(Self.script, "http://127.0.0.1:\(port)/", file) }
        }
        let readings = try JSONDecoder().decode([String].self, from: Data(printed.utf8))
        try #require(readings.count == drawings.count)
        let wrong = zip(drawings, readings).filter { $0.text != $1 }.map { "\($0.text) as \($1)" }
        #expect(wrong.count <= drawings.count * 3 / 100, "\(wrong)")
    }

    /// Draws each string, waits until all of it is read, and clears the canvas.
    private static let script = """
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.set_default_timeout(300_000)
        page.add_init_script('''
            window.answers = 0;
            const plain = window.fetch;
            window.fetch = async (...request) => {
                const answer = await plain(...request);
                if (String(request[0].url ?? request[0]).includes("predict")) setTimeout(() => window.answers += 1, 5);
                return answer;
            };''')
        page.goto(sys.argv[1])
        page.wait_for_selector("#model option", state="attached")
        readings = []
        for drawing in json.load(open(sys.argv[2])):
            readings.append(page.evaluate('''async (drawing) => {
                const pen = document.getElementById("pen"), canvas = document.getElementById("canvas");
                pen.value = drawing.pen;
                pen.dispatchEvent(new Event("input"));
                const box = canvas.getBoundingClientRect(), scale = box.width / 900;
                const send = (name, [x, y]) => canvas.dispatchEvent(new PointerEvent(name, {
                    clientX: box.left + x * scale, clientY: box.top + y * scale, button: 0, pointerId: 1, pointerType: "mouse",
                    bubbles: true, cancelable: true }));
                window.answers = 0;
                for (const stroke of drawing.strokes) {
                    send("pointerdown", stroke[0]);
                    for (const point of stroke.slice(1)) send("pointermove", point);
                    send("pointerup", stroke.at(-1));
                }
                // The first stroke's beginning is read at once, then all that was drawn meanwhile.
                while (window.answers < 2) await new Promise((go) => setTimeout(go, 5));
                await new Promise((go) => setTimeout(go, 20));
                const text = document.getElementById("text").textContent;
                document.getElementById("clear").click();
                while (document.getElementById("text").textContent !== "") await new Promise((go) => setTimeout(go, 5));
                return text;
            }''', drawing))
        print(json.dumps(readings))
        """
}
