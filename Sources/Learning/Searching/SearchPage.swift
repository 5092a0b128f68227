import Foundation
import Markup
import Recognition
import Tuning

/// A page of a search: its course, which keys matter, and what each key was where the cost was what.
struct SearchPage {
    let title: String
    let space: SearchSpace
    let trials: [Trial]

    /// The page.
    var html: String {
        HTML.page(
            title: title, style: HTML([ReportStyle.css, Self.style]),
            """
            <main>
            \(head)\(course)\(importance)\(slices)\(table)</main>
            """
        ).text
    }

    private static let style = HTML(
        verbatim: """

            .early { fill: var(--soft); } .line { fill: none; stroke: var(--b); stroke-width: 1.7; }
            .trial { fill: var(--a); } .trial, .early { fill-opacity: .75; } .charts svg { max-width: 34rem; }
            """)

    /// What a trial came to, or had come to when it was ended.
    private func cost(_ trial: Trial) -> Double? { trial.cost ?? trial.reports.map(\.cost).filter(\.isFinite).min() }

    private func count(_ state: Trial.State) -> Int { trials.count { $0.state == state } }

    private var head: HTML {
        let facts = [
            ("trials", trials.count), ("complete", count(.complete)), ("ended early", count(.ended)),
            ("failed", count(.failed)),
        ].map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
        let best = trials.best.map { trial -> HTML in
            let values = space.parameters.compactMap { parameter in
                trial.values[parameter.name].map { value -> HTML in
                    "<div><dt>\(parameter.name)</dt><dd>\(Self.text(value))</dd></div>"
                }
            }
            return """
                <p>Trial \(trial.number) was the best: \(Self.text(trial.cost)).</p>
                <dl class="facts">\(values)</dl>

                """
        }
        return """
            <header>
            <h1>\(title)</h1>
            <dl class="facts">\(facts)</dl>
            </header>
            \(best ?? "<p>No trial is complete yet.</p>")
            """
    }

    private var course: HTML {
        var least = Double.infinity
        let line = trials.filter { $0.state == .complete }.compactMap { trial -> (x: Double, y: Double)? in
            guard let cost = trial.cost else { return nil }
            least = min(least, cost)
            return (Double(trial.number), least)
        }
        let points = trials.compactMap { trial in
            cost(trial).map { Scatter.Point(x: Double(trial.number), y: $0, isEarly: trial.state != .complete) }
        }
        let chart = Scatter(
            title: "Cost of each trial", axis: "trial", points: points, line: line,
            left: 0, right: Double(max(1, trials.count - 1)), ends: ("0", "\(max(1, trials.count - 1))"))
        return """
            <h2>Course</h2>
            <p>The line is the best so far. Grey trials were ended early: what they had come to by then.</p>
            <div class="charts">
            \(chart.figure)</div>

            """
    }

    private var importance: HTML {
        let shares = Importance.shares(space, trials).sorted { $0.share > $1.share }
        guard !shares.isEmpty else { return "" }
        let rows = shares.map { part -> HTML in
            """
            <tr><td>\(part.name)</td><td class="number">\(String(format: "%.0f", part.share * 100))\u{202F}%</td>\
            <td class="bar"><i style="width:\(String(format: "%.1f", part.share * 100))%"></i></td></tr>

            """
        }
        return """
            <h2>Which keys matter</h2>
            <p>By how much the better quarter of the trials is spread in another way than all of them (PED-ANOVA; Watanabe, \
            Bansal and Hutter, 2023).</p>
            <div class="wide"><table>
            \(rows)</table></div>

            """
    }

    private var slices: HTML {
        let charts = space.parameters.map { parameter -> HTML in
            let points = trials.compactMap { trial -> Scatter.Point? in
                guard let value = trial.values[parameter.name], let cost = cost(trial),
                    let place = Importance.place(of: value, in: parameter.domain)
                else { return nil }
                return Scatter.Point(x: place, y: cost, isEarly: trial.state != .complete)
            }
            var ends = ("", "")
            var axis = ""
            var names: [String] = []
            switch parameter.domain {
            case .number(let range, let isLogarithmic):
                ends = (Self.text(range.lowerBound), Self.text(range.upperBound))
                axis = isLogarithmic ? "logarithmic" : ""
            case .integer(let range, let isLogarithmic):
                ends = ("\(range.lowerBound)", "\(range.upperBound)")
                axis = isLogarithmic ? "logarithmic" : ""
            case .words(let words): names = words
            }
            return Scatter(
                title: parameter.name, axis: axis, points: points, line: [], left: 0, right: 1, ends: ends, names: names
            ).figure
        }
        return """
            <h2>Slices</h2>
            <p>What each key was, and what came of it.</p>
            <div class="charts">
            \(charts)</div>

            """
    }

    private var table: HTML {
        let best = trials.filter { $0.state == .complete }.ranked.prefix(10)
        guard !best.isEmpty else { return "" }
        let heads = space.parameters.map { "<th>\($0.name)</th>" as HTML }
        let rows = best.map { trial -> HTML in
            let cells = space.parameters.map { parameter -> HTML in
                "<td>\(trial.values[parameter.name].map(Self.text) ?? "")</td>"
            }
            return
                "<tr><td class=\"number\">\(trial.number)</td><td class=\"number\">\(Self.text(trial.cost))</td>\(cells)</tr>\n"
        }
        return """
            <h2>The best trials</h2>
            <div class="wide"><table>
            <tr><th class="number">trial</th><th class="number">cost</th>\(heads)</tr>
            \(rows)</table></div>

            """
    }

    private static func text(_ value: TrialValue) -> String {
        switch value {
        case .number(let number): text(number)
        case .word(let word): word
        }
    }

    private static func text(_ number: Double?) -> String { number.map { String(format: "%.4g", $0) } ?? "–" }
}

/// Points in a plane, and a line, as SVG whose colours come from the page.
private struct Scatter {
    struct Point {
        let x, y: Double
        /// Whether it is not the last word.
        let isEarly: Bool
    }

    let title: String
    let axis: String
    let points: [Point]
    let line: [(x: Double, y: Double)]
    let left, right: Double
    /// What stands below both ends.
    let ends: (String, String)
    /// What stands below equal parts of the axis, from left to right.
    var names: [String] = []

    var figure: HTML {
        let values = points.map(\.y).filter(\.isFinite)
        guard let low = values.min(), let greatest = values.max() else { return "" }
        let high = greatest > low ? greatest : low + 1
        func x(_ value: Double) -> String { decimal(46 + (value - left) / max(1e-12, right - left) * 304) }
        func y(_ value: Double) -> String { decimal(160 - (value - low) / (high - low) * 150) }
        let dots = points.filter(\.y.isFinite).map { point -> HTML in
            "<circle class=\"\(point.isEarly ? "early" : "trial")\" cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"3\"/>"
        }
        let way = line.map { "\(x($0.x)),\(y($0.y))" }.joined(separator: " ")
        let rules = [low, high].map { value -> HTML in
            """
            <line class="rule" x1="46" x2="350" y1="\(y(value))" y2="\(y(value))"/>\
            <text class="tick" x="40" y="\(y(value))" text-anchor="end">\(String(format: "%.3g", value))</text>
            """
        }
        let words = names.enumerated().map { number, name -> HTML in
            let place = 46 + (Double(number) + 0.5) / Double(names.count) * 304
            return "<text class=\"tick\" x=\"\(decimal(place))\" y=\"177\" text-anchor=\"middle\">\(name)</text>"
        }
        return """
            <figure><figcaption><strong>\(title)</strong></figcaption>\
            <svg viewBox="0 0 360 190" role="img" aria-label="\(title)">\(rules)\
            <text class="tick" x="46" y="177">\(ends.0)</text>\
            <text class="tick" x="198" y="177" text-anchor="middle">\(axis)</text>\
            <text class="tick" x="350" y="177" text-anchor="end">\(ends.1)</text>\(words)\
            <polyline class="line" points="\(way)"/>\(dots)</svg></figure>

            """
    }

    private func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
