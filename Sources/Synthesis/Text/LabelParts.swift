import Configs
import Samples

/// Whether a part of a text is a part of its label.
enum PartLabel: String, ConfigEnum {
    case keep
    case leaveOut = "leave_out"
}

/// Which parts of texts labels have.
///
/// What is said of a part holds for all parts within it that nothing is said of.
struct LabelParts: Sendable {
    /// What is said of parts, by name.
    private let rules: [String: PartLabel]
    /// What holds where nothing is said.
    private var isKept = true

    /// - Parameter style: the styles of parts; of several for one part the first that says something of labels counts.
    init(_ style: Named<PartStyle>) {
        var rules: [String: PartLabel] = [:]
        for (key, part) in style.entries {
            guard let label = part.label else { continue }
            for name in PartStyle.names(of: key) where rules[name] == nil { rules[name] = label }
        }
        self.rules = rules
    }

    /// Whether labels have all that is drawn.
    var isWhole: Bool { !rules.values.contains(.leaveOut) }

    /// Whether labels have a part of the text at hand.
    /// - Parameter name: nil for what has none.
    func hasPart(_ name: String?) -> Bool { name.flatMap { rules[$0] }.map { $0 == .keep } ?? isKept }

    /// Whether labels may have any of a text with parts of these names.
    func mayHave(_ names: [String]) -> Bool { isKept || names.contains { rules[$0] == .keep } }

    /// What holds within a part.
    func within(_ name: String) -> LabelParts {
        var inner = self
        inner.isKept = hasPart(name)
        return inner
    }

    /// A piece of text as an automaton of labels has it before what is left out is taken away.
    func written(_ text: String, as name: String? = nil) -> String {
        hasPart(name) ? text : String(text.unicodeScalars.map { _ in Character(LabelAutomaton.leftOut) })
    }

    /// The text with the label that is left of it.
    ///
    /// Of the blanks around what is left out the first stays where text stands on both sides, and none at the label's ends.
    func labelled(_ writing: Writing) -> Writing {
        let (drawn, label) = (Array(writing.display.unicodeScalars), Array(writing.label.unicodeScalars))
        var isKept = [Bool](repeating: true, count: drawn.count)
        for part in writing.parts {
            guard let rule = rules[part.name] else { continue }
            for place in part.range.clamped(to: isKept.indices) { isKept[place] = rule == .keep }
        }
        // Other digits are other scalars, but no more of them.
        guard isKept.contains(false), label.count == drawn.count else { return writing }
        var pieces: [Piece] = []
        var start = 0
        for character in writing.display {
            let end = start + character.unicodeScalars.count
            pieces.append(Piece(range: start..<end, isBlank: character.isWhitespace, isKept: isKept[start]))
            start = end
        }
        var labelled = writing
        labelled.isLabelled = [Bool](repeating: true, count: drawn.count)
        for piece in Self.leftOut(of: pieces) {
            for place in piece.range { labelled.isLabelled[place] = false }
        }
        labelled.label = String(
            String.UnicodeScalarView(zip(label, labelled.isLabelled).filter(\.1).map(\.0)))
        return labelled
    }

    /// A character of a text, and where its scalars stand.
    private struct Piece {
        var range: Range<Int>
        var isBlank: Bool
        var isKept: Bool
        /// Whether it can end what is left out.
        var isText: Bool { isKept && !isBlank }
    }

    /// What is left out of a text, blanks with it.
    private static func leftOut(of pieces: [Piece]) -> [Piece] {
        var found: [Piece] = []
        for gap in pieces.indices.split(whereSeparator: { pieces[$0].isText }) {
            guard let first = gap.first, let last = gap.last, gap.contains(where: { !pieces[$0].isKept }) else {
                continue
            }
            let isInside = first > pieces.startIndex && last < pieces.endIndex - 1
            let blank = isInside ? gap.first { pieces[$0].isKept } : nil
            found += gap.filter { $0 != blank }.map { pieces[$0] }
        }
        return found
    }
}

/// Texts of which labels leave parts out.
struct PartlyLabelled: Author {
    let author: any Author
    let parts: LabelParts

    /// What writes the labels of a text, kept apart by split where the text says so.
    /// - Throws: `SynthesisError` where nothing is left of a label, or where labels can't be told apart as they should.
    static func author(
        of text: any TextSource, _ parts: LabelParts, seed: UInt64, sizes: SplitSizes
    ) throws -> any Author {
        // Which split a label belongs to is told by what is left of it.
        var whole = text
        whole.disjoint = false
        let author = try whole.makeAuthor(seed: seed, sizes: sizes)
        guard !author.hasUniqueLabels, !(text.disjoint && author.isNumbered) else {
            throw SynthesisError(
                .recipe, at: "style",
                "labels that leave a part out may come twice, so \(author.hasUniqueLabels ? "'unique'" : "'disjoint'") "
                    + "can't be promised; use mode 'random', or label all that is drawn")
        }
        let partly = PartlyLabelled(author: author, parts: parts)
        // What never leaves a label is better told of now than at the first sample.
        for split in Split.allCases where sizes[split] > 0 {
            _ = try partly.writing(for: SampleKey(seed: seed, split: split, index: 0))
        }
        return text.disjoint ? try DisjointLabels(partly, seed: seed, sizes: sizes) : partly
    }

    var hasUniqueLabels: Bool { false }
    var alphabet: [Character] { author.alphabet }
    var files: [TextFile] { author.files }
    var notes: [String] { author.notes }
    var lexicon: (any SampleLexicon)? { author.lexicon }
    var isNumbered: Bool { author.isNumbered }
    var branches: [AuthorBranch] { author.branches }
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try author.sighting(where: isSought) }

    func writing(for key: SampleKey) throws -> Writing {
        let writing = parts.labelled(try author.writing(for: key))
        guard !writing.label.isEmpty || writing.display.isEmpty else {
            throw SynthesisError(
                .recipe, at: "style",
                "\(key.split.rawValue)/\(key.index): nothing is left of the label of '\(writing.display.onOneLine)' when "
                    + "its parts are left out; keep one that every text has")
        }
        return writing
    }
}

extension Writing {
    /// Whether the label has each of the characters that follow each other from the text's start.
    func labels(_ clusters: [String]) -> [Bool] {
        guard !isLabelled.isEmpty else { return clusters.map { _ in true } }
        var place = 0
        return clusters.map { cluster in
            defer { place += cluster.unicodeScalars.count }
            return isLabelled.indices.contains(place) ? isLabelled[place] : true
        }
    }
}
