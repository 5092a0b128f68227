/// A part of a pattern, with all texts that it can write counted.
struct PatternNode: Sendable {
    /// What the part is.
    indirect enum Kind: Sendable {
        case oneOf(CharacterClass)
        case sequence([PatternNode])
        case branches([PatternNode], Odds)
        case repeated(PatternNode, ClosedRange<Int>)
        case check(CheckDigit)
        /// A group, or the whole, within which check digits are computed.
        case scope(PatternNode)
    }

    let kind: Kind
    /// Where it starts in the pattern, counted from 1.
    let column: Int
    /// In how many ways it can be written; `UInt64.max` for all that is beyond `LabelOrder.most`.
    let count: UInt64
    /// How many characters it may have.
    let lengths: ClosedRange<Int>

    init(_ kind: Kind, column: Int) {
        self.kind = kind
        self.column = column
        switch kind {
        case .oneOf(let characters):
            count = UInt64(characters.count)
            lengths = 1...1
        case .sequence(let parts):
            count = parts.reduce(1) { $0.times($1.count) }
            lengths = parts.reduce(0...0) {
                $0.lowerBound + $1.lengths.lowerBound...$0.upperBound + $1.lengths.upperBound
            }
        case .branches(let branches, _):
            count = branches.reduce(0) { $0.plus($1.count) }
            lengths =
                (branches.map(\.lengths.lowerBound).min() ?? 0)...(branches.map(\.lengths.upperBound).max() ?? 0)
        case .repeated(let part, let times):
            count = times.reduce(0) { $0.plus(part.count.power($1)) }
            // The parser keeps parts below a thousand characters and repetitions below a thousand.
            lengths = part.lengths.lowerBound * times.lowerBound...part.lengths.upperBound * times.upperBound
        case .check(let digits):
            count = 1
            lengths = digits.width...digits.width
        case .scope(let part):
            count = part.count
            lengths = part.lengths
        }
    }

    /// The parts of which it is made.
    var parts: [PatternNode] {
        switch kind {
        case .oneOf, .check: []
        case .sequence(let parts), .branches(let parts, _): parts
        case .repeated(let part, _), .scope(let part): [part]
        }
    }

    /// Every character that it may write, each once, in order of appearance.
    var alphabet: [Character] {
        var seen = Set<Character>()
        var found: [Character] = []
        func collect(_ node: PatternNode) {
            switch node.kind {
            case .oneOf(let characters): found += characters.characters.filter { seen.insert($0).inserted }
            case .check: found += CharacterClass.digits.filter { seen.insert($0).inserted }
            default: node.parts.forEach(collect)
            }
        }
        collect(self)
        return found
    }

    /// In how many ways it can be written, repeated a number of times.
    static func ways(of part: PatternNode, times: Int) -> UInt64 { part.count.power(times) }
}

extension UInt64 {
    /// Arithmetic that stays at `max` once a result is beyond `LabelOrder.most`.
    fileprivate func plus(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow || sum > LabelOrder.most ? .max : sum
    }

    fileprivate func times(_ other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow || product > LabelOrder.most ? .max : product
    }

    fileprivate func power(_ exponent: Int) -> UInt64 {
        var result: UInt64 = 1
        for _ in 0..<exponent where result != .max { result = result.times(self) }
        return result
    }
}
