import Foundation
import Imaging
import Markup
import Recognition

/// A page that shows real pictures beside drawn ones, before and after a recipe was fitted to them, with the figures.
package struct FitPage {
    private let fit: FittedRecipe

    /// The page of a fit.
    package init(_ fit: FittedRecipe) { self.fit = fit }

    /// The page.
    ///
    /// - Throws: `ImagingError`, where a picture can't be encoded.
    package func html() throws -> String {
        let encoder = try PNGEncoder()
        return HTML.page(
            title: "\(fit.name), fitted", style: HTML([ReportStyle.css, Self.style]),
            """
            <main>
            \(head)\(changes)\(figures)\(try pictures(encoder))</main>
            """
        ).text
    }

    private static let style = HTML(
        verbatim: """

            .sides { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1.6rem; margin-top: .8rem; }
            .sides h3 { margin: 0 0 .5rem; }
            .sides img { display: block; height: 2.6rem; width: auto; max-width: 100%; object-fit: contain;
              object-position: left; margin: 0 0 .45rem; }
            """)

    private var head: HTML {
        let (before, after) = (fit.before.likeness, fit.after.likeness)
        func score(_ name: String, _ detail: String, _ value: (Likeness) -> String) -> HTML {
            "<div><b>\(value(before)) → \(value(after))</b><span>\(name)</span><span>\(detail)</span></div>\n"
        }
        let verdict =
            fit.changes.isEmpty
            ? "Nothing was found that comes closer to the pictures than the recipe as it is."
            : fit.isConfirmed
                ? "Pictures that took no part in the search confirm that the fitted recipe is closer to them."
                : "Pictures that took no part in the search do not confirm that the fitted recipe is closer to them, so the recipe "
                    + "was left as it was."
        return """
            <header>
            <h1>\(fit.name), fitted to real pictures</h1>
            <dl class="facts"><div><dt>pictures</dt><dd>\(fit.fittedCount) to fit to, \(fit.heldCount) kept to judge</dd></div>\
            <div><dt>samples</dt><dd>\(fit.drawnCount)</dd></div><div><dt>trials</dt><dd>\(fit.trials)</dd></div></dl>
            </header>
            <p>\(verdict)</p>
            <div class="scores">
            \(score("told apart wrongly", "by a small classifier; 50 % where nobody can tell") { Self.percent($0.separation.error) })\
            \(score("bits a picture tells of its kind", "0 where nobody can tell") { Self.number($0.separation.divergence) })\
            \(score("mean overlap", "of statistics and histograms; 1 for the same") { Self.number($0.meanOverlap) })\
            \(score("distance", "what the search made small") { Self.number($0.cost) })</div>

            """
    }

    private var changes: HTML {
        guard !fit.changes.isEmpty else { return "" }
        let rows = fit.changes.map { change -> HTML in
            """
            <tr><td><code>\(change.path)</code></td><td><code>\(change.old)</code></td><td><code>\(change.new)</code></td>\
            <td class="number">\(Self.number(change.gain, 3))</td><td>\(change.reason ?? "")</td></tr>

            """
        }
        return """
            <h2>What was changed</h2>
            <p>By how much the distance grows when one change is taken back, and which overlap suffers most then.</p>
            <div class="wide"><table>
            <tr><th>key</th><th>before</th><th>after</th><th class="number">worth</th><th>helps</th></tr>
            \(rows)</table></div>

            """
    }

    private var figures: HTML {
        let (before, after) = (fit.before.likeness, fit.after.likeness)
        let rows = after.overlaps.map { overlap -> HTML in
            let old = before.overlap(of: overlap.name)
            return """
                <tr><td>\(overlap.name)</td><td class="number">\(Self.number(old))</td><td class="number">\(Self.number(overlap.share))</td>\
                <td class="bar"><i style="width:\(Self.number(overlap.share * 100, 1))%"></i></td></tr>

                """
        }
        return """
            <h2>What drawn and real pictures have in common</h2>
            <p>Overlaps of histograms, from 0 to 1, with pictures and samples that took no part in the search. With few pictures \
            they stay below 1 even for sets of one kind.</p>
            <div class="wide"><table>
            <tr><th></th><th class="number">before</th><th class="number">after</th><th></th></tr>
            \(rows)</table></div>

            """
    }

    private func pictures(_ encoder: PNGEncoder) throws -> HTML {
        func side(_ title: String, _ pictures: [Bitmap]) throws -> HTML {
            let images = try pictures.map { picture -> HTML in
                var bytes: [UInt8] = []
                try encoder.encode(picture.fitting(height: 160), into: &bytes)
                let data = HTML(verbatim: Data(bytes).base64EncodedString())
                return "<img alt=\"\" src=\"data:image/png;base64,\(data)\">\n"
            }
            return "<div><h3>\(title)</h3>\n\(images)</div>\n"
        }
        return """
            <h2>Side by side</h2>
            <p>None of these was used in the search. All are shown at one height.</p>
            <div class="sides">
            \(try side("Real", fit.real))\(try side("Drawn before", fit.before.pictures))\
            \(try side("Drawn after", fit.after.pictures))</div>

            """
    }

    private static func number(_ value: Double, _ decimals: Int = 2) -> String {
        String(format: "%.\(decimals)f", value)
    }

    private static func percent(_ share: Double) -> String { number(share * 100, 0) + "\u{202F}%" }
}

extension FittedRecipe.Change {
    /// What it is good for, in a few words; nil where that is not known.
    package var reason: String? {
        helped.map { $0.name + String(format: " %.2f → %.2f", $0.before, $0.after) }
    }
}

extension Bitmap {
    /// The image no higher than this.
    fileprivate func fitting(height most: Int) -> Bitmap {
        height <= most ? self : resized(width: max(1, width * most / height), height: most)
    }
}
