import Imaging

extension Composition {
    /// Lays the ground of a text's windows and their frames onto the paper.
    func drawWindows(_ setting: Setting, on page: inout Bitmap) {
        // All frames come first: what is between two windows that stand close hides neither.
        for color in setting.windowColors(\.frameColor) {
            let framed = setting.windows.filter { $0.window.frameColor == color && $0.window.frameWidth > 0 }
            cover(framed.map { ($0.window.outerBox, $0.map) }, with: color, on: &page)
        }
        for color in setting.windowColors(\.color) {
            let alike = setting.windows.filter { $0.window.color == color }
            cover(alike.map { ($0.window.box, $0.map) }, with: color, on: &page)
        }
    }

    /// Darkens windows toward their upper and lower edges, with all that stands in them.
    func shadeWindows(_ setting: Setting, on page: inout Bitmap) {
        let shaded = setting.windows.filter { $0.window.shade > 0 }
        guard !shaded.isEmpty else { return }
        var mask = Bitmap(width: width, height: height)
        for (window, map) in shaded {
            stamp(window.box, through: map, on: &mask) { place in
                // A wheel turns away slowly at first, and fast at its edges; light comes from above, so that the frame
                // throws a shadow onto its upper part.
                let off = abs(2 * place - 1)
                return UInt8((255 * window.shade * off * off * (place < 0.5 ? 1 : 0.8)).rounded())
            }
        }
        page.printInk(mask, absorption: [Double](repeating: 1, count: page.channels))
    }

    /// Hides the page in boxes behind a colour.
    private func cover(_ boxes: [(Rect, Projection)], with color: Color, on page: inout Bitmap) {
        guard !boxes.isEmpty else { return }
        var mask = Bitmap(width: width, height: height)
        for (box, map) in boxes { stamp(box, through: map, on: &mask) }
        page.paint(mask, color: color.values(channels: page.channels), opacity: 1, relief: 0)
    }
}

extension Setting {
    /// The colours that its windows have, each once, in the order in which they come.
    fileprivate func windowColors(_ color: (Window) -> Color) -> [Color] {
        windows.map { color($0.window) }.reduce(into: []) { colors, color in
            if !colors.contains(color) { colors.append(color) }
        }
    }
}
