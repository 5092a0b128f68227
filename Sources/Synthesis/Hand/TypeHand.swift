import Configs
import Imaging
import Samples
import Typography

/// Sets the text in type.
struct TypeHand: Hand {
    init() {}

    static let name = "type"
    static let summary = "Sets the text in type: see `fonts` and `type`."
    static var fields: [Field<TypeHand>] { [] }

    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe {
        TypeScribe(book: try supplies.fonts(), recipe: supplies.fontsRecipe, type: supplies.type)
    }
}

/// Sets text in faces of a font book.
private struct TypeScribe: Scribe {
    let book: FontBook
    let recipe: FontsRecipe
    let type: TypeRecipe

    var fonts: FontBook? { book }

    private var features: ShapingFeatures {
        var features = type.shaping
        features.letterCase = book.letterCase
        return features
    }

    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) throws -> Result<Letters, Flaw> {
        let drawn = book.draw(&chooser)
        let face = try typesetter.open(book.faces[drawn])
        let size = chooser.within("fonts") { $0.number("size", recipe.size) }
        let mix = chooser.within("fonts") { $0.pick("mix", recipe.mix) }
        var mixer = FaceMixer(mix, first: drawn, book, recipe.measure, chooser)
        let style = chooser.within("type") { chooser in
            TypeStyle(
                sizePixels: recipe.measure.em(of: face, size: size), tracking: chooser.number("tracking", type.tracking)
            )
        }
        let stretch = chooser.within("type") { $0.number("stretch", type.stretch) }
        let gap = chooser.within("type") { $0.number("word_spacing", type.wordSpacing) }
        var lettered: [Lettering] = []
        for line in lines {
            let pieces = try mixer.pieces(of: line, typesetter)
            var shaped = typesetter.shape(line, pieces: pieces, features: features)
            guard shaped.missing.isEmpty else {
                return .failure(Flaw(reason: .missingGlyph, means: book.faces[drawn].name))
            }
            shaped.widenSpaces(by: gap)
            lettered.append(Lettering(shaped, pieces: pieces, style: style, stretch: stretch))
        }
        if !mixer.others.isEmpty {
            chooser.note("fonts.others", mixer.others.map { book.faces[$0].name }.joined(separator: "; "))
        }
        return .success(Letters(lines: lettered, means: book.faces[drawn].name))
    }

    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) throws -> Bool {
        let faces = book.faces(for: split)
        return try recipe.mix.used.contains { mix in
            try FaceMixer.parts(of: line, by: mix).allSatisfy { part in
                try faces.contains { face in
                    typesetter.shape(part, face: try typesetter.open(face), features: features).missing.isEmpty
                }
            }
        }
    }
}

extension Lettering {
    /// Shaped text set at a size.
    /// - Parameter stretch: how much wider glyphs and the space between them are drawn than designed.
    fileprivate init(_ shaped: ShapedText, pieces: [TypePiece], style: TypeStyle, stretch: Double) {
        let run = layOut(shaped, pieces: pieces, style: style)
        func wide(_ box: Rect) -> Rect {
            Rect(left: box.left * stretch, top: box.top, right: box.right * stretch, bottom: box.bottom)
        }
        clusters = shaped.clusters
        var (row, last) = (-1, JoinedScript?.none)
        glyphs = run.glyphs.map { glyph in
            let piece = pieces[glyph.piece]
            let script = JoinedScript(of: shaped.clusters[glyph.clusters.lowerBound])
            if script != last { row += 1 }
            last = script
            return Glyph(
                ink: .outline(piece.face, glyph: glyph.id, em: style.sizePixels * piece.scale),
                clusters: glyph.clusters, origin: Point(x: glyph.origin.x * stretch, y: glyph.origin.y),
                advance: glyph.advance * stretch, stretch: stretch,
                row: script == nil ? nil : row)
        }
        cells = stretch == 1 ? run.cells : run.cells.map(wide)
        width = run.width * stretch
        em = style.sizePixels
        capHeight = (pieces.first?.face.capHeight ?? 0.7) * style.sizePixels
    }
}

extension FontsRecipe.Measure {
    /// The em that gives a face a size, px.
    func em(of face: Face, size: Double) -> Double {
        switch self {
        case .em: size
        case .xHeight: face.xHeight > 0 ? size / face.xHeight : size
        case .capHeight: face.capHeight > 0 ? size / face.capHeight : size
        }
    }
}
