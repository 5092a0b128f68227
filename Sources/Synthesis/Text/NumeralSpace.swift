import Configs

/// All numerals that a number source can write, numbered from 0: what `unique` and `exhaustive` permute.
struct NumeralSpace: Sendable {
    /// How many numerals there are.
    let count: UInt64
    private let integers: Integers
    private let fractionWidths: ClosedRange<Int>
    private let fractions: UInt64
    private let signs: Signs
    /// How many numerals there are without their signs.
    private let unsigned: UInt64
    /// The numbers of those that are 0, which has no minus sign; sorted.
    private let zeros: [UInt64]

    /// Which signs numerals have.
    private enum Signs: Sendable {
        case none, both, minus
    }

    private enum Integers: Sendable {
        /// Digit strings of these lengths.
        case lengths(ClosedRange<Int>, leadingZeros: Bool)
        /// Whole numbers of this range, filled up to a width.
        case values(ClosedRange<Int>, width: Int)

        var count: UInt64? {
            switch self {
            case .lengths(let lengths, let zeros):
                lengths.reduce(UInt64?(0)) { total, length in
                    guard let total, let more = Self.count(length, zeros) else { return nil }
                    return total.addingIfFits(more)
                }
            case .values(let range, _):
                UInt64(bitPattern: Int64(range.upperBound) &- Int64(range.lowerBound)).addingIfFits(1)
            }
        }

        /// The numbers of the whole parts that are 0.
        var zeros: [UInt64] {
            switch self {
            case .values(let range, _):
                return range.contains(0) ? [UInt64(bitPattern: 0 &- Int64(range.lowerBound))] : []
            case .lengths(let lengths, let zeros):
                var (found, next) = ([UInt64](), UInt64(0))
                for length in lengths {
                    if zeros || length == 1 { found.append(next) }
                    next += Self.count(length, zeros) ?? 0
                }
                return found
            }
        }

        static func count(_ length: Int, _ zeros: Bool) -> UInt64? {
            guard let all = power(10, length) else { return nil }
            return zeros || length == 1 ? all : all / 10 * 9
        }

        func numeral(_ index: UInt64) -> Numeral {
            switch self {
            case .values(let range, let width):
                let value = range.lowerBound + Int(index)
                return Numeral(
                    isNegative: value < 0, integer: Numeral.digits(of: value.magnitude.asUInt64, width: width))
            case .lengths(let lengths, let zeros):
                var rest = index
                for length in lengths {
                    let share = Self.count(length, zeros) ?? 0
                    if rest < share {
                        let first = zeros || length == 1 ? 0 : (power(10, length - 1) ?? 0)
                        return Numeral(integer: Numeral.digits(of: first + rest, width: length))
                    }
                    rest -= share
                }
                return Numeral(integer: [0])
            }
        }
    }

    /// The space of a number source; nil where it holds more than 2^62 numerals.
    init?(_ text: NumberText) {
        if let value = text.value {
            integers = .values(value.bounds, width: text.leadingZeros ? text.digits.bounds.upperBound : 1)
        } else {
            integers = .lengths(text.digits.bounds, leadingZeros: text.leadingZeros)
        }
        fractionWidths = text.decimals.bounds
        signs = text.negative <= 0 ? .none : text.negative < 1 ? .both : .minus
        var widths: UInt64? = 0
        for width in fractionWidths {
            guard let total = widths, let more = power(10, width) else { return nil }
            widths = total.addingIfFits(more)
        }
        guard let whole = integers.count, let fractions = widths else { return nil }
        self.fractions = fractions
        let (unsigned, overflow) = whole.multipliedReportingOverflow(by: fractions)
        guard !overflow, unsigned <= 1 << 62 else { return nil }
        self.unsigned = unsigned
        zeros =
            signs == .none
            ? [] : Self.zeros(integers, fractionWidths).map { $0 * fractions + $1 }.sorted()
        count = signs == .both ? 2 * unsigned - UInt64(zeros.count) : unsigned
        guard count <= 1 << 62 else { return nil }
    }

    /// Whole parts and fractions that are 0, by their numbers: every pair of them is a numeral that is 0.
    private static func zeros(_ integers: Integers, _ widths: ClosedRange<Int>) -> [(UInt64, UInt64)] {
        var (fractions, next) = ([UInt64](), UInt64(0))
        for width in widths {
            fractions.append(next)
            next += power(10, width) ?? 0
        }
        return integers.zeros.flatMap { whole in fractions.map { (whole, $0) } }
    }

    /// One numeral.
    /// - Parameter index: below `count`.
    func numeral(at index: UInt64) -> Numeral {
        var number = index
        var isNegative = signs == .minus && !zeros.contains(index)
        if index >= unsigned {
            // The negative numerals come behind the others, without the zeros.
            number -= unsigned
            for zero in zeros where zero <= number { number += 1 }
            isNegative = true
        }
        var numeral = integers.numeral(number / fractions)
        numeral.isNegative = numeral.isNegative || isNegative
        var rest = number % fractions
        for width in fractionWidths {
            let share = power(10, width) ?? 1
            if rest < share {
                numeral.fraction = width == 0 ? [] : Numeral.digits(of: rest, width: width)
                break
            }
            rest -= share
        }
        return numeral
    }
}

private func power(_ base: UInt64, _ exponent: Int) -> UInt64? {
    var result: UInt64 = 1
    for _ in 0..<exponent {
        let (next, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { return nil }
        result = next
    }
    return result
}

extension UInt64 {
    fileprivate func addingIfFits(_ other: UInt64) -> UInt64? {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? nil : sum
    }
}

extension UInt {
    fileprivate var asUInt64: UInt64 { UInt64(self) }
}
