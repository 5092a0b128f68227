import Foundation
package import Imaging
import Markup

/// The page of a comparison: the models in a table, how far they differ, and the pictures on which they do.
package struct ComparisonReport {
    private let comparison: Comparison
    private let models: [ComparedModel]
    /// The models' names without what all of them share.
    private let names: [String]
    private let data: String
    private let picture: (Int) throws -> Bitmap?

    /// How many pictures are shown.
    private static let mostPictures = 60

    /// A page.
    ///
    /// - Parameters:
    ///   - data: what the models were measured on.
    ///   - picture: the picture of a sample; nil where there is none.
    package init(
        _ comparison: Comparison, of models: [ComparedModel], on data: String,
        picture: @escaping (Int) throws -> Bitmap?
    ) {
        self.comparison = comparison
        self.models = models
        names = Self.withoutSharedParts(models.map(\.name))
        self.data = data
        self.picture = picture
    }

    /// Paths without the folders and the file names that are the same in all of them.
    static func withoutSharedParts(_ paths: [String]) -> [String] {
        var parts = paths.map { $0.split(separator: "/")[...] }
        guard parts.count > 1 else { return paths }
        while let first = parts[0].first, parts.allSatisfy({ $0.count > 1 && $0.first == first }) {
            for number in parts.indices { parts[number].removeFirst() }
        }
        while let last = parts[0].last, parts.allSatisfy({ $0.count > 1 && $0.last == last }) {
            for number in parts.indices { parts[number].removeLast() }
        }
        return parts.map { $0.joined(separator: "/") }
    }

    /// The whole page: one file that needs no other.
    ///
    /// - Throws: what `picture` throws, or `ImagingError` where a picture can't be encoded.
    package func html() throws -> String {
        let title = names.joined(separator: ", ")
        return HTML.page(
            title: title, style: ReportStyle.css,
            """
            <main>
            <header>
            <h1>\(title)</h1>
            <dl class="facts"><div><dt>measured on</dt><dd>\(data)</dd></div><div><dt>pictures</dt>\
            <dd>\(grouped(comparison.count))</dd></div></dl>
            </header>
            \(table)\(differences)\(try pictures())</main>

            """
        ).text
    }

    private var table: HTML {
        let rows = zip(models, comparison.tallies).map { model, tally -> HTML in
            let share = tally.total.exactRate ?? 0
            let time = model.trainingSeconds.map { shown($0 / 60, 1) } ?? "–"
            return """
                <tr><td>\(model.name)</td><td class="number">\(percent(tally.total.exactRate))</td>\
                <td class="bar"><i style="width:\(shown(share * 100, 1))%"></i></td>\
                <td class="number">\(percent(tally.total.characterErrorRate, 3))</td>\
                <td class="number">\(grouped(model.parameterCount))</td>\
                <td class="number">\(shown(model.multiplyAdds * 1e-6, 1))</td><td class="number">\(time)</td>\
                <td class="number">\(shown(model.secondsPerPicture * 1000, 2))</td>\
                <td class="number">\(shown(Double(model.byteCount) * 1e-6, 2))</td></tr>

                """
        }
        return """
            <h2>Models</h2>
            <div class="wide"><table>
            <tr><th>model</th><th class="number">exact</th><th></th><th class="number">CER</th>\
            <th class="number">parameters</th><th class="number">million multiply-adds</th>\
            <th class="number">minutes of training</th><th class="number">ms a picture</th><th class="number">MB</th></tr>
            \(rows)</table></div>

            """
    }

    private var differences: HTML {
        let rows = comparison.pairs().map { pair -> HTML in
            """
            <tr><td>\(names[pair.model])</td><td>\(names[pair.base])</td>\
            <td class="number">\(points(pair.exact))</td><td class="number">\(points(pair.characterErrorRate, 3))</td>\
            <td class="number">\(grouped(pair.gains))</td><td class="number">\(grouped(pair.losses))</td>\
            <td class="number">\(shown(pair.chance, 4))</td></tr>

            """
        }
        guard !rows.isEmpty else { return "" }
        return """
            <h2>How far they differ</h2>
            <p>The first model less the second, in points, with what is to be expected of the true difference with 95 % \
            (Newcombe 1998, method 10; for characters drawn anew a thousand times). Chance is how probable so uneven a \
            count would be of models that are equally good (McNemar's test, exact).</p>
            <div class="wide"><table>
            <tr><th>model</th><th>against</th><th class="number">exact</th><th class="number">CER</th>\
            <th class="number">only it reads</th><th class="number">only the other</th><th class="number">chance</th></tr>
            \(rows)</table></div>

            """
    }

    private func points(_ estimate: PairedDifference.Estimate, _ digits: Int = 2) -> HTML {
        let text =
            "\(signed(estimate.value, digits)) (\(signed(estimate.interval.lowerBound, digits)) to "
            + "\(signed(estimate.interval.upperBound, digits)))"
        return estimate.isClear ? "<strong>\(text)</strong>" : "\(text)"
    }

    private func signed(_ share: Double, _ digits: Int) -> String { String(format: "%+.\(digits)f", share * 100) }

    private func pictures() throws -> HTML {
        let found = comparison.byGap
        guard !found.isEmpty else { return "<h2>Where they differ</h2>\n<p>They read every picture alike.</p>\n" }
        let cards = try found.prefix(Self.mostPictures).map(card)
        return """
            <h2>Where they differ</h2>
            <p>\(grouped(found.count)) pictures, those first that some of the models read without a fault; \
            \(grouped(cards.count)) are shown.</p>
            <div class="pictures">
            \(cards)</div>

            """
    }

    private func card(_ difference: Comparison.Difference) throws -> HTML {
        var image: HTML = ""
        if let picture = try picture(difference.index) {
            var bytes: [UInt8] = []
            try PNGEncoder().encode(picture, into: &bytes)
            image = """
                <img alt="" width="\(picture.width)" \
                src="data:image/png;base64,\(HTML(verbatim: Data(bytes).base64EncodedString()))">
                """
        }
        let readings = zip(names, difference.answers).map { name, answer -> HTML in
            // What counts as right, in another case perhaps, has nothing to be marked.
            let text =
                answer.edits == 0
                ? "<bdi>\(answer.text)</bdi>" : markedDifferences(difference.label, answer.text).reading
            return "<dt>\(name)</dt><dd>\(text) <small>\(shown(answer.probability, 3))</small></dd>"
        }
        return """
            <div class="mistake">\(image)\
            <dl style="grid-template-columns:fit-content(9rem) 1fr;overflow-wrap:anywhere"><dt>label</dt><dd><bdi>\(difference.label)</bdi></dd>\(readings)</dl>\
            <small><span>\(difference.name)</span></small></div>

            """
    }
}
