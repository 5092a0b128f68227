/// A round spot in a mask: a stain, a ring.
package struct Blot {
    /// Its middle, px.
    package var center: Point
    /// Where its edge lies, px.
    package var radius: Double
    /// The cover at each distance from the middle: 256 steps to the edge, as many values as it reaches; the last
    /// should be 0.
    package var profile: [UInt8]

    package init(center: Point, radius: Double, profile: [UInt8]) {
        self.center = center
        self.radius = radius
        self.profile = profile
    }
}

extension Bitmap {
    /// Draws a blot into a mask; each pixel keeps the greater of what it holds and what the blot covers of it.
    /// - Parameter relief: what its outline is bent by, of the mask's size: a level is a 16th of the radius.
    package mutating func draw(_ blot: Blot, bentBy relief: Relief) {
        precondition(channels == 1 && relief.levels.count == width * height, "relief and mask differ")
        let reach = blot.radius * (Double(blot.profile.count) / 256 + 0.3)
        func range(_ middle: Double, _ count: Int) -> Range<Int> {
            let (low, high) = (max(0, middle - reach), min(Double(count), middle + reach + 1))
            return low < high ? Int(low)..<Int(high) : 0..<0
        }
        let (width, columns) = (self.width, range(blot.center.x, self.width))
        let scale = Float(256 / max(0.5, blot.radius))
        let rows = range(blot.center.y, height)
        relief.levels.withUnsafeBufferPointer { levels in
            withMutablePixels { pixels in
                for y in rows {
                    let dy = Float(Double(y) + 0.5 - blot.center.y)
                    for x in columns {
                        let dx = Float(Double(x) + 0.5 - blot.center.x)
                        let place = Int((dx * dx + dy * dy).squareRoot() * scale) + Int(levels[y * width + x])
                        guard place < blot.profile.count else { continue }
                        let cover = blot.profile[max(0, place)]
                        if cover > pixels[y * width + x] { pixels[y * width + x] = cover }
                    }
                }
            }
        }
    }
}
