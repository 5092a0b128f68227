import Datasets
import Foundation
import Imaging
import Learning
import Markup
import Recognition

/// What was found in a set, as a page that needs nothing but itself.
struct InspectionPage {
    private let report: InspectionReport
    private let set: PictureSet
    private let complaints: [String]

    /// Pictures are shown at most this wide, px: wider ones are made smaller.
    private static let mostWidth = 560
    private static let listed = 20

    /// - Parameter set: the set, from which suspicious pictures are read once more.
    init(_ report: InspectionReport, of set: PictureSet, _ measured: MeasuredSet?) {
        (self.report, self.set, complaints) = (report, set, measured?.complaints ?? [])
    }

    /// Writes the page: it is whole or not there at all.
    ///
    /// - Throws: `ImagingError` where it can't be written.
    func write(to path: String) throws {
        try OutputFile.write(try html().text.utf8, to: path)
    }

    private func html() throws -> HTML {
        let name = set.name.split(separator: "/").last.map(String.init) ?? set.name
        let suspects = try suspects()
        return HTML.page(
            title: "\(name): inspection", style: "\(ReportStyle.css)\n\(Self.style)",
            """
            <main>
            \(head(name))\(verdict)\(splits)\(labels)\(pictures)\(suspects)\(broken)</main>
            """)
    }

    private static let style: HTML = """
        .column { fill: var(--a); }
        .verdict { border-left: 3px solid var(--good); padding: .1rem 0 .1rem .9rem; margin-top: 1.8rem; }
        .verdict.unfit { border-color: var(--bad); } .verdict p, .verdict ul { margin: .2rem 0; color: var(--ink); }
        .verdict b { color: var(--good); } .verdict.unfit b { color: var(--bad); }
        """

    // MARK: Head

    private func head(_ name: String) -> HTML {
        var facts = [("data", set.name)]
        if let labels = report.labels { facts.append(("format", labels.format)) }
        let list = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
        func score(_ value: Int, _ name: String, _ detail: String = "") -> HTML {
            "<div><b>\(grouped(value))</b><span>\(name)</span><span>\(detail)</span></div>\n"
        }
        var scores: [HTML] = []
        if let labels = report.labels {
            scores.append(score(labels.samples.values.reduce(0, +), "samples"))
            scores.append(score(labels.different, "different labels"))
            scores.append(score(labels.characters.count, "different characters"))
        }
        if let data = report.data {
            scores.append(score(data.pictures, "pictures looked at"))
            if data.unreadable > 0 { scores.append(score(data.unreadable, "can't be read")) }
        }
        if let pictures = report.pictures {
            scores.append(score(pictures.blank, "blank"))
            scores.append(score(pictures.repeated, "there before", "pixel by pixel"))
            if report.labels != nil {
                scores.append(score(pictures.contradicting, "there before", "with another label"))
            }
            scores.append(score(pictures.atEdge, "with ink at an edge", "perhaps cut off"))
        }
        return """
            <header>
            <h1>\(name)</h1>
            <dl class="facts">\(list)</dl>
            </header>
            <div class="scores">
            \(scores)</div>

            """
    }

    private var verdict: HTML {
        guard let fitness = report.fitness else { return "" }
        if fitness.isFit { return "<div class=\"verdict\"><p><b>Fit to train on.</b></p></div>\n" }
        let reasons = fitness.reasons.map { "<li>\($0)</li>" as HTML }
        return "<div class=\"verdict unfit\"><p><b>Not fit to train on:</b></p><ul>\(reasons)</ul></div>\n"
    }

    // MARK: Labels

    private var splits: HTML {
        guard let labels = report.labels, labels.samples["all"] == nil else { return "" }
        let rows = ["train", "val", "test"].compactMap { name -> HTML? in
            guard let samples = labels.samples[name] else { return nil }
            func cell(_ count: Int?) -> String { count.map { grouped($0) } ?? "–" }
            let isLearnt = name == "train"
            return """
                <tr><td>\(name)</td><td class="number">\(grouped(samples))</td>\
                <td class="number">\(cell(isLearnt ? nil : labels.inTrain[name]))</td>\
                <td class="number">\(cell(isLearnt ? nil : labels.withUnseen[name] ?? 0))</td>\
                <td class="number">\(cell(isLearnt || report.pictures == nil ? nil : report.pictures?.inTrain[name] ?? 0))</td></tr>

                """
        }
        return """
            <h2>Splits</h2>
            <div class="wide"><table>
            <tr><th>split</th><th class="number">samples</th><th class="number">with a label of train's</th>\
            <th class="number">with characters that train lacks</th><th class="number">with a picture of train's</th></tr>
            \(rows)</table></div>

            """
    }

    private var labels: HTML {
        guard let labels = report.labels else { return "" }
        let characters = ranked(labels.characters)
        let charts = [
            BarChart(title: "Length of labels", axis: "characters", bars: Self.lengths(labels.lengths)),
            BarChart(
                title: "Most frequent characters", axis: "character",
                bars: characters.prefix(30).map { BarChart.Bar(name: visible($0.0), count: $0.1) }, namesAll: true),
        ].compactMap(\.figure)
        return """
            <h2>Labels</h2>
            <div class="charts">
            \(charts)</div>
            \(lists(labels, characters))\(places(labels.charactersByPosition))\(repeated(labels))
            """
    }

    /// A bar for each length up to the greatest, or for several together where there are many.
    private static func lengths(_ counts: [Int: Int]) -> [BarChart.Bar] {
        guard let least = counts.keys.min(), let greatest = counts.keys.max() else { return [] }
        let width = (greatest - least) / 40 + 1
        return stride(from: least, through: greatest, by: width).map { start in
            let count = (start..<start + width).reduce(0) { $0 + (counts[$1] ?? 0) }
            return BarChart.Bar(name: width == 1 ? "\(start)" : "\(start)–\(start + width - 1)", count: count)
        }
    }

    /// What is rare, unseen and unknown.
    private func lists(_ labels: LabelStatistics, _ characters: [(String, Int)]) -> HTML {
        func list(_ title: String, _ entries: [(String, Int?)]) -> HTML {
            guard !entries.isEmpty else { return "" }
            let shown = entries.prefix(80).map { entry -> HTML in
                "<bdi>\(visible(entry.0))</bdi>\(entry.1.map { "\u{00A0}\(grouped($0))" } ?? "") "
            }
            let more = entries.count > 80 ? "and \(grouped(entries.count - 80)) more" : ""
            return "<h3>\(title)</h3>\n<p>\(shown)\(more)</p>\n"
        }
        let alphabet = report.alphabet
        return HTML([
            list("Rare: fewer than ten times", characters.filter { $0.1 < LabelStatistics.few }.map { ($0.0, $0.1) }),
            list("Not in train", labels.unseenInTrain.map { ($0, nil) }),
            list("Of the alphabet, in no label", alphabet?.unseen.map { ($0, nil) } ?? []),
            list("In labels, not in the alphabet", ranked(alphabet?.unknown ?? [:]).map { ($0.0, $0.1) }),
        ])
    }

    private func places(_ positions: [[String: Int]]) -> HTML {
        guard !positions.isEmpty else { return "" }
        let rows = positions.prefix(Self.listed).enumerated().map { place, counts -> HTML in
            let total = max(1, counts.values.reduce(0, +))
            let most = ranked(counts).prefix(8).map { entry -> HTML in
                "<bdi>\(visible(entry.0))</bdi>\u{00A0}\(percent(entry.1, total)) "
            }
            return """
                <tr><td class="number">\(place + 1)</td><td class="number">\(grouped(total))</td>\
                <td class="number">\(grouped(counts.count))</td><td>\(most)</td></tr>

                """
        }
        return """
            <h3>Characters by position</h3>
            <div class="wide"><table>
            <tr><th class="number">place</th><th class="number">labels that reach it</th><th class="number">kinds</th>\
            <th>most frequent</th></tr>
            \(rows)</table></div>

            """
    }

    private func repeated(_ labels: LabelStatistics) -> HTML {
        guard !labels.mostRepeated.isEmpty else { return "" }
        let rows = labels.mostRepeated.prefix(Self.listed).map { entry -> HTML in
            "<tr><td><bdi>\(entry.label)</bdi></td><td class=\"number\">\(grouped(entry.samples))</td></tr>\n"
        }
        return """
            <h3>Labels that repeat</h3>
            <p>\(grouped(labels.repeated)) samples have a label that another one before them has.</p>
            <div class="wide"><table>
            <tr><th>label</th><th class="number">samples</th></tr>
            \(rows)</table></div>

            """
    }

    // MARK: Pictures

    private var pictures: HTML {
        guard let pictures = report.pictures, let data = report.data else { return "" }
        func chart(_ title: String, _ axis: String, _ histogram: Histogram?, _ digits: Int = 0) -> HTML? {
            guard let histogram else { return nil }
            let bars = histogram.counts.enumerated().map { number, count in
                BarChart.Bar(
                    name: String(format: "%.\(digits)f", histogram.from + Double(number) * histogram.step), count: count
                )
            }
            return BarChart(title: title, axis: axis, bars: bars).figure
        }
        let charts = [
            chart("Width", "px", pictures.width?.histogram), chart("Height", "px", pictures.height?.histogram),
            chart("Aspect ratio", "width by height", pictures.aspectRatio?.histogram, 1),
            chart("Brightness", "mean level of a picture", pictures.brightness),
            chart("Contrast", "levels between the 5th and the 95th percentile", pictures.contrast),
        ].compactMap { $0 }
        let rows = ImageStatistic.allCases.compactMap { statistic -> HTML? in
            guard let part = data.statistics[statistic.rawValue], let mean = part.mean, let spread = part.spread else {
                return nil
            }
            return """
                <tr><td>\(statistic.title)</td><td class="number">\(String(format: "%.\(statistic.digits)f", mean))</td>\
                <td class="number">\(String(format: "%.\(statistic.digits)f", spread))</td></tr>

                """
        }
        return """
            <h2>Pictures</h2>
            <p>Bars are named after where they begin; the outermost hold what lies beyond them.</p>
            <div class="charts">
            \(charts)</div>
            <div class="wide"><table>
            <tr><th>statistic</th><th class="number">mean</th><th class="number">deviation among pictures</th></tr>
            \(rows)</table></div>

            """
    }

    // MARK: Samples

    private func suspects() throws -> HTML {
        guard let pictures = report.pictures, !pictures.suspects.isEmpty else { return "" }
        let read = try set.makeReader()
        let encoder = try PNGEncoder()
        let groups = try Suspect.Reason.allCases.map { reason -> HTML in
            let cards = try pictures.suspects.filter { $0.reason == reason }.map { suspect -> HTML in
                try Task.checkCancellation()
                return try card(suspect, (try? read(suspect.row))?.image, encoder)
            }
            guard !cards.isEmpty else { return "" }
            let title = reason.title.prefix(1).uppercased() + reason.title.dropFirst()
            return "<h3>\(title)</h3>\n<div class=\"pictures\">\n\(cards)</div>\n"
        }
        return """
            <h2>The most suspicious samples</h2>
            <p>At most eight of each kind, the worst first. Nothing says that they are wrong: a person should look at them.</p>
            \(groups)
            """
    }

    private func card(_ suspect: Suspect, _ image: Bitmap?, _ encoder: PNGEncoder) throws -> HTML {
        var picture: HTML = "<p class=\"none\">can't be read</p>"
        if let image {
            var bytes: [UInt8] = []
            try encoder.encode(Self.fitted(image), into: &bytes)
            picture = """
                <img alt="" width="\(min(image.width, Self.mostWidth))" \
                src="data:image/png;base64,\(HTML(verbatim: Data(bytes).base64EncodedString()))">
                """
        }
        let label: HTML = suspect.label.map { "<dt>label</dt><dd><bdi>\($0)</bdi></dd>" } ?? ""
        let note: HTML = suspect.note.isEmpty ? "" : "<dt>what</dt><dd>\(suspect.note)</dd>"
        return """
            <div class="mistake">\(picture)<dl>\(label)\(note)</dl><small><span>\(suspect.place)</span></small></div>

            """
    }

    /// The picture, smaller where it is wider than the page shows it.
    private static func fitted(_ image: Bitmap) -> Bitmap {
        guard image.width > mostWidth else { return image }
        return image.resized(width: mostWidth, height: max(1, image.height * mostWidth / image.width))
    }

    private var broken: HTML {
        let lines = report.broken + complaints
        guard !lines.isEmpty else { return "" }
        let rows = lines.prefix(100).map { "<li>\($0)</li>\n" as HTML }
        return "<h2>What can't be read</h2>\n<p>The first of them.</p>\n<ul>\n\(rows)</ul>\n"
    }
}

/// A share in percent.
private func percent(_ part: Int, _ whole: Int) -> String {
    String(format: "%.0f", 100 * Double(part) / Double(max(1, whole))) + "\u{202F}%"
}
