import Configs
import Foundation
import Tuning

/// A key of a recipe whose value is searched for: what it may be, and how a value is written.
struct FittedKey: Sendable {
    /// The key's path.
    let path: String
    /// Its value as it is, in YAML's flow style.
    let original: String
    private let form: Form

    private enum Form: Sendable {
        /// One number.
        case number(Double, ClosedRange<Double>, isLogarithmic: Bool)
        /// Each number of a range equally likely.
        case range(middle: Double, spread: Double, within: ClosedRange<Double>)
        /// A whole number of a range.
        case counts(ClosedRange<Int>, within: ClosedRange<Int>)
        /// A normal distribution.
        case normal(mean: Double, deviation: Double, ends: ClosedRange<Double>, within: ClosedRange<Double>)
        /// Numbers with weights.
        case options([Weighted<Quantity>])
        /// Whole numbers with weights.
        case countOptions([Weighted<ClosedRange<Int>>])
    }

    /// How many options with weights of their own there may be.
    private static let mostOptions = 12

    /// A key that holds a number to draw, or a probability or weight; nil where it can't be searched for.
    ///
    /// Its range is what the schema's default draws and what the recipe draws, and half as much again on each side, within
    /// the schema's limits.
    init?(_ control: ConfigControl) {
        guard let value = control.value else { return nil }
        (path, original) = (control.path, value)
        let limits = (control.lower ?? -.infinity, control.upper ?? .infinity)
        switch control.kind {
        case .quantity:
            guard let quantity = Self.read(value, as: Quantity.self) else { return nil }
            let standard = control.standard.flatMap { Self.read($0, as: Quantity.self) }
            switch quantity {
            case .choice(let options):
                guard (2...Self.mostOptions).contains(options.count) else { return nil }
                form = .options(options)
            case .normal(let mean, let deviation, let min, let max):
                guard deviation > 0, min < max,
                    let within = Self.range(around: [quantity.bounds] + Self.bounds(standard), limits)
                else { return nil }
                form = .normal(mean: mean, deviation: deviation, ends: min...max, within: within)
            case .constant, .uniform:
                guard let within = Self.range(around: [quantity.bounds] + Self.bounds(standard), limits) else {
                    return nil
                }
                let ends = quantity.bounds
                form = .range(
                    middle: (ends.lowerBound + ends.upperBound) / 2, spread: ends.upperBound - ends.lowerBound,
                    within: within)
            }
        case .count:
            guard let count = Self.read(value, as: Count.self) else { return nil }
            if count.hasWeights {
                guard (2...Self.mostOptions).contains(count.options.count) else { return nil }
                form = .countOptions(count.options)
            } else {
                let width = max(1, (count.bounds.upperBound - count.bounds.lowerBound + 1) / 2)
                let low = max(count.bounds.lowerBound - width, Int(max(limits.0, -1e9)))
                let high = min(count.bounds.upperBound + width, Int(min(limits.1, 1e9)))
                guard low < high else { return nil }
                form = .counts(count.bounds, within: low...high)
            }
        case .number where control.key == "probability":
            guard let number = Double(value) else { return nil }
            form = .number(number, 0...1, isLogarithmic: false)
        case .number where control.key == "weight":
            guard let number = Double(value), number >= 0 else { return nil }
            let base = number > 0 ? number : 0.2
            form = .number(number, base / 20...base * 20, isLogarithmic: true)
        case .number:
            guard let number = Double(value), let lower = control.lower, let upper = control.upper, lower < upper else {
                return nil
            }
            form = .number(number, lower...upper, isLogarithmic: false)
        default: return nil
        }
    }

    /// The list whose item a path leads through last.
    static func list(of path: String) -> String? { path.lastIndex(of: "[").map { String(path[..<$0]) } }

    private static func read<Value: Configurable>(_ text: String, as type: Value.Type) -> Value? {
        let document = try? ConfigDocument(yaml: "value: \(text)", name: "", baseDirectory: "/")
        return (try? document?.decode(OneValue<Value>.self))?.value
    }

    private static func bounds(_ quantity: Quantity?) -> [ClosedRange<Double>] {
        // A default that draws nothing says nothing of what is safe.
        guard let bounds = quantity?.bounds, bounds.lowerBound < bounds.upperBound else { return [] }
        return [bounds]
    }

    private static func range(
        around ranges: [ClosedRange<Double>], _ limits: (Double, Double)
    ) -> ClosedRange<Double>? {
        guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { return nil }
        var room = (high - low) / 2
        if room == 0 { room = abs(low) / 2 }
        // A lone 0 between limits: a twentieth of them.
        if room == 0, limits.0.isFinite, limits.1.isFinite { room = (limits.1 - limits.0) / 20 }
        let ends = (max(limits.0, low - room), min(limits.1, high + room))
        return ends.0 < ends.1 ? ends.0...ends.1 : nil
    }
}

/// A record of one key, to read a value that stands alone.
private struct OneValue<Value: Configurable>: ConfigRecord {
    var value: Value?

    static var summary: String { "A value." }
    static var fields: [Field<OneValue>] { [Field("value", \.value, "The value.")] }
}

// MARK: - Parameters

extension FittedKey {
    /// What is searched for.
    var parameters: [Parameter] {
        func parameter(_ name: String, _ domain: Domain) -> Parameter {
            Parameter(name.isEmpty ? path : path + " " + name, domain)
        }
        switch form {
        case .number(_, let range, let isLogarithmic):
            return [parameter("", .number(range, isLogarithmic: isLogarithmic))]
        case .range(_, _, let within):
            return [
                parameter("middle", .number(within)),
                parameter("spread", .number(0...within.upperBound - within.lowerBound)),
            ]
        case .counts(_, let within):
            return [
                parameter("least", .integer(within)),
                parameter("more", .integer(0...within.upperBound - within.lowerBound)),
            ]
        case .normal(_, let deviation, _, let within):
            return [
                parameter("mean", .number(within)),
                parameter("deviation", .number(deviation / 4...deviation * 4, isLogarithmic: true)),
            ]
        case .options(let options): return options.indices.map { parameter("weight \($0 + 1)", Self.factors) }
        case .countOptions(let options): return options.indices.map { parameter("weight \($0 + 1)", Self.factors) }
        }
    }

    /// By how much a weight may be changed.
    private static let factors = Domain.number(0.05...20, isLogarithmic: true)

    private var names: [String] { parameters.map(\.name) }

    /// The values that stand for the key as it is.
    var start: [String: TrialValue] {
        let numbers: [Double]
        switch form {
        case .number(let number, let range, _): numbers = [min(range.upperBound, max(range.lowerBound, number))]
        case .range(let middle, let spread, _): numbers = [middle, spread]
        case .counts(let range, _):
            numbers = [Double(range.lowerBound), Double(range.upperBound - range.lowerBound)]
        case .normal(let mean, let deviation, _, let within):
            numbers = [min(within.upperBound, max(within.lowerBound, mean)), deviation]
        case .options(let options): numbers = options.map { _ in 1 }
        case .countOptions(let options): numbers = options.map { _ in 1 }
        }
        return Dictionary(zip(names, numbers.map { .number($0) })) { first, _ in first }
    }

    /// The value as it is written, in YAML's flow style.
    func text(_ values: [String: TrialValue]) -> String {
        let start = start
        let numbers = names.map { values[$0]?.number ?? start[$0]?.number ?? 0 }
        // What is not changed is not written anew.
        guard zip(names, numbers).contains(where: { start[$0]?.number != $1 }) else { return original }
        switch form {
        case .number(_, let range, let isLogarithmic):
            return (isLogarithmic ? Self.rounded(numbers[0], digits: 2) : Self.rounded(numbers[0], within: range))
                .inFlowStyle
        case .range(_, _, let within):
            let low = Self.rounded(max(within.lowerBound, numbers[0] - numbers[1] / 2), within: within)
            let high = Self.rounded(min(within.upperBound, numbers[0] + numbers[1] / 2), within: within)
            // What is as good as one number is one.
            let isOne = high - low < 0.02 * (within.upperBound - within.lowerBound)
            return (isOne ? Quantity.constant(Self.rounded((low + high) / 2, within: within)) : .uniform(low, high))
                .inFlowStyle
        case .counts(_, let within):
            let low = Int(numbers[0])
            return Count(low...min(within.upperBound, low + Int(numbers[1]))).inFlowStyle
        case .normal(let mean, let deviation, let ends, let within):
            // The ends move and spread with the rest.
            let scale = numbers[1] / deviation
            func end(_ place: Double) -> Double {
                let moved = numbers[0] + (place - mean) * scale
                return Self.rounded(min(within.upperBound, max(within.lowerBound, moved)), within: within)
            }
            return Quantity.normal(
                mean: Self.rounded(numbers[0], within: within), deviation: Self.rounded(numbers[1], digits: 3),
                min: end(ends.lowerBound), max: end(ends.upperBound)
            ).inFlowStyle
        case .options(let options):
            let weights = Self.weights(options.map(\.weight), numbers)
            return Quantity.choice(zip(options, weights).map { Weighted($0.value, weight: $1) }).inFlowStyle
        case .countOptions(let options):
            let weights = Self.weights(options.map(\.weight), numbers)
            return Count(zip(options, weights).map { Weighted($0.value, weight: $1) }).inFlowStyle
        }
    }

    private static func weights(_ weights: [Double], _ factors: [Double]) -> [Double] {
        zip(weights, factors).map { rounded($0 * $1, digits: 2) }
    }

    /// A number with so many digits as matter.
    private static func rounded(_ number: Double, digits: Int) -> Double {
        guard number != 0, number.isFinite else { return number }
        return decimal(number, places: digits - 1 - Int(floor(log10(abs(number)))))
    }

    /// A number that is off by a thousandth of a range at most, and within it.
    private static func rounded(_ number: Double, within range: ClosedRange<Double>) -> Double {
        let width = range.upperBound - range.lowerBound
        let rounded = decimal(number, places: 3 - Int(floor(log10(width))))
        return range.contains(rounded) ? rounded : min(range.upperBound, max(range.lowerBound, number))
    }

    private static func decimal(_ number: Double, places: Int) -> Double {
        Double(String(format: "%.\(max(0, min(12, places)))f", number)) ?? number
    }
}
