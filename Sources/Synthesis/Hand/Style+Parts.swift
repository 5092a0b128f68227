import Imaging
import Samples
import Scripts
import Typography

extension Style {
    /// Which of the style's parts each place of a text belongs to: all that are there, or those of one kind.
    func map(_ writing: Writing, where isMeant: (PartStyle) -> Bool = { _ in true }) -> PartMap? {
        guard !parts.isEmpty, !writing.parts.isEmpty else { return nil }
        let map = PartMap(writing.parts, length: writing.display.unicodeScalars.count) { name in
            parts.firstIndex { $0.name == name && isMeant($0.recipe) }
        }
        return map.isPlain ? nil : map
    }

    /// Puts the lines of a text down by a hand, and those parts that are set apart by theirs.
    func letter(
        _ lines: [LineBreaks.Line], of writing: Writing, by hand: PreparedStage<any Scribe>, _ typesetter: Typesetter,
        _ chooser: inout Chooser
    ) throws -> Result<Letters, Flaw> {
        guard let map = map(writing, where: \.isSetApart) else {
            return try hand.stage.letter(lines.map(\.text), typesetter, &chooser)
        }
        let runs = Run.runs(of: lines, by: map)
        let unwritten = chooser
        var put: [Int: [Lettering]] = [:]
        var means = ""
        // The text's own hand first, so that its choices come first; it makes them even where it has nothing to write.
        for owner in [nil] + parts.indices.map(Optional.some) {
            let texts = runs.filter { $0.owner == owner }.map(\.text)
            guard !texts.isEmpty else { continue }
            let outcome =
                try owner.map { try parts[$0].letter(texts, unwritten, typesetter, &chooser) }
                ?? hand.stage.letter(texts, typesetter, &chooser)
            switch outcome {
            case .success(let letters):
                put[owner ?? -1] = letters.lines
                if means.isEmpty { means = letters.means }
            case .failure(let flaw): return .failure(flaw)
            }
        }
        var used: [Int: Int] = [:]
        let joined = lines.indices.map { line in
            let pieces = runs.filter { $0.line == line }.compactMap { run -> Lettering? in
                let (owner, number) = (run.owner ?? -1, used[run.owner ?? -1, default: 0])
                used[owner] = number + 1
                guard let own = put[owner], number < own.count else { return nil }
                return own[number]
            }
            return Lettering(joining: pieces, isRightToLeft: lines[line].text.runsRightToLeft)
        }
        return .success(Letters(lines: joined, means: means))
    }

    /// What of a line is put down at once.
    private struct Run {
        var line: Int
        /// The part that it belongs to; nil for the text itself.
        var owner: Int?
        var text: String

        static func runs(of lines: [LineBreaks.Line], by map: PartMap) -> [Run] {
            var runs: [Run] = []
            var place = 0
            for (number, line) in lines.enumerated() {
                // An empty line is one of the text's.
                var open = Run(line: number, owner: map.style(at: place), text: "")
                for character in line.text {
                    let owner = map.style(at: place)
                    place += character.unicodeScalars.count
                    if owner != open.owner {
                        runs.append(open)
                        open = Run(line: number, owner: owner, text: "")
                    }
                    open.text.append(character)
                }
                runs.append(open)
                place += line.space.unicodeScalars.count
            }
            return runs
        }
    }
}

extension StyledPart {
    /// Puts pieces of lines down by the part's own hand, or by the text's.
    /// - Parameter unwritten: the chooser as it was before the text's hand wrote: with it the same face and size are drawn.
    fileprivate func letter(
        _ lines: [String], _ unwritten: Chooser, _ typesetter: Typesetter, _ chooser: inout Chooser
    ) throws -> Result<Letters, Flaw> {
        func write(_ chooser: inout Chooser) throws -> Result<Letters, Flaw> {
            let number = chooser.index("hand", weights: style.handWeights) { style.hands[$0].path }
            return try style.hands[number].stage.letter(lines, typesetter, &chooser)
        }
        let outcome: Result<Letters, Flaw>
        if recipe.fonts != nil || !recipe.hand.isEmpty {
            outcome = try chooser.within(path, write)
        } else {
            var same = unwritten
            outcome = try write(&same)
        }
        guard let size = recipe.size, case .success(var letters) = outcome else { return outcome }
        let factor = chooser.within(path) { $0.number("size", size) }
        letters.lines = letters.lines.map { $0.scaled(by: factor) }
        return .success(letters)
    }
}

extension Lettering {
    /// Pieces of one line beside each other, on one baseline.
    /// - Parameters:
    ///   - pieces: in logical order; there must be one at least.
    ///   - isRightToLeft: whether the first stands at the right.
    init(joining pieces: [Lettering], isRightToLeft: Bool) {
        // Lengths in em are measured by the largest.
        self = pieces.max { $0.em < $1.em } ?? pieces[0]
        (clusters, glyphs, cells, width, frame) = ([], [], [], 0, nil)
        var starts = [Double](repeating: 0, count: pieces.count)
        for number in isRightToLeft ? pieces.indices.reversed() : Array(pieces.indices) {
            starts[number] = width
            width += pieces[number].width
        }
        var row = 0
        for (number, piece) in pieces.enumerated() {
            let (first, start) = (clusters.count, starts[number])
            clusters += piece.clusters
            cells += piece.cells.map {
                Rect(left: $0.left + start, top: $0.top, right: $0.right + start, bottom: $0.bottom)
            }
            glyphs += piece.glyphs.map { glyph in
                Glyph(
                    ink: glyph.ink,
                    clusters: first + glyph.clusters.lowerBound..<first + glyph.clusters.upperBound,
                    origin: Point(x: glyph.origin.x + start, y: glyph.origin.y), advance: glyph.advance,
                    stretch: glyph.stretch, enlargement: glyph.enlargement, row: glyph.row.map { row + $0 })
            }
            row += (piece.glyphs.compactMap(\.row).max() ?? -1) + 1
        }
        if isRightToLeft { glyphs.sort { $0.origin.x < $1.origin.x } }
    }

    /// The line, enlarged about its start.
    func scaled(by factor: Double) -> Lettering {
        var line = self
        line.glyphs = glyphs.map { glyph in
            var ink = glyph.ink
            var enlargement = glyph.enlargement * factor
            // Outlines are filled at the size that they are seen in.
            if case .outline(let face, let number, let em) = glyph.ink {
                ink = .outline(face, glyph: number, em: em * factor)
                enlargement = 1
            }
            return Glyph(
                ink: ink, clusters: glyph.clusters,
                origin: Point(x: glyph.origin.x * factor, y: glyph.origin.y * factor),
                advance: glyph.advance * factor, stretch: glyph.stretch, enlargement: enlargement, row: glyph.row)
        }
        line.cells = cells.map { $0.scaled(by: factor) }
        line.frame = frame?.scaled(by: factor)
        line.width *= factor
        line.em *= factor
        line.capHeight *= factor
        return line
    }
}

extension String {
    /// Whether all of the line is at a level of embedding: then it runs from right to left.
    fileprivate var runsRightToLeft: Bool {
        BidiLine(Array(unicodeScalars)).levels.allSatisfy { $0 > 0 } && !isEmpty
    }
}
