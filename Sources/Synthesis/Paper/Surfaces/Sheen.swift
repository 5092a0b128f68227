import Imaging
import Samples

extension Bitmap {
    /// Lays the soft, broad light of a shiny surface on the page: an oval about as large as the page, which lies anywhere.
    /// - Parameter strength: how near its middle comes to white, 0...1.
    mutating func addSheen(_ strength: Double, _ generator: KeyedGenerator) {
        guard strength > 0 else { return }
        var generator = generator
        var light = Relief(width: width, height: height)
        light.add(255)
        light.addBowl(
            center: Point(x: generator.share(-0.2, 1.2), y: generator.share(-0.2, 1.2)),
            height: -255 * generator.share(1.6, 4))
        var mask = light.mask
        // Squared, it begins without an edge.
        mask.multiply(by: mask)
        lay([UInt8](repeating: 255, count: channels), through: mask, strength: strength)
    }
}
