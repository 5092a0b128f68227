import Configs
import Imaging
import Samples

/// Lets drops of water lie on the page.
struct Drops: CameraStage {
    var count = Count(3...10)
    var size = Quantity(3...11)
    var refraction = Quantity(0.15...0.4)
    var shade = Quantity(0.1...0.3)
    var highlight = Quantity(0.4...0.9)

    init() {}

    static let name = "drops"
    static let summary =
        "Lets drops of water lie on the page: each enlarges what lies below it, is darker towards the light and lighter "
        + "away from it, and has a small highlight."
    static let shorthand: String? = "count"
    static var fields: [Field<Drops>] {
        [
            Field("count", \.count, in: 0...500, "How many. Up to 20 is safe."),
            Field("size", \.size, in: 1...1000, unit: "px", "Each one's radius; they are not quite round."),
            Field("refraction", \.refraction, in: 0...0.8, "How much its middle enlarges: 0.5 to twice the size."),
            Field("shade", \.shade, in: 0...0.8, "How much of the light is lost on one side and won on the other."),
            Field("highlight", \.highlight, in: 0...1, "How near the highlight comes to white."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let count = chooser.count("count", count)
        let refraction = Float(chooser.number("refraction", refraction))
        let shade = Float(chooser.number("shade", shade))
        let highlight = chooser.number("highlight", highlight)
        var generator = chooser.generator("places")
        // One lamp lights them all.
        let lamp = Projection.rotation(degrees: generator.share(180, 360))(Point(x: 1, y: 0))
        let original = picture
        var lights = Bitmap(width: picture.width, height: picture.height)
        for number in 0..<count {
            let drop = Drop(
                center: Point(
                    x: generator.share() * Double(picture.width), y: generator.share() * Double(picture.height)),
                radius: chooser.number("size" + (number == 0 ? "" : "#\(number + 1)"), size), lamp: lamp, &generator)
            drop.draw(over: original, on: &picture, refraction: refraction, shade: shade)
            lights.draw(line: drop.highlight)
        }
        lights.blur(deviation: 0.4)
        picture.lay(
            [UInt8](repeating: 255, count: picture.channels), through: lights, strength: highlight)
    }
}

/// A drop: an oval whose outline bulges in three places.
private struct Drop {
    private let center: SIMD2<Float>
    private let radius: Float
    /// How much shorter it is across than along, and where its length runs.
    private let stretch: Float
    private let along: SIMD2<Float>
    /// How far its outline leaves the oval, as a share of the radius.
    private let bulge: Float
    /// Towards the lamp, a vector of length 1.
    private let lamp: SIMD2<Float>
    /// The lamp's mirror image on it.
    let highlight: [(at: Point, width: Double)]

    init(center: Point, radius: Double, lamp: Point, _ generator: inout KeyedGenerator) {
        self.center = SIMD2(Float(center.x), Float(center.y))
        self.radius = Float(radius)
        stretch = Float(generator.share(1, 1.35))
        let way = Projection.rotation(degrees: generator.share(0, 180))(Point(x: 1, y: 0))
        along = SIMD2(Float(way.x), Float(way.y))
        bulge = Float(generator.share(0, 0.09))
        self.lamp = SIMD2(Float(lamp.x), Float(lamp.y))
        let (long, wide) = (0.14 * radius, max(0.5, 0.26 * radius))
        let spot = Point(x: center.x + 0.45 * radius * lamp.x, y: center.y + 0.45 * radius * lamp.y)
        highlight = [
            (at: Point(x: spot.x - long * lamp.y, y: spot.y + long * lamp.x), width: wide),
            (at: Point(x: spot.x + long * lamp.y, y: spot.y - long * lamp.x), width: wide * 0.8),
        ]
    }

    /// Draws it, and the shadow beside it.
    func draw(over original: Bitmap, on picture: inout Bitmap, refraction: Float, shade: Float) {
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        let reach = Double(radius) * 1.6 + 2
        func range(_ middle: Float, _ count: Int) -> Range<Int> {
            let (low, high) = (max(0, Double(middle) - reach), min(Double(count), Double(middle) + reach + 1))
            return low < high ? Int(low)..<Int(high) : 0..<0
        }
        let (columns, rows) = (range(center.x, width), range(center.y, height))
        picture.withMutablePixels { pixels in
            original.withPixels { source in
                for y in rows {
                    for x in columns {
                        let off = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - center
                        let far = distance(off)
                        // What lies away from the lamp is in its shadow.
                        let shadow = 1.25 - distance(off + lamp * (0.16 * radius))
                        guard far < 1.25 || shadow > 0 else { continue }
                        let cover = max(0, min(1, (1 - far) * radius + 0.5))
                        let dim = 1 - shade * max(0, min(1, shadow * 2.5))
                        let rise = max(0, 1 - far * far)
                        let toLamp = (off.x * lamp.x + off.y * lamp.y) / radius
                        let lit = 1 - shade * toLamp * 1.3 - 0.5 * shade * max(0, far - 0.75)
                        let seen = center + off * (1 - refraction * rise.squareRoot())
                        let first = (y * width + x) * channels
                        for c in 0..<channels {
                            let outside = Float(pixels[first + c]) * dim
                            let inside = read(source, seen, width, height, channels, c) * lit
                            pixels[first + c] = UInt8(max(0, min(255, outside + (inside - outside) * cover + 0.5)))
                        }
                    }
                }
            }
        }
    }

    /// How far out a place lies: 1 at the outline.
    @inline(__always)
    private func distance(_ off: SIMD2<Float>) -> Float {
        let (u, v) = (off.x * along.x + off.y * along.y, (off.y * along.x - off.x * along.y) * stretch)
        let square = u * u + v * v
        let far = square.squareRoot()
        guard far > 1e-3 else { return 0 }
        // The cosine of three times the angle, from that of the angle.
        let cosine = u / far
        return far / radius * (1 + bulge * cosine * (4 * cosine * cosine - 3))
    }

    /// A value between four px, the outermost going on beyond the edges.
    @inline(__always)
    private func read(
        _ source: UnsafeBufferPointer<UInt8>, _ place: SIMD2<Float>, _ width: Int, _ height: Int, _ channels: Int,
        _ channel: Int
    ) -> Float {
        let x = max(0, min(Float(width - 1), place.x - 0.5))
        let y = max(0, min(Float(height - 1), place.y - 0.5))
        let (column, row) = (Int(x), Int(y))
        let (nextColumn, nextRow) = (min(width - 1, column + 1), min(height - 1, row + 1))
        func value(_ column: Int, _ row: Int) -> Float { Float(source[(row * width + column) * channels + channel]) }
        let (partX, partY) = (x - Float(column), y - Float(row))
        let upper = value(column, row) + (value(nextColumn, row) - value(column, row)) * partX
        let lower = value(column, nextRow) + (value(nextColumn, nextRow) - value(column, nextRow)) * partX
        return upper + (lower - upper) * partY
    }
}
