import Chance
import Samples

/// Makes some texts harder to read than any that belong: what a reader knows of them by heart is of no use there.
///
/// Every other text stays what it is without it.
struct HardTexts: Author {
    private let author: any Author
    private let share: Double
    private let writers: [String?: Writer]
    /// Whether labels have other characters than are drawn.
    private let isDrawnOtherwise: Bool
    private static let stream: ChoiceName = "text.hard"
    /// How far the sample lies ahead whose text is borrowed: a prime, so that what takes turns gives another.
    private static let stride = 7919
    /// How many texts are written to see which characters labels have others for.
    private static let trialCount = 200

    /// What may be done to a text.
    fileprivate enum Kind: String, CaseIterable {
        /// A piece of it.
        case cut
        /// Characters that the source writes, in any order.
        case random
        /// Two texts, one behind the other.
        case joined
        /// Some characters doubled, others taken for those that look like them.
        case twisted
        /// Blanks where none belong.
        case spaced
    }

    /// A source of texts, and what it writes with.
    fileprivate struct Writer {
        let author: any Author
        /// No blanks among them; empty where they are not known.
        let characters: [Character]
        let hasBlank: Bool
    }

    /// - Parameter share: how many texts are made hard, 0...1.
    /// - Throws: `SynthesisError` where a sample's number decides its text.
    init(_ author: any Author, share: Double) throws {
        guard !author.isNumbered, !author.hasUniqueLabels else {
            throw SynthesisError(
                .recipe, at: "text.hard",
                "in the modes 'unique' and 'exhaustive' each text is written as it is, so none can be made hard: leave "
                    + "'hard' away, or take the mode 'random'")
        }
        self.author = author
        self.share = share
        let drawnAlone = author.branches.map { Self.drawnAlone(by: $0.author) }
        isDrawnOtherwise = drawnAlone.contains { !$0.isEmpty }
        writers = Dictionary(
            zip(author.branches, drawnAlone).map { branch, drawnAlone in
                let alphabet = branch.author.alphabet
                let characters = alphabet.filter { !$0.isWhitespace && !drawnAlone.contains($0) }
                return (
                    branch.source,
                    Writer(author: branch.author, characters: characters, hasBlank: alphabet.contains(" "))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The characters that are drawn, and have others in labels, as far as some texts show it.
    private static func drawnAlone(by author: any Author) -> Set<Character> {
        var (drawn, labelled): (Set<Character>, Set<Character>) = ([], [])
        for index in 0..<trialCount {
            let key = SampleKey(seed: 1, split: .train, index: index)
            guard let writing = try? author.writing(for: key) else { break }
            labelled.formUnion(writing.label)
            if writing.display != writing.label { drawn.formUnion(writing.display) }
        }
        return drawn.subtracting(labelled)
    }

    var hasUniqueLabels: Bool { false }
    var alphabet: [Character] { author.alphabet }
    var files: [TextFile] { author.files }
    var notes: [String] {
        guard isDrawnOtherwise else { return author.notes }
        return author.notes + [
            "text.hard: of texts whose labels are written in other characters than they are drawn in, only two can be put "
                + "behind each other; most stay as they are"
        ]
    }
    var branches: [AuthorBranch] { author.branches }
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? { try author.sighting(where: isSought) }

    func writing(for key: SampleKey) throws -> Writing {
        var writing = try author.writing(for: key)
        var generator = key.generator(Self.stream)
        guard generator.unit() < share, let writer = writers[writing.source] else {
            writing.notes.append(Sample.Choice("text.hard", "no"))
            return writing
        }
        let kind = Kind.allCases[generator.below(Kind.allCases.count)]
        // A source writes with its own characters, and so does its hand.
        let other = SampleKey(seed: key.seed, split: key.split, index: key.index &+ Self.stride, attempt: key.attempt)
        let second = try writer.author.writing(for: other)
        guard let hard = writer.text(kind, of: writing, second, &generator) else {
            writing.notes.append(Sample.Choice("text.hard", "no"))
            return writing
        }
        var result = Writing(display: hard.display, label: hard.label)
        result.source = writing.source
        result.notes = writing.notes + [Sample.Choice("text.hard", kind.rawValue)]
        return result
    }
}

extension HardTexts.Writer {
    /// A hard text made of one that belongs, and of a second one; nil where nothing can be made of it.
    fileprivate func text(
        _ kind: HardTexts.Kind, of first: Writing, _ second: Writing, _ generator: inout KeyedGenerator
    ) -> (display: String, label: String)? {
        // Which of a label's characters stands for one that is drawn differently is not known here.
        let isPlain = first.display == first.label
        guard isPlain || kind == .joined else { return nil }
        let whole = Array(first.display.onOneLine)
        let characters: [Character]
        switch kind {
        case .joined:
            let gap = hasBlank ? " " : ""
            let display = first.display.onOneLine + gap + second.display.onOneLine
            return (display, first.label.onOneLine + gap + second.label.onOneLine)
        case .cut:
            guard whole.count > 1 else { return nil }
            let length = 1 + generator.below(whole.count - 1)
            let start = generator.below(whole.count - length + 1)
            characters = Array(whole[start..<start + length])
        case .random:
            characters = random(
                like: whole, second.display == second.label ? Array(second.display) : [], &generator)
        case .twisted: characters = twisted(whole, &generator)
        case .spaced:
            guard hasBlank, whole.count > 1 else { return nil }
            characters = spaced(whole, &generator)
        }
        let text = Self.trimmed(characters)
        guard !text.isEmpty, text != first.display else { return nil }
        return (text, text)
    }

    /// As many characters as a text has at most, any that the source writes or those of two texts.
    private func random(
        like whole: [Character], _ second: [Character], _ generator: inout KeyedGenerator
    ) -> [Character] {
        let own = (whole + second).filter { !$0.isWhitespace }
        let isAny = generator.unit() < 0.5 && !characters.isEmpty
        let pool = isAny ? characters : own
        guard !pool.isEmpty else { return [] }
        let length = 1 + generator.below(max(3, whole.count))
        return (0..<length).map { _ in
            hasBlank && generator.unit() < 0.1 ? " " : pool[generator.below(pool.count)]
        }
    }

    /// A text in which up to three characters are doubled or look like those that belong.
    private func twisted(_ whole: [Character], _ generator: inout KeyedGenerator) -> [Character] {
        var text = whole
        for _ in 0...generator.below(3) {
            let place = generator.below(text.count)
            let like = LookAlikes.of(text[place]).filter(characters.contains)
            if !like.isEmpty, generator.unit() < 0.6 {
                text[place] = like[generator.below(like.count)]
            } else if !text[place].isWhitespace {
                text.insert(text[place], at: place)
            }
        }
        return text
    }

    /// A text with one or two blanks more.
    private func spaced(_ whole: [Character], _ generator: inout KeyedGenerator) -> [Character] {
        var text = whole
        for _ in 0...generator.below(2) {
            text.insert(" ", at: 1 + generator.below(text.count - 1))
        }
        return text
    }

    /// A text without blanks at its ends, and with no two behind each other.
    private static func trimmed(_ characters: [Character]) -> String {
        String(characters).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Characters that readers take for each other.
enum LookAlikes {
    private static let groups: [[Character]] = [
        Array("0ODQo"), Array("1Il|!7i"), Array("2Zz"), Array("3BE"), Array("4A9"), Array("5Ss6"), Array("6Gb8"),
        Array("8B3"), Array("9gq"), Array("7T1/"), Array(".,:;'"), Array("-_~=."), Array("/1|l7"), Array("cCG("),
        Array("mMNn"), Array("uUvVw"), Array("EF"), Array("PRp"), Array("eca"), Array("hbnk"), Array("tfl"),
        Array("[(l1"), Array("])1"), Array("$S5"), Array("%8"), Array("#H"), Array("&8"), Array("+t"), Array("*x"),
    ]

    /// The characters that a character is taken for.
    static func of(_ character: Character) -> [Character] {
        var found: [Character] = []
        for group in groups where group.contains(character) {
            found += group.filter { $0 != character && !found.contains($0) }
        }
        return found
    }
}
