import Imaging
import Samples

extension Bitmap {
    /// Draws a speck somewhere on a mask.
    /// - Parameters:
    ///   - radius: about how large it is, px.
    ///   - faintest: the least coverage that it may have, 0...255.
    mutating func drawSpeck(radius: Double, faintest: Double, _ generator: inout KeyedGenerator) {
        let at = Point(x: generator.share() * Double(width), y: generator.share() * Double(height))
        // No speck is quite round.
        let off = Projection.rotation(degrees: generator.share(0, 360))(Point(x: radius * generator.share(), y: 0))
        draw(
            line: [
                (at: at, width: 2 * radius),
                (at: Point(x: at.x + off.x, y: at.y + off.y), width: radius * generator.share(0.6, 2)),
            ], value: UInt8(generator.share(faintest, 255)))
    }
}
