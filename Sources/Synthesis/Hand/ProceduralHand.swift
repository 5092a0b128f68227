import Configs
import Handwriting
import Imaging
import Samples
import Scripts
import Typography

/// Writes the text by hand, with strokes: one writer a sample.
struct ProceduralHand: Hand {
    var height = Quantity(26...34)
    var looseness = Quantity(0.3...0.9)
    var ambiguity: Quantity = 0.5
    var width: Quantity?
    var variety: Quantity?
    var joining: Quantity?
    var spacing: Quantity?

    init() {}

    static let name = "procedural"
    static let summary =
        "Writes words, numbers, amounts and dates by hand, stroke by stroke; each sample has a writer of its own."
    static let shorthand: String? = "height"
    static var fields: [Field<ProceduralHand>] {
        [
            Field("height", \.height, in: 6...512, unit: "px", "How high a digit is written."),
            Field(
                "looseness", \.looseness, in: 0...1.5,
                "How far the writer's forms are from the copybook's: above 1 some can't be told apart any more."),
            Field(
                "ambiguity", \.ambiguity, in: 0...1,
                "How much a digit may look like another one. Each is read as soon as it is drawn; one that is in doubt is "
                    + "written again, and a writer who means it in a doubtful way gets another way of writing it. At 0 all "
                    + "are plain; up to 0.25 the pen is also lifted where a link between digits could mislead; at 1 nobody "
                    + "reads them, and about one in a hundred is another digit."),
            Field(
                "width", \.width, in: 0.03...0.3, unit: "digit heights",
                "How wide the pen's line is: 0.08 for a ball pen, 0.2 for a felt pen. Without it each writer has a pen of "
                    + "their own."),
            Field(
                "variety", \.variety, in: 0...1,
                "How often digits are written in ways that are usual in some countries and rare in MNIST: a 1 whose flag "
                    + "is as long as its stem, a 4 like an h, a 5 like a root sign, a crossed 7 like a t, a 9 like a P. "
                    + "Without it never; at 1 about as often as in the common ways."),
            Field(
                "joining", \.joining, in: 0...1,
                "How often a digit is joined to the next. Without it three writers of four lift the pen, and the others "
                    + "differ."),
            Field(
                "spacing", \.spacing, in: -0.3...1, unit: "digit heights",
                "What lies between a digit and the next; below 0 they overlap. Without it most leave 0.1 to 0.25."),
        ]
    }

    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe {
        if let character = supplies.alphabet.first(where: { !Writer.canWrite(String($0)) }) {
            throw SynthesisError(
                .recipe, at: "hand.procedural",
                "can't write '\(character)'; it writes \(Writer.repertoire). "
                    + "Change the text, or use 'hand: type'")
        }
        return StrokeScribe(settings: self)
    }
}

private struct StrokeScribe: Scribe {
    let settings: ProceduralHand

    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) throws -> Result<Letters, Flaw> {
        guard lines.allSatisfy(Writer.canWrite) else {
            return .failure(Flaw(reason: .missingGlyph, means: ProceduralHand.name, isWritten: true))
        }
        return try chooser.within("hand.procedural") { chooser in
            let height = chooser.number("height", settings.height)
            let writer = writer(&chooser)
            let lettered = try lines.enumerated().map { number, text in
                let stream = chooser.generator("line\(number)")
                let seen = TextOrder().seen(text)
                let visible = String(seen.map(\.character))
                let memory = FormMemory()
                let written = WrittenLine(digitHeight: height) { height in
                    try writer.line(visible, digitHeight: height, stream, memory: memory)
                        ?? HandLine(glyphs: [], width: 0, digitHeight: height)
                }
                return try Lettering(written, text, seen)
            }
            return .success(Letters(lines: lettered, means: ProceduralHand.name))
        }
    }

    private func writer(_ chooser: inout Chooser) -> Writer {
        var writer = Writer(chooser.generator("writer"))
            .writing(looseness: chooser.number("looseness", settings.looseness))
            .writing(ambiguity: chooser.number("ambiguity", settings.ambiguity))
        if let width = settings.width { writer = writer.writing(width: chooser.number("width", width)) }
        if let variety = settings.variety { writer = writer.writing(variety: chooser.number("variety", variety)) }
        if let joining = settings.joining { writer = writer.writing(joining: chooser.number("joining", joining)) }
        if let spacing = settings.spacing { writer = writer.writing(spacing: chooser.number("spacing", spacing)) }
        return writer
    }

    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) -> Bool { Writer.canWrite(line) }
}

extension Lettering {
    /// A handwritten line.
    /// - Parameter seen: the characters of its text as they are written, from left to right.
    fileprivate init(_ written: WrittenLine, _ text: String, _ seen: [TextOrder.Placed]) throws {
        try self.init(written)
        guard glyphs.count == seen.count else { return }
        clusters = text.map { String($0) }
        let boxes = cells
        for (number, character) in seen.enumerated() {
            cells[character.place] = boxes[number]
            glyphs[number] = glyphs[number].standing(for: character.place)
        }
    }

    /// A handwritten line, whose text runs from left to right.
    /// - Parameters:
    ///   - joining: how strokes that meet join.
    ///   - frame: what it is placed by; nil for its ink.
    init(_ written: WrittenLine, joining: InkJoining = .maximum, frame: Rect? = nil) throws {
        let line = try written.line(enlargement: 1)
        let scale = written.digitHeight / line.digitHeight
        clusters = line.glyphs.map { String($0.character) }
        glyphs = line.glyphs.indices.map { number in
            // Strokes know their place in the line: the line is the glyph's own frame.
            Glyph(
                ink: .written(written, glyph: number), clusters: number..<number + 1, origin: Point(x: 0, y: 0),
                advance: 2 * (line.glyphs[number].left + Double(line.glyphs[number].ink.width) / 2) * scale)
        }
        var end = 0.0
        cells = line.glyphs.enumerated().map { number, glyph in
            let next = line.glyphs[number...].first { $0.ink.width > 0 }?.left ?? line.width
            let (left, right) =
                glyph.ink.width > 0 ? (glyph.left, glyph.left + Double(glyph.ink.width)) : (min(end, next), next)
            end = right
            return Rect(left: left * scale, top: -written.digitHeight, right: right * scale, bottom: 0)
        }
        width = line.width * scale
        em = written.digitHeight
        capHeight = written.digitHeight
        self.joining = joining
        self.frame = frame
    }
}

extension Lettering.Glyph {
    /// The glyph as that of another of the text's characters.
    fileprivate func standing(for cluster: Int) -> Lettering.Glyph {
        Lettering.Glyph(ink: ink, clusters: cluster..<cluster + 1, origin: origin, advance: advance)
    }
}
