import Samples

/// Decides what a pattern writes where it leaves a choice.
protocol PatternChoices {
    /// The number of a character among `count`.
    mutating func character(of count: Int) -> Int
    /// The number of a branch.
    mutating func branch(of branches: [PatternNode], odds: Odds) -> Int
    /// How often a part is repeated.
    mutating func repetitions(of part: PatternNode, in times: ClosedRange<Int>) -> Int
}

/// Choices by the recipe's weights.
struct DrawnChoices: PatternChoices {
    var generator: KeyedGenerator

    mutating func character(of count: Int) -> Int { generator.below(count) }
    mutating func branch(of branches: [PatternNode], odds: Odds) -> Int { odds.draw(&generator) }
    mutating func repetitions(of part: PatternNode, in times: ClosedRange<Int>) -> Int {
        times.lowerBound + generator.below(times.count)
    }
}

/// Choices of which each takes all its options in turn, whatever their weights.
struct BalancedChoices: PatternChoices {
    private let key: SampleKey
    /// How many choices were made.
    private var count = 0
    private static let name: ChoiceName = "text.pattern"

    init(key: SampleKey) { self.key = key }

    mutating func character(of count: Int) -> Int { option(of: count) }
    mutating func branch(of branches: [PatternNode], odds: Odds) -> Int { option(of: branches.count) }
    mutating func repetitions(of part: PatternNode, in times: ClosedRange<Int>) -> Int {
        times.lowerBound + option(of: times.count)
    }

    private mutating func option(of options: Int) -> Int {
        count += 1
        return Turns.option(of: options, name: Self.name, place: count, for: key)
    }
}

/// The choices that make the text of a number: the number is taken apart digit by digit, as in a numeral whose
/// places have a base each.
struct RankedChoices: PatternChoices {
    /// What is left of the number.
    private var rank: UInt64

    /// - Parameter rank: below the pattern's count.
    init(rank: UInt64) { self.rank = rank }

    mutating func character(of count: Int) -> Int {
        let (rest, digit) = rank.quotientAndRemainder(dividingBy: UInt64(count))
        rank = rest
        return Int(digit)
    }

    mutating func branch(of branches: [PatternNode], odds: Odds) -> Int {
        pick(branches.indices.lazy.map { ($0, branches[$0].count) })
    }

    mutating func repetitions(of part: PatternNode, in times: ClosedRange<Int>) -> Int {
        pick(times.lazy.map { ($0, PatternNode.ways(of: part, times: $0)) })
    }

    /// Chooses among options that can each be written in several ways, and gives these ways back to the number for
    /// the choices to come.
    private mutating func pick(_ options: some Sequence<(Int, UInt64)>) -> Int {
        let total = options.reduce(UInt64(0)) { $0 + $1.1 }
        let (rest, remainder) = rank.quotientAndRemainder(dividingBy: max(1, total))
        var own = remainder
        for (option, ways) in options {
            if own < ways {
                rank = rest * ways + own
                return option
            }
            own -= ways
        }
        // Every part has at least one way to be written (the parser refuses classes and branches without any), so
        // `remainder` lies below the sum of all ways and one option has taken it.
        preconditionFailure("a part of a pattern that can't be written")
    }
}

extension PatternNode {
    /// The text that a row of choices makes.
    func text(_ choices: inout some PatternChoices) -> String {
        var text = PatternText.Draft()
        text.bytes.reserveCapacity(lengths.upperBound)
        write(&choices, to: &text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private func write(_ choices: inout some PatternChoices, to text: inout PatternText.Draft) {
        switch kind {
        case .oneOf(let characters):
            characters.append(characters.count == 1 ? 0 : choices.character(of: characters.count), to: &text.bytes)
        case .sequence(let parts):
            for part in parts { part.write(&choices, to: &text) }
        case .branches(let branches, let odds):
            branches[choices.branch(of: branches, odds: odds)].write(&choices, to: &text)
        case .repeated(let part, let times):
            let count = times.count == 1 ? times.lowerBound : choices.repetitions(of: part, in: times)
            for _ in 0..<count { part.write(&choices, to: &text) }
        case .check(.iban):
            // Computed at the end of the group, when the account number is there.
            text.iban = text.bytes.count
            text.bytes.append(contentsOf: [0, 0])
        case .check(let digits):
            text.bytes.append(contentsOf: digits.digits(over: text.bytes[text.start...]))
        case .scope(let part):
            let (start, iban) = (text.start, text.iban)
            text.start = text.bytes.count
            text.iban = nil
            part.write(&choices, to: &text)
            text.computeIBAN()
            (text.start, text.iban) = (start, iban)
        }
    }
}

extension PatternText {
    /// A text that is being written.
    fileprivate struct Draft {
        var bytes: [UInt8] = []
        /// Where the group that check digits look back to starts.
        var start = 0
        /// Where two digits of an IBAN of this group are still to be filled in.
        var iban: Int?

        mutating func computeIBAN() {
            guard let iban else { return }
            let account = Array(bytes[start..<iban] + bytes[(iban + 2)...])
            bytes.replaceSubrange(iban..<iban + 2, with: CheckDigit.iban.digits(over: account))
        }
    }
}
