import Imaging

/// Whether letters that stand close still have ground between them in a finished picture.
struct LetterGaps {
    /// Of all letters with a narrow gap to the next the share whose gap has closed, 0...1; 0 where there is no gap.
    let joined: Double

    /// A letter of the picture.
    struct Letter {
        var box: Rect
        /// The lightness of the ground around it, and of its ink, 0...255.
        var ground, ink: Double
    }

    /// The least share of the way from ink to ground that is seen as a gap.
    private static let leastGap = 0.35
    /// Coverage from which a pixel is ink that parts a gap from a letter.
    private static let leastInk: UInt8 = 96

    /// - Parameters:
    ///   - letters: side by side, line for line.
    ///   - mask: the ink that was meant to be there.
    ///   - picture: one channel.
    init(_ letters: [Letter], mask: Bitmap, picture: Bitmap) {
        var (gaps, closed) = (0, 0)
        for (one, next) in zip(letters, letters.dropFirst()) {
            guard let gap = Self.gap(one, next, mask: mask, picture: picture) else { continue }
            gaps += 1
            if gap < Self.leastGap { closed += 1 }
        }
        joined = gaps > 0 ? Double(closed) / Double(gaps) : 0
    }

    /// How light the gap between two letters is where it is narrowest: 0 as their ink, 1 as the ground; nil where the letters
    /// touch or don't stand side by side.
    private static func gap(_ one: Letter, _ next: Letter, mask: Bitmap, picture: Bitmap) -> Double? {
        let (left, right) = one.box.left <= next.box.left ? (one.box, next.box) : (next.box, one.box)
        let (ground, ink) = ((one.ground + next.ground) / 2, (one.ink + next.ink) / 2)
        let (top, bottom) = (max(left.top, right.top), min(left.bottom, right.bottom))
        guard bottom - top > 3, top < Double(mask.height), bottom > 0 else { return nil }
        let rows = Int(max(0, top))..<min(mask.height, Int(bottom.rounded(.up)))
        let (first, last) = (max(0, Int(left.center.x)), min(mask.width, Int(right.center.x.rounded(.up))))
        let cut = Int((left.right + right.left) / 2)
        guard abs(ground - ink) > 1, first < cut, cut < last else { return nil }
        let width = mask.width
        // Rows by how wide the gap is in them.
        var found: [(width: Int, light: Double)] = []
        let isTouched = mask.withPixels { mask in
            picture.withPixels { picture in
                for y in rows {
                    let row = y * width
                    guard let from = (first...cut).last(where: { mask[row + $0] >= Self.leastInk }),
                        let to = (cut..<last).first(where: { mask[row + $0] >= Self.leastInk })
                    else { continue }
                    guard to - from > 1 else { return true }
                    let lightest = (from + 1..<to).reduce(-Double.infinity) { most, x in
                        max(most, (Double(picture[row + x]) - ink) / (ground - ink))
                    }
                    found.append((to - from - 1, lightest))
                }
                return false
            }
        }
        guard !isTouched, let narrowest = found.map(\.width).min() else { return nil }
        let narrow = found.filter { $0.width <= narrowest + 1 }
        return narrow.count > 1 ? narrow.reduce(0) { $0 + $1.light } / Double(narrow.count) : nil
    }
}
