import Imaging
import Samples
import Typography

extension Style {
    /// Which of the style's parts each place of a text belongs to: all that are there, or those of one kind.
    func map(_ writing: Writing, where isMeant: (PartStyle) -> Bool = { _ in true }) -> PartMap? {
        guard !parts.isEmpty, !writing.parts.isEmpty else { return nil }
        let map = PartMap(writing.parts, length: writing.display.unicodeScalars.count) { name in
            parts.firstIndex { $0.names.contains(name) && isMeant($0.recipe) }
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
        let runs = PartRun.runs(of: lines, by: map)
        let unwritten = chooser
        var put: [Int: [Lettering]] = [:]
        var means = ""
        // The text's own hand first, so that its choices come first; it makes them even where it has nothing to write.
        for owner in [nil] + parts.indices.map(Optional.some) {
            let texts = runs.filter { $0.owner == owner }.map(\.shown)
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
            var pieces: [(lettering: Lettering, place: Int)] = []
            for run in runs where run.line == line {
                let (owner, number) = (run.owner ?? -1, used[run.owner ?? -1, default: 0])
                used[owner] = number + 1
                guard let own = put[owner], number < own.count else { continue }
                var piece = own[number]
                // Boxes are of what is labelled, not of its mirror image.
                if run.shown != run.text { piece.clusters = [run.text] }
                pieces.append((piece, run.place))
            }
            return Lettering(joining: pieces)
        }
        return .success(Letters(lines: joined, means: means))
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
    /// - Parameter pieces: in logical order, each with a number that grows from left to right; there must be one at least.
    init(joining placed: [(lettering: Lettering, place: Int)]) {
        let pieces = placed.map(\.lettering)
        // Lengths in em are measured by the largest.
        self = pieces.max { $0.em < $1.em } ?? pieces[0]
        (clusters, glyphs, cells, windows, width, frame) = ([], [], [], [], 0, nil)
        var starts = [Double](repeating: 0, count: pieces.count)
        let visual = pieces.indices.sorted { placed[$0].place < placed[$1].place }
        for number in visual {
            starts[number] = width
            width += pieces[number].width
        }
        var row = 0
        for (number, piece) in pieces.enumerated() {
            let (first, start) = (clusters.count, starts[number])
            clusters += piece.clusters
            cells += piece.cells.map { $0.moved(by: start) }
            windows += piece.windows.map { $0.with(box: $0.box.moved(by: start), frameWidth: $0.frameWidth) }
            glyphs += piece.glyphs.map { glyph in
                Glyph(
                    ink: glyph.ink,
                    clusters: first + glyph.clusters.lowerBound..<first + glyph.clusters.upperBound,
                    origin: Point(x: glyph.origin.x + start, y: glyph.origin.y), advance: glyph.advance,
                    stretch: glyph.stretch, enlargement: glyph.enlargement, row: glyph.row.map { row + $0 },
                    aside: glyph.aside)
            }
            row += (piece.glyphs.compactMap(\.row).max() ?? -1) + 1
        }
        if !visual.elementsEqual(pieces.indices) { glyphs.sort { $0.origin.x < $1.origin.x } }
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
                advance: glyph.advance * factor, stretch: glyph.stretch, enlargement: enlargement, row: glyph.row,
                aside: glyph.aside)
        }
        line.cells = cells.map { $0.scaled(by: factor) }
        line.windows = windows.map {
            $0.with(box: $0.box.scaled(by: factor), frameWidth: $0.frameWidth * factor)
        }
        line.frame = frame?.scaled(by: factor)
        line.width *= factor
        line.em *= factor
        line.capHeight *= factor
        return line
    }
}

extension Rect {
    /// The box, so far to the right.
    fileprivate func moved(by x: Double) -> Rect { Rect(left: left + x, top: top, right: right + x, bottom: bottom) }
}

extension Window {
    /// The window in another place.
    fileprivate func with(box: Rect, frameWidth: Double) -> Window {
        Window(box: box, color: color, frameWidth: frameWidth, frameColor: frameColor, shade: shade)
    }
}
