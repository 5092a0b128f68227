import Configs
import Imaging
import Samples

/// Leaves fingerprints.
struct Fingerprint: CameraStage {
    var count = Count(1)
    var size = Quantity(26...60)
    var pitch = Quantity(2.6...4.2)
    var strength = Quantity(0.2...0.5)
    var x = Quantity(0...1)
    var y = Quantity(0...1)
    var degrees = Quantity(-60...60)

    init() {}

    static let name = "fingerprint"
    static let summary =
        "Leaves a greasy fingerprint on what is shiny: ridges round a core in an oval, faint, broken where less was "
        + "pressed."
    static let shorthand: String? = "strength"
    static var fields: [Field<Fingerprint>] {
        [
            Field("count", \.count, in: 0...16, "How many."),
            Field("size", \.size, in: 4...4000, unit: "px", "Half of its length."),
            Field("pitch", \.pitch, in: 2...200, unit: "px", "From one ridge to the next."),
            Field("strength", \.strength, in: 0...1, "How much haze lies on the ridges. Up to 0.6 is safe."),
            Field("x", \.x, in: -0.5...1.5, "Where its middle lies, 0 at the left edge and 1 at the right."),
            Field("y", \.y, in: -0.5...1.5, "Where its middle lies, 0 at the top and 1 at the bottom."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far it is turned; 0 is upright."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let frame = TurnedFrame(
                center: Point(
                    x: chooser.number("x" + suffix, x) * Double(picture.width),
                    y: chooser.number("y" + suffix, y) * Double(picture.height)),
                degrees: chooser.number("degrees" + suffix, degrees))
            var generator = chooser.generator("ridges" + suffix)
            var print = ridges(
                frame, size: chooser.number("size" + suffix, size), pitch: chooser.number("pitch" + suffix, pitch),
                width: picture.width, height: picture.height, &generator)
            var pressed = Relief(width: picture.width, height: picture.height)
            pressed.addNoise(cell: 17, height: 100, &generator)
            pressed.addNoise(cell: 2.2, height: 70, &generator)
            pressed.add(205)
            print.multiply(by: pressed.mask)
            // Grease scatters light: what is dark gets lighter, and what is light a little darker.
            picture.lay(
                [UInt8](repeating: 158, count: picture.channels), through: print,
                strength: chooser.number("strength" + suffix, strength))
        }
    }

    /// Ridges that run in arches over a core and open out below it.
    private func ridges(
        _ frame: TurnedFrame, size: Double, pitch: Double, width: Int, height: Int, _ generator: inout KeyedGenerator
    ) -> Bitmap {
        let perPitch = Float(1 / pitch)
        let (perLong, perWide) = (Float(1 / size), Float(1 / (size * generator.share(0.62, 0.75))))
        let core = Float(size * generator.share(-0.3, 0.1))
        let aside = Float(size * generator.share(-0.15, 0.15))
        // Below the core ridges run along the finger: distances count less there.
        let (flat, long) = (Float(generator.share(0.75, 1.1)), Float(generator.share(0.18, 0.4)))
        let (lean, start) = (Float(generator.share(-0.4, 0.4)), Float(generator.share()))
        let sway = Float(pitch * generator.share(0.3, 0.8))
        let (paceU, paceV) = (Float(1 / (size * generator.share(0.5, 1))), Float(1 / (size * generator.share(0.5, 1))))
        return SineTable.values.withUnsafeBufferPointer { sine in
            /// A sine of turns, of any size.
            @inline(__always)
            func wave(_ turns: Float) -> Float { sine[Int(whole(turns * 1024) & 1023)] }
            return frame.mask(width: width, height: height) { u, v in
                let edge = 1 - (u * u * perWide * perWide + v * v * perLong * perLong)
                guard edge > 0 else { return 0 }
                let down = v - core
                let across = u - aside - lean * (down > 0 ? down : 0)
                let high = down * (down < 0 ? flat : long)
                let far = (across * across + high * high).squareRoot()
                let turns = (far + sway * wave(u * paceU + v * paceV + start)) * perPitch
                let ridge = 0.62 + 0.75 * wave(turns)
                return 255 * ridge * min(1, edge * 4)
            }
        }
    }
}
