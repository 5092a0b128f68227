package import Imaging
import Typography

extension FontSurvey {
    /// The recipe's texts in one face on one line, as ink (0 none, 255 full).
    ///
    /// Texts that the face can't write are left out.
    ///
    /// - Parameters:
    ///   - sizePixels: the em, px.
    ///   - width: the picture's width, px: as many texts as fit.
    /// - Returns: nil where the face can write none of them.
    /// - Throws: `TypographyError` where the face can't be drawn.
    package func specimen(of entry: Entry, sizePixels: Double, width: Int) throws -> Bitmap? {
        let typesetter = try Typesetter()
        let face = try typesetter.open(entry.face)
        var runs: [(run: GlyphRun, x: Double)] = []
        var pen = sizePixels * 0.25
        for text in samples {
            let shaped = typesetter.shape(text, face: face, features: ShapingFeatures(letterCase: .folded))
            guard shaped.missing.isEmpty, !shaped.glyphs.isEmpty else { continue }
            let run = layOut(shaped, face: face, style: TypeStyle(sizePixels: sizePixels))
            guard runs.isEmpty || pen + run.width < Double(width) else { continue }
            runs.append((run, pen))
            pen += run.width + sizePixels
        }
        guard let first = runs.first?.run else { return nil }

        var masks: [(mask: GlyphMask, x: Int, y: Int)] = []
        for (run, x) in runs {
            for glyph in run.glyphs {
                let mask = try typesetter.mask(glyph.id, of: face, sizePixels: sizePixels)
                masks.append((mask, Int((x + glyph.origin.x).rounded()), Int(glyph.origin.y.rounded())))
            }
        }
        // Some fonts write beyond the height that they state.
        let top = masks.map { $0.y + $0.mask.top }.min() ?? 0
        let bottom = masks.map { $0.y + $0.mask.top + $0.mask.bitmap.height }.max() ?? 0
        let baseline = max(Int(first.ascent.rounded(.up)), -top)
        let height = baseline + max(Int(first.descent.rounded(.up)), bottom)
        var ink = Bitmap(width: width, height: max(1, height))
        for (mask, x, y) in masks { ink.lay(mask.bitmap, x: x + mask.left, y: baseline + y + mask.top) }
        return ink
    }
}

extension Bitmap {
    /// Adds ink at whole pixels; what lies outside is cut off.
    fileprivate mutating func lay(_ mask: Bitmap, x left: Int, y top: Int) {
        for row in max(0, -top)..<max(max(0, -top), min(mask.height, height - top)) {
            for column in max(0, -left)..<max(max(0, -left), min(mask.width, width - left)) {
                self[left + column, top + row] = max(self[left + column, top + row], mask[column, row])
            }
        }
    }
}
