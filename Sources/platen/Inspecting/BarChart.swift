import Foundation
import Markup

/// A small chart of bars, as SVG whose colours come from the page.
struct BarChart {
    /// A bar: what it stands for, and how high it is.
    struct Bar {
        let name: String
        let count: Int
    }

    /// What the values are, above the chart.
    let title: String
    /// What lies below.
    let axis: String
    let bars: [Bar]
    /// Whether each bar has its name below it, as it must where they are no numbers.
    var namesAll = false

    private static let (width, height) = (360.0, 190.0)
    private static let plot = (left: 52.0, right: 350.0, top: 10.0, bottom: 156.0)

    /// The figure; nil where there is no bar.
    var figure: HTML? {
        guard let most = bars.map(\.count).max(), most > 0 else { return nil }
        let step = Self.step(for: most)
        let top = (most + step - 1) / step * step
        func y(_ count: Int) -> Double {
            Self.plot.bottom - Double(count) / Double(top) * (Self.plot.bottom - Self.plot.top)
        }
        let pitch = (Self.plot.right - Self.plot.left) / Double(bars.count)
        let rules = stride(from: 0, through: top, by: step).map { tick -> HTML in
            """
            <line class="rule" x1="\(place(Self.plot.left))" x2="\(place(Self.plot.right))" y1="\(place(y(tick)))" \
            y2="\(place(y(tick)))"/><text class="tick" x="\(place(Self.plot.left - 6))" y="\(place(y(tick) + 4))" \
            text-anchor="end">\(grouped(tick))</text>
            """
        }
        let columns = bars.enumerated().map { number, bar -> HTML in
            let x = Self.plot.left + Double(number) * pitch
            // A bar of one among millions must still be seen.
            let height = bar.count > 0 ? max(1, Self.plot.bottom - y(bar.count)) : 0
            return """
                <rect class="column" x="\(place(x + pitch * 0.08))" width="\(place(pitch * 0.84))" \
                y="\(place(Self.plot.bottom - height))" height="\(place(height))"><title>\(bar.name): \(grouped(bar.count))\
                </title></rect>
                """
        }
        // As many names as there is room for.
        let every = namesAll ? 1 : max(1, (bars.count + 7) / 8)
        let names = bars.enumerated().filter { $0.offset % every == 0 }.map { number, bar -> HTML in
            """
            <text class="tick" x="\(place(Self.plot.left + (Double(number) + 0.5) * pitch))" \
            y="\(place(Self.plot.bottom + 14))" text-anchor="middle">\(bar.name)</text>
            """
        }
        return """
            <figure><figcaption><strong>\(title)</strong></figcaption>\
            <svg viewBox="0 0 \(place(Self.width)) \(place(Self.height))" role="img" aria-label="\(title), by \(axis)">\
            \(rules)\(columns)\(names)<text class="tick" x="\(place((Self.plot.left + Self.plot.right) / 2))" \
            y="\(place(Self.plot.bottom + 30))" text-anchor="middle">\(axis)</text></svg></figure>

            """
    }

    /// A round number, 1, 2 or 5 times a power of ten, of which at most five reach a count.
    private static func step(for count: Int) -> Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where count / (factor * power) <= 4 { return factor * power }
            power *= 10
        }
    }
}

/// A coordinate of a drawing.
private func place(_ value: Double) -> String { String(format: "%.1f", value) }

/// A whole number with thin spaces between groups of three digits.
func grouped(_ count: Int) -> String {
    let digits = String(count)
    return digits.enumerated().map { place, digit in
        (place > 0 && (digits.count - place) % 3 == 0 ? "\u{202F}" : "") + String(digit)
    }.joined()
}
