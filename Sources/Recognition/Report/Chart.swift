import Foundation
import Markup

/// A small line chart, as SVG whose colours come from the page.
struct Chart {
    /// A line of the chart.
    struct Line {
        let name: String
        /// The class of its style: `a` or `b`.
        let style: String
        let points: [(x: Double, y: Double)]
    }

    /// What the values are, above the chart.
    let title: String
    /// What lies below.
    let axis: String
    let lines: [Line]
    /// Whether values are drawn by their logarithms; those that are not above 0 lie on the bottom then.
    var isLogarithmic = false
    /// The range of the axis; nil for that of the points.
    var domain: ClosedRange<Double>?
    /// The least range of values that is shown.
    var range: ClosedRange<Double>?
    /// How a value is written.
    let label: (Double) -> String
    /// How a number of the axis is written.
    var axisLabel: (Double) -> String = { grouped($0) }

    private static let (width, height) = (360.0, 190.0)
    private static let plot = (left: 46.0, right: 350.0, top: 10.0, bottom: 160.0)
    private static let mostPoints = 300

    /// The figure; nil where there are fewer than two points.
    var figure: HTML? {
        let lines = lines.map { line in
            Line(name: line.name, style: line.style, points: line.points.filter(\.y.isFinite))
        }
        let points = lines.flatMap(\.points)
        let values = points.map(\.y).filter { !isLogarithmic || $0 > 0 }
        guard let left = domain?.lowerBound ?? points.map(\.x).min(),
            let right = domain?.upperBound ?? points.map(\.x).max(), right > left, points.count > 1,
            var low = values.min(), var high = values.max()
        else { return nil }
        if let range { (low, high) = (min(low, range.lowerBound), max(high, range.upperBound)) }
        let ticks = isLogarithmic ? Self.logarithmicTicks(low, high) : Self.ticks(low, high)
        (low, high) = (min(low, ticks.first ?? low), max(high, ticks.last ?? high))
        if low == high { (low, high) = (low - 0.5, high + 0.5) }

        func scale(_ value: Double) -> Double { isLogarithmic ? log10(max(value, low)) : value }
        func x(_ value: Double) -> Double {
            Self.plot.left + (value - left) / (right - left) * (Self.plot.right - Self.plot.left)
        }
        func y(_ value: Double) -> Double {
            Self.plot.bottom - (scale(value) - scale(low)) / (scale(high) - scale(low))
                * (Self.plot.bottom - Self.plot.top)
        }
        let rules = ticks.map { tick -> HTML in
            """
            <line class="rule" x1="\(decimal(Self.plot.left))" x2="\(decimal(Self.plot.right))" y1="\(decimal(y(tick)))" y2="\(decimal(y(tick)))"/>\
            <text class="tick" x="\(decimal(Self.plot.left - 6))" y="\(decimal(y(tick) + 4))" text-anchor="end">\(label(tick))</text>
            """
        }
        let ends: HTML = """
            <text class="tick" x="\(decimal(Self.plot.left))" y="\(decimal(Self.plot.bottom + 17))">\(axisLabel(left))</text>\
            <text class="tick" x="\(decimal((Self.plot.left + Self.plot.right) / 2))" y="\(decimal(Self.plot.bottom + 17))" text-anchor="middle">\(axis)</text>\
            <text class="tick" x="\(decimal(Self.plot.right))" y="\(decimal(Self.plot.bottom + 17))" text-anchor="end">\(axisLabel(right))</text>
            """
        let curves = lines.map { line -> HTML in
            let points = Self.thinned(line.points).map { "\(decimal(x($0.x))),\(decimal(y($0.y)))" }
            let last = line.points.last.map { point -> HTML in
                "<circle class=\"dot \(line.style)\" cx=\"\(decimal(x(point.x)))\" cy=\"\(decimal(y(point.y)))\" r=\"2.6\"/>"
            }
            return "<polyline class=\"curve \(line.style)\" points=\"\(points.joined(separator: " "))\"/>\(last ?? "")"
        }
        let names = lines.filter { !$0.points.isEmpty }.map { line -> HTML in
            let value = line.points.last.map { label($0.y) } ?? ""
            return "<span class=\"key \(line.style)\">\(line.name) <b>\(value)</b></span>"
        }
        return """
            <figure><figcaption><strong>\(title)</strong>\(names)</figcaption>\
            <svg viewBox="0 0 \(decimal(Self.width)) \(decimal(Self.height))" role="img" aria-label="\(title)">\
            \(rules)\(ends)\(curves)</svg></figure>

            """
    }

    /// Few enough points for a line: one of each row of so many, the last one among them.
    private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        guard points.count > mostPoints else { return points }
        let stride = Double(points.count - 1) / Double(mostPoints - 1)
        return (0..<mostPoints).map { points[Int((Double($0) * stride).rounded())] }
    }

    /// Round values around a range: 1, 2 or 5 times a power of ten apart.
    private static func ticks(_ low: Double, _ high: Double) -> [Double] {
        guard high > low else { return [low] }
        let rough = (high - low) / 4
        let power = pow(10, floor(log10(rough)))
        let step = [1, 2, 5, 10].first { $0 * power >= rough }.map { $0 * power } ?? rough
        let first = floor(low / step + 1e-9)
        let last = ceil(high / step - 1e-9)
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Powers of ten around a range, at most five of them.
    private static func logarithmicTicks(_ low: Double, _ high: Double) -> [Double] {
        let first = Int(floor(log10(low) + 1e-9))
        let last = max(first + 1, Int(ceil(log10(high) - 1e-9)))
        let step = (last - first + 3) / 4
        return stride(from: first, through: last + (step - (last - first) % step) % step, by: step).map {
            pow(10, Double($0))
        }
    }
}

/// A number with a fixed number of decimals, a point before them.
func shown(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// A coordinate of a drawing.
private func decimal(_ value: Double) -> String { shown(value, 1) }

/// A share in percent; nil is a dash.
func percent(_ share: Double?, _ decimals: Int = 2) -> String {
    share.map { shown($0 * 100, decimals) + "\u{202F}%" } ?? "–"
}

/// A whole number with thin spaces between groups of three digits.
func grouped(_ value: Double) -> String {
    let digits = Array(shown(abs(value), 0))
    var text = value < 0 ? "\u{2212}" : ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { text += "\u{202F}" }
        text.append(digit)
    }
    return text
}
