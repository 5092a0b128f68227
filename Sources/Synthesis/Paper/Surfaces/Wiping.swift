import Imaging
import Samples

/// The strokes that a board was wiped with.
struct Wiping {
    private let sheet: Sheet
    private var generator: KeyedGenerator
    /// What of the sheet is seen.
    private let reach: Rect

    init(of sheet: Sheet, _ generator: KeyedGenerator) {
        self.sheet = sheet
        self.generator = generator
        reach = sheet.reach
    }

    /// The size of the text in the image, px.
    static func em(of sheet: Sheet) -> Double {
        let em = sheet.text.em * sheet.scale
        return em.isFinite ? max(4, min(400, em)) : 16
    }

    /// A mask of so many strokes: bent swipes, mostly along the lines of the text, that left something between the
    /// bristles or folds of what wiped.
    /// - Parameter width: a stroke's, px of the image.
    mutating func mask(strokes: Int, width: Double) -> Bitmap {
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        let bristles = max(5, min(24, Int(width / 2.5)))
        for _ in 0..<strokes {
            let path = swipe()
            for number in 0..<bristles {
                // Ends lie apart as well: nothing is wiped along a straight edge.
                let aside = ((Double(number) + generator.share()) / Double(bristles) - 0.5) * width
                let dark = generator.share()
                mask.draw(
                    line: path.map {
                        (
                            at: Point(x: $0.x + $0.acrossX * aside, y: $0.y + $0.acrossY * aside),
                            width: width / Double(bristles) * 1.7
                        )
                    },
                    value: UInt8(40 + 215 * dark * dark))
            }
        }
        mask.blur(deviation: max(0.6, min(6, width / 22)))
        return mask
    }

    private typealias Place = (x: Double, y: Double, acrossX: Double, acrossY: Double)

    /// Places along a bent swipe, px of the image, each with the direction across it.
    private mutating func swipe() -> [Place] {
        let (wide, high) = (reach.width, reach.height)
        let start = Point(x: reach.left + generator.share(-0.1, 0.6) * wide, y: reach.top + generator.share() * high)
        let long = max(wide * generator.share(0.25, 0.9), high)
        let rise = high * generator.share(-0.7, 0.7)
        let sag = high * generator.share(-0.5, 0.5)
        let points = (0...10).map { number -> Point in
            let t = Double(number) / 10
            return sheet.place(Point(x: start.x + long * t, y: start.y + rise * t + sag * 4 * t * (1 - t)))
        }
        return points.indices.compactMap { number in
            let (before, after) = (points[max(0, number - 1)], points[min(points.count - 1, number + 1)])
            let (dx, dy) = (after.x - before.x, after.y - before.y)
            let length = (dx * dx + dy * dy).squareRoot()
            guard length.isFinite, length > 1e-6, length < 1e6 else { return nil }
            return (points[number].x, points[number].y, -dy / length, dx / length)
        }
    }
}
