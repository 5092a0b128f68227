/// A round spot in a mask: a stain, a ring.
package struct Blot {
    /// Its middle, px.
    package var center: Point
    /// Where its edge lies, px.
    package var radius: Double
    /// The cover at each distance from the middle: 256 steps to the edge, as many values as it reaches.
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
        let (width, columns, rows) = (self.width, range(blot.center.x, self.width), range(blot.center.y, height))
        guard !columns.isEmpty else { return }
        // What lies beyond the profile is not covered.
        let (covers, last) = (blot.profile + [0], blot.profile.count)
        let scale = Float(256 / max(0.5, blot.radius))
        let start = Float(Double(columns.lowerBound) + 0.5 - blot.center.x)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { places in
            relief.levels.withUnsafeBufferPointer { levels in
                covers.withUnsafeBufferPointer { covers in
                    withMutablePixels { pixels in
                        guard let level = levels.baseAddress, let pixel = pixels.baseAddress else { return }
                        for y in rows {
                            let dy = Float(Double(y) + 0.5 - blot.center.y)
                            let first = y * width + columns.lowerBound
                            // Places first, in vector code, then what the profile says of them.
                            for x in 0..<Int32(truncatingIfNeeded: columns.count) {
                                let dx = start + Float(x)
                                places[Int(x)] = whole((dx * dx + dy * dy).squareRoot() * scale - 0.5)
                            }
                            for x in 0..<columns.count {
                                let place = Int(places[x]) &+ Int(level[first &+ x])
                                pixel[first &+ x] = max(pixel[first &+ x], covers[max(0, min(last, place))])
                            }
                        }
                    }
                }
            }
        }
    }
}
