import Configs
import Samples
import Scripts
import Typography

/// What of a recipe's texts can't be drawn, as far as that shows before the first sample: characters that no hand of a style
/// can put down.
///
/// Characters are looked up, not texts: a list of any length takes no longer than its alphabet.
struct TextCheck: Sendable {
    /// Characters of one source that are lacking in some splits.
    struct Finding: Sendable {
        /// The source's key path in the recipe.
        var path: String
        /// In which splits they are lacking; all that there are samples of, as a rule.
        var splits: [Split]
        /// Whether there are samples of others, too.
        var hasOtherSplits: Bool
        var characters: [Character]
        /// Whether faces lack them, and not only a hand that writes.
        var isOfType: Bool
        /// The entries of lists that have them.
        var sighting: Sighting?
        /// Whether a sample's number alone decides its text.
        var isNumbered: Bool
        /// Whether every text of the recipe is an entry of the list.
        var isAllThereIs: Bool
    }

    private(set) var findings: [Finding] = []

    /// How many characters are looked at in their words, which takes longer.
    private static let mostExamples = 64
    /// How many texts are written to find a character where there is no list.
    private static let trialCount = 2000
    /// How many texts are written to see what stands in their parts.
    private static let partTrialCount = 300

    /// - Throws: `TypographyError` where a face can't be opened, `SynthesisError` where a list can't be read again.
    init(_ recipe: Recipe, author: any Author, sheet: StyleSheet) throws {
        let typesetter = try Typesetter()
        let splits = Split.allCases.filter { recipe.samples[$0] > 0 }
        for branch in author.branches {
            let style = sheet.styles[sheet.number(for: branch.source)]
            let alphabet = branch.author.alphabet.filter { !$0.isWhitespace }
            try Self.demandSeen(branch, recipe, splits, at: sheet.path(of: branch.source))
            try Self.demandSeparable(alphabet, style, at: sheet.path(of: branch.source))
            try Self.demandWheels(alphabet, style, at: sheet.path(of: branch.source))
            var lacking: [(characters: [Character], splits: [Split])] = []
            for split in splits {
                let characters = try alphabet.filter { try !style.canWrite(String($0), in: split, typesetter) }
                if characters.isEmpty { continue }
                if let known = lacking.firstIndex(where: { $0.characters == characters }) {
                    lacking[known].splits.append(split)
                } else {
                    lacking.append((characters, [split]))
                }
            }
            for (characters, lackingSplits) in lacking {
                let finding = Finding(
                    path: sheet.path(of: branch.source), splits: lackingSplits,
                    hasOtherSplits: lackingSplits.count < splits.count, characters: characters,
                    isOfType: style.setsType, isNumbered: author.isNumbered,
                    isAllThereIs: author.lexicon != nil && author.branches.count == 1)
                if let finding = try confirmed(finding, branch, style, recipe, typesetter) { findings.append(finding) }
            }
            if style.parts.contains(where: \.recipe.isSetApart) {
                findings += try self.lacking(branch, style, splits, recipe, author.isNumbered, typesetter)
            }
        }
    }

    /// A label has nothing that no picture shows: no character that is never seen, and no blank at an end.
    private static func demandSeen(
        _ branch: AuthorBranch, _ recipe: Recipe, _ splits: [Split], at path: String
    ) throws {
        if let hidden = branch.author.alphabet.first(where: { !$0.isWhitespace && !$0.standsAlone }) {
            throw SynthesisError(
                .recipe, at: path,
                "writes \(hidden.shownWithCode), which can't stand in a line of text (a control character, a lone mark, or one "
                    + "that is never seen): labels would have what no picture shows; take it out")
        }
        for index in 0..<partTrialCount {
            let key = SampleKey(seed: recipe.seed, split: splits.first ?? .train, index: index)
            guard let label = try? branch.author.writing(for: key).label else { break }
            guard label.contains(where: { !$0.isWhitespace }) else { continue }
            if label.hasBlankEnds {
                throw SynthesisError(
                    .recipe, at: path,
                    "the label '\(label.onOneLine)' begins or ends with a blank, which no picture shows: let blanks stand "
                        + "between characters alone")
            }
        }
    }

    /// Letters that join those beside them can't stand below each other: one by one they are other shapes than a reader knows.
    private static func demandSeparable(_ alphabet: [Character], _ style: Style, at path: String) throws {
        guard style.type.flow.options.contains(where: { $0.value == .upright && $0.weight > 0 }) else { return }
        let joined = alphabet.filter(\.isCursive)
        guard !joined.isEmpty else { return }
        let shown = joined.prefix(8).map { "'\($0)'" }.joined(separator: " ") + (joined.count > 8 ? " ..." : "")
        throw SynthesisError(
            .recipe, at: path,
            "has letters that join those beside them (\(shown)), which 'type.flow: upright' would take apart: leave it at "
                + "'along', and turn the line with 'geometry.rotation'")
    }

    /// Wheels stand in the label's order, from left to right.
    private static func demandWheels(_ alphabet: [Character], _ style: Style, at path: String) throws {
        guard style.hands.contains(where: { $0.stage is WheelScribe }),
            let letter = alphabet.first(where: { $0.unicodeScalars.first?.bidiKind == .right })
        else { return }
        throw SynthesisError(
            .recipe, at: path,
            "has letters that run from right to left ('\(letter)'), and 'hand: wheels' puts everything down from left to right: "
                + "leave such letters out, or write with another hand")
    }

    /// Characters that the hands of parts can't put down, as far as some texts show them.
    private func lacking(
        _ branch: AuthorBranch, _ style: Style, _ splits: [Split], _ recipe: Recipe, _ isNumbered: Bool,
        _ typesetter: Typesetter
    ) throws -> [Finding] {
        var (seen, lacking): ([Int: Set<Character>], [Int: [Character]]) = ([:], [:])
        for index in 0..<Self.partTrialCount {
            let key = SampleKey(seed: recipe.seed, split: splits.first ?? .train, index: index)
            guard let writing = try? branch.author.writing(for: key) else { break }
            guard let map = style.map(writing, where: \.isSetApart) else { continue }
            let owners = map.styles(of: writing.display.map { String($0) })
            for (character, owner) in zip(writing.display, owners) where !character.isWhitespace {
                guard let owner, seen[owner, default: []].insert(character).inserted else { continue }
                if try !style.parts[owner].style.canWrite(String(character), in: key.split, typesetter) {
                    lacking[owner, default: []].append(character)
                }
            }
        }
        return lacking.sorted { $0.key < $1.key }.map { part, characters in
            Finding(
                path: style.parts[part].path, splits: splits, hasOtherSplits: false, characters: characters.sorted(),
                isOfType: style.parts[part].style.setsType, isNumbered: isNumbered, isAllThereIs: false)
        }
    }

    /// The finding with the texts that show it; nil where no text does.
    ///
    /// An alphabet may hold more than is ever written, and a character that can't stand alone may well stand in a word.
    private func confirmed(
        _ finding: Finding, _ branch: AuthorBranch, _ style: Style, _ recipe: Recipe, _ typesetter: Typesetter
    ) throws -> Finding? {
        var finding = finding
        var examples: [Character: String] = [:]
        let sought = Set(finding.characters)
        func look(at text: String) {
            for character in text where sought.contains(character) && examples[character] == nil {
                examples[character] = text
            }
        }
        _ = try branch.author.sighting { text in
            look(at: text)
            return false
        }
        if examples.count < sought.count {
            for index in 0..<Self.trialCount {
                let key = SampleKey(seed: recipe.seed, split: finding.splits[0], index: index)
                guard let writing = try? branch.author.writing(for: key) else { break }
                look(at: writing.display)
            }
        }
        var looked = 0
        finding.characters = try finding.characters.filter { character in
            guard let text = examples[character] else { return false }
            looked += 1
            if looked > Self.mostExamples { return true }
            return try !style.canWrite(text.onOneLine, in: finding.splits[0], typesetter)
        }
        if finding.characters.isEmpty { return nil }
        let confirmed = Set(finding.characters)
        finding.sighting = try branch.author.sighting { $0.contains(where: confirmed.contains) }
        return finding
    }
}

extension TextCheck.Finding {
    /// Whether no text of the recipe can be drawn.
    var isWhole: Bool { isAllThereIs && sighting.map { $0.count == $0.total } ?? false }

    /// What is lacking, and where it stands first.
    var description: String {
        let places = hasOtherSplits ? " that \(splits.map(\.rawValue).joined(separator: " and ")) may use" : ""
        let shown = characters.prefix(12).map(\.shownWithCode).joined(separator: ", ")
        let more = characters.count > 12 ? " and \(characters.count - 12) more" : ""
        var text = "\(path): no \(isOfType ? "face" : "hand")\(places) can draw \(shown)\(more)"
        if let sighting {
            text +=
                "; \(sighting.count) of \(sighting.total) entries \(sighting.count == 1 ? "has" : "have") such characters, "
                + "the first is '\(sighting.text)' (\(sighting.place))"
        }
        return text
    }
}

extension Character {
    /// The character and its code points, `'☃' (U+2603)`; these alone where it would not be seen, or turn the message round.
    var shownWithCode: String {
        let codes = unicodeScalars.map { scalar in
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        }
        return standsAlone ? "'\(self)' (\(codes.joined(separator: " ")))" : codes.joined(separator: " ")
    }
}

extension TextCheck {
    /// What to tell where texts are replaced.
    func notes() -> [String] {
        findings.map { $0.description + "; such samples get another text, counted as undrawable_text" }
    }

    /// Throws where the run would end at such a text sooner or later.
    func demandDrawable(_ choice: UndrawableText) throws {
        for finding in findings {
            if choice == .redraw, !finding.isNumbered, !finding.isWhole { continue }
            let advice =
                finding.isNumbered
                ? "or leave such texts out; in the modes 'unique' and 'exhaustive' a sample has no other text, so "
                    + "text.undrawable=redraw does not help here"
                : finding.isWhole
                    ? "or leave such texts out; the list holds no other text to take their place"
                    : "leave such texts out, or let others take their place with text.undrawable=redraw"
            throw SynthesisError(
                .recipe, finding.description + ". Name a \(finding.isOfType ? "face" : "hand") that has them, " + advice
            )
        }
    }
}
