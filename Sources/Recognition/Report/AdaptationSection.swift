import Foundation
import Imaging
import Markup

/// What became of pictures without labels in the last round, as pictures: what was taken, and what was refused and why.
struct AdaptationSection {
    private let round: AdaptationRound
    private let pictures: UnlabelledPictures
    private let picture: (AdaptationRound.Reading) -> Bitmap?

    /// A section.
    ///
    /// - Parameter picture: a picture as it is to be shown; nil where it can't be read.
    init(
        _ round: AdaptationRound, of pictures: UnlabelledPictures,
        picture: @escaping (AdaptationRound.Reading) -> Bitmap?
    ) {
        (self.round, self.pictures, self.picture) = (round, pictures, picture)
    }

    /// The section.
    func html() throws -> HTML {
        let refusals = AdaptationRound.Refusal.allCases.compactMap { reason in
            round.refusals[reason].map { "\(grouped($0)) \(reason.text)" }
        }
        let rejected: HTML =
            round.isRejected
            ? """
            <p><strong>Nothing was taken:</strong> the model read \(percent(round.heldOut)) of the validation samples without a \
            fault, and \(percent(round.bestHeldOut)) at best.</p>

            """ : ""
        return """
            <h2>Pictures without labels</h2>
            <p>After step \(grouped(round.step)), \(grouped(round.taken.count)) of \(grouped(round.count)) readings \
            (\(percent(round.takenShare, 1))) were taken as labels: enough views agree (in \
            \(grouped(round.taken.count { $0.others.isEmpty })) of them all), and together give the text a probability of at \
            least \(shown(round.threshold, 3)). They are \(grouped(round.distinctCount)) different texts. Refused: \
            \(refusals.isEmpty ? "none" : refusals.joined(separator: ", ")). Mean probability \
            \(shown(round.meanProbability, 3)), mean entropy of a time step \(shown(round.meanEntropy, 4)). Nobody said what is \
            right.</p>
            \(rejected)\(try cards("Taken", round.shownTaken))\(try cards("Refused", round.refused))
            """
    }

    private func cards(_ title: String, _ readings: [AdaptationRound.Reading]) throws -> HTML {
        guard !readings.isEmpty else { return "" }
        let encoder = try PNGEncoder()
        let cards = try readings.map { reading -> HTML in
            var image: HTML = ""
            if let picture = picture(reading) {
                var bytes: [UInt8] = []
                try encoder.encode(picture, into: &bytes)
                image = """
                    <img alt="" width="\(picture.width)" \
                    src="data:image/png;base64,\(HTML(verbatim: Data(bytes).base64EncodedString()))">
                    """
            }
            let others = reading.others.map { "<dt>or</dt><dd>\(Self.text($0))</dd>" as HTML }
            let refusal: HTML = reading.refusal.map { "<dt>why</dt><dd>\($0.text)</dd>" } ?? ""
            return """
                <div class="mistake">\(image)<dl><dt>read</dt><dd>\(Self.text(reading.text))</dd>\(others)\(refusal)</dl>\
                <small><span>\(pictures.name(reading.picture))</span><span>p = \(shown(reading.probability, 3))</span></small>\
                </div>

                """
        }
        return """
            <h3>\(title)</h3>
            <div class="pictures">
            \(cards)</div>

            """
    }

    private static func text(_ text: String) -> HTML {
        text.isEmpty ? "<span class=\"none\">nothing</span>" : "<bdi>\(text)</bdi>"
    }
}

extension AdaptationRound {
    /// Some of the readings that were taken, evenly from all of them: the pictures of a report.
    var shownTaken: [Reading] {
        let count = min(24, taken.count)
        return (0..<count).map { taken[$0 * taken.count / count] }
    }
}
