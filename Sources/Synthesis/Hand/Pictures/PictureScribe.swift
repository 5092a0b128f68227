import Configs
import Handwriting
import Imaging
import Samples
import Typography

/// Stitches texts from the pictures of a collection.
struct PictureScribe: Scribe {
    let hand: PictureHand
    let collection: CharacterCollection

    /// How high a digit of the collection is, px of the picture: MNIST's fill 20 of 28 rows.
    static let digitRows = 20.0 / 28

    var pictures: CharacterCollection? { collection }

    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) throws -> Result<Letters, Flaw> {
        try chooser.within("hand.mnist") { chooser in
            let height = chooser.number("height", hand.height)
            var cast = PictureCast(hand, collection, chooser)
            var lettered: [Lettering] = []
            for line in lines {
                guard let pictures = cast.pictures(for: line) else {
                    return .failure(Flaw(reason: .missingGlyph, means: PictureHand.name, isWritten: true))
                }
                switch hand.spacing.value {
                case .cells(let spacing):
                    lettered.append(try stepped(pictures, spacing, height: height, &chooser))
                case .ink(let spacing):
                    lettered.append(try spaced(pictures, spacing, height: height, number: lettered.count, chooser))
                }
            }
            chooser.note("pictures", cast.drawn.map(String.init).joined(separator: " "))
            return .success(Letters(lines: lettered, means: PictureHand.name))
        }
    }

    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) -> Bool {
        line.allSatisfy { character in
            character == " " || character.isMark(beside: collection)
                || !collection.indices(of: character, in: split).isEmpty
        }
    }

    /// Pictures beside each other by the distance between their ink.
    private func spaced(
        _ pictures: [CastPicture], _ spacing: InkSpacing, height: Double, number: Int, _ chooser: Chooser
    ) throws -> Lettering {
        let gaps = chooser.generator("spacing.ink.gap\(number)")
        let spaces = chooser.generator("spacing.ink.space\(number)")
        return try Lettering(
            WrittenLine(digitHeight: height) { asked in
                var (gaps, spaces) = (gaps, spaces)
                return PictureLine.spaced(
                    try pictures.map { try $0.drawn(digitHeight: asked, from: .ink) }, digitHeight: asked,
                    gap: { spacing.gap.draw(using: &gaps) }, space: { spacing.space.draw(using: &spaces) })
            })
    }

    /// Pictures in cells with one overlap, on a strip of slots.
    private func stepped(
        _ pictures: [CastPicture], _ spacing: CellSpacing, height: Double, _ chooser: inout Chooser
    ) throws -> Lettering {
        let slots = spacing.slots ?? pictures.count
        guard pictures.count <= slots else {
            throw SynthesisError(
                .unprintable, at: "hand.mnist.spacing.cells.slots",
                "the text '\(String(pictures.map(\.character)))' has \(pictures.count) characters, and the strip has room "
                    + "for \(slots); write shorter texts or give it more slots")
        }
        let side = pictures.map { Double($0.ink.width) }.max() ?? 28
        let (overlap, before) = chooser.within("spacing.cells") { chooser in
            (
                chooser.number("overlap", spacing.overlap),
                chooser.count("blank", Count(0...(slots - pictures.count)))
            )
        }
        // Whole px, so that the pictures stay as they are.
        let step = side - (overlap * side).rounded(.down)
        let native = side * Self.digitRows
        let scale = height / native
        let start = Double(before) * step
        let strip = Rect(
            left: -start * scale, top: -24.0 / 28 * side * scale,
            right: (spacing.slots == nil ? Double(max(0, pictures.count - 1)) * step + side : Double(slots) * side)
                * scale - start * scale,
            bottom: 4.0 / 28 * side * scale)
        let written = WrittenLine(digitHeight: height) { asked in
            let isPlain = pictures.allSatisfy(\.isPlain)
            let digitHeight = isPlain ? native : asked
            let drawn = try pictures.map { try isPlain ? $0.untouched : $0.drawn(digitHeight: asked, from: .cell) }
            let unit = digitHeight / native
            return PictureLine.stepped(drawn, step: step * unit, cell: side * unit, digitHeight: digitHeight)
        }
        return try Lettering(written, joining: .maximum, frame: strip)
    }
}
