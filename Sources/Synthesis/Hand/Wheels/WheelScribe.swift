import Configs
import Samples
import Typography

/// Sets digits on wheels, in faces of a font book.
struct WheelScribe: Scribe {
    let hand: WheelHand
    let book: FontBook
    let recipe: FontsRecipe
    let features: ShapingFeatures

    var fonts: FontBook? { book }

    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) throws -> Result<Letters, Flaw> {
        let drawn = book.draw(&chooser)
        let face = try typesetter.open(book.faces[drawn])
        let size = chooser.within("fonts") { $0.number("size", recipe.size) }
        let pieces = lines.map { self.pieces(of: $0, in: face, typesetter) }
        guard let rim = rim(in: face, typesetter), pieces.joined().allSatisfy(\.isPrintable) else {
            return .failure(Flaw(reason: .missingGlyph, means: book.faces[drawn].name))
        }
        return chooser.within("hand.wheels") { chooser in
            let works = Wheelwork(hand, rim: rim, of: face, em: recipe.measure.em(of: face, size: size), &chooser)
            var slack = chooser.generator("misalign")
            let lettered = pieces.enumerated().map { number, pieces in
                let counter = counter(of: pieces, line: number, &chooser)
                return works.line(pieces, counter) { hand.misalign.draw(using: &slack) }
            }
            return .success(Letters(lines: lettered, means: book.faces[drawn].name))
        }
    }

    /// The counter that a line is read from; its phase is noted.
    private func counter(of pieces: [WheelPiece], line: Int, _ chooser: inout Chooser) -> WheelCounter {
        let suffix = line == 0 ? "" : "#\(line + 1)"
        let turn = chooser.number("turn" + suffix, hand.turn)
        let isBack = hand.between == .nearest && chooser.happens("back" + suffix, probability: 0.5)
        let phase = isBack ? -turn : turn
        let counter = WheelCounter(pieces.compactMap(\.digit), phase: phase)
        chooser.note("phase" + suffix, phase)
        chooser.note("moving" + suffix, Double(counter.moving))
        return counter
    }

    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) throws -> Bool {
        try book.faces(for: split).contains { face in
            let face = try typesetter.open(face)
            return rim(in: face, typesetter) != nil && pieces(of: line, in: face, typesetter).allSatisfy(\.isPrintable)
        }
    }

    /// The ten digits that a wheel has all round, in a face; nil where it lacks one.
    private func rim(in face: Face, _ typesetter: Typesetter) -> [ShapedGlyph]? {
        let rim = (0...9).compactMap { digit -> ShapedGlyph? in
            let shaped = typesetter.shape(String(digit), face: face, features: features)
            return shaped.missing.isEmpty ? shaped.glyphs.first : nil
        }
        return rim.count == 10 ? rim : nil
    }

    /// A line in pieces: each digit by itself, what is printed between two of them as a whole.
    private func pieces(of line: String, in face: Face, _ typesetter: Typesetter) -> [WheelPiece] {
        var pieces: [WheelPiece] = []
        var printed = ""
        func endPrinted() {
            guard !printed.isEmpty else { return }
            pieces.append(.printed(typesetter.shape(printed, face: face, features: features)))
            printed = ""
        }
        for character in line {
            let digit = character.isASCII ? character.wholeNumberValue : nil
            guard digit != nil || character.isWhitespace else {
                printed.append(character)
                continue
            }
            endPrinted()
            pieces.append(digit.map { .wheel($0) } ?? .space(character))
        }
        endPrinted()
        return pieces
    }
}

/// What a line on wheels is made of.
enum WheelPiece {
    /// A wheel that reads as a digit, 0...9.
    case wheel(Int)
    /// What is printed beside the wheels; lengths in em.
    case printed(ShapedText)
    case space(Character)

    /// The digit that is read from it; nil for what is no wheel.
    var digit: Int? {
        if case .wheel(let digit) = self { digit } else { nil }
    }

    /// Whether its face has all that is printed.
    fileprivate var isPrintable: Bool {
        if case .printed(let shaped) = self { shaped.missing.isEmpty } else { true }
    }
}
