/// A named part of a text, such as the decimals of a number or the month of a date.
struct TextPart: Sendable, Hashable {
    /// As the text's kind or the template calls it.
    var name: String
    /// Where it stands in the text that is drawn, in Unicode scalars.
    var range: Range<Int>
}

/// A text in the making: pieces, one behind the other, of which some are named parts.
struct PartedText {
    /// What there is of it.
    private(set) var text = ""
    /// Its parts, in order; what stands within another comes after it.
    private(set) var parts: [TextPart] = []
    /// Its length, Unicode scalars.
    private var length = 0

    /// Adds a piece.
    /// - Parameters:
    ///   - name: what the piece is called; nil where nobody can ask for it.
    ///   - inner: parts of the piece itself.
    mutating func add(_ piece: String, as name: String? = nil, with inner: [TextPart] = []) {
        let start = length
        length += piece.unicodeScalars.count
        text += piece
        guard length > start else { return }
        if let name { parts.append(TextPart(name: name, range: start..<length)) }
        for part in inner {
            parts.append(
                TextPart(name: part.name, range: start + part.range.lowerBound..<start + part.range.upperBound))
        }
    }
}

/// Which part's style each place of a text has.
struct PartMap {
    /// For each Unicode scalar the number of the style; nil where the text's own holds.
    private let owners: [Int?]

    /// - Parameters:
    ///   - parts: those of the text; the last that has a style decides.
    ///   - style: the number of a part's style, by its name; nil where it has none.
    init(_ parts: [TextPart], length: Int, style: (String) -> Int?) {
        var owners = [Int?](repeating: nil, count: length)
        for part in parts {
            guard let number = style(part.name) else { continue }
            for place in part.range.clamped(to: 0..<length) { owners[place] = number }
        }
        self.owners = owners
    }

    /// Whether the text's own style holds everywhere.
    var isPlain: Bool { owners.allSatisfy { $0 == nil } }

    /// The style at a place; nil for the text's own.
    func style(at place: Int) -> Int? { owners.indices.contains(place) ? owners[place] : nil }

    /// The styles of characters that follow each other from the text's start: each has that of its first scalar.
    func styles(of clusters: some Sequence<String>) -> [Int?] {
        var place = 0
        return clusters.map { cluster in
            defer { place += cluster.unicodeScalars.count }
            return style(at: place)
        }
    }
}
