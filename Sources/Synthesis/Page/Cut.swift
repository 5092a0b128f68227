import Imaging
import Samples

/// How far a finished picture reaches beyond the text's ink on each side, px; below 0 it is cut into the ink.
struct Cut {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

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
    ///   - letters: where its letters lie, px.
    func frame(around mask: Bitmap, letters: [Quad]) -> Rect {
        let ink = mask.inkBox
        var frame = Rect(
            left: ink.left - left, top: ink.top - top, right: ink.right + right, bottom: ink.bottom + bottom)
        let loss = 1 - Self.leastOfLetter
        for letter in letters.lazy.map(\.bounds) {
            frame.left = min(frame.left, letter.left + loss * letter.width)
            frame.right = max(frame.right, letter.right - loss * letter.width)
            frame.top = min(frame.top, letter.top + loss * letter.height)
            frame.bottom = max(frame.bottom, letter.bottom - loss * letter.height)
        }
        let (width, height) = (Double(mask.width), Double(mask.height))
        return Rect(
            left: max(0, min(width - 1, frame.left.rounded())), top: max(0, min(height - 1, frame.top.rounded())),
            right: max(1, min(width, frame.right.rounded())), bottom: max(1, min(height, frame.bottom.rounded())))
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
