import Configs
import Imaging
import Samples

/// Fades ink along one direction, as print on thermal paper does.
struct Thermal: InkStage {
    var fade = Quantity(0.2...0.6)
    var start = Quantity(0...0.6)
    var toward: Alternatives<Side> = Alternatives([.left, .right, .top, .bottom])
    var dead: Count = 0
    var grain = Quantity(0...0.2)

    init() {}

    /// A side of the page.
    enum Side: String, ConfigEnum {
        case left, right, top, bottom
    }

    static let name = "thermal"
    static let summary =
        "Fades ink towards one side, as print on thermal paper does; a print head with dead dots leaves fine upright "
        + "lines out."
    static let shorthand: String? = "fade"
    static var fields: [Field<Thermal>] {
        [
            Field(
                "fade", \.fade, in: 0...0.95,
                "How much of the ink is gone at the faintest side. It never falls below `ink.contrast`."),
            Field("start", \.start, in: 0...1, "Where it begins to fade: 0 at the other side, 1 at the faintest."),
            Field("toward", \.toward, "Towards which side it fades: `left`, `right`, `top` or `bottom`."),
            Field("dead", \.dead, in: 0...64, "How many dots of the print head are dead."),
            Field("grain", \.grain, in: 0...0.8, "How far the heat was uneven from dot to dot."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let fade = chooser.number("fade", fade)
        let start = chooser.number("start", start)
        let side = chooser.pick("toward", toward)
        let grain = chooser.number("grain", grain)
        let dead = chooser.count("dead", dead)
        let (width, height) = (ink.text.mask.width, ink.text.mask.height)
        let faintest = ink.faintest
        var heat = chooser.generator("heat")
        var texture = InkTexture(over: ink.text.mask)
        texture.add(width: 1.4, height: 1.4, part: 0.8, &heat)
        texture.add(width: 1.4, height: 30, part: 0.6, &heat)
        var shares = texture.shares { 1 - grain * max(0, 0.5 + 0.6 * $0) }
        let isLevel = side == .left || side == .right
        let isReversed = side == .left || side == .top
        let count = isLevel ? width : height
        let ramp = (0..<count).map { place -> UInt8 in
            let way = (Double(isReversed ? count - 1 - place : place) + 0.5) / Double(count)
            let far = max(0, min(1, (way - start) / max(0.05, 1 - start)))
            return UInt8(255 * (1 - fade * far * (2 - far)))
        }
        shares.multiply(
            by: Bitmap(width: width, height: height) { pixels in
                for y in 0..<height {
                    let row = UnsafeMutableBufferPointer(rebasing: pixels[y * width..<(y + 1) * width])
                    if isLevel { _ = row.update(fromContentsOf: ramp) } else { row.update(repeating: ramp[y]) }
                }
            })
        shares.keep(atLeast: faintest)
        var places = chooser.generator("dead.place")
        for _ in 0..<dead where width > 0 {
            let x = Int(places.share() * Double(width))
            for y in 0..<height { shares[x, y] /= 5 }
        }
        ink.fade(by: shares)
    }
}
