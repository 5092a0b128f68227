import Configs
import Imaging
import Samples

/// Strikes each letter by itself, through a ribbon.
struct Typewriter: InkStage {
    var strength = Quantity(0.55...1)
    var half = 0.12
    var loss = Quantity(0.4...0.85)
    var ribbon = Quantity(0.05...0.3)

    init() {}

    static let name = "typewriter"
    static let summary =
        "Strikes each letter by itself: some harder than others, some with one side only, all through a worn ribbon. "
        + "`type.jitter` moves them off the line."
    static let shorthand: String? = "strength"
    static var fields: [Field<Typewriter>] {
        [
            Field(
                "strength", \.strength, in: 0.1...1,
                "How much of the ink each letter gets; drawn for each. It never falls below `ink.contrast`."),
            Field(
                "half", \.half, in: 0...1, "How likely a letter is struck with one side only; half of it is faint then."
            ),
            Field("loss", \.loss, in: 0...1, "How much of its ink the other side lacks."),
            Field("ribbon", \.ribbon, in: 0...0.8, "How far the ribbon's weave shows."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let ribbon = chooser.number("ribbon", ribbon)
        var (strengths, halves) = (chooser.generator("strength"), chooser.generator("half"))
        var weave = chooser.generator("weave")
        let faintest = ink.faintest
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: 1.5, height: 1.5, part: 0.8, &weave)
        texture.add(width: 12, height: 5, part: 0.6, &weave)
        var shares = texture.shares { 1 - ribbon * max(0, 0.5 + 0.7 * $0) }
        for letter in ink.letters {
            let strength = strength.draw(using: &strengths)
            let isHalf = halves.share() < half
            let (loss, side) = (loss.draw(using: &halves), halves.next() & 3)
            let ramp = isHalf ? Self.ramp(strength, losing: loss) : [UInt8](repeating: Self.share(strength), count: 256)
            shares.multiply(in: letter, by: ramp, isUpright: side & 1 == 1, isReversed: side & 2 == 2)
        }
        shares.keep(atLeast: faintest)
        ink.fade(by: shares)
    }

    /// Shares of ink across a letter of which one side was struck less.
    private static func ramp(_ strength: Double, losing loss: Double) -> [UInt8] {
        (0..<256).map { step in
            let far = max(0, min(1, (Double(step) / 255 - 0.3) / 0.5))
            return share(strength * (1 - loss * far * far * (3 - 2 * far)))
        }
    }

    private static func share(_ strength: Double) -> UInt8 { UInt8(255 * max(0.05, strength)) }
}

extension Bitmap {
    /// Makes a mask fainter within a quad.
    /// - Parameters:
    ///   - ramp: 256 shares (0...255) across the quad, from its first side to its last.
    ///   - isUpright: whether it runs down the quad instead of along it.
    ///   - isReversed: whether it runs the other way.
    fileprivate mutating func multiply(in quad: Quad, by ramp: [UInt8], isUpright: Bool, isReversed: Bool) {
        let (ex, ey) = (quad.topRight.x - quad.topLeft.x, quad.topRight.y - quad.topLeft.y)
        let (fx, fy) = (quad.bottomLeft.x - quad.topLeft.x, quad.bottomLeft.y - quad.topLeft.y)
        let area = ex * fy - ey * fx
        guard abs(area) > 0.25 else { return }
        let box = quad.bounds
        let columns = max(0, Int(max(0, box.left - 1)))..<max(0, min(width, Int(max(0, box.right + 2))))
        let rows = max(0, Int(max(0, box.top - 1)))..<max(0, min(height, Int(max(0, box.bottom + 2))))
        guard !columns.isEmpty, !rows.isEmpty else { return }
        // Places within the quad in 65536ths of its sides; a px beyond them belongs to it, too.
        let (alongX, alongY) = (Int(fy / area * 65536), Int(-fx / area * 65536))
        let (downX, downY) = (Int(-ey / area * 65536), Int(ex / area * 65536))
        let (rimAlong, rimDown) = (abs(alongX) + abs(alongY), abs(downX) + abs(downY))
        let width = self.width
        withMutablePixels { pixels in
            for y in rows {
                let (dx, dy) = (Double(columns.lowerBound) + 0.5 - quad.topLeft.x, Double(y) + 0.5 - quad.topLeft.y)
                var along = Int((dx * fy - dy * fx) / area * 65536)
                var down = Int((dy * ex - dx * ey) / area * 65536)
                for x in columns {
                    if along >= -rimAlong && along <= 65536 + rimAlong && down >= -rimDown && down <= 65536 + rimDown {
                        let place = max(0, min(255, (isUpright ? down : along) >> 8))
                        let share = Int(ramp[isReversed ? 255 - place : place])
                        let product = Int(pixels[y * width + x]) * share + 128
                        pixels[y * width + x] = UInt8((product + product >> 8) >> 8)
                    }
                    along += alongX
                    down += downX
                }
            }
        }
    }
}
