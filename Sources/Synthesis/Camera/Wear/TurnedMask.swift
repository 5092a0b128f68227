import Imaging

/// A place in the picture with a direction of its own.
struct TurnedFrame {
    /// Its origin, px.
    let center: Point
    /// Where its u runs, a vector of length 1; v runs a quarter of a turn clockwise from there.
    let along: Point

    /// - Parameter degrees: how far u is turned clockwise from the right.
    init(center: Point, degrees: Double) {
        self.center = center
        along = Projection.rotation(degrees: degrees)(Point(x: 1, y: 0))
    }

    /// A place of the picture, px, from its place in the frame, px.
    func place(u: Double, v: Double) -> Point {
        Point(x: center.x + u * along.x - v * along.y, y: center.y + u * along.y + v * along.x)
    }

    /// A mask from a level for each px: 0...255, what lies beyond is cut off.
    /// - Parameter level: gets the px's place in the frame, px.
    @inline(__always)
    func mask(width: Int, height: Int, _ level: (_ u: Float, _ v: Float) -> Float) -> Bitmap {
        let (stepU, stepV) = (Float(along.x), Float(-along.y))
        return Bitmap(width: width, height: height) { pixels in
            for y in 0..<height {
                let (dx, dy) = (0.5 - center.x, Double(y) + 0.5 - center.y)
                let (u, v) = (Float(dx * along.x + dy * along.y), Float(dy * along.x - dx * along.y))
                for x in 0..<width {
                    let cover = level(u + stepU * Float(x), v + stepV * Float(x))
                    pixels[y * width + x] = UInt8(max(0, min(255, cover)))
                }
            }
        }
    }
}
