import CFontconfig
import Foundation

/// The outline fonts that are installed on this machine, as fontconfig lists them.
struct InstalledFonts {
    /// One face, before its file has been opened.
    private struct Candidate {
        var families: [String]
        var offer: FaceOffer
        /// Whether the file can be set to other weights, widths or styles.
        var isVariable = false

        init(_ pattern: FontPattern, path: String) {
            families = pattern.families
            let face = FontFace(
                path: path, index: pattern.index, family: pattern.family, style: pattern.style,
                weight: pattern.weight, width: pattern.width, isItalic: pattern.isItalic, sha256: "", licence: nil)
            offer = FaceOffer(face, styles: pattern.styles, space: nil)
        }
    }

    private let candidates: [Candidate]

    /// Reads fontconfig's list.
    init() throws(TypographyError) {
        guard let config = FcInitLoadConfigAndFonts() else {
            throw TypographyError(.library, "fontconfig could not read its configuration; check /etc/fonts/fonts.conf")
        }
        defer { FcConfigDestroy(config) }
        var candidates: [Candidate] = []
        // A variable font is listed once as it opens, once for each setting with a name, and once for all settings.
        var variable: Set<String> = []
        if let set = FcConfigGetFonts(config, FcSetSystem) {
            for number in 0..<Int(set.pointee.nfont) {
                guard let handle = set.pointee.fonts[number] else { continue }
                let pattern = FontPattern(handle)
                guard pattern.hasOutlines, let path = pattern.path else { continue }
                let candidate = Candidate(pattern, path: path)
                if pattern.isNamedInstance || pattern.isVariable { variable.insert(candidate.offer.face.source) }
                if !pattern.isNamedInstance { candidates.append(candidate) }
            }
        }
        self.candidates = candidates.map { candidate in
            var candidate = candidate
            candidate.isVariable = variable.contains(candidate.offer.face.source)
            return candidate
        }
    }

    /// The names of all families, sorted.
    var families: [String] { Set(candidates.flatMap { $0.families.prefix(1) }).sorted() }

    /// The one face that a family query asks for; nil where its file can't be used.
    ///
    /// Free families whose letters are as wide as those of families that many a system lacks.
    private static let twins = [
        "arial": "Liberation Sans", "helvetica": "Liberation Sans", "times new roman": "Liberation Serif",
        "times": "Liberation Serif", "courier new": "Liberation Mono", "courier": "Liberation Mono",
        "calibri": "Carlito", "cambria": "Caladea",
    ]

    /// - Parameter read: the faces of a file, or the one of a number.
    func find(
        family: String, _ wish: FaceWish, _ read: (_ path: String, _ index: Int?) -> [FaceOffer]
    ) throws(TypographyError) -> FontFace? {
        let found = candidates.filter { $0.families.contains { $0.lowercased() == family.lowercased() } }
        guard !found.isEmpty else {
            if family.contains("/") || FontFile.endings.contains(where: family.lowercased().hasSuffix) {
                throw TypographyError(
                    .fontNotFound,
                    "'\(family)' is taken for a family's name, and there is none such; for a font file write "
                        + "{file: \(family)}, for a folder of fonts {folder: \(family)}.")
            }
            let twin = Self.twins[family.lowercased()].flatMap { families.contains($0) ? [$0] : nil }
            let near = twin ?? families.nearest(to: family)
            let hint = near.isEmpty ? "" : " Did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
            throw TypographyError(
                .fontNotFound,
                "Font family '\(family)' is not installed.\(hint) Run scripts/setup to install the catalogued fonts, "
                    + "or name a font file.")
        }
        // What a variable font can be set to stands in its file; a static face is opened when it has been chosen.
        var opened: Set<String> = []
        let offers = found.flatMap { candidate -> [FaceOffer] in
            let face = candidate.offer.face
            guard candidate.isVariable else { return [candidate.offer] }
            return opened.insert(face.source).inserted ? read(face.path, face.index).map(\.regular) : []
        }
        let granted = try wish.choose(from: offers) { missing, words in
            Self.error(family, missing, words, offers, wish)
        }
        let best = granted.min { a, b in
            rank(a, wish).lexicographicallyPrecedes(rank(b, wish))
                || (rank(a, wish) == rank(b, wish) && (a.face.path, a.face.index) < (b.face.path, b.face.index))
        }
        guard let face = best?.face else { return nil }
        return face.sha256.isEmpty ? read(face.path, face.index).first?.face : face
    }

    private static func error(
        _ family: String, _ missing: FaceWish, _ words: String, _ offers: [FaceOffer], _ wish: FaceWish
    ) -> TypographyError {
        let message: String
        if missing.style != nil {
            let styles = Set(offers.flatMap(\.styleNames)).sorted().joined(separator: ", ")
            message = "has no \(words). Its styles are: \(styles)."
        } else if let italic = missing.italic {
            let style = wish.style.map { " in style '\($0)'" } ?? ""
            message = "has no \(italic ? "italic" : "upright") face\(style)."
        } else {
            let all = offers.map(\.summary).sorted().joined(separator: "; ")
            message = "has no face with \(words). It has: \(all)."
        }
        return TypographyError(.fontNotFound, "Font family '\(family)' \(message)")
    }

    /// How far a face is from what was asked for; a plain face has the shortest file name, which decides where a font
    /// tells nothing true of its style.
    private func rank(_ offer: FaceOffer, _ wish: FaceWish) -> [Double] {
        let face = offer.face
        return [
            face.isItalic ? 1 : 0, abs(Double(face.weight - (wish.weight ?? 400))),
            abs(face.width - (wish.width ?? 100)), offer.styles.first == "Regular" ? 0 : 1,
            Double((face.path as NSString).lastPathComponent.count),
        ]
    }
}

extension FontFace {
    /// The file and the face's number in it.
    fileprivate var source: String { "\(index) \(path)" }
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
