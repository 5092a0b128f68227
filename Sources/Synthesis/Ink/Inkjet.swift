import Configs
import Imaging
import Samples

/// Prints in swaths, as an inkjet's head does.
struct Inkjet: InkStage {
    var swath = Quantity(6...20)
    var depth = Quantity(0.1...0.45)
    var clogged = Quantity(0...0.06)
    var run = Alternatives(Run.level)

    init() {}

    static let name = "inkjet"
    static let summary =
        "Prints in swaths, as an inkjet's head does: bands of other strength with pale seams, and fine lines that "
        + "clogged nozzles leave out."
    static let shorthand: String? = "depth"
    static var fields: [Field<Inkjet>] {
        [
            Field("swath", \.swath, in: 2...1000, unit: "px", "How wide a swath is."),
            Field(
                "depth", \.depth, in: 0...0.9,
                "How much paler seams are; swaths differ by half of that. They never fall below `ink.contrast`."),
            Field(
                "clogged", \.clogged, in: 0...0.5, "The share of the nozzles that leave a line out. Up to 0.1 is safe."),
            Field("run", \.run, "Which way swaths run: `level` or `upright`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let swath = chooser.number("swath", swath)
        let depth = chooser.number("depth", depth)
        let clogged = chooser.number("clogged", clogged)
        let isLevel = chooser.pick("run", run) == .level
        let (width, height) = (ink.text.mask.width, ink.text.mask.height)
        var generator = chooser.generator("swaths")
        var place = generator.share()
        var strength = 1 - depth * 0.5 * generator.share()
        let lines = (0..<(isLevel ? height : width)).map { _ -> UInt8 in
            let isClogged = generator.share() < clogged
            place += 1 / swath
            var share = strength
            if place >= 1 {
                place -= 1
                strength = 1 - depth * 0.5 * generator.share()
                share = 1 - depth
            }
            return UInt8(255 * max(ink.faintest, share) * (isClogged ? 0.25 : 1))
        }
        ink.fade(
            by: Bitmap(width: width, height: height) { shares in
                for y in 0..<height {
                    for x in 0..<width { shares[y * width + x] = lines[isLevel ? y : x] }
                }
            })
    }
}
