import Configs
import Imaging
import Samples

/// Shows the sheet's own edges, and what it lies on.
struct Edges: SheetStage, Treatment {
    var sides = Count(1...2)
    var depth = Quantity(2...8)
    var torn = 0.5
    var tilt = Quantity(-1.5...1.5)
    var shadow = Quantity(0.1...0.5)
    var ground: Quantity = .choice([Weighted(.uniform(0, 0.35)), Weighted(.uniform(0.5, 0.95))])

    init() {}

    static let name = "edges"
    static let summary =
        "Shows the sheet's own edges, cut or torn, and its shadow on what it lies on. They keep clear of the text."
    static let shorthand: String? = "depth"
    static var fields: [Field<Edges>] {
        [
            Field("sides", \.sides, in: 0...4, "How many of the page's four sides show an edge."),
            Field(
                "depth", \.depth, in: 0...400, unit: "px",
                "How far inside of the page the edge lies; less where the text stands closer."),
            Field("torn", \.torn, in: 0...1, "The probability that an edge is torn and frays; else it is cut."),
            Field("tilt", \.tilt, in: -20...20, unit: "degrees", "How far a cut or torn edge is turned."),
            Field("shadow", \.shadow, in: 0...1, "How dark the sheet's shadow is."),
            Field("ground", \.ground, in: 0...1, "How light what it lies on is."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let (width, height) = (sheet.width, sheet.height)
        let box = sheet.textBox
        // What the text leaves free on each side, px.
        let free = [box.top, Double(height) - box.bottom, box.left, Double(width) - box.right]
        var order = [0, 1, 2, 3]
        var generator = chooser.generator("sides.order")
        for last in [3, 2, 1] { order.swapAt(last, Int(generator.share() * Double(last + 1))) }
        let ground = chooser.number("ground", ground)
        let shown = order.prefix(chooser.count("sides", sides))
        let shapes = shown.map { side in
            chooser.within(["top", "bottom", "left", "right"][side]) { chooser in
                let isTorn = chooser.happens("torn", probability: torn)
                return EdgeShape(
                    length: side < 2 ? width : height, depth: chooser.number("depth", depth), most: free[side] - 1.5,
                    tilt: chooser.number("tilt", tilt), isTorn: isTorn, chooser.generator("shape"))
            }
        }
        if shown.isEmpty { return }
        // One light falls on all sides: one choice.
        let shadow = chooser.number("shadow", shadow)
        for (side, shape) in zip(shown, shapes) { shape.draw(on: &page, side: side, ground: ground, shadow: shadow) }
    }
}

/// One edge of a sheet: how deep it lies at each px along a side of the page.
private struct EdgeShape {
    let depths: [Double]
    /// How wide the torn rim is, px.
    let rims: [Double]

    init(length: Int, depth: Double, most: Double, tilt: Double, isTorn: Bool, _ generator: KeyedGenerator) {
        var generator = generator
        var rough = Relief(width: length, height: 1)
        var rim = Relief(width: length, height: 1)
        if isTorn {
            for (cell, reach) in [(37.0, 30.0), (11, 18), (4.3, 11), (1.7, 8)] {
                rough.addNoise(cellWidth: cell, cellHeight: 1, height: reach, &generator)
            }
            rim.addNoise(cellWidth: 9, cellHeight: 1, height: 40, &generator)
            rim.addNoise(cellWidth: 2, cellHeight: 1, height: 30, &generator)
            rim.add(30)
        }
        let slope = Projection.rotation(degrees: tilt)(Point(x: 1, y: 0)).y
        let (bumps, wide) = (rough.values, rim.values)
        depths = (0..<length).map { i in
            let d = depth * (1 + bumps[i] / 60) + slope * (Double(i) - Double(length) / 2)
            return max(0, min(most, d))
        }
        let deep = depths
        rims = wide.indices.map { i in isTorn ? max(0, min(wide[i] / 20, most - deep[i])) : 0 }
    }

    func draw(on page: inout Bitmap, side: Int, ground: Double, shadow: Double) {
        let (width, height, channels) = (page.width, page.height, page.channels)
        let rows = side < 2 ? height : width
        page.withMutablePixels { pixels in
            for (i, depth) in depths.enumerated() where depth > 0 {
                let rim = rims[i]
                for j in 0..<min(rows, Int(depth + rim + 2)) {
                    let inward = side == 0 || side == 2 ? j : rows - 1 - j
                    let first = (side < 2 ? inward * width + i : i * width + inward) * channels
                    // How far inside of the sheet this px lies.
                    let inside = Double(j) + 0.5 - depth
                    let cover = max(0, min(1, inside + 0.5))
                    // The shadow is deepest under the edge.
                    let away = max(0, -inside)
                    let beyond = 255 * ground * (1 - shadow / (1 + away * away / 6))
                    // Where it is torn, the inner layers of the paper show: lighter, without print.
                    let bare = rim > 0 ? max(0, 1 - inside / rim) * 0.7 : 0
                    for c in 0..<channels {
                        let value = Double(pixels[first + c])
                        let paper = value + (min(255, value * 0.5 + 132) - value) * bare
                        pixels[first + c] = UInt8(max(0, min(255, paper * cover + beyond * (1 - cover))))
                    }
                }
            }
        }
    }
}
