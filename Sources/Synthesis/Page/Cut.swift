import Foundation
import Imaging
import Samples

/// How far a finished picture reaches beyond the text's ink on each side, px; below 0 it is cut into the ink.
struct Cut {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    /// A letter that may be cut.
    struct Letter {
        /// Where it lies, px.
        var box: Rect
        /// Whether it has an accent or the like, which may hang together with it: it would be another without.
        var isMarked: Bool
    }

    /// The share of its height and width that each letter keeps.
    private static let leastOfLetter = 2.0 / 3

    /// Draws a cut.
    /// - Parameter height: the text's height, px.
    init(_ recipe: CropRecipe, height: Double, _ chooser: inout Chooser) {
        left = chooser.number("left", recipe.left) * height
        right = chooser.number("right", recipe.right) * height
        top = chooser.number("top", recipe.top) * height
        bottom = chooser.number("bottom", recipe.bottom) * height
    }

    /// The box with the room that the cut needs around it.
    func room(around box: Rect) -> Rect {
        Rect(
            left: box.left - max(0, left), top: box.top - max(0, top), right: box.right + max(0, right),
            bottom: box.bottom + max(0, bottom))
    }

    /// The same cut of a text that is drawn in another size.
    func scaled(by factor: Double) -> Cut {
        var cut = self
        cut.left *= factor
        cut.right *= factor
        cut.top *= factor
        cut.bottom *= factor
        return cut
    }

    /// What is kept of a picture: whole px.
    ///
    /// - Parameters:
    ///   - mask: the text's ink, of the picture's size; not empty.
    ///   - letters: its letters.
    func frame(around mask: Bitmap, letters: [Letter]) -> Rect {
        let ink = mask.inkBox
        var frame = Rect(
            left: ink.left - left, top: ink.top - top, right: ink.right + right, bottom: ink.bottom + bottom)
        let loss = 1 - Self.leastOfLetter
        for (letter, isMarked) in letters.lazy.map({ ($0.box, $0.isMarked) }) {
            frame.left = min(frame.left, letter.left + loss * letter.width)
            frame.right = max(frame.right, letter.right - loss * letter.width)
            frame.top = min(frame.top, letter.top + loss * letter.height)
            frame.bottom = max(frame.bottom, letter.bottom - loss * letter.height)
            if isMarked {
                frame.top = min(frame.top, letter.top)
                frame.bottom = max(frame.bottom, letter.bottom)
                continue
            }
            // A dot is a small part of its letter, which is none without it.
            guard let (first, last) = mask.outerPieces(of: letter, above: frame.top, below: frame.bottom) else {
                continue
            }
            frame.top = min(frame.top, Double(first.lowerBound) + loss * Double(first.count))
            frame.bottom = max(frame.bottom, Double(last.upperBound) - loss * Double(last.count))
        }
        let (width, height) = (Double(mask.width), Double(mask.height))
        return Rect(
            left: max(0, min(width - 1, frame.left.rounded())), top: max(0, min(height - 1, frame.top.rounded())),
            right: max(1, min(width, frame.right.rounded())), bottom: max(1, min(height, frame.bottom.rounded())))
    }
}

extension Bitmap {
    /// The rows of a letter's highest and lowest piece of ink, where a frame would cut into the letter.
    fileprivate func outerPieces(
        of letter: Rect, above top: Double, below bottom: Double
    ) -> (first: Range<Int>, last: Range<Int>)? {
        guard top > letter.top || bottom < letter.bottom else { return nil }
        let (left, right) = (max(0, Int(letter.left)), min(width, Int(letter.right.rounded(.up))))
        let rows = max(0, Int(letter.top))..<max(0, min(height, Int(letter.bottom.rounded(.up))))
        guard left < right else { return nil }
        let inked = withPixels { pixels in
            rows.filter { y in pixels[y * width + left..<y * width + right].contains { $0 >= 32 } }
        }
        guard let highest = inked.first, let lowest = inked.last else { return nil }
        let present = Set(inked)
        let first = (highest...lowest).first { !present.contains($0) } ?? lowest + 1
        let last = (highest...lowest).last { !present.contains($0) } ?? highest - 1
        return (highest..<first, last + 1..<lowest + 1)
    }
}

extension String {
    /// Whether a character is a letter and a mark on it, such as an accent or a cedilla.
    var hasMark: Bool {
        // One of ASCII, as most are, is found out at once.
        utf8.count > 1
            && decomposedStringWithCanonicalMapping.unicodeScalars.contains {
                $0.properties.canonicalCombiningClass != .notReordered
            }
    }
}

extension Sample {
    /// The sample that is left where its picture is cut: the mask with it, and the boxes as far as they are seen.
    ///
    /// - Parameter frame: what is kept: whole px, within the picture.
    mutating func cut(to frame: Rect) {
        image = image.part(frame)
        mask = mask.part(frame)
        func seen(_ quad: Quad) -> Quad {
            quad.map { corner in
                Point(
                    x: max(0, min(frame.width, corner.x - frame.left)),
                    y: max(0, min(frame.height, corner.y - frame.top)))
            }
        }
        textQuad = seen(textQuad)
        for number in characters.indices { characters[number].quad = seen(characters[number].quad) }
    }
}
