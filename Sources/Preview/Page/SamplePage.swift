import Foundation
import Imaging
import Markup
package import Samples

/// Samples on a page for a browser: pictures and labels, and all that was drawn for each behind a click.
///
/// The page is one file: it loads nothing, from nowhere.
package struct SamplePage {
    /// The samples, in the order in which they are shown.
    package var samples: [Sample]
    /// The heading: the recipe's name.
    package var title: String
    /// Whether the boxes of characters and text are shown from the start.
    package var showsBoxes: Bool

    /// A page from its parts.
    package init(_ samples: [Sample], title: String, showsBoxes: Bool = false) {
        self.samples = samples
        self.title = title
        self.showsBoxes = showsBoxes
    }

    /// The page.
    ///
    /// - Throws: `ImagingError` where a picture can't be encoded.
    package func html() throws -> String {
        let encoder = try PNGEncoder()
        let cards = try samples.map { try card($0, encoder) }
        let header = SheetHeader(samples, title: title)
        let body: HTML = """
            <header>
            <h1>\(title)</h1>
            <p>\(header.details)</p>
            \(samples.isEmpty ? "" : filters)</header>
            \(samples.isEmpty ? empty : list(cards))
            """
        return HTML.page(title: title, style: SamplePageStyle.css, body).text
    }

    private var empty: HTML {
        """
        <main>
        <p class="empty"><b>There are no samples on this page.</b> None were asked for.</p>
        </main>
        """
    }

    private func list(_ cards: [HTML]) -> HTML {
        """
        <main id="samples">
        \(cards)</main>
        <p class="empty" id="none" hidden><b>No sample fits.</b> <span></span> <button type="button">Show all</button></p>
        <script>
        \(SamplePageScript.script)
        </script>
        """
    }

    // MARK: - Filters

    private var filters: HTML {
        """
        <form id="filters" hidden>
        \(select("stage", "Stage", stages))\(select("font", "Font", fonts))\
        <label>Label <input id="label" type="search" dir="auto" autocomplete="off" spellcheck="false"></label>
        <label><input id="boxes" type="checkbox" autocomplete="off"\(showsBoxes ? " checked" : "")> Boxes</label>
        <output id="count" for="stage font label"></output>
        </form>

        """
    }

    /// The stages that drew something for a sample, each once, in their order: `paper.fibre`, `camera.blur`.
    static func stages(of sample: Sample) -> [String] {
        var stages: [String] = []
        for choice in sample.choices {
            let stage: String?
            switch (choice.name, choice.value) {
            case ("paper", .text(let kind)), ("hand", .text(let kind)): stage = kind
            case ("text.source", .text(let source)): stage = "text: " + source
            default:
                let steps = choice.name.split(separator: ".")
                stage = steps.count > 2 && parts.contains(String(steps[0])) ? "\(steps[0]).\(steps[1])" : nil
            }
            if let stage, !stages.contains(stage) { stages.append(stage) }
        }
        return stages
    }

    /// The parts of a recipe that are made of stages.
    private static let parts: Set<String> = ["hand", "geometry", "ink", "paper", "sheet", "camera"]

    static func font(of sample: Sample) -> String? {
        for choice in sample.choices where choice.name == "font" { return choice.value.shown }
        return nil
    }

    private var stages: [String] { unique(samples.flatMap(Self.stages)) }
    private var fonts: [String] { unique(samples.compactMap(Self.font)) }

    /// Names in their order, each once.
    private func unique(_ names: [String]) -> [String] { Set(names).sorted() }

    private func select(_ id: String, _ name: String, _ values: [String]) -> HTML {
        guard !values.isEmpty else { return "" }
        let options = values.map { "<option>\($0)</option>" as HTML }
        return """
            <label>\(name) <select id="\(id)"><option value="">all</option>\(options)</select></label>

            """
    }

    // MARK: - Samples

    private func card(_ sample: Sample, _ encoder: PNGEncoder) throws -> HTML {
        var bytes: [UInt8] = []
        try encoder.encode(sample.image, into: &bytes)
        let image = HTML(verbatim: Data(bytes).base64EncodedString())
        // Small pictures are seen better at twice their size.
        let scale = sample.image.height < 40 ? 2 : 1
        let key = sample.key
        var facts: [(name: String, value: String)] = [
            ("split", key.split.rawValue), ("index", String(key.index)), ("seed", String(key.seed)),
        ]
        facts.append(("size", "\(sample.image.width) × \(sample.image.height) px"))
        let redraws = sample.rejections.map { "\($0.reason.rawValue.replacing("_", with: " ")) (\($0.font))" }
        if !redraws.isEmpty { facts.append(("drawn again for", redraws.joined(separator: ", "))) }
        return """
            <details data-font="\(Self.font(of: sample) ?? "")" data-stages="\(Self.stages(of: sample).joined(separator: "\n"))" \
            data-label="\(sample.label)">
            <summary><span class="picture"><img alt="" \
            style="--width:\(sample.image.width * scale);--height:\(sample.image.height * scale)" src="data:image/png;base64,\(image)">\(Self.boxes(of: sample))</span>\
            <span class="name"><small>\(key.index)</small> <bdi>\(sample.label)</bdi></span></summary>
            <dl>
            \(rows(facts))</dl>
            <dl>
            \(rows(sample.choices.map { ($0.name, $0.value.shown) }))</dl>
            </details>

            """
    }

    /// The corners of the text and of its characters, over the picture: two colours in turn, so that neighbours differ.
    private static func boxes(of sample: Sample) -> HTML {
        func outline(_ quad: Quad, _ style: HTML) -> HTML {
            let points = quad.corners.map { String(format: "%.1f,%.1f", $0.x, $0.y) }.joined(separator: " ")
            return "<polygon class=\"\(style)\" points=\"\(points)\"/>"
        }
        let characters = sample.characters.enumerated().map { number, box in
            outline(box.quad, number.isMultiple(of: 2) ? "a" : "b")
        }
        return """
            <svg viewBox="0 0 \(sample.image.width) \(sample.image.height)" aria-hidden="true">\
            \(sample.allTexts.map { outline($0.quad, "t") })\(characters)</svg>
            """
    }

    private func rows(_ facts: [(name: String, value: String)]) -> [HTML] {
        facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>\n" as HTML }
    }
}
