import Configs
import Samples

extension NumberText {
    func addLabels(to builder: inout LabelAutomaton.Builder, from place: Int, _ parts: LabelParts) throws -> Int {
        let western = LabelAutomaton { builder, first in
            let start = builder.add(oneOf: prefix.used.map { parts.written($0, as: "prefix") }, from: first)
            let end = builder.add(anyOf: thousands.used, from: start) { builder, thousands, place in
                builder.add(anyOf: decimalPoint.used, from: place) { builder, point, place in
                    var numerals = NumeralPaths(
                        text: self, thousands: parts.written(thousands, as: "integer"),
                        point: parts.written(point, as: "point"), parts: parts, builder: builder)
                    let end = numerals.add(from: place)
                    builder = numerals.builder
                    return end
                }
            }
            return builder.add(oneOf: suffix.used.map { parts.written($0, as: "suffix") }, from: end)
        }
        guard let western else { throw SynthesisError(.recipe, "text.number: there is no number that it could write") }
        return addNumbered(western, to: &builder, from: place)
    }
}

/// The numbers of a source as paths of an automaton, with one separator of groups and one decimal point.
private struct NumeralPaths {
    let text: NumberText
    let thousands: String
    let point: String
    let parts: LabelParts
    var builder: LabelAutomaton.Builder

    /// Two places that the same digits lead to: with nothing but zeros so far, and with others.
    ///
    /// Zero has no minus sign.
    private struct Fork {
        var zero: Int
        var other: Int
    }

    private static let digits = [Unicode.Scalar]("0123456789".unicodeScalars)

    /// A digit as labels have it.
    private func digit(_ value: Int, of part: String) -> Unicode.Scalar {
        parts.hasPart(part) ? Self.digits[value] : LabelAutomaton.leftOut
    }

    private func sign(_ text: String) -> String { parts.written(text, as: "sign") }

    /// Adds all numbers with their signs.
    mutating func add(from place: Int) -> Int {
        let end = builder.place()
        let plain = sign(text.plus ? "+" : "")
        if let value = text.value {
            for range in value.ranges {
                if range.lowerBound < 0 {
                    let least = range.upperBound < 0 ? range.upperBound.magnitude : 1
                    addValues(least...range.lowerBound.magnitude, from: builder.add(sign("-"), from: place), to: end)
                }
                if range.upperBound >= 0 {
                    let least = max(0, range.lowerBound).magnitude
                    addValues(least...range.upperBound.magnitude, from: builder.add(plain, from: place), to: end)
                }
            }
            return end
        }
        if text.negative > 0 {
            let numbers = addFraction(behind: addDigits(from: builder.add(sign("-"), from: place)))
            builder.jump(from: numbers.other, to: end)
        }
        let numbers = addFraction(behind: addDigits(from: builder.add(plain, from: place)))
        builder.jump(from: numbers.zero, to: end)
        if text.negative < 1 { builder.jump(from: numbers.other, to: end) }
        return end
    }

    // MARK: - Strings of digits

    /// Adds digits of all lengths; those of a length join the longer ones where as many are left.
    private mutating func addDigits(from start: Int) -> Fork {
        let lengths = text.digits.values
        var ends: [Fork] = []
        for left in 0..<(lengths.last ?? 1) {
            let here = fork()
            if left > 0 {
                addDigit(from: left % 3 == 0 ? add(thousands, from: here) : here, to: ends[left - 1], of: "integer")
            }
            ends.append(here)
        }
        for length in lengths {
            for digit in firstDigits(length) {
                builder.add(
                    self.digit(digit, of: "integer"), from: start,
                    to: digit == 0 ? ends[length - 1].zero : ends[length - 1].other)
            }
        }
        return ends[0]
    }

    private mutating func addFraction(behind whole: Fork) -> Fork {
        let widths = text.decimals.values
        let end = fork()
        if widths.first == 0 { jump(from: whole, to: end) }
        guard let most = widths.last, most > 0 else { return end }
        var here = add(point, from: whole)
        for width in 1...most {
            let next = fork()
            addDigit(from: here, to: next, of: "decimals")
            if widths.contains(width) { jump(from: next, to: end) }
            here = next
        }
        return end
    }

    /// The digits that are drawn.
    private var drawn: [Int] {
        text.mode == .weighted ? (0...9).filter { text.digitWeights[$0] > 0 } : Array(0...9)
    }

    private func firstDigits(_ length: Int) -> [Int] {
        if text.leadingZeros || length == 1 { return drawn }
        let usable = drawn.filter { $0 > 0 }
        return usable.isEmpty ? drawn : usable
    }

    private mutating func fork() -> Fork { Fork(zero: builder.place(), other: builder.place()) }

    private mutating func add(_ text: String, from fork: Fork) -> Fork {
        Fork(zero: builder.add(text, from: fork.zero), other: builder.add(text, from: fork.other))
    }

    private mutating func jump(from fork: Fork, to end: Fork) {
        builder.jump(from: fork.zero, to: end.zero)
        builder.jump(from: fork.other, to: end.other)
    }

    private mutating func addDigit(from fork: Fork, to next: Fork, of part: String) {
        for value in drawn {
            let digit = digit(value, of: part)
            builder.add(digit, from: fork.zero, to: value == 0 ? next.zero : next.other)
            builder.add(digit, from: fork.other, to: next.other)
        }
    }

    // MARK: - Values

    /// Adds the whole numbers of a range, and decimals behind them.
    private mutating func addValues(_ range: ClosedRange<UInt>, from start: Int, to end: Int) {
        let width = text.leadingZeros ? text.digits.bounds.upperBound : 1
        let (low, high) = (
            Numeral.digits(of: UInt64(range.lowerBound), width: width),
            Numeral.digits(of: UInt64(range.upperBound), width: width)
        )
        let whole = builder.place()
        for length in low.count...high.count {
            // Longer ones than the least begin at 1000, shorter ones than the most end at 999.
            addValues(
                from: length == low.count ? low : [1] + [UInt8](repeating: 0, count: length - 1),
                through: length == high.count ? high : [UInt8](repeating: 9, count: length), start: start, to: whole)
        }
        let numbers = addFraction(behind: Fork(zero: whole, other: builder.place()))
        builder.jump(from: numbers.zero, to: end)
        builder.jump(from: numbers.other, to: end)
    }

    /// Adds the numbers between two of the same length, digit by digit.
    private mutating func addValues(from low: [UInt8], through high: [UInt8], start: Int, to end: Int) {
        /// Whether the digits so far are those of the least number, and of the largest: more can't be free.
        struct Bounds: Hashable {
            var isLow: Bool
            var isHigh: Bool
        }
        var places = [(Bounds(isLow: true, isHigh: true), start)]
        for position in low.indices {
            var next: [(Bounds, Int)] = []
            for (bounds, before) in places {
                let isGroup = position > 0 && (low.count - position) % 3 == 0
                let place = isGroup ? builder.add(thousands, from: before) : before
                for digit in (bounds.isLow ? low[position] : 0)...(bounds.isHigh ? high[position] : 9) {
                    let after = Bounds(
                        isLow: bounds.isLow && digit == low[position], isHigh: bounds.isHigh && digit == high[position])
                    if !next.contains(where: { $0.0 == after }) { next.append((after, builder.place())) }
                    for (known, target) in next where known == after {
                        builder.add(self.digit(Int(digit), of: "integer"), from: place, to: target)
                    }
                }
            }
            places = next
        }
        for (_, place) in places { builder.jump(from: place, to: end) }
    }
}
