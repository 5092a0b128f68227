import Configs
import Foundation

/// A normal distribution that is cut off at 0 and 1.
struct CutNormal: Sendable {
    private let mean: Double
    private let width: Double
    /// The logarithm of what is not cut off.
    private let whole: Double
    /// The logarithm of how likely the mean is.
    private let top: Double

    /// A distribution from its mean, which lies between 0 and 1, and its standard deviation before it is cut.
    init(_ mean: Double, _ width: Double) {
        (self.mean, self.width) = (mean, width)
        whole = log(max(1e-300, Self.mass(0...1, mean, width)))
        top = -log(width * (2 * Double.pi).squareRoot()) - whole
    }

    private static func mass(_ range: ClosedRange<Double>, _ mean: Double, _ width: Double) -> Double {
        func below(_ place: Double) -> Double { 0.5 * (1 + erf((place - mean) / (width * 2.0.squareRoot()))) }
        return below(range.upperBound) - below(range.lowerBound)
    }

    /// A place.
    func draw(using generator: inout some RandomNumberGenerator) -> Double {
        // The mean lies within, so a good third of the numbers does, at least.
        for _ in 0..<64 {
            let value = mean + width * drawNormal(using: &generator)
            if value >= 0, value <= 1 { return value }
        }
        return mean
    }

    /// The logarithm of how likely a place is, or one of a cell.
    func logarithm(at place: Double, cell: ClosedRange<Double>?) -> Double {
        if let cell { return log(max(1e-300, Self.mass(cell, mean, width))) - whole }
        let away = (place - mean) / width
        return top - 0.5 * away * away
    }
}
