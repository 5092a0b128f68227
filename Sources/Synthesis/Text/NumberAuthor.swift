import Chance
import Configs
import Samples

extension NumberText {
    func makeAuthor(seed: UInt64, sizes: SplitSizes) throws -> any Author {
        switch mode {
        case .balanced:
            let author = BalancedNumbers(text: self)
            return disjoint ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
        case .random, .weighted:
            let author = DrawnNumbers(text: self)
            return disjoint ? try DisjointLabels(author, seed: seed, sizes: sizes) : author
        case .unique, .exhaustive:
            return try NumberedNumbers(text: self, space: try numerals(), seed: seed, sizes: sizes)
        }
    }

    /// All numerals that it can write, in the modes that number them.
    func numerals() throws -> NumeralSpace {
        for (key, count) in [("digits", value == nil ? digits : 1), ("value", value ?? 0), ("decimals", decimals)]
        where count.hasWeights {
            throw SynthesisError(
                .recipe, at: "text.number.\(key)",
                "a list does not go with mode '\(mode.rawValue)'; give a range a..b")
        }
        guard let space = NumeralSpace(self) else {
            throw SynthesisError(
                .recipe, at: "text.number",
                "mode '\(mode.rawValue)' numbers all labels, and these are more than 2^62; "
                    + "use up to 18 digits, or mode 'random'")
        }
        return space
    }

    /// Adds separators and the rest to a numeral, drawn for this sample.
    func write(_ numeral: Numeral, for key: SampleKey) -> Writing {
        let (point, thousands) = (
            pick(decimalPoint, "text.decimal_point", key), pick(thousands, "text.thousands", key)
        )
        let (prefix, suffix) = (pick(prefix, "text.prefix", key), pick(suffix, "text.suffix", key))
        let text = numeral.text(point: point, thousands: thousands, plus: plus, prefix: prefix, suffix: suffix)
        // Other digits are other scalars, but no more of them.
        var writing = numbered(text, for: key)
        writing.parts = numeral.parts(point: point, thousands: thousands, plus: plus, prefix: prefix, suffix: suffix)
        return writing
    }

    private func pick(_ choice: Alternatives<String>, _ name: ChoiceName, _ key: SampleKey) -> String {
        if choice.options.count == 1 { return choice.options[0].value }
        var generator = key.generator(name)
        return choice.draw(using: &generator)
    }

    /// Every character that such a number may hold.
    var alphabet: [Character] {
        var text = "0123456789"
        if decimals.bounds.upperBound > 0 { text += decimalPoint.used.joined() }
        text += thousands.used.joined()
        if negative > 0 || (value?.bounds.lowerBound ?? 0) < 0 { text += "-" }
        if plus { text += "+" }
        text += (prefix.used + suffix.used).joined()
        return numberedAlphabet(text)
    }
}

/// Numbers whose digits are drawn: the modes `random` and `weighted`.
private struct DrawnNumbers: Author {
    let text: NumberText
    var hasUniqueLabels: Bool { false }
    var alphabet: [Character] { text.alphabet }

    func writing(for key: SampleKey) -> Writing {
        var numeral: Numeral
        if let value = text.value {
            var generator = key.generator("text.value")
            let number = value.draw(using: &generator)
            let width = text.leadingZeros ? text.digits.bounds.upperBound : 1
            numeral = Numeral(
                isNegative: number < 0, integer: Numeral.digits(of: UInt64(number.magnitude), width: width))
        } else {
            var lengths = key.generator("text.digits")
            let length = text.digits.draw(using: &lengths)
            var generator = key.generator("text.number")
            numeral = Numeral(
                integer: draw(length, using: &generator, mayStartWithZero: text.leadingZeros || length == 1))
        }
        var widths = key.generator("text.decimals")
        let width = text.decimals.draw(using: &widths)
        if width > 0 {
            var generator = key.generator("text.fraction")
            numeral.fraction = draw(width, using: &generator, mayStartWithZero: true)
        }
        if text.negative > 0, !(numeral.integer + numeral.fraction).allSatisfy({ $0 == 0 }) {
            var generator = key.generator("text.negative")
            numeral.isNegative = generator.unit() < text.negative
        }
        return text.write(numeral, for: key)
    }

    private func draw(_ count: Int, using generator: inout KeyedGenerator, mayStartWithZero: Bool) -> [UInt8] {
        var digits = [UInt8]()
        digits.reserveCapacity(count)
        while digits.count < count {
            let first = digits.isEmpty && !mayStartWithZero
            if let last = digits.last, text.repeats > 0, generator.unit() < text.repeats {
                digits.append(last)
            } else if text.mode == .weighted {
                let weights = first ? [0] + text.digitWeights.dropFirst() : text.digitWeights
                // Where only 0 has a weight, a number can't do without it.
                let usable = weights.contains { $0 > 0 } ? weights : text.digitWeights
                digits.append(UInt8(drawIndex(weights: usable, using: &generator)))
            } else {
                let low: UInt64 = first ? 1 : 0
                digits.append(UInt8(low + below(10 - low, &generator)))
            }
        }
        return digits
    }

    /// Evenly below a small limit: the bias of 64 bits multiplied down is under 10^-18.
    private func below(_ limit: UInt64, _ generator: inout KeyedGenerator) -> UInt64 {
        generator.next().multipliedFullWidth(by: limit).high
    }
}

/// Numbers taken from the list of all possible ones in a keyed order: the modes `unique` and `exhaustive`.
private struct NumberedNumbers: Author {
    let text: NumberText
    private let space: NumeralSpace
    private let order: KeyedPermutation
    private let sizes: SplitSizes
    private let seed: UInt64

    var hasUniqueLabels: Bool { text.mode == .unique }
    var isNumbered: Bool { true }
    var alphabet: [Character] { text.alphabet }

    init(text: NumberText, space: NumeralSpace, seed: UInt64, sizes: SplitSizes) throws {
        self.text = text
        self.space = space
        self.sizes = sizes
        self.seed = seed
        order = KeyedPermutation(count: space.count, seed: seed, salt: 0)
        if text.mode == .unique, space.count < UInt64(sizes.total) {
            throw SynthesisError(
                .recipe, at: "text.number",
                "mode 'unique' has \(space.count) labels for \(sizes.total) samples; "
                    + "ask for fewer samples, more digits, or mode 'exhaustive'")
        }
        guard text.mode == .exhaustive, text.disjoint else { return }
        for split in Split.allCases where sizes[split] > 0 && share(of: split).count == 0 {
            throw SynthesisError(
                .recipe,
                "text.number: with 'disjoint: true' the \(space.count) labels are divided in proportion to the splits, "
                    + "and \(split.rawValue) gets none; ask for more digits, or a larger samples.\(split.rawValue)")
        }
    }

    func writing(for key: SampleKey) throws -> Writing {
        let position: UInt64
        switch text.mode {
        case .unique:
            guard key.index < sizes[key.split] else {
                throw SynthesisError(
                    .recipe,
                    "\(key.split.rawValue)/\(key.index): mode 'unique' has labels for the \(sizes[key.split]) samples "
                        + "of this split only; raise samples.\(key.split.rawValue)")
            }
            position = order(UInt64(sizes.offset(of: key.split) + key.index))
        default:
            // Round after round through all labels of the split, each round in an order of its own.
            let (first, count) = text.disjoint ? share(of: key.split) : (0, space.count)
            guard count > 0 else {
                throw SynthesisError(
                    .recipe,
                    "\(key.split.rawValue)/\(key.index): the split has no labels, as samples.\(key.split.rawValue) is 0; "
                        + "raise it")
            }
            let round = UInt64(key.index) / count
            let salt = (UInt32(truncatingIfNeeded: round) &+ 1) &* 4 &+ key.split.number
            let inner = KeyedPermutation(count: count, seed: seed, salt: salt)
            let place = inner(UInt64(key.index) % count)
            position = text.disjoint ? order(first + place) : place
        }
        return text.write(space.numeral(at: position), for: key)
    }

    /// The labels that belong to a split, as a part of the keyed order in proportion to the splits' sizes.
    private func share(of split: Split) -> (first: UInt64, count: UInt64) {
        func bound(_ samples: Int) -> UInt64 {
            let (high, low) = space.count.multipliedFullWidth(by: UInt64(samples))
            return UInt64(max(1, sizes.total)).dividingFullWidth((high, low)).quotient
        }
        let first = bound(sizes.offset(of: split))
        return (first, bound(sizes.offset(of: split) + sizes[split]) - first)
    }
}
