import Chance
import Foundation

/// A numeric parameter as a place between 0 and 1.
struct Axis: Sendable {
    private let lower: Double
    private let upper: Double
    private let isLogarithmic: Bool
    private let isWhole: Bool

    /// The axis of a domain of numbers; nil for words.
    init?(_ domain: Domain) {
        switch domain {
        case .number(let range, let isLogarithmic):
            (lower, upper) = (range.lowerBound, range.upperBound)
            (self.isLogarithmic, isWhole) = (isLogarithmic && range.lowerBound > 0, false)
        case .integer(let range, let isLogarithmic):
            // Each whole number has half a unit of room on each side, so that those at the ends are no rarer.
            (lower, upper) = (Double(range.lowerBound) - 0.5, Double(range.upperBound) + 0.5)
            (self.isLogarithmic, isWhole) = (isLogarithmic && range.lowerBound > 0, true)
        case .words: return nil
        }
    }

    private var ends: (Double, Double) { isLogarithmic ? (log(lower), log(upper)) : (lower, upper) }

    private func place(of number: Double) -> Double {
        let (low, high) = ends
        guard high > low else { return 0.5 }
        return min(1, max(0, ((isLogarithmic ? log(max(number, lower)) : number) - low) / (high - low)))
    }

    /// The place of a value.
    func place(of value: TrialValue?) -> Double? { value?.number.map { place(of: $0) } }

    /// The value at a place.
    func value(at place: Double) -> Double {
        let (low, high) = ends
        let raw = low + (high - low) * place
        let number = min(upper, max(lower, isLogarithmic ? exp(raw) : raw))
        return isWhole ? min(upper - 0.5, max(lower + 0.5, number.rounded())) : number
    }

    /// The places that all come to the value at one; nil where each value has a place of its own.
    func cell(at place: Double) -> ClosedRange<Double>? {
        guard isWhole else { return nil }
        let number = value(at: place)
        return self.place(of: number - 0.5)...self.place(of: number + 0.5)
    }

    func random(using generator: inout some RandomNumberGenerator) -> Double { generator.unit() }
}
