import Configs
import Samples

extension Press {
    /// The error that ends a run at a text which can't be drawn.
    /// - Parameters:
    ///   - flaws: what went wrong with the tries at this text.
    ///   - isHopeless: whether no hand can put it down at all.
    func undrawable(
        _ writing: Writing, _ style: Style, _ key: SampleKey, flaws: [Flaw], isHopeless: Bool
    ) throws -> SynthesisError {
        let place = try place(of: writing).map { " (\($0))" } ?? ""
        let sample = "\(key.split.rawValue)/\(key.index)"
        let replaced =
            source.author.isNumbered
            ? "The modes 'unique' and 'exhaustive' have no other text for it."
            : source.recipe.text.keys.undrawable == .redraw
                ? "No other text for this sample could be drawn either."
                : "text.undrawable=redraw gives such samples another text."
        if writing.display.isBlank {
            let what = writing.display.isEmpty ? "empty" : "blank"
            return SynthesisError(
                .unprintable,
                "\(sample): the text '\(writing.label.onOneLine)'\(place) is \(what), so there is nothing to draw: let "
                    + "every text have a character that leaves ink. " + replaced)
        }
        if writing.label.hasBlankEnds {
            return SynthesisError(
                .unprintable,
                "\(sample): the label '\(writing.label.onOneLine)'\(place) begins or ends with a blank, which no picture "
                    + "shows: let blanks stand between characters alone. " + replaced)
        }
        guard isHopeless else {
            return SynthesisError(
                .unprintable,
                "\(sample): the label '\(writing.label)'\(place) could not be drawn in \(flaws.count) tries: "
                    + Self.counted(flaws) + ". Change fonts, sizes, page, or contrast in the recipe. "
                    + Self.advice(flaws, style) + replaced)
        }
        let lacking = try writing.display.filter {
            try !$0.isWhitespace && !style.canWrite(String($0), in: key.split, typesetter)
        }
        let (who, whose) = style.setsType ? ("face", "faces") : ("hand", "hands")
        let why =
            lacking.isEmpty
            ? "no one \(who) of \(key.split.rawValue) has all of its characters"
            : "the \(whose) of \(key.split.rawValue) lack "
                + Self.unrepeated(lacking).map(\.shownWithCode).joined(separator: ", ")
        return SynthesisError(
            .unprintable,
            "\(sample): the label '\(writing.label)'\(place) can't be drawn: \(why). Name a \(who) "
                + "that has them, or leave such texts out. " + replaced)
    }

    /// What helps against flaws that a recipe's own colour brings about.
    private static func advice(_ flaws: [Flaw], _ style: Style) -> String {
        guard style.ink.color != nil, flaws.contains(where: { $0.reason == .lowContrast }) else { return "" }
        return "What ink.color names is never drawn in another colour: give it a lighter or darker ground, a lower "
            + "ink.contrast, or ink.polarity=auto. "
    }

    /// Where a text stands in the lists that it comes from; nil where it comes from none.
    private func place(of writing: Writing) throws -> String? {
        let branch = source.author.branches.first { $0.source == writing.source }
        let text = writing.display
        return try branch?.author.sighting { $0 == text }?.place
    }

    /// The reasons and how often each came.
    private static func counted(_ flaws: [Flaw]) -> String {
        var counts: [(reason: String, count: Int)] = []
        for reason in flaws.map(\.explanation) {
            if let known = counts.firstIndex(where: { $0.reason == reason }) {
                counts[known].count += 1
            } else {
                counts.append((reason, 1))
            }
        }
        return counts.map { "\($0.count) times \($0.reason)" }.joined(separator: ", ")
    }

    private static func unrepeated(_ text: String) -> [Character] {
        var seen = Set<Character>()
        return text.filter { seen.insert($0).inserted }.map { $0 }
    }
}

extension Flaw {
    /// The reason in words.
    fileprivate var explanation: String {
        switch reason {
        case .missingGlyph: isWritten ? "the hand can't write it" : "the font lacks a glyph"
        case .lostInk: "the text did not fit the page or lost its ink"
        case .lowContrast: "ink and paper were too alike"
        case .illegible: "a letter could not be told from the noise around it"
        case .blotted: "letters were blots"
        case .joined: "letters ran together"
        case .broken: "a piece of a letter was missing"
        case .tooSmall: "the text came out too small to be read"
        case .undrawableText: "the text could not be drawn"
        case .noRoom: "the page had no room for it"
        }
    }
}
