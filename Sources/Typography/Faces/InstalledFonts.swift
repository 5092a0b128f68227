import CFontconfig
import Foundation

/// The outline fonts that are installed on this machine, as fontconfig lists them.
struct InstalledFonts {
    /// One face, before its file has been opened.
    struct Candidate {
        var path: String
        var index: Int
        var families: [String]
        var styles: [String]
        var weight: Int
        var isItalic: Bool
        var width: Double
    }

    private let candidates: [Candidate]

    /// Reads fontconfig's list.
    init() throws(TypographyError) {
        guard let config = FcInitLoadConfigAndFonts() else {
            throw TypographyError(.library, "fontconfig could not read its configuration; check /etc/fonts/fonts.conf")
        }
        defer { FcConfigDestroy(config) }
        var candidates: [Candidate] = []
        if let set = FcConfigGetFonts(config, FcSetSystem) {
            for number in 0..<Int(set.pointee.nfont) {
                guard let handle = set.pointee.fonts[number] else { continue }
                let pattern = FontPattern(handle)
                guard pattern.hasOutlines, !pattern.isNamedInstance, let path = pattern.path else { continue }
                candidates.append(
                    Candidate(
                        path: path, index: pattern.index, families: pattern.families, styles: pattern.styles,
                        weight: pattern.weight, isItalic: pattern.isItalic, width: pattern.width))
            }
        }
        self.candidates = candidates
    }

    /// The names of all families, sorted.
    var families: [String] { Set(candidates.flatMap { $0.families.prefix(1) }).sorted() }

    /// The one face that a family query asks for.
    func face(
        family: String, style: String?, weight: Int?, italic: Bool?
    ) throws(TypographyError) -> Candidate {
        var found = candidates.filter { $0.families.contains { $0.lowercased() == family.lowercased() } }
        guard !found.isEmpty else {
            let near = families.nearest(to: family)
            let hint = near.isEmpty ? "" : " Did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
            throw TypographyError(
                .fontNotFound,
                "Font family '\(family)' is not installed.\(hint) Run scripts/setup to install the catalogued fonts, "
                    + "or name a font file.")
        }
        if let style {
            let styles = Set(found.flatMap { $0.styles.prefix(1) }).sorted().joined(separator: ", ")
            found.removeAll { !$0.styles.contains { $0.lowercased() == style.lowercased() } }
            guard !found.isEmpty else {
                throw TypographyError(
                    .fontNotFound, "Font family '\(family)' has no style '\(style)'. Its styles are: \(styles).")
            }
        }
        if let italic {
            found.removeAll { $0.isItalic != italic }
            guard !found.isEmpty else {
                throw TypographyError(
                    .fontNotFound,
                    "Font family '\(family)' has no \(italic ? "italic" : "upright") face\(style.map { " in style '\($0)'" } ?? "")."
                )
            }
        }
        // A plain face has the shortest file name: this decides where a font tells nothing true of its style.
        let best = found.min { a, b in
            rank(a, weight: weight).lexicographicallyPrecedes(rank(b, weight: weight))
                || (rank(a, weight: weight) == rank(b, weight: weight) && (a.path, a.index) < (b.path, b.index))
        }
        guard let best else { throw TypographyError(.fontNotFound, "Font family '\(family)' has no faces.") }
        return best
    }

    private func rank(_ face: Candidate, weight: Int?) -> [Double] {
        [
            face.isItalic ? 1 : 0, abs(Double(face.weight - (weight ?? 400))), abs(face.width - 100),
            face.styles.first == "Regular" ? 0 : 1,
            Double((face.path as NSString).lastPathComponent.count),
        ]
    }
}

extension [String] {
    /// The up to three names that differ least from a misspelt one; none where all are far off.
    func nearest(to name: String) -> [String] {
        let wanted = Array<Character>(name.lowercased())
        let scored = map { (distance: wanted.editDistance(to: Array<Character>($0.lowercased())), name: $0) }
        let limit = Swift.max(2, wanted.count / 3)
        let close = scored.filter { $0.distance <= limit }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        if !close.isEmpty { return close.prefix(3).map(\.name) }
        return filter { $0.lowercased().hasPrefix(name.lowercased()) }.prefix(3).map { $0 }
    }
}

extension [Character] {
    /// Levenshtein's distance: insertions, deletions and replacements.
    func editDistance(to other: [Character]) -> Int {
        var previous = Array<Int>(0...other.count)
        for (row, a) in enumerated() {
            var current = [row + 1]
            for (column, b) in other.enumerated() {
                current.append(
                    Swift.min(previous[column] + (a == b ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[other.count]
    }
}
