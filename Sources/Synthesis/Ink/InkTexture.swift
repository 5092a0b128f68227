import Configs
import Foundation
import Imaging
import Samples

/// A smooth random field that makes ink uneven: 0 in the mean, with a deviation of about 1.
struct InkTexture {
    private var relief: Relief

    /// Grey levels to a deviation: 2.5 of them are the 127 that a relief may rise.
    private static let deviation = 50.8

    /// A flat field of a mask's size.
    init(over mask: Bitmap) {
        relief = Relief(width: mask.width, height: mask.height)
        relief.add(128)
    }

    /// Adds hills.
    /// - Parameters:
    ///   - width: how far apart they lie along x, px.
    ///   - height: along y, px.
    ///   - part: their deviation; the squares of all parts should add up to 1.
    mutating func add(width: Double, height: Double, part: Double = 1, _ generator: inout KeyedGenerator) {
        relief.addNoise(cellWidth: width, cellHeight: height, height: 127 * part, &generator)
    }

    /// The shares of ink (0...1) that a curve makes of the field.
    func shares(_ curve: (Double) -> Double) -> Bitmap {
        var shares = relief.mask
        shares.apply(ToneCurve { curve(($0 * 255 - 128) / Self.deviation) })
        return shares
    }

    /// Shares of ink with gaps.
    /// - Parameters:
    ///   - missing: how much of the ink is gone, 0...1.
    ///   - softness: over how many deviations the gaps' edges run.
    func gaps(_ missing: Double, softness: Double = 0.5) -> Bitmap {
        guard missing > 0 else { return shares { _ in 1 } }
        // The normal distribution's quantile by that of the logistic one, which is near enough.
        let held = min(0.999, missing)
        let edge = log((1 - held) / held) / 1.702
        return shares { 0.5 + (edge - $0) / softness }
    }
}

/// Which way something runs or lies on the page.
enum Run: String, ConfigEnum {
    case level, upright
}
