import Configs
import Imaging
import Samples

/// A plate or a label around the text: a box with round corners that lies flat with it.
struct Panel {
    /// Its edges on the flat sheet, px of the text.
    let box: Rect
    /// How round its corners are, px of the text.
    let radius: Double
    private let sheet: Sheet

    /// - Parameter radius: px of the text; no more than half of a side counts.
    init(_ box: Rect, radius: Double, on sheet: Sheet) {
        self.box = box
        self.radius = max(0, min(radius, min(box.width, box.height) / 2))
        self.sheet = sheet
    }

    /// What it covers of the image.
    var mask: Bitmap { mask { inside in (inside + 0.5) * 255 } }

    /// A line that runs round it inside of its edge.
    /// - Parameters:
    ///   - inset: from the edge to the line, px of the text.
    ///   - width: px of the text.
    func line(inset: Double, width: Double) -> Bitmap {
        let (start, thick) = (Float(inset * sheet.scale), Float(width * sheet.scale))
        // A line thinner than a px covers no more of a px than its width.
        let most = SIMD8(repeating: max(0, min(1, thick)) * 255)
        return mask { inside in
            lesser(most, lesser(inside - start + 0.5, start + thick - inside + 0.5) * 255)
        }
    }

    /// What lies within a range of the flat sheet's x, px of the text, and on the panel.
    func part(from left: Double, to right: Double) -> Bitmap {
        let (low, high) = (Float(left * sheet.scale), Float(right * sheet.scale))
        return mask { inside, x in lesser(inside, lesser(x - low, high - x)) * 255 + 127.5 }
    }

    private func mask(_ level: (SIMD8<Float>) -> SIMD8<Float>) -> Bitmap { mask { inside, _ in level(inside) } }

    /// A mask from how far each px lies within the edge, px of the image, and its place along x.
    @inline(__always)
    private func mask(_ level: (_ inside: SIMD8<Float>, _ x: SIMD8<Float>) -> SIMD8<Float>) -> Bitmap {
        let scale = sheet.scale
        let (centerX, centerY) = (Float(box.center.x * scale), Float(box.center.y * scale))
        let round = Float(radius * scale)
        let (halfX, halfY) = (Float(box.width / 2 * scale) - round, Float(box.height / 2 * scale) - round)
        return Bitmap(width: sheet.width, height: sheet.height) { pixels in
            guard let page = pixels.baseAddress else { return }
            sheet.fill(page) { _, _, x, y in
                let (dx, dy) = (x - centerX, y - centerY)
                // How far beyond the box that the round corners' middles span.
                let (beyondX, beyondY) = (greater(dx, -dx) - halfX, greater(dy, -dy) - halfY)
                let none = SIMD8<Float>()
                let (outX, outY) = (greater(beyondX, none), greater(beyondY, none))
                let away = (outX * outX + outY * outY).squareRoot() + lesser(greater(beyondX, beyondY), none)
                return level(round - away, x)
            }
        }
    }
}

extension Bitmap {
    /// Lays a panel of one colour over the page, and the shadow that it casts.
    /// - Parameters:
    ///   - lift: how far its edge stands off, px of the image.
    ///   - shadow: how dark its shadow is, 0...1.
    mutating func lay(_ cover: Bitmap, _ color: [UInt8], lift: Double, shadow: Double) {
        if shadow > 0 {
            let away = max(1, min(64, lift))
            var shade = cover.shifted(x: Int((away * 0.6).rounded()), y: Int(away.rounded()))
            shade.blur(deviation: min(16, 0.5 + away * 0.7))
            printInk(shade, absorption: [Double](repeating: shadow, count: channels))
        }
        lay(color, through: cover)
    }
}
