import Configs
import Samples

extension NumberText {
    func makeSpace() throws -> any LabelSpace {
        guard mode != .weighted else {
            throw ConfigProblem(key: "mode", "'weighted' draws digits and has no list of labels; leave it out")
        }
        var text = self
        text.mode = .exhaustive
        try text.validate()
        return NumberSpace(text: text, numerals: try text.numerals())
    }
}

/// All numbers of a source; separators, signs of money and the digits' script are drawn.
struct NumberSpace: LabelSpace {
    let text: NumberText
    let numerals: NumeralSpace
    let shape: LabelShape
    var count: UInt64 { numerals.count }

    init(text: NumberText, numerals: NumeralSpace) {
        self.text = text
        self.numerals = numerals
        shape = Self.shape(text)
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing { text.write(numerals.numeral(at: rank), for: key) }

    private static func shape(_ text: NumberText) -> LabelShape {
        func used(_ choice: Alternatives<String>) -> LabelShape {
            LabelShape(oneOf: choice.options.filter { $0.weight > 0 }.map(\.value))
        }
        let (low, high) = (text.value?.bounds.lowerBound ?? 0, text.value?.bounds.upperBound ?? 0)
        var digits = text.digits.bounds
        if text.value != nil {
            let widths = [low, high].map { Numeral.digits(of: UInt64($0.magnitude)).count }
            let least = low <= 0 && high >= 0 ? 1 : min(widths[0], widths[1])
            let filled = text.leadingZeros ? text.digits.bounds.upperBound : 1
            digits = max(filled, least)...max(filled, max(widths[0], widths[1]))
        }
        let scalars = Set(text.numberedAlphabet("0123456789").flatMap(\.unicodeScalars) + "0123456789".unicodeScalars)
        func run(_ lengths: ClosedRange<Int>) -> LabelShape { LabelShape(lengths: lengths, scalars: scalars) }

        var sign = LabelShape("")
        if text.plus || text.negative > 0 || low < 0 {
            // A zero has no minus.
            sign = LabelShape(lengths: (text.plus || high < 0 ? 1 : 0)...1, scalars: ["+", "-"])
        }
        var shape = used(text.prefix).then(sign).then(run(digits))
        let marks = used(text.thousands)
        let groups = (digits.lowerBound - 1) / 3...(digits.upperBound - 1) / 3
        shape = shape.then(
            LabelShape(
                lengths: groups.lowerBound * marks.lengths.lowerBound...groups.upperBound * marks.lengths.upperBound,
                scalars: marks.scalars, always: groups.lowerBound > 0 ? marks.always : [], isFixed: marks.isFixed))
        let decimals = text.decimals.bounds
        if decimals.upperBound > 0 {
            let fraction = used(text.decimalPoint).then(run(max(1, decimals.lowerBound)...decimals.upperBound))
            shape = shape.then(decimals.lowerBound > 0 ? fraction : fraction.or(LabelShape("")))
        }
        shape = shape.then(used(text.suffix))
        if text.numbering.options.filter({ $0.weight > 0 }).count > 1, text.label == .asRendered {
            shape.isFixed = false
        }
        return shape
    }
}
