import Configs
import Imaging
import Samples

/// What gets in the way of the camera.
enum Intruder: String, ConfigEnum {
    case finger, pen, sticker, block

    var isRound: Bool { self == .finger || self == .pen }

    /// What such a thing looks like.
    var colors: Alternatives<Color> {
        switch self {
        case .finger:
            Alternatives([
                Color(233, 190, 165), Color(214, 160, 128), Color(176, 122, 88), Color(122, 78, 54), Color(84, 52, 38),
            ])
        case .pen:
            Alternatives([Color(40, 44, 52), Color(30, 60, 140), Color(170, 40, 40), Color(214, 214, 210)])
        case .sticker:
            Alternatives([
                Color(250, 236, 130), Color(160, 214, 150), Color(244, 160, 180), Color(246, 246, 242),
            ])
        case .block: Alternatives([Color(0, 0, 0), Color(128, 128, 128), Color(255, 255, 255)])
        }
    }

    /// What it covers of a page.
    /// - Parameter reach: how much of its way into the page it goes, 0...1.
    func cover(at place: IntruderPlace, reach: Double) -> Bitmap {
        var mask = Bitmap(width: Int(place.width), height: Int(place.height))
        let (size, entry, way) = (place.size, place.entry, place.way)
        let depth = place.depth * min(place.width, place.height) * reach
        /// A place on its axis, px from the page's edge inwards.
        func along(_ distance: Double) -> Point {
            Point(x: entry.x + way.x * distance, y: entry.y + way.y * distance)
        }
        switch self {
        case .finger:
            mask.draw(line: [
                (at: along(depth - 4 * size), width: 1.3 * size), (at: along(depth - 1.1 * size), width: 1.12 * size),
                (at: along(depth - size / 2), width: size),
            ])
        case .pen:
            mask.draw(line: [
                (at: along(depth - 12 * size), width: size / 2), (at: along(depth - size), width: size / 2),
                (at: along(depth - 0.2 * size), width: size / 8), (at: along(depth), width: 1),
            ])
        case .sticker:
            mask.draw(
                Slab(center: along(depth - 2 * size), half: Point(x: 2 * size, y: 1.5 * size), along: place.way))
        case .block:
            mask.draw(
                Slab(
                    center: place.anywhere, half: Point(x: size * reach, y: size * place.flatness * reach),
                    along: Point(x: 1, y: 0)))
        }
        return mask
    }
}

/// Where something gets into the picture.
struct IntruderPlace {
    /// The page's, px.
    let width, height: Double
    /// How wide it is, px.
    let size: Double
    /// How far it reaches in, as a share of the page's shorter side.
    let depth: Double
    /// Where it comes over the edge, px.
    let entry: Point
    /// Where it goes, a vector of length 1.
    let way: Point
    /// A place for what does not come over an edge, px.
    let anywhere: Point
    /// How much flatter than wide a block is.
    let flatness: Double

    init(width: Double, height: Double, size: Double, depth: Double, _ generator: KeyedGenerator) {
        (self.width, self.height, self.size, self.depth) = (width, height, size, depth)
        var generator = generator
        let (side, share, lean) = (generator.share(), generator.share(0.05, 0.95), generator.share(-40, 40))
        anywhere = Point(x: generator.share() * width, y: generator.share() * height)
        flatness = generator.share(0.25, 1)
        // Hands come from below and from the right more often than from the left and from above.
        let inwards: Double
        switch side {
        case ..<0.45: (entry, inwards) = (Point(x: share * width, y: height), -90)
        case ..<0.75: (entry, inwards) = (Point(x: width, y: share * height), 180)
        case ..<0.88: (entry, inwards) = (Point(x: 0, y: share * height), 0)
        default: (entry, inwards) = (Point(x: share * width, y: 0), 90)
        }
        way = Projection.rotation(degrees: inwards + lean)(Point(x: 1, y: 0))
    }
}

/// A rectangle that may be turned.
private struct Slab {
    let center: Point
    /// Half of its length and of its width, px.
    let half: Point
    /// Where its length runs, a vector of length 1.
    let along: Point
}

extension Bitmap {
    /// Draws a rectangle into a mask.
    fileprivate mutating func draw(_ slab: Slab) {
        let reach = slab.half.x + slab.half.y + 1
        func range(_ middle: Double, _ count: Int) -> Range<Int> {
            let (low, high) = (max(0, middle - reach), min(Double(count), middle + reach))
            return low < high ? Int(low)..<Int(high.rounded(.up)) : 0..<0
        }
        let (columns, rows, width) = (range(slab.center.x, self.width), range(slab.center.y, height), self.width)
        withMutablePixels { pixels in
            for y in rows {
                let dy = Double(y) + 0.5 - slab.center.y
                for x in columns {
                    let dx = Double(x) + 0.5 - slab.center.x
                    let u = abs(dx * slab.along.x + dy * slab.along.y)
                    let v = abs(dy * slab.along.x - dx * slab.along.y)
                    let inside = min(slab.half.x - u, slab.half.y - v) + 0.5
                    pixels[y * width + x] = UInt8(max(0, min(1, inside)) * 255)
                }
            }
        }
    }
}
