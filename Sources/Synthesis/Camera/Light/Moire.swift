import Configs
import Imaging
import Samples

/// Lays an interference pattern over the picture.
struct Moire: CameraStage {
    var strength = Quantity(0.03...0.12)
    var period = Quantity(6...40)
    var degrees = Quantity(-90...90)
    var bend = Quantity(0...2)
    var colors = Quantity(0...0.3)

    init() {}

    static let name = "moire"
    static let summary =
        "Lays an interference pattern over the picture, as a screen or a printed raster before a camera has it: bent "
        + "bands of light and shade, broken by a second set across."
    static let shorthand: String? = "strength"
    static var fields: [Field<Moire>] {
        [
            Field(
                "strength", \.strength, in: 0...0.5, "How much of the light the bands take or give. Up to 0.2 is safe."),
            Field("period", \.period, in: 2...1000, unit: "px", "How far apart the bands lie."),
            Field("degrees", \.degrees, in: -180...180, unit: "degrees", "How far the bands are turned; 0 is upright."),
            Field("bend", \.bend, in: -16...16, "How far a band leaves a straight line at its ends, in periods."),
            Field(
                "colors", \.colors, in: 0...1,
                "On an RGB page how far apart the bands of its channels lie, in periods; 0 for grey bands."),
        ]
    }

    /// 1024 sines of a turn, in 256ths.
    private static let sines: [Int32] = SineTable.values.map { whole($0 * 256) }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let strength = parts(chooser.number("strength", strength))
        let period = chooser.number("period", period)
        let turn = Projection.rotation(degrees: chooser.number("degrees", degrees))(Point(x: 1, y: 0))
        let bend = chooser.number("bend", bend)
        let colors = chooser.number("colors", colors)
        var generator = chooser.generator("start")
        let (start, startAcross) = (generator.share(), generator.share())
        guard strength > 0 else { return }
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        let reach = Double(max(width, height)) / 2
        let shift = phase(colors)
        // The phase across the bands is u / period + sag * v², with u = x cos + y sin and v = y cos - x sin from the
        // middle: in a row a parabola, which two sums a px follow.
        let sag = bend / (reach * reach)
        let square = sag * turn.y * turn.y
        let x = 0.5 - Double(width) / 2
        picture.withMutablePixels { pixels in
            Self.sines.withUnsafeBufferPointer { sines in
                for row in 0..<height {
                    let y = Double(row) + 0.5 - Double(height) / 2
                    let slope = turn.x / period - 2 * sag * y * turn.x * turn.y
                    var band = phase(
                        start + y * turn.y / period + sag * y * y * turn.x * turn.x + slope * x + square * x * x)
                    var step = phase(slope + square * (2 * x + 1))
                    let turnStep = phase(2 * square)
                    var across = phase(startAcross + (y * turn.x - x * turn.y) / (2.3 * period))
                    let acrossStep = phase(-turn.y / (2.3 * period))
                    for column in 0..<width {
                        let part = 166 + (90 * sines[Int(across >> 22)]) >> 8
                        var place = band
                        for i in (row * width + column) * channels..<(row * width + column + 1) * channels {
                            let wave = (sines[Int(place >> 22)] * part) >> 8
                            let value = Int32(pixels[i])
                            pixels[i] = level(value + (value * ((strength * wave) >> 8) + 32768) >> 16)
                            place &+= shift
                        }
                        band &+= step
                        step &+= turnStep
                        across &+= acrossStep
                    }
                }
            }
        }
    }

    /// Turns as 32 bits, whole ones dropped.
    private func phase(_ turns: Double) -> UInt32 {
        UInt32(truncatingIfNeeded: Int64((turns * 4_294_967_296).rounded()))
    }
}
