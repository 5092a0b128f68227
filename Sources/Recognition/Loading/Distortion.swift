import Foundation
import Imaging
import Samples

/// Mild distortions of a stored picture, so that it is learnt from in another state each time that it comes.
///
/// They are of the kinds that recipes draw: another frame, slant, tone, sharpness and noise. All that is drawn comes from
/// the example's key.
package struct Distortion: Sendable {
    /// How far they go, 0...1; 0 changes nothing.
    package let strength: Double

    /// Distortions of a strength.
    package init(strength: Double) { self.strength = strength }

    /// Pictures stay as they are.
    package static let none = Distortion(strength: 0)

    /// The picture as it is learnt from.
    func callAsFunction(_ picture: Bitmap, _ key: SampleKey) -> Bitmap {
        guard strength > 0, picture.width > 1, picture.height > 1 else { return picture }
        var generator = key.generator("adapt.distortion")
        func drawn(_ range: ClosedRange<Double>) -> Double {
            range.lowerBound + (range.upperBound - range.lowerBound) * Double(generator.nextWord()) * 0x1p-32
        }
        let height = 1 + strength * drawn(-0.12...0.3)
        let stretch = 1 + strength * drawn(-0.16...0.16)
        let slant = strength * drawn(-0.2...0.2)
        let (contrast, shift) = (1 + strength * drawn(-0.4...0.3), strength * drawn(-40...40))
        let blur = drawn(-0.8...1.2) * strength
        let noise = drawn(-16...24) * strength

        var image = picture.heightened(by: height).picture
        image = image.resized(width: max(1, Int((Double(image.width) * stretch).rounded())), height: image.height)
        // About the middle, so that the text stays in its place.
        let middle = Double(image.height) / 2
        image = image.crop(
            width: image.width, height: image.height, through: Projection(1, slant, -slant * middle, 0, 1, 0))
        image.apply(.contrast(contrast, around: 0.5, shift: shift / 255))
        // Sharpness is told by the height of letters, not by pixels.
        if blur > 0 { image.blur(deviation: blur * max(1, Double(image.height) / 48)) }
        if noise > 0 {
            var bytes = [UInt8](repeating: 0, count: image.width * image.height)
            bytes.withUnsafeMutableBytes { generator.fill($0) }
            bytes.withUnsafeBufferPointer { image.addNoise(.gaussian(deviation: noise), random: $0) }
        }
        return image
    }
}
