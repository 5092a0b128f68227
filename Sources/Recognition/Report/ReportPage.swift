import Foundation
import Imaging
import Markup

/// The page of a report, section by section; a section without anything to say is left out.
struct ReportPage {
    private let report: RunReport

    init(_ report: RunReport) { self.report = report }

    func page() throws -> HTML {
        try HTML.page(
            title: report.title, style: ReportStyle.css,
            """
            <main>
            \(head)\(course)\(try report.adaptation?.html() ?? "")\(mistakes())\(lengths)\(inkShares)\(confusions)\(trust)\(config)</main>
            """)
    }

    // MARK: - Head

    private var head: HTML {
        let (tally, total) = (report.tally, report.tally.total)
        let facts = report.facts.map { fact -> HTML in
            "<div><dt>\(fact.name)</dt><dd>\(fact.value)</dd></div>"
        }
        func score(_ value: String, _ name: String, _ detail: String = "") -> HTML {
            "<div><b>\(value)</b><span>\(name)</span><span>\(detail)</span></div>\n"
        }
        func edits(_ count: Int, _ name: String) -> HTML { "<em>\(grouped(count))</em> \(name)<br>" }
        var scores = [
            score(
                percent(total.exactRate), "read without a fault",
                "\(grouped(total.exact)) of \(grouped(total.samples))"),
            score(
                percent(total.characterErrorRate), "characters wrong (CER)",
                "\(grouped(total.edits)) of \(grouped(total.labelCharacters))"),
            score(percent(total.meanCharacterErrorRate), "CER, mean of samples"),
        ]
        // Where each label is one word, it says nothing new.
        if tally.words != total.samples { scores.append(score(percent(tally.wordErrorRate), "words wrong (WER)")) }
        scores.append(
            """
            <div class="edits">\(edits(total.substitutions, "swapped"))\(edits(total.deletions, "missed"))\
            \(edits(total.insertions, "added"))</div>

            """)
        if tally.withRepeats.samples > 0, tally.withRepeats.samples < total.samples {
            scores.append(
                score(
                    percent(tally.withRepeats.exactRate), "of those with doubled characters",
                    "\(grouped(tally.withRepeats.samples)) samples"))
        }
        if tally.separators.score != nil {
            scores.append(
                score(
                    percent(tally.separators.score), "separators right (F1)",
                    "\(grouped(tally.withSeparators.samples)) samples"))
        }
        return """
            <header>
            <h1>\(report.title)</h1>
            <dl class="facts">\(facts)</dl>
            </header>
            <div class="scores">
            \(scores)</div>

            """
    }

    // MARK: - Course of the training

    private var course: HTML {
        func line(_ name: String, _ style: String, _ value: (MetricsRow) -> Double?) -> Chart.Line {
            Chart.Line(
                name: name, style: style,
                points: report.history.compactMap { row in value(row).map { (Double(row.step), $0) } })
        }
        let steps = report.history.map { Double($0.step) }
        let domain = steps.min().flatMap { low in steps.max().map { low...$0 } }
        let charts = [
            Chart(
                title: "Loss", axis: "steps",
                lines: [line("training", "a", \.loss), line("validation", "b", \.validationLoss)],
                isLogarithmic: true, domain: domain, label: Self.brief),
            Chart(
                title: "Characters wrong", axis: "steps", lines: [line("CER", "b", \.characterErrorRate)],
                isLogarithmic: true, domain: domain,
                label: { percent($0, $0 >= 0.1 ? 0 : $0 >= 0.01 ? 1 : $0 >= 0.001 ? 2 : 3) }),
            Chart(
                title: "Read without a fault", axis: "steps", lines: [line("exact", "b", \.exactRate)],
                domain: domain, range: 0...1, label: { percent($0, $0 > 0.9 && $0 < 1 ? 2 : 0) }),
            Chart(
                title: "Pictures without labels", axis: "steps",
                lines: [line("taken", "a", \.takenShare), line("mean probability", "b", \.pictureProbability)],
                domain: domain, range: 0...1, label: { percent($0, 0) }),
            Chart(
                title: "Learning rate", axis: "steps", lines: [line("rate", "a", \.rate)], domain: domain, range: 0...0,
                label: Self.brief),
        ].compactMap(\.figure)
        return charts.isEmpty ? "" : "<h2>Training</h2>\n<div class=\"charts\">\n\(charts)</div>\n"
    }

    /// A number in as few characters as it takes.
    private static func brief(_ value: Double) -> String {
        if value == 0 { return "0" }
        let size = abs(value)
        if size >= 1000 || size < 0.001 {
            return String(format: "%.3g", value).replacingOccurrences(of: "e-0", with: "e-")
        }
        return String(format: "%.3g", value)
    }

    // MARK: - Mistakes

    private func mistakes() throws -> HTML {
        guard !report.mistakes.isEmpty else { return "" }
        let encoder = try PNGEncoder()
        let cards = try report.mistakes.map { mistake -> HTML in
            var bytes: [UInt8] = []
            try encoder.encode(mistake.image, into: &bytes)
            let (label, reading) = markedDifferences(mistake.label, mistake.reading)
            return """
                <div class="mistake"><button type="button" title="enlarge" aria-label="enlarge \(mistake.name)">\
                <img alt="" width="\(mistake.image.width)" \
                src="data:image/png;base64,\(HTML(verbatim: Data(bytes).base64EncodedString()))"></button>\
                <dl><dt>label</dt><dd>\(label)</dd><dt>read</dt><dd>\(reading)</dd></dl>\
                <small><span>\(mistake.name)</span><span>p = \(shown(mistake.probability, 3))</span></small></div>

                """
        }
        return """
            <h2>The worst mistakes</h2>
            <p>What differs is marked. p is the probability that the model gave its reading. A click on a picture, or Enter, \
            shows it large.</p>
            <div class="mistakes">
            \(cards)</div>
            <dialog id="large" aria-label="A mistake, enlarged">
            <div class="mistake"></div>
            <form method="dialog"><button type="button" aria-label="previous mistake">←</button><output></output>\
            <button type="button" aria-label="next mistake">→</button><button class="close">Close</button></form>
            </dialog>
            <script>
            \(ReportScript.script)
            </script>

            """
    }

    // MARK: - Tables

    private var lengths: HTML {
        table(
            "By length of the label", of: "characters",
            report.tally.byLength.map { ("\($0.length)", $0.scores) })
    }

    private var inkShares: HTML {
        table(
            "By the ink's share of the height", of: "share",
            report.tally.byInkShare.map {
                ("\(percent($0.shares.lowerBound, 0)) to \(percent($0.shares.upperBound, 0))", $0.scores)
            })
    }

    /// The scores of parts of the samples; nothing where there is one part only.
    private func table(_ title: String, of what: String, _ parts: [(name: String, scores: Scores)]) -> HTML {
        guard parts.count > 1 else { return "" }
        let rows = parts.map { name, scores -> HTML in
            """
            <tr><td class="number">\(name)</td><td class="number">\(grouped(scores.samples))</td>\
            <td class="number">\(percent(scores.exactRate, 1))</td><td class="number">\(percent(scores.characterErrorRate))</td>\
            <td class="bar"><i style="width:\(shown((scores.exactRate ?? 0) * 100, 1))%"></i></td></tr>

            """
        }
        return """
            <h2>\(title)</h2>
            <div class="wide"><table>
            <tr><th class="number">\(what)</th><th class="number">samples</th><th class="number">exact</th>\
            <th class="number">CER</th><th></th></tr>
            \(rows)</table></div>

            """
    }

    private var trust: HTML {
        let calibration = report.tally.calibration
        guard calibration.count > 0 else { return "" }
        let curve = calibration.rejectCurve(pointCount: 200)
        let chart = Chart(
            title: "Wrong among the accepted", axis: "accepted readings",
            lines: [Chart.Line(name: "all", style: "a", points: curve.map { ($0.coverage, $0.errorRate) })],
            range: 0...0, label: { percent($0, $0 < 0.1 ? 1 : 0) }, axisLabel: { percent($0, 0) })
        let rows = [0, 0.001, 0.005, 0.01, 0.02, 0.05].map { target -> HTML in
            let found = calibration.acceptance(atErrorRate: target)
            return """
                <tr><td class="number">\(percent(target, 1))</td><td class="number">\(percent(found?.coverage ?? 0, 1))</td>\
                <td class="number">\(found.map { shown($0.threshold, 4) } ?? "–")</td></tr>

                """
        }
        return """
            <h2>How far its probabilities can be trusted</h2>
            <p>Readings below a threshold go to a person, the others are accepted. The expected calibration error, the \
            gap between the probabilities and the share of right readings, is \(percent(calibration.expectedError())).</p>
            <div class="columns">
            \(chart.figure ?? "")<div class="wide"><table>
            <tr><th class="number">at most wrong</th><th class="number">accepted</th><th class="number">threshold</th></tr>
            \(rows)</table></div>
            </div>

            """
    }

    private var confusions: HTML { ConfusionSection(report.tally).html }

    private var config: HTML {
        report.config.isEmpty
            ? ""
            : """
            <h2>Configuration</h2>
            <details open><summary>as it was trained</summary><pre>\(report.config)</pre></details>

            """
    }
}

/// A count with thin spaces between groups of three digits.
func grouped(_ value: Int) -> String { grouped(Double(value)) }
