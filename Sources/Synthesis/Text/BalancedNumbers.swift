import Configs
import Samples

/// Numbers with every length, every digit at its place and every sign in turn: the mode `balanced`.
struct BalancedNumbers: Author {
    private let text: NumberText
    /// Whole numbers of one length each, from the least; nil where digits are drawn.
    private let values: [ClosedRange<Int>]?
    /// How many digits may stand before and behind the decimal point.
    private let lengths, widths: [Int]
    let alphabet: [Character]
    var hasUniqueLabels: Bool { false }

    private static let lengthName: ChoiceName = "text.digits"
    private static let digitName: ChoiceName = "text.number"
    private static let widthName: ChoiceName = "text.decimals"
    private static let fractionName: ChoiceName = "text.fraction"
    private static let valueName: ChoiceName = "text.value"
    private static let signName: ChoiceName = "text.negative"

    init(text: NumberText) {
        self.text = text
        values = text.value.map { Self.byLength($0.bounds) }
        lengths = text.digits.values
        widths = text.decimals.values
        alphabet = text.alphabet
    }

    func writing(for key: SampleKey) -> Writing {
        func turn(_ count: Int, _ name: ChoiceName, _ place: Int = 0, rivals: Int = 1) -> Int {
            Turns.option(of: count, name: name, place: place, rivals: rivals, for: key)
        }
        var numeral: Numeral
        if let values {
            let range = values[turn(values.count, Self.lengthName)]
            var generator = key.generator(Self.valueName)
            let number = range.lowerBound + generator.below(range.count)
            let width = text.leadingZeros ? text.digits.bounds.upperBound : 1
            numeral = Numeral(
                isNegative: number < 0, integer: Numeral.digits(of: UInt64(number.magnitude), width: width))
        } else {
            let length = lengths[turn(lengths.count, Self.lengthName)]
            let first = text.leadingZeros || length == 1 ? 0 : 1
            numeral = Numeral(
                integer: (0..<length).map { place in
                    let low = place == 0 ? first : 0
                    // Lengths take turns too, so each has turns of its own.
                    return UInt8(
                        low + turn(10 - low, Self.digitName, length * 64 + place, rivals: lengths.count))
                })
        }
        let width = widths[turn(widths.count, Self.widthName)]
        numeral.fraction = (0..<width).map {
            UInt8(turn(10, Self.fractionName, width * 64 + $0, rivals: widths.count))
        }
        if text.negative > 0, !(numeral.integer + numeral.fraction).allSatisfy({ $0 == 0 }) {
            numeral.isNegative = text.negative >= 1 || turn(2, Self.signName) == 1
        }
        return text.write(numeral, for: key)
    }

    /// The parts of a range whose numbers have one sign and one number of digits.
    private static func byLength(_ range: ClosedRange<Int>) -> [ClosedRange<Int>] {
        var (parts, start) = ([ClosedRange<Int>](), range.lowerBound)
        while true {
            // -999...-100, -99...-10, -9...-1, 0...9, 10...99
            let length = Numeral.digits(of: UInt64(start.magnitude)).count
            var power = 1
            for _ in 1..<length { power *= 10 }
            let (most, overflow) = power.multipliedReportingOverflow(by: 10)
            let end = start < 0 ? -max(power, 1) : overflow ? Int.max : most - 1
            parts.append(start...min(end, range.upperBound))
            if end >= range.upperBound { return parts }
            start = end + 1
        }
    }
}
