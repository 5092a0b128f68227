import Configs

/// Numbers: digit strings, values in a range, amounts with separators, signs and units.
struct NumberText: TextSource, NumberedText {
    var digits: Count = 9
    var value: Count?
    var leadingZeros = false
    var decimals: Count = 0
    var decimalPoint = Alternatives(".")
    var thousands = Alternatives("")
    var negative = 0.0
    var plus = false
    var prefix = Alternatives("")
    var suffix = Alternatives("")
    var repeats = 0.0
    var digitWeights: [Double] = []
    var mode = Mode.random
    var disjoint = false
    var numbering = Alternatives(NumberingSystem.latn)
    var label = LabelDigits.asRendered

    /// How labels are taken from all that are possible.
    enum Mode: String, ConfigEnum {
        case random, unique, exhaustive, balanced, weighted
    }

    var isBalanced: Bool { mode == .balanced }
    var partNames: [String] { Numeral.partNames }

    init() {}

    static let name = "number"
    static let summary = "Numbers: digit strings, values in a range, amounts with separators, signs and units."
    static var fields: [Field<NumberText>] {
        [
            Field("digits", \.digits, in: 1...64, "How many digits stand before the decimal point."),
            Field("value", \.value, "The number itself, as a range of whole numbers; takes the place of `digits`."),
            Field(
                "leading_zeros", \.leadingZeros,
                "Whether the first digit may be 0. With `value`: whether zeros fill it up to `digits`."),
            Field("decimals", \.decimals, in: 0...18, "How many digits stand behind the decimal point."),
            Field(
                "decimal_point", \.decimalPoint,
                "What separates the decimals. It may be empty where `style` tells the part `decimals` or `integer` apart."
            ),
            Field("thousands", \.thousands, "What separates groups of three digits; empty for nothing."),
            Field(
                "negative", \.negative, in: 0...1,
                "The share of numbers with a minus sign; 0 has none. In the modes `unique` and `exhaustive` every number "
                    + "stands with both signs, or with a minus sign alone where this is 1."),
            Field("plus", \.plus, "Whether the others get a plus sign."),
            Field("prefix", \.prefix, "What stands before the number, a currency say."),
            Field("suffix", \.suffix, "What stands behind the number, a unit say."),
            Field(
                "repeats", \.repeats, in: 0...1,
                "The probability that a digit repeats the one before it, on top of chance."),
            Field(
                "digit_weights", \.digitWeights, in: 0...,
                "In the mode `weighted`: how often each of the digits 0 to 9 is drawn."),
            Field(
                "mode", \.mode,
                "`random`: drawn freely. `unique`: no label twice in the dataset. `exhaustive`: every possible label "
                    + "equally often. `balanced`: drawn, but with every length, and every digit at its place, equally often. "
                    + "`weighted`: digits drawn by `digit_weights`."),
            Field("disjoint", \.disjoint, "Whether no label may stand in two splits; `unique` implies it."),
        ] + numberingFields
    }

    func validate() throws(ConfigProblem) {
        if mode == .weighted {
            guard digitWeights.count == 10, digitWeights.contains(where: { $0 > 0 }) else {
                throw ConfigProblem(
                    key: "digit_weights", "the mode 'weighted' needs ten weights, of which one is above 0")
            }
            if value != nil {
                throw ConfigProblem(key: "value", "the mode 'weighted' draws digits, not values; give 'digits'")
            }
        } else if !digitWeights.isEmpty {
            throw ConfigProblem(key: "digit_weights", "weights count in the mode 'weighted' only; add 'mode: weighted'")
        }
        if value != nil, negative > 0 {
            throw ConfigProblem(
                key: "negative", "with 'value' the sign comes from the range; give it a lower end below 0")
        }
        if repeats > 0, mode == .unique || mode == .exhaustive || mode == .balanced || value != nil {
            throw ConfigProblem(key: "repeats", "works in the modes 'random' and 'weighted' with 'digits' only")
        }
        let decimalBounds = decimals.bounds
        let points = Set(decimalPoint.options.map(\.value)).subtracting([""])
        if hasBareDecimals, mode == .unique || mode == .exhaustive,
            digits.bounds.lowerBound < digits.bounds.upperBound || decimalBounds.lowerBound < decimalBounds.upperBound
                || value != nil
        {
            throw ConfigProblem(
                key: "decimal_point",
                "two numbers could look the same: without a mark the mode '\(mode.rawValue)' needs one count of 'digits' "
                    + "and one of 'decimals'")
        }
        if decimalBounds.upperBound > 0, !points.isDisjoint(with: thousands.options.map(\.value)) {
            throw ConfigProblem(key: "thousands", "must differ from 'decimal_point', or nobody can read the number")
        }
        if mode == .unique || mode == .exhaustive { try validateDistinctness() }
    }

    /// Whether nothing may stand between a number and its decimals.
    var hasBareDecimals: Bool {
        decimals.bounds.upperBound > 0 && decimalPoint.options.contains { $0.value.isEmpty }
    }

    /// Two numbers must never make one text, or labels would not be unique.
    private func validateDistinctness() throws(ConfigProblem) {
        for (key, choice) in [
            ("prefix", prefix), ("suffix", suffix), ("thousands", thousands), ("decimal_point", decimalPoint),
        ] where choice.options.count > 1 {
            if choice.options.contains(where: { $0.value.contains { $0.isNumber || "+-".contains($0) } }) {
                throw ConfigProblem(
                    key: key,
                    "two numbers could look the same: in the mode '\(mode.rawValue)' a list must not hold digits or signs"
                )
            }
        }
    }
}
